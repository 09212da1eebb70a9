package io.github.vrrp4j.examples.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What tests in network namespaces need of the host. */
final class Root {

    private Root() {}

    /** Skips the test unless this is Linux and root. */
    static void assumeRootOnLinux() throws IOException {
        assumeTrue(System.getProperty("os.name", "").equals("Linux"), "Linux");
        assumeTrue(Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "root");
    }

    /** Runs a command of words separated by spaces, which has to succeed, and gives its output. */
    static String run(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command.split(" ", -1))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", command, said).isZero();
        return said;
    }
}
