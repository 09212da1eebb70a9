package io.github.vrrp4j.examples.node.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A program that a story runs.
 *
 * @param program its name, looked for on the PATH and where the system's daemons are, or an absolute path
 * @param debianPackage what brings it on Debian
 */
record RequiredProgram(String program, String debianPackage) {

    /** Whether it is not on this host. */
    boolean isMissing() {
        return Stream.concat(
                        Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1)),
                        Stream.of("/usr/sbin", "/sbin"))
                .noneMatch(directory -> Files.isExecutable(Path.of(directory).resolve(program)));
    }
}
