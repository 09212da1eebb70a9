package io.github.vrrp4j.simulation;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * One multicast link in virtual time, with hosts on it and faults at will. Time passes only inside {@link #run} and
 * {@link #runUntil}. For one thread.
 *
 * <pre>{@code
 * SimulatedLan lan = new SimulatedLan(seed);
 * SimulatedHost a = lan.addHost("a", "192.0.2.1/24");
 * SimulatedHost b = lan.addHost("b", "192.0.2.2/24");
 * a.startRouter().add(SimulatedHost.INTERFACE, config(200));
 * b.startRouter().add(SimulatedHost.INTERFACE, config(100));
 * lan.run(Duration.ofSeconds(10));
 * a.crash();
 * lan.run(Duration.ofSeconds(4));
 * lan.reachedAt(virtualAddress); // b
 * }</pre>
 */
public final class SimulatedLan {

    /** More steps than this without time passing means that something wakes itself for ever. */
    private static final int MAX_STEPS_AT_ONE_INSTANT = 100_000;

    private record Arrival(long timeNs, long order, SimulatedHost to, SimulatedPacket packet) {}

    private final SplittableRandom random;
    private final List<SimulatedHost> hosts = new ArrayList<>();
    private final Queue<Arrival> inFlight =
            new PriorityQueue<>(Comparator.comparingLong(Arrival::timeNs).thenComparingLong(Arrival::order));
    private final Map<IpAddress, SimulatedHost> lastAnnouncer = new HashMap<>();

    private long nowNs;
    private long packetOrder;
    private double lossProbability;
    private long minDelayNs = Duration.ofNanos(50_000).toNanos();
    private long maxDelayNs = minDelayNs;
    private Set<SimulatedHost> island = Set.of();

    /** Creates an empty link without faults and with a delay of 50 µs, at time 0. */
    public SimulatedLan(long seed) {
        random = new SplittableRandom(seed);
    }

    /**
     * Puts a host on the link.
     *
     * @param name for its texts
     * @param addresses of its interface, as {@link VirtualAddress#parse} reads them; the first of a family is the primary
     *     address, and for IPv6 has to be link-local
     */
    public SimulatedHost addHost(String name, String... addresses) {
        SimulatedHost host = new SimulatedHost(
                this, name, Arrays.stream(addresses).map(VirtualAddress::parse).toList());
        hosts.add(host);
        return host;
    }

    /** The virtual time that has passed. */
    public Duration now() {
        return Duration.ofNanos(nowNs);
    }

    long nowNs() {
        return nowNs;
    }

    /** Lets virtual time pass. */
    public void run(Duration duration) {
        runUntil(() -> false, duration);
    }

    /**
     * Lets virtual time pass until the condition holds, asked whenever something has happened.
     *
     * @return whether it holds; false when {@code limit} has passed first
     */
    public boolean runUntil(BooleanSupplier condition, Duration limit) {
        long endNs = nowNs + limit.toNanos();
        int stepsAtOneInstant = 0;
        while (!condition.getAsBoolean()) {
            long nextNs = nextEventNs();
            if (nextNs > endNs) {
                nowNs = endNs;
                return condition.getAsBoolean();
            }
            stepsAtOneInstant = nextNs > nowNs ? 0 : stepsAtOneInstant + 1;
            if (stepsAtOneInstant > MAX_STEPS_AT_ONE_INSTANT) {
                throw new IllegalStateException("time stands still at " + now());
            }
            nowNs = Math.max(nowNs, nextNs);
            step();
        }
        return true;
    }

    private long nextEventNs() {
        Arrival first = inFlight.peek();
        long next = first == null ? Long.MAX_VALUE : first.timeNs();
        for (SimulatedHost host : hosts) {
            next = Math.min(next, host.nextRunNs());
        }
        return next;
    }

    private void step() {
        Arrival first;
        while ((first = inFlight.peek()) != null && first.timeNs() <= nowNs) {
            inFlight.remove();
            first.to().arrive(first.packet());
        }
        for (SimulatedHost host : hosts) {
            if (host.nextRunNs() <= nowNs) {
                host.doWork();
            }
        }
    }

    /**
     * Loses each packet on its way to each receiver with this probability, from now on.
     *
     * @param probability 0 to 1
     */
    public void loss(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability of loss " + probability + " is not in 0..1");
        }
        lossProbability = probability;
    }

    /** Delays each packet to each receiver by a time between the two, from now on; so packets may overtake each other. */
    public void delay(Duration min, Duration max) {
        if (min.isNegative() || max.compareTo(min) < 0) {
            throw new IllegalArgumentException("delay " + min + ".." + max + " is not 0 <= min <= max");
        }
        minDelayNs = min.toNanos();
        maxDelayNs = max.toNanos();
    }

    /** Cuts the link in two: these hosts hear only each other, and the others only each other. */
    public void partition(SimulatedHost... island) {
        this.island = Set.of(island);
    }

    /** Joins the link again after {@link #partition}. */
    public void heal() {
        island = Set.of();
    }

    /** The hosts that hold an address, dead ones apart. More than one is what VRRP tries to avoid. */
    public List<SimulatedHost> holders(IpAddress address) {
        return hosts.stream().filter(host -> host.holds(address)).toList();
    }

    /**
     * The host that a client on the link reaches at an address now: the last that announced it, if it still holds it and
     * is neither dead nor paused.
     */
    public Optional<SimulatedHost> reachedAt(IpAddress address) {
        return Optional.ofNullable(lastAnnouncer.get(address)).filter(host -> host.answers(address));
    }

    /**
     * Puts a VRRP message on the link as if a host that is not simulated had sent it: for malformed, forged and foreign
     * packets. It reaches every host, whatever the faults.
     *
     * @param source the source address of its IP header
     * @param hopLimit the TTL or Hop Limit of its IP header
     * @param message what follows the IP header; copied
     */
    public void inject(IpAddress source, int hopLimit, ByteBuffer message) {
        ByteBuffer copy =
                ByteBuffer.allocate(message.remaining()).put(0, message, message.position(), message.remaining());
        SimulatedPacket packet = new SimulatedPacket(source, hopLimit, copy);
        for (SimulatedHost to : hosts) {
            inFlight.add(new Arrival(nowNs + minDelayNs, packetOrder++, to, packet));
        }
    }

    void announce(SimulatedHost from, IpAddress address) {
        lastAnnouncer.put(address, from);
    }

    void send(SimulatedHost from, SimulatedPacket packet) {
        for (SimulatedHost to : hosts) {
            boolean cut = island.contains(from) != island.contains(to);
            if (to != from && !cut && random.nextDouble() >= lossProbability) {
                long delayNs = minDelayNs == maxDelayNs ? minDelayNs : random.nextLong(minDelayNs, maxDelayNs + 1);
                inFlight.add(new Arrival(nowNs + delayNs, packetOrder++, to, packet));
            }
        }
    }
}
