package io.github.vrrp4j.examples.node.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a program did.
 *
 * @param found whether it could be started
 * @param exitCode its status; -1 if it was not found or took longer than 10 s
 * @param output standard output and standard error together; of a program that was not found, why
 */
record Program(boolean found, int exitCode, String output) {
    private static final long LIMIT_S = 10;

    /** Runs it until it ends, at most 10 s. */
    static Program run(String... command) {
        try {
            Path output = Files.createTempFile("vrrp-doctor", ".out");
            try {
                return run(List.of(command), output);
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            return new Program(false, -1, String.valueOf(e.getMessage()));
        }
    }

    /** Runs the first of several programs that is found; tells of the last if none is. */
    static Program runFirst(List<String> names, String... arguments) {
        Program program = new Program(false, -1, "");
        for (String name : names) {
            program = run(Stream.concat(Stream.of(name), Stream.of(arguments)).toArray(String[]::new));
            if (program.found()) {
                break;
            }
        }
        return program;
    }

    private static Program run(List<String> command, Path output) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile())
                .start();
        try {
            if (process.waitFor(LIMIT_S, TimeUnit.SECONDS)) {
                return new Program(true, process.exitValue(), Files.readString(output));
            }
            process.destroyForcibly();
            return new Program(true, -1, "took longer than " + LIMIT_S + " s");
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return new Program(true, -1, "interrupted");
        }
    }

    boolean succeeded() {
        return exitCode == 0;
    }
}
