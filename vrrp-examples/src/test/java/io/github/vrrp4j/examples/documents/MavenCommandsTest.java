package io.github.vrrp4j.examples.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Maven modules, profiles, plugins, executions, tests and properties that the documents name are there. */
class MavenCommandsTest {

    private static final Pattern COMMAND = Pattern.compile("(?:^|[` ])mvn ((?:[^`#\n])+)", Pattern.MULTILINE);
    private static final Set<String> PHASES = Set.of("clean", "test-compile", "test", "package", "verify");
    private static final Set<String> FLAGS = Set.of("-q", "-B", "-o", "-am");

    /** {@code PLUGIN:GOAL}, or {@code GROUP:PLUGIN:GOAL@EXECUTION}. */
    private static final Pattern GOAL = Pattern.compile("(?:([\\w.]+):)?([\\w-]+):([\\w-]+)(?:@([\\w-]+))?");

    private static final Pattern PROPERTY = Pattern.compile("-D([\\w.-]+)(?:=(.*))?");

    static Stream<String> commands() {
        return Documents.all().stream()
                .flatMap(file -> COMMAND.matcher(Documents.text(file)).results())
                .map(match -> match.group(1).strip())
                .distinct();
    }

    @ParameterizedTest(name = "mvn {0}")
    @MethodSource("commands")
    void everythingThatACommandNamesIsThere(String command) throws IOException {
        assertThat(unknown(command)).isEmpty();
    }

    @Test
    void theyAreFound() {
        assertThat(commands())
                .contains("verify", "package", "spotless:apply", "-pl vrrp-core -Pmutation verify")
                .hasSizeGreaterThan(6);
    }

    @Test
    void whatIsNotThereIsSeen() throws IOException {
        assertThat(unknown("-pl vrrp-kore -Pmutatoin verfy"))
                .containsExactly("module vrrp-kore", "profile mutatoin", "verfy");
        assertThat(unknown("-pl vrrp-netlink -Pmutation verify")).containsExactly("profile mutation");
        assertThat(unknown("spotles:apply org.pitest:pitest-maven:mutationCoverage@mutated"))
                .containsExactly("plugin spotles", "execution mutated");
        assertThat(unknown("test -Dtest=NoSuchTest -Dvrrp4j.sead=1")).containsExactly("test NoSuchTest", "vrrp4j.sead");
    }

    private static List<String> unknown(String command) throws IOException {
        List<String> unknown = new ArrayList<>();
        List<String> words = List.of(command.split(" +", -1));
        List<Path> poms = new ArrayList<>(List.of(Documents.ROOT.resolve("pom.xml")));
        List<String> modules = modules(words);
        if (modules.isEmpty()) {
            modules = List.of("vrrp-core", "vrrp-netlink", "vrrp-examples", "benchmarks");
        }
        for (String module : modules) {
            if (Documents.text(poms.get(0)).contains("<module>" + module + "</module>")) {
                poms.add(Documents.ROOT.resolve(module).resolve("pom.xml"));
            } else {
                unknown.add("module " + module);
            }
        }
        String project = String.join("\n", poms.stream().map(Documents::text).toList());
        for (String word : words) {
            Matcher goal = GOAL.matcher(word);
            Matcher property = PROPERTY.matcher(word);
            if (word.startsWith("-P")) {
                require(
                        project.contains("<id>" + word.substring(2) + "</id>"),
                        "profile " + word.substring(2),
                        unknown);
            } else if (property.matches()) {
                property(property, unknown);
            } else if (goal.matches()) {
                goal(goal, project, unknown);
            } else if (!word.equals("-pl") && !modules.contains(word)) {
                require(PHASES.contains(word) || FLAGS.contains(word), word, unknown);
            }
        }
        return unknown;
    }

    private static List<String> modules(List<String> words) {
        int option = words.indexOf("-pl");
        return option < 0 ? List.of() : List.of(words.get(option + 1).split(",", -1));
    }

