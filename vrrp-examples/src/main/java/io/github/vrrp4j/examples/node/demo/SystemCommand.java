package io.github.vrrp4j.examples.node.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Calls of programs of the system that end by themselves. */
final class SystemCommand {
    private static final long LIMIT_S = 30;

    private SystemCommand() {}

    /** Runs {@code ip} with the given words, separated by spaces, as {@link #run} does. */
    static String ip(String words) throws IOException {
        return run(
                Stream.concat(Stream.of("ip"), Stream.of(words.split(" ", -1))).toList());
    }

    /**
     * Runs a command and waits for it.
     *
     * @return its output, standard error included
     * @throws IOException with its own message if there is no such program, if it fails, or if it takes longer than 30 s
     */
    static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (!process.waitFor(LIMIT_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(String.join(" ", command) + ": took longer than " + LIMIT_S + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(String.join(" ", command) + ": interrupted", e);
        }
        if (process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
        return said;
    }
}
