package io.github.vrrp4j.examples.node.demo;

import io.github.vrrp4j.examples.node.Main;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A process on a host, whose output is read line by line. */
final class HostProcess {
    private final String name;
    private final Process process;
    private volatile String latestLine = "";
    private volatile boolean endExpected;

    private HostProcess(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /**
     * Starts it, with a standard input that ends with this process.
     *
     * @param command each word must lead to a program by {@code exec}, so that signals reach that program
     * @param reader says what a line of its output means, if anything
     * @param audience takes the observations, on a thread of this object
     */
    static HostProcess start(
            String name,
            List<String> command,
            Function<String, Optional<Observation>> reader,
            Consumer<Observation> audience)
            throws IOException {
        HostProcess host = new HostProcess(
                name, new ProcessBuilder(command).redirectErrorStream(true).start());
        Thread thread = new Thread(() -> host.read(reader, audience), "demo-" + name);
        thread.setDaemon(true);
        thread.start();
        return host;
    }

    /** The command that runs this program once more, in a JVM like this one. */
    static List<String> thisProgram(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(String.join(File.separator, System.getProperty("java.home"), "bin", "java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(arguments);
        return command;
    }

    /** What the hidden commands of the demonstration write: {@link Observation} lines, or else a note. */
    static Function<String, Optional<Observation>> observations(String name) {
        return line ->
                Observation.parse(line).or(() -> Optional.of(new Observation.Note(System.nanoTime(), name, line)));
    }

    private void read(Function<String, Optional<Observation>> reader, Consumer<Observation> audience) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            while ((line = lines.readLine()) != null) {
                latestLine = line;
                reader.apply(line).ifPresent(audience);
            }
        } catch (IOException e) {
            // the process was killed
        }
    }

    /**
     * SIGKILL, for whatever it has started, too. They are stopped first: a parent might replace a child that it misses, and a
     * child end in good order because its parent is gone.
     */
    void kill() {
        endExpected = true;
        List<ProcessHandle> descendants = process.descendants().toList();
        if (!descendants.isEmpty()) {
            stopAtOnce(descendants);
        }
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    private void stopAtOnce(List<ProcessHandle> descendants) {
        String pids = Stream.concat(Stream.of(process.toHandle()), descendants.stream())
                .map(handle -> Long.toString(handle.pid()))
                .collect(Collectors.joining(" "));
        try {
            SystemCommand.run(List.of("sh", "-c", "kill -STOP " + pids + " || true")); // one may have ended meanwhile
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGTERM. Process.destroy would close the pipe too, and what the process says last would be lost. */
    void stop() {
        endExpected = true;
        process.toHandle().destroy();
    }

    /** What to tell the user if it has ended though nobody asked it to. */
    Optional<String> unexpectedEnd() {
        return endExpected || process.isAlive()
                ? Optional.empty()
                : Optional.of("the process of " + name + " ended with status " + process.exitValue()
                        + (latestLine.isEmpty() ? "" : "; it said last: " + latestLine));
    }

    /** Waits for its end, and kills it if that takes longer than {@code limitMs}. */
    void awaitEnd(long limitMs) {
        try {
            if (!process.waitFor(limitMs, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                process.waitFor(limitMs, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
