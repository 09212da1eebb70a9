package io.github.vrrp4j.examples.node.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Processes of this host and what they tell, in real time.
 *
 * <p>For one thread, {@link #close} apart.
 */
final class LiveScene implements Scene, AutoCloseable {
    private static final long POLL_MS = 20;
    private static final long END_LIMIT_MS = 1_900;

    private final BlockingQueue<Observation> unseen = new LinkedBlockingQueue<>();

    /** Everything ever started here. */
    private final List<HostProcess> processes = new ArrayList<>();

    private volatile boolean closed;

    /**
     * Starts a process as {@link HostProcess#start} does.
     *
     * @throws StageClosedException if {@link #close} came first
     */
    synchronized HostProcess start(String name, List<String> command, Function<String, Optional<Observation>> reader)
            throws IOException {
        requireOpen();
        HostProcess process = HostProcess.start(name, command, reader, unseen::add);
        processes.add(process);
        return process;
    }

    /** Throws {@link StageClosedException} after {@link #close}. */
    void requireOpen() {
        if (closed) {
            throw new StageClosedException();
        }
    }

    /** System.nanoTime is CLOCK_MONOTONIC on Linux: the same in every process. */
    @Override
    public long nowNs() {
        return System.nanoTime();
    }

    @Override
    public boolean runUntil(Consumer<Observation> audience, BooleanSupplier condition, Duration limit)
            throws IOException {
        long endNs = nowNs() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            requireOpen();
            long leftNs = endNs - nowNs();
            if (leftNs <= 0) {
                return false;
            }
            requireProcesses();
            Observation next = poll(Math.min(leftNs, TimeUnit.MILLISECONDS.toNanos(POLL_MS)));
            if (next != null) {
                audience.accept(next);
            }
        }
        return true;
    }

    /** Lets everything go on, whatever ends, until {@link #close}; ends with {@link StageClosedException}. */
    void runOn(Consumer<Observation> audience) {
        while (true) {
            requireOpen();
            Observation next = poll(TimeUnit.MILLISECONDS.toNanos(POLL_MS));
            if (next != null) {
                audience.accept(next);
            }
        }
    }

    private @Nullable Observation poll(long limitNs) {
        try {
            return unseen.poll(limitNs, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StageClosedException();
        }
    }

    private synchronized void requireProcesses() throws IOException {
        for (HostProcess process : processes) {
            String end = process.unexpectedEnd().orElse("");
            if (!end.isEmpty() && !closed) {
                throw new IOException(end);
            }
        }
    }

    /** Ends every process; any thread, any time. */
    @Override
    public synchronized void close() {
        closed = true;
        processes.forEach(HostProcess::stop);
        processes.forEach(process -> process.awaitEnd(END_LIMIT_MS));
    }
}
