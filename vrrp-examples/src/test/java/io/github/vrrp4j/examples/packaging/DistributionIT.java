package io.github.vrrp4j.examples.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.vrrp4j.examples.documents.Link;
import io.github.vrrp4j.netlink.testing.Finished;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What needs no rights of the unpacked archive, and of the single jar. */
@EnabledOnOs(OS.LINUX)
class DistributionIT {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    static Path directory;

    private static Path tree;

    @BeforeAll
    static void unpack() throws IOException {
        tree = Distribution.unpack(directory);
    }

    @Test
    void theLauncherStartsWhatIsBesideIt() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("vrrp"), tree.resolve("bin/vrrp"));

        assertThat(Finished.of(link.toString(), "--version").requireSuccess().output())
                .startsWith("vrrp4j " + Distribution.version() + ", Java ");
    }

    @Test
    void aLauncherWithoutItsTreeSaysSo() throws IOException {
        Path lost = Files.createDirectories(directory.resolve("lost/bin"));
        Path launcher = Files.copy(tree.resolve("bin/vrrp"), lost.resolve("vrrp"));

        Finished finished = Finished.of("bash", launcher.toString(), "--version");

        assertThat(finished.exitCode()).isEqualTo(1);
        assertThat(finished.output())
                .isEqualTo("vrrp: there is no " + directory.toRealPath().resolve("lost/vrrp-node.jar")
                        + "; install vrrp4j again, or call the script where it was installed");
    }

    @Test
    void theConfigurationThatComesWithItIsValid() {
        Finished finished = check(tree.resolve("etc/vrrp4j/node.yaml"));

        assertThat(finished.output()).doesNotContain("warning");
        assertThat(finished.exitCode()).isZero();
    }

    @Test
    void soIsEverythingThatIsCommentedOutInIt() throws IOException {
        String text = Files.readString(tree.resolve("etc/vrrp4j/node.yaml"));
        String uncommented = text.replaceAll("(?m)^( *)#( *[a-z-]+:)", "$1$2");
        assertThat(uncommented).contains("\n    hold-down: 0s", "\nhealth-checks:\n  web:", "\nlock-memory: true");

        check(Files.writeString(directory.resolve("uncommented.yaml"), uncommented))
                .requireSuccess();
    }

    private static Finished check(Path file) {
        return Finished.of(tree.resolve("bin/vrrp").toString(), "check", file.toString());
    }

    @Test
    void noLinkOfItsDocumentsIsDangling() throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            assertThat(files.filter(file -> file.toString().endsWith(".md")).flatMap(Link::dangling))
                    .isEmpty();
        }
    }

    @Test
    void theUnitStartsFilesThatAreThere() throws IOException {
        Path unit = tree.resolve("lib/systemd/system/vrrp4j.service");
        List<Path> named = Stream.of(Distribution.line(unit, "ExecStart=").split(" ", -1))
                .filter(word -> word.startsWith("/opt/vrrp4j/") || word.startsWith("/etc/vrrp4j/"))
                .map(word -> tree.resolve(word.replaceFirst("^/opt/vrrp4j/|^/", "")))
                .toList();

        assertThat(named)
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(file -> assertThat(file).exists());
    }

    @Test
    void theNoticeNamesEveryLibrary() throws IOException {
        String notice = Files.readString(tree.resolve("NOTICE"));
        try (Stream<Path> libraries = Files.list(tree.resolve("lib"))) {
            assertThat(libraries
                            .map(library -> library.getFileName().toString())
                            .filter(name -> name.endsWith(".jar") && !name.startsWith("vrrp-"))
                            .map(name -> name.replaceFirst("-\\d.*", "")))
                    .hasSizeGreaterThan(10)
                    .allSatisfy(name -> assertThat(notice).containsPattern("(?m)^  (.*, )?" + name + "[ ,\n]"));
        }
    }

    @Test
    void theManualPageTellsOfEveryCommand() throws IOException {
        Path page = tree.resolve("share/man/man1/vrrp.1");
        String help = Finished.of(tree.resolve("bin/vrrp").toString(), "help").output();
        List<String> commands = help.substring(help.indexOf("Commands:"), help.indexOf("Exit status:"))
                .lines()
                .filter(line -> line.matches("  [a-z].*"))
                .map(line -> line.strip().split("[ ,]", 2)[0])
                .toList();

        assertThat(commands).contains("run", "doctor", "man");
        String text = Files.readString(page);
        assertThat(commands)
                .allSatisfy(command -> assertThat(text).containsPattern("(?m)^\\.SS \"vrrp " + command + "[ \"]"));
    }

    @Test
    void theManualPageHasNoMistake() {
        assumeTrue(Finished.of("sh", "-c", "command -v groff").exitCode() == 0, "there is no groff");
        String page = tree.resolve("share/man/man1/vrrp.1").toString();

        assertThat(Finished.of("groff", "-man", "-ww", "-z", "-Tutf8", page)
                        .requireSuccess()
                        .output())
                .isEmpty();
        assertThat(Finished.of("sh", "-c", "groff -man -Tascii -P-cbou '" + page + "'")
                        .output())
                .contains("   vrrp explain [-i=ID] FILE\n", "--listen=DURATION", "EXIT STATUS")
                .doesNotContain("${", "%n", "\\-");
    }

    @Test
    void bashCompletesCommandsAndOptions() {
        String completion =
                tree.resolve("share/bash-completion/completions/vrrp").toString();

        assertThat(completions(completion, "vrrp", "simul")).contains("simulate");
        assertThat(completions(completion, "vrrp", "doctor", "--l")).contains("--listen");
    }

    private static String completions(String script, String... words) {
        String line = String.join(" ", words);
        return Finished.of(
                        "bash",
                        "-c",
                        "source '" + script + "'; COMP_LINE='" + line + "'; COMP_POINT=${#COMP_LINE}; COMP_WORDS=("
                                + line
                                + "); COMP_CWORD=" + (words.length - 1)
                                + "; $(complete -p vrrp | sed 's/.*-F \\([^ ]*\\).*/\\1/') vrrp; echo \"${COMPREPLY[@]}\"")
                .requireSuccess()
                .output();
    }

    @Test
    void theSingleJarNeedsNothingBesideIt() throws IOException {
        Path alone = Files.createDirectories(directory.resolve("alone"));
        String jar =
                Files.copy(Distribution.singleJar(), alone.resolve("vrrp.jar")).toString();

        assertThat(Finished.of(JAVA, "-jar", jar, "--version").requireSuccess().output())
                .startsWith("vrrp4j " + Distribution.version() + ", Java ");
        assertThat(Finished.of(JAVA, "-jar", jar, "simulate", "--seeds", "10")
                        .requireSuccess()
                        .output())
                .contains("10 seeds");
    }

    @Test
    void theSingleJarSaysWhatItIsAndUnderWhichLicences() throws IOException {
        try (JarFile jar = new JarFile(Distribution.singleJar().toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            assertThat(manifest.getValue("Enable-Native-Access")).isEqualTo("ALL-UNNAMED");
            assertThat(manifest.getValue("Multi-Release")).isEqualTo("true");
            assertThat(manifest.getValue("Class-Path")).isNull();
            assertThat(text(jar, "META-INF/LICENSE")).contains("Apache License");
            assertThat(text(jar, "META-INF/NOTICE")).contains("--- MIT License", "--- BSD 3-Clause License");
            assertThat(text(jar, "META-INF/services/ch.qos.logback.classic.spi.Configurator"))
                    .contains("io.github.vrrp4j.examples.node.run.LogSetup");
            assertThat(jar.stream().filter(entry -> entry.getName().endsWith("module-info.class")))
                    .isEmpty();
        }
    }

    private static String text(JarFile jar, String name) throws IOException {
        return new String(jar.getInputStream(jar.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
    }
}
