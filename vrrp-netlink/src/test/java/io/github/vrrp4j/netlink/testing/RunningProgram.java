package io.github.vrrp4j.netlink.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/** A program that a test started. Its output is read as it comes, so it never stops at a full pipe. */
public final class RunningProgram implements AutoCloseable {

    private static final Duration END_LIMIT = Duration.ofSeconds(10);

    private final List<String> command;
    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final Thread reader;

    private RunningProgram(List<String> command, Process process) {
        this.command = command;
        this.process = process;
        this.reader = new Thread(this::readLines, "output of " + command.get(0));
        reader.setDaemon(true);
        reader.start();
    }

    static RunningProgram start(List<String> command) {
        try {
            return new RunningProgram(
                    command,
                    new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readLines() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                    lines.notifyAll();
                }
            }
        } catch (IOException e) {
            // The pipe breaks when the program is killed; what it wrote before is there.
        }
    }

    /** The id of the started process; that of {@code ip netns exec} becomes that of the program. */
    public long pid() {
        return process.pid();
    }

    /** What it has written so far, standard output and standard error together. */
    public String output() {
        synchronized (lines) {
            return String.join("\n", lines);
        }
    }

    /**
     * Waits for a line, also among those already written.
     *
     * @return the first line that matches
     * @throws IllegalStateException if none has come when the limit or the end of the output is reached
     */
    public String awaitLine(Predicate<String> match, Duration limit) {
        return await(written -> written.stream().filter(match).findFirst(), limit);
    }

    /**
     * Waits until it has written so many lines.
     *
     * @throws IllegalStateException if it has not when the limit or the end of the output is reached
     */
    public void awaitLines(int count, Duration limit) {
        await(written -> written.size() < count ? Optional.empty() : Optional.of(""), limit);
    }

    private String await(Function<List<String>, Optional<String>> search, Duration limit) {
        long deadlineNs = System.nanoTime() + limit.toNanos();
        synchronized (lines) {
            while (true) {
                Optional<String> found = search.apply(lines);
                if (found.isPresent()) {
                    return found.get();
                }
                long restMs = TimeUnit.NANOSECONDS.toMillis(deadlineNs - System.nanoTime());
                if (restMs <= 0 || !reader.isAlive()) {
                    throw new IllegalStateException(
                            "not within " + limit + " from " + String.join(" ", command) + "; it wrote: " + output());
                }
                awaitNews(Math.min(restMs, 100));
            }
        }
    }

    private void awaitNews(long limitMs) {
        try {
            lines.wait(limitMs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Waits until it has ended by itself.
     *
     * @throws IllegalStateException if it is still running at the limit; it is killed then
     */
    public Finished awaitEnd(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        String.join(" ", command) + " still ran after " + limit + "; it wrote: " + output());
            }
            reader.join(END_LIMIT.toMillis());
            return new Finished(command, process.exitValue(), output());
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends SIGTERM and waits for the end; what it writes meanwhile is read. */
    public Finished terminate() {
        process.toHandle().destroy(); // that of Process would close its output first
        return awaitEnd(END_LIMIT);
    }

    /** Ends it if it still runs: SIGTERM, and SIGKILL after 10 seconds. */
    @Override
    public void close() {
        if (!process.isAlive()) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
