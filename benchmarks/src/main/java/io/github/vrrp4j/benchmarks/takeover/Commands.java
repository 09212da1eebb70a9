package io.github.vrrp4j.benchmarks.takeover;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Short programs that have to succeed. */
final class Commands {

    private static final long LIMIT_S = 20;

    private Commands() {}

    /**
     * Runs a command, its words separated by single spaces, and waits for its end.
     *
     * @throws IOException if it cannot be started, fails or takes too long; the message has its output
     */
    static void run(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command.split(" ", -1))
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (!process.waitFor(LIMIT_S, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("'" + command + "' did not end within " + LIMIT_S + " s");
        }
        if (process.exitValue() != 0) {
            throw new IOException("'" + command + "' ended with status " + process.exitValue() + ": " + output);
        }
    }
}
