package io.github.vrrp4j.examples.node.demo;

import io.github.vrrp4j.router.VrrpEvent;
import io.github.vrrp4j.router.VrrpListener;
import io.github.vrrp4j.simulation.SimulatedHost;
import io.github.vrrp4j.simulation.SimulatedLan;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A stage in memory and virtual time: the same routers, no sockets, no rights needed. */
final class SimulatedStage implements Stage {
    private static final long SEED = 51;

    private final Cast cast;
    private final String reason;
    private final Queue<Observation> unseen = new ArrayDeque<>();
    private final SimulatedLan lan = new SimulatedLan(SEED);
    private final Map<String, SimulatedHost> hosts = new HashMap<>();

    /** Nodes whose process runs, and so answers; an address alone does not. */
    private final Set<String> running = new HashSet<>();

    private boolean clientRuns;
    private long nextRequestNs;
    private long sequence;

    /**
     * Builds the LAN.
     *
     * @param reason why it is not a real one
     */
    SimulatedStage(Cast cast, String reason) {
        this.cast = cast;
        this.reason = reason;
        cast.nodes()
                .forEach(node -> hosts.put(
                        node.name(), lan.addHost(node.name(), node.address().toString())));
    }

    @Override
    public String description() {
        return "on a simulated LAN in virtual time (" + reason + ")";
    }

    @Override
    public long nowNs() {
        return lan.now().toNanos();
    }

    @Override
    public void start(Cast.Node node) throws IOException {
        VrrpListener listener = event -> onEvent(node, event);
        host(node).startRouter(listener).add(SimulatedHost.INTERFACE, cast.config(node));
        running.add(node.name());
    }

    private void onEvent(Cast.Node node, VrrpEvent event) {
        HostEvents.observation(nowNs(), node.name(), event).ifPresent(unseen::add);
    }

    @Override
    public void startClient() {
        clientRuns = true;
        nextRequestNs = nowNs();
    }

    @Override
    public void kill(Cast.Node node) {
        running.remove(node.name());
        host(node).killRouter();
    }

    @Override
    public void stop(Cast.Node node) {
        running.remove(node.name());
        host(node).stopRouter();
    }

    @Override
    public boolean runUntil(Consumer<Observation> audience, BooleanSupplier condition, Duration limit) {
        long endNs = nowNs() + limit.toNanos();
        BooleanSupplier seenAndMet = () -> {
            while (!unseen.isEmpty()) {
                audience.accept(unseen.remove());
            }
            return condition.getAsBoolean();
        };
        while (!seenAndMet.getAsBoolean()) {
            if (nowNs() >= endNs) {
                return false;
            }
            long untilNs = clientRuns ? Math.min(nextRequestNs, endNs) : endNs;
            boolean met = lan.runUntil(seenAndMet, Duration.ofNanos(untilNs - nowNs()));
            if (!met && clientRuns && nowNs() >= nextRequestNs) {
                request();
            }
        }
        return true;
    }

    private void request() {
        long number = sequence++;
        nextRequestNs += Cast.REQUEST_INTERVAL.toNanos();
        lan.reachedAt(cast.virtualAddress().address())
                .map(SimulatedHost::name)
                .filter(running::contains)
                .ifPresent(name -> unseen.add(
                        new Observation.Answer(cast.virtualAddress().address().toString(), number, nowNs(), name)));
    }

    @Override
    public void close() {
        // memory only
    }

    private SimulatedHost host(Cast.Node node) {
        SimulatedHost host = hosts.get(node.name());
        if (host == null) {
            throw new IllegalArgumentException(node + " is not in the cast");
        }
        return host;
    }
}
