package io.github.vrrp4j.examples.node.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A stage of Linux network namespaces: every node and the client is a process with a network of its own. */
final class NamespaceStage implements Stage {
    private static final String CLIENT = "client";
    private static final long POLL_MS = 20;
    private static final long END_LIMIT_MS = 1_900;

    private final Cast cast;
    private final NetworkNamespaces namespaces = new NetworkNamespaces();
    private final BlockingQueue<Observation> unseen = new LinkedBlockingQueue<>();

    /** Everything ever started here; the latest process of a node in {@link #current}. */
    private final List<HostProcess> processes = new ArrayList<>();

    private final Map<String, HostProcess> current = new HashMap<>();
    private volatile boolean closed;

    /** Nothing is made before {@link #build}. */
    NamespaceStage(Cast cast) {
        this.cast = cast;
    }

    /**
     * Makes the namespaces.
     *
     * @throws IOException if the system refuses; {@link #close} removes what was made
     */
    void build() throws IOException {
        Map<String, String> addresses = new LinkedHashMap<>();
        cast.nodes().forEach(node -> addresses.put(host(node), node.address().toString()));
        addresses.put(CLIENT, cast.clientAddress().toString());
        namespaces.make(addresses);
    }

    @Override
    public String description() {
        return "in network namespaces of its own, removed at the end; every host is a process";
    }

    /** System.nanoTime is CLOCK_MONOTONIC on Linux: the same in every process. */
    @Override
    public long nowNs() {
        return System.nanoTime();
    }

    @Override
    public void start(Cast.Node node) throws IOException {
        launch(
                node.name(),
                NetworkNamespaces.name(host(node)),
                List.of(
                        DemoHost.COMMAND,
                        node.name(),
                        Integer.toString(cast.vrid()),
                        Integer.toString(node.priority()),
                        cast.advertisementInterval().toMillis() + "ms",
                        cast.virtualAddress().toString()));
    }

    @Override
    public void startClient() throws IOException {
        launch(
                CLIENT,
                NetworkNamespaces.name(CLIENT),
                List.of(DemoClient.COMMAND, cast.virtualAddress().address().toString()));
    }

    private synchronized void launch(String name, String namespace, List<String> arguments) throws IOException {
        if (closed) {
            throw new StageClosedException();
        }
        HostProcess process = HostProcess.start(name, namespace, arguments, unseen::add);
        processes.add(process);
        current.put(name, process);
    }

    @Override
    public void kill(Cast.Node node) {
        process(node).kill();
    }

    @Override
    public void stop(Cast.Node node) {
        process(node).stop();
    }

    @Override
    public boolean runUntil(Consumer<Observation> audience, BooleanSupplier condition, Duration limit)
            throws IOException {
        long endNs = nowNs() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (closed) {
                throw new StageClosedException();
            }
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

    private @Nullable Observation poll(long limitNs) {
        try {
            return unseen.poll(limitNs, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StageClosedException();
        }
    }

    private synchronized void requireProcesses() throws IOException {
        for (HostProcess process : current.values()) {
            String end = process.unexpectedEnd().orElse("");
            if (!end.isEmpty() && !closed) {
                throw new IOException(end);
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        processes.forEach(HostProcess::stop);
        processes.forEach(process -> process.awaitEnd(END_LIMIT_MS));
        namespaces.close();
    }

    private synchronized HostProcess process(Cast.Node node) {
        HostProcess process = current.get(node.name());
        if (process == null) {
            throw new IllegalStateException(node + " was never started");
        }
        return process;
    }

    private static String host(Cast.Node node) {
        return node.name().toLowerCase(Locale.ROOT);
    }
}