    private static void property(Matcher property, List<String> unknown) throws IOException {
        String name = property.group(1);
        if (name.equals("test")) {
            require(isSource(file -> file.endsWith(property.group(2) + ".java")), "test " + property.group(2), unknown);
        } else {
            require(
                    isSource(file -> Documents.text(file).contains("\"" + name + "\"")
                            && !file.endsWith("MavenCommandsTest.java")),
                    name,
                    unknown);
        }
    }

    private static void goal(Matcher goal, String project, List<String> unknown) {
        String plugin = goal.group(2);
        List<String> artifacts = goal.group(1) != null
                ? List.of(plugin)
                : List.of(plugin + "-maven-plugin", "maven-" + plugin + "-plugin");
        require(
                artifacts.stream().anyMatch(name -> project.contains("<artifactId>" + name + "</artifactId>")),
                "plugin " + plugin,
                unknown);
        if (goal.group(4) != null) {
            require(project.contains("<id>" + goal.group(4) + "</id>"), "execution " + goal.group(4), unknown);
        }
    }

    private static void require(boolean there, String what, List<String> unknown) {
        if (!there) {
            unknown.add(what);
        }
    }

    private static boolean isSource(Predicate<Path> wanted) throws IOException {
        for (String module : List.of("vrrp-core", "vrrp-netlink", "vrrp-examples")) {
            try (Stream<Path> files = Files.walk(Documents.ROOT.resolve(module).resolve("src"))) {
                if (files.filter(file -> file.toString().endsWith(".java")).anyMatch(wanted)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void theDependencyForAnApplicationIsTheLibraryAsItIsBuiltHere() {
        String shown = Documents.blocks(Documents.ROOT.resolve("docs/embedding.md")).stream()
                .filter(block -> block.language().equals("xml"))
                .findFirst()
                .orElseThrow()
                .text();
        String pom = Documents.text(Documents.ROOT.resolve("vrrp-netlink/pom.xml"));
        String parent = pom.substring(pom.indexOf("<parent>"), pom.indexOf("</parent>"));

        assertThat(element(shown, "groupId")).isEqualTo(element(parent, "groupId"));
        assertThat(element(shown, "version")).isEqualTo(element(parent, "version"));
        assertThat(element(shown, "artifactId")).isEqualTo("vrrp-netlink");
        assertThat(pom).contains("<artifactId>vrrp-netlink</artifactId>", "<artifactId>vrrp-core</artifactId>");
    }

    private static String element(String xml, String name) {
        return xml.substring(xml.indexOf("<" + name + ">"), xml.indexOf("</" + name + ">"))
                .replaceFirst("^<[^>]+>", "");
    }

    /** Programs, tests and switches in the sentences and tables for contributors. */
    @Test
    void whatContributingNamesIsThere() throws IOException {
        String text = Documents.text(Documents.ROOT.resolve("CONTRIBUTING.md"));
        assertThat(Stream.of("benchmarks/run", ".ci/run", "vrrp"))
                .allSatisfy(
                        program -> assertThat(Documents.ROOT.resolve(program)).isExecutable());
        assertThat(text).contains("benchmarks/run ", "`.ci/run`", "./vrrp ");
        assertThat(Pattern.compile("`(\\w+(?:Test|IT))`").matcher(text).results())
                .isNotEmpty()
                .allSatisfy(test -> assertThat(isSource(file -> file.endsWith(test.group(1) + ".java")))
                        .as(test.group(1))
                        .isTrue());
        assertThat(Pattern.compile("(VRRP4J_\\w+)").matcher(text).results())
                .isNotEmpty()
                .allSatisfy(variable -> assertThat(
                                isSource(file -> Documents.text(file).contains("\"" + variable.group(1) + "\"")))
                        .as(variable.group(1))
                        .isTrue());
        assertThat(Documents.text(Documents.ROOT.resolve("pom.xml"))).contains("env.JAVA_25_HOME");
        assertThat(text).contains("`JAVA_25_HOME`");
    }
}
