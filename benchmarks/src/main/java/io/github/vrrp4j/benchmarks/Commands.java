package io.github.vrrp4j.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Short programs that have to succeed. */
public final class Commands {

    private Commands() {}

    /**
     * Runs a command, its words separated by single spaces, and waits for its end.
     *
     * @throws IOException if it cannot be started, or fails; the message has its output
     */
    public static void run(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command.split(" ", -1))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException("'" + command + "' ended with status " + status + ": " + output);
        }
    }
}
