package io.github.vrrp4j.examples.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files in a directory of a test. */
record ConfigFiles(Path directory) {

    /** Virtual routers that are without mistakes, to stand under something else. */
    static final String ROUTERS = "virtual-routers: [{interface: eth0, vrid: 1, addresses: [192.0.2.10/24]}]\n";

    NodeConfig read(String yaml) throws Exception {
        return ConfigFile.read(write(yaml));
    }

    Path write(String yaml) throws Exception {
        return Files.writeString(directory.resolve("node.yaml"), yaml);
    }

    /** What is wrong; that something is, is asserted. */
    List<Problem> problems(String yaml) {
        return problemsOf(catchThrowableOfType(InvalidConfigException.class, () -> read(yaml)));
    }

    /** The same for a file that is there, or not. */
    static List<Problem> problems(Path file) {
        return problemsOf(catchThrowableOfType(InvalidConfigException.class, () -> ConfigFile.read(file)));
    }

    private static List<Problem> problemsOf(InvalidConfigException e) {
        assertThat(e).as("problems").isNotNull();
        return e.problems();
    }

    /** {@code LINE:COLUMN TEXT} of each problem. */
    List<String> told(String yaml) {
        return problems(yaml).stream()
                .map(problem -> problem.line() + ":" + problem.column() + " " + problem.text())
                .toList();
    }
}
