package io.github.vrrp4j.netlink.testing;

import java.time.Duration;
import java.util.List;

/**
 * What became of a program.
 *
 * @param command with its arguments
 * @param exitCode 0 for success
 * @param output what it wrote to standard output and standard error, in the order it came
 */
public record Finished(List<String> command, int exitCode, String output) {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Runs a program until it ends, at most 60 seconds. */
    public static Finished of(String... command) {
        return of(List.of(command));
    }

    static Finished of(List<String> command) {
        try (RunningProgram program = RunningProgram.start(command)) {
            return program.awaitEnd(LIMIT);
        }
    }

    /**
     * Returns this result.
     *
     * @throws IllegalStateException if the program failed; the message has what it wrote
     */
    public Finished requireSuccess() {
        if (exitCode != 0) {
            throw new IllegalStateException(String.join(" ", command) + " ended with " + exitCode + ": " + output);
        }
        return this;
    }
}
