package io.github.vrrp4j.examples.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code vrrp} in a copy of the repository with a java and a mvn that only say how they were called. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    @TempDir
    Path directory;

    private Path repository;
    private Path javaHome;
    private Path bin;

    private record Run(int status, String out, String err) {}

    @BeforeEach
    void makeRepository() throws IOException {
        repository = Files.createDirectories(directory.resolve("re po"));
        Files.copy(Path.of("..", "vrrp"), repository.resolve("vrrp"));
        executable(repository.resolve("vrrp"), Files.readString(repository.resolve("vrrp")));
        old(Files.writeString(repository.resolve("pom.xml"), ""));
        for (String module : List.of("vrrp-core", "vrrp-netlink", "vrrp-examples")) {
            Path source = Files.createDirectories(repository.resolve(module).resolve("src/main"));
            old(Files.writeString(repository.resolve(module).resolve("pom.xml"), ""));
            old(Files.writeString(source.resolve("A.java"), ""));
            old(source);
        }
        javaHome = directory.resolve("jdk");
        executable(javaHome.resolve("bin/java"), "#!/bin/sh\nfor argument; do echo \"$argument\"; done\n");
        javaVersion("17.0.15");
        bin = directory.resolve("bin");
        String jar = "'" + jar() + "'";
        executable(
                bin.resolve("mvn"),
                "#!/bin/sh\npwd >>'" + directory.resolve("mvn.calls") + "'\necho \"$@\" >>'"
                        + directory.resolve("mvn.calls") + "'\nsleep 0.2\nmkdir -p \"$(dirname " + jar + ")\"\ntouch "
                        + jar
                        + "\n");
    }

    @Test
    void argumentsReachTheProgramAsTheyWereWritten() throws Exception {
        makeJar();
        List<String> lines =
                vrrp(Map.of(), "run", "a file.yaml", "*").out().lines().toList();

        assertThat(lines).endsWith("-jar", jar().toString(), "run", "a file.yaml", "*");
        assertThat(lines).contains("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED");
        assertThat(directory.resolve("mvn.calls")).doesNotExist();
    }

    @Test
    void theSimulationIsCompiledForSpeed() throws Exception {
        makeJar();
        List<String> lines =
                vrrp(Map.of(), "simulate", "--seeds", "9").out().lines().toList();

        assertThat(lines).endsWith("-jar", jar().toString(), "simulate", "--seeds", "9");
        assertThat(lines).contains("-XX:+UseParallelGC", "-Xmx256m").doesNotContain("-XX:TieredStopAtLevel=1");
    }

    @Test
    void optionsOfTheUserComeBehindItsOwn() throws Exception {
        makeJar();
        List<String> lines = vrrp(Map.of("VRRP4J_JAVA_OPTS", "-Xmx128m -Da=b"), "help")
                .out()
                .lines()
                .toList();

        assertThat(lines).endsWith("-Xmx128m", "-Da=b", "-jar", jar().toString(), "help");
    }

    @Test
    void itFindsTheRepositoryThroughSymbolicLinks() throws Exception {
        makeJar();
        Files.createSymbolicLink(directory.resolve("second"), repository.resolve("vrrp"));
        Files.createSymbolicLink(bin.resolve("first"), Path.of("..", "second"));

        assertThat(start(bin.resolve("first"), Map.of(), "help").out()).contains("-jar\n" + jar() + "\nhelp\n");
    }

    @Test
    void theFirstTimeItBuilds() throws Exception {
        Run run = vrrp(Map.of(), "help");

        assertThat(run.err()).isEqualTo("vrrp: building vrrp-node.jar (once after each change)\n");
        assertThat(run.out()).endsWith("help\n");
        assertThat(Files.readAllLines(directory.resolve("mvn.calls")))
                .containsExactly(
                        repository.toString(),
                        "-q -B -Dmaven.test.skip=true -Dvrrp4j.jar-only -pl vrrp-examples -am package");
    }

    @Test
    void aChangedSourceIsBuiltOnce() throws Exception {
        makeJar();
        Files.setLastModifiedTime(
                repository.resolve("vrrp-core/src/main/A.java"),
                FileTime.from(Instant.now().plusSeconds(1)));
        assertThat(vrrp(Map.of(), "help").err()).contains("building");
        old(repository.resolve("vrrp-core/src/main/A.java"));
        assertThat(vrrp(Map.of(), "help").err()).isEmpty();
    }

    @Test
    void startsAtTheSameTimeBuildOnce() throws Exception {
        List<Process> starts = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            starts.add(process(repository.resolve("vrrp"), Map.of(), "help").start());
        }
        for (Process each : starts) {
            assertThat(result(each).status()).isZero();
        }
        assertThat(Files.readAllLines(directory.resolve("mvn.calls"))).hasSize(2);
    }

    @Test
    void aFailedBuildShowsWhatMavenSaid() throws Exception {
        executable(bin.resolve("mvn"), "#!/bin/sh\necho '[ERROR] no such symbol'\nexit 1\n");
        Run run = vrrp(Map.of(), "help");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .containsExactly(
                        "vrrp: building vrrp-node.jar (once after each change)",
                        "[ERROR] no such symbol",
                        "vrrp: the build failed; what Maven said stands above");
    }

    @Test
    void withoutMavenItSaysSo() throws Exception {
        Files.delete(bin.resolve("mvn"));
        Run run = vrrp(Map.of("PATH", pathWithout("mvn")), "help");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo("vrrp: vrrp-node.jar has to be built, and there is no mvn; install Maven, 3.8 or newer\n");
    }

    @Test
    void anOldJavaIsRefused() throws Exception {
        javaVersion("11.0.20");
        assertThat(vrrp(Map.of(), "help")).satisfies(run -> {
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err())
                    .isEqualTo("vrrp: " + javaHome.resolve("bin/java")
                            + " is Java 11.0.20; 17 or newer is needed, set JAVA_HOME to one\n");
        });
        javaVersion("1.8.0_402");
        assertThat(vrrp(Map.of(), "help").err()).contains("is Java 1.8.0_402; 17 or newer is needed");
    }

    @Test
    void aNewJavaIsTaken() throws Exception {
        makeJar();
        javaVersion("25");
        assertThat(vrrp(Map.of(), "help").status()).isZero();
        javaVersion("25.0.3");
        assertThat(vrrp(Map.of(), "help").status()).isZero();
    }

    @Test
    void aJavaHomeWithoutJavaIsRefused() throws Exception {
        Run run = vrrp(Map.of("JAVA_HOME", "/nonexistent"), "help");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).startsWith("vrrp: JAVA_HOME is /nonexistent, but there is no bin/java in it;");
    }

    @Test
    void withoutAnyJavaItSaysSo() throws Exception {
        Run run = vrrp(Map.of("JAVA_HOME", "", "PATH", pathWithout("java")), "help");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("vrrp: no java found; install a JDK, 17 or newer, or set JAVA_HOME\n");
    }

    @Test
    void inAnInstalledTreeNothingIsBuilt() throws Exception {
        Path launcher = install();

        assertThat(start(launcher, Map.of("VRRP4J_CACHE", "none"), "run", "a file.yaml")
                        .out()
                        .lines())
                .contains("-XX:+UseSerialGC")
                .noneMatch(line -> line.contains("Archive"))
                .endsWith("-jar", tree().resolve("vrrp-node.jar").toString(), "run", "a file.yaml");
        assertThat(directory.resolve("mvn.calls")).doesNotExist();
    }

    @Test
    void theFirstNodeHasAnArchiveOfClassesMadeAndTheNextCommandsStartFromIt() throws Exception {
        Path launcher = install();
        Map<String, String> cache =
                Map.of("VRRP4J_CACHE", directory.resolve("cache").toString());

        assertThat(start(launcher, cache, "help").out()).doesNotContain("Archive");
        assertThat(directory.resolve("cache")).doesNotExist();
        assertThat(start(launcher, cache, "run", configuration()).out()).doesNotContain("Archive");
        Path archive = awaitArchive();

        assertThat(start(launcher, cache, "run", configuration()).out().lines())
                .contains("-XX:SharedArchiveFile=" + archive);
        assertThat(start(launcher, cache, "help").out().lines()).contains("-XX:SharedArchiveFile=" + archive);
        assertThat(start(launcher, cache, "simulate").out()).doesNotContain("Archive");
    }

    @Test
    void anotherBuildOrAnotherJdkHasAnotherArchiveAndTheOldOneGoes() throws Exception {
        Path launcher = install();
        Map<String, String> cache =
                Map.of("VRRP4J_CACHE", directory.resolve("cache").toString());
        start(launcher, cache, "run", configuration());
        Path first = awaitArchive();

        Files.writeString(tree().resolve("lib/vrrp-core-1.jar"), "changed");
        assertThat(start(launcher, cache, "run", configuration()).out()).doesNotContain("Archive");
        Path second = awaitOtherThan(first);
        javaVersion("21.0.1");
        assertThat(start(launcher, cache, "run", configuration()).out()).doesNotContain("Archive");
        awaitOtherThan(second);

        assertThat(archives()).hasSize(1).doesNotContain(first, second);
    }

    @Test
    void anArchiveOfAnotherSizeThanItsNameSaysIsNotUsed() throws Exception {
        Path launcher = install();
        Map<String, String> cache =
                Map.of("VRRP4J_CACHE", directory.resolve("cache").toString());
        start(launcher, cache, "run", configuration());
        Files.writeString(awaitArchive(), "short");

        assertThat(start(launcher, cache, "help").out()).doesNotContain("Archive");
    }

    @Test
    void withSystemdTheArchiveIsInTheCacheDirectoryOfTheUnit() throws Exception {
        Map<String, String> unit = Map.of("CACHE_DIRECTORY", directory.resolve("cache") + ":/var/cache/other");

        start(install(), unit, "run", configuration());

        awaitArchive();
    }

    private Path tree() {
        return directory.resolve("in stalled");
    }

    /** A tree as the archive of the build has it, and a java that makes an archive of classes. */
    private Path install() throws IOException {
        executable(
                javaHome.resolve("bin/java"),
                "#!/bin/sh\nfor argument; do\n  echo \"$argument\"\n  case $argument in"
                        + " -XX:ArchiveClassesAtExit=*) echo classes >\"${argument#*=}\" ;; esac\ndone\n");
        Path launcher = tree().resolve("bin/vrrp");
        executable(launcher, Files.readString(Path.of("..", "vrrp")));
        Files.writeString(tree().resolve("vrrp-node.jar"), "node");
        Files.writeString(Files.createDirectories(tree().resolve("lib")).resolve("vrrp-core-1.jar"), "core");
        return launcher;
    }

    private String configuration() throws IOException {
        return Files.writeString(directory.resolve("a node.yaml"), "").toString();
    }

    private Path awaitArchive() throws Exception {
        return awaitOtherThan(directory);
    }

    /** It gets its name when it is whole. */
    private Path awaitOtherThan(Path known) throws Exception {
        Instant deadline = Instant.now().plusSeconds(20);
        while (Instant.now().isBefore(deadline)) {
            List<Path> files = archives();
            if (files.size() == 1 && !files.contains(known)) {
                return files.get(0);
            }
            Thread.sleep(10);
        }
        throw new AssertionError("no new archive beside " + archives());
    }

    private List<Path> archives() throws IOException {
        Path cache = directory.resolve("cache");
        if (Files.notExists(cache)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(cache)) {
            return files.filter(file -> file.toString().endsWith(".jsa")).toList();
        }
    }

    /** A search path with everything that the script needs, less what is missing in the test. */
    private String pathWithout(String missing) throws IOException {
        Path tools = Files.createDirectories(directory.resolve("path"));
        for (String tool : List.of("bash", "readlink", "dirname", "sed", "find", "flock", "mkdir", "touch", "cat")) {
            for (String place : System.getenv("PATH").split(":", -1)) {
                Path target = Path.of(place, tool);
                if (!tool.equals(missing) && Files.isExecutable(target)) {
                    executable(tools.resolve(tool), "#!/bin/sh\nexec " + target + " \"$@\"\n");
                }
            }
        }
        return tools.toString();
    }

    private void makeJar() throws IOException {
        Files.createDirectories(jar().getParent());
        Files.writeString(jar(), "");
    }

    private Path jar() {
        return repository.resolve("vrrp-examples/target/vrrp-node.jar");
    }

    private void javaVersion(String version) throws IOException {
        Files.writeString(javaHome.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    }

    private static void executable(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void old(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
    }

    private Run vrrp(Map<String, String> environment, String... arguments) throws Exception {
        return start(repository.resolve("vrrp"), environment, arguments);
    }

    private Run start(Path script, Map<String, String> environment, String... arguments) throws Exception {
        return result(process(script, environment, arguments).start());
    }

    private ProcessBuilder process(Path script, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().put("JAVA_HOME", javaHome.toString());
        builder.environment().put("PATH", bin + ":" + System.getenv("PATH"));
        builder.environment().keySet().removeAll(List.of("VRRP4J_JAVA_OPTS", "VRRP4J_CACHE", "CACHE_DIRECTORY"));
        builder.environment().putAll(environment);
        return builder;
    }

    private static Run result(Process process) throws Exception {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), out, err);
    }
}
