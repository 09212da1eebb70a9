package io.github.vrrp4j.simulation;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One link in virtual time, with hosts on it and faults at will. Time passes only inside {@link #run} and
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
 *
 * <p>Faults of the link are methods here, faults of a host are methods of {@link SimulatedHost}. Each lasts until it is
 * changed. They work on packets when they are sent: one that is on its way arrives. The same seed and the same calls give
 * the same run, to the nanosecond, on every machine.
 *
 * <p>{@link #trace} tells a run in lines, {@link #capture} writes its packets for Wireshark, and {@link #observe} gives
 * everything to code; {@link Invariants} is such code.
 */
public final class SimulatedLan {

    /** More steps than this without time passing means that something wakes itself for ever. */
    private static final int MAX_STEPS_AT_ONE_INSTANT = 100_000;

    private static final long DEFAULT_DELAY_NS = 50_000;

    private record Arrival(long timeNs, long order, SimulatedHost to, SimulatedPacket packet)
            implements Comparable<Arrival> {
        @Override
        public int compareTo(Arrival other) {
            int byTime = Long.compare(timeNs, other.timeNs);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final long seed;
    private final SeededRandom random;
    private final List<SimulatedHost> hosts = new ArrayList<>();
    private final Observers observers = new Observers();
    private final Queue<Arrival> inFlight = new PriorityQueue<>();
    private final Map<IpAddress, SimulatedHost> lastAnnouncer = new HashMap<>();

    private long nowNs;
    private long packetOrder;
    private boolean multicastPasses = true;
    private Predicate<SimulatedPacket> filter = packet -> true;
    private double lossProbability;
    private double duplicationProbability;
    private long minDelayNs = DEFAULT_DELAY_NS;
    private long maxDelayNs = DEFAULT_DELAY_NS;

    /** Creates an empty link without faults and with a delay of 50 µs, at time 0. */
    public SimulatedLan(long seed) {
        this.seed = seed;
        random = new SeededRandom(seed);
    }

    /** The seed it was made with. */
    public long seed() {
        return seed;
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
                this,
                hosts.size(),
                name,
                Arrays.stream(addresses).map(VirtualAddress::parse).toList());
        hosts.add(host);
        return host;
    }

    /** The hosts, in the order in which they were added. */
    public List<SimulatedHost> hosts() {
        return List.copyOf(hosts);
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
        for (int i = 0; i < hosts.size(); i++) {
            next = Math.min(next, hosts.get(i).nextRunNs());
        }
        return next;
    }

    private void step() {
        Arrival first;
        while ((first = inFlight.peek()) != null && first.timeNs() <= nowNs) {
            inFlight.remove();
            first.to().arrive(first.packet());
        }
        for (int i = 0; i < hosts.size(); i++) { // a listener may add one meanwhile
            SimulatedHost host = hosts.get(i);
            if (host.nextRunNs() <= nowNs) {
                host.doWork();
            }
        }
    }

    /**
     * Loses each packet on its way to each receiver with this probability.
     *
     * @param probability 0 to 1; 0 when not called
     * @throws IllegalArgumentException if it is out of range
     */
    public void loss(double probability) {
        lossProbability = requireProbability("loss", probability);
        fault("loss " + probability);
    }

    /**
     * Delivers each packet to each receiver a second time with this probability; the copy has a delay of its own.
     *
     * @param probability 0 to 1; 0 when not called
     * @throws IllegalArgumentException if it is out of range
     */
    public void duplication(double probability) {
        duplicationProbability = requireProbability("duplication", probability);
        fault("duplication " + probability);
    }

    private static double requireProbability(String what, double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability of " + what + " " + probability + " is not in 0..1");
        }
        return probability;
    }

    /**
     * Lets multicast pass, or drops all of it without a word, as the networks of many clouds do. Unicast reaches the host that
     * has its destination, always.
     *
     * @param passes true when not called
     */
    public void multicast(boolean passes) {
        multicastPasses = passes;
        fault(passes ? "multicast passes" : "multicast does not pass");
    }

    /**
     * Lets only some packets pass, as a switch or firewall does that is configured wrongly: of one VRID only, for example. Those
     * of {@link #inject} pass always.
     *
     * @param passes said true of each packet when not called
     */
    public void filter(Predicate<SimulatedPacket> passes) {
        filter = passes;
        fault("another filter");
    }

    /**
     * Delays each packet to each receiver by a time between the two, both included; 50 µs when not called. Where they
     * differ, packets overtake each other: this is how to get reordering.
     *
     * @throws IllegalArgumentException unless 0 &lt;= min &lt;= max
     */
    public void delay(Duration min, Duration max) {
        if (min.isNegative() || max.compareTo(min) < 0) {
            throw new IllegalArgumentException("delay " + min + ".." + max + " is not 0 <= min <= max");
        }
        minDelayNs = min.toNanos();
        maxDelayNs = max.toNanos();
        fault("delay " + minDelayNs + ".." + maxDelayNs + " ns");
    }

    /** Cuts the link in two, in place of any partition before: these hosts hear only each other, and the others too. */
    public void partition(SimulatedHost... island) {
        partition(List.of(List.of(island)));
    }

    /**
     * Cuts the link into islands, in place of any partition before: a host hears only those of its own island. Hosts that
     * stand in none are one more island together.
     *
     * @throws IllegalArgumentException if a host stands in two
     */
    public void partition(Collection<? extends Collection<SimulatedHost>> islands) {
        int[] islandOf = new int[hosts.size()];
        int number = 0;
        for (Collection<SimulatedHost> island : islands) {
            number++;
            for (SimulatedHost host : island) {
                if (islandOf[host.index()] != 0 && islandOf[host.index()] != number) {
                    throw new IllegalArgumentException(host + " stands in two islands");
                }
                islandOf[host.index()] = number;
            }
        }
        hosts.forEach(host -> host.island(islandOf[host.index()]));
        fault("partition " + islands);
    }

    /**
     * Cuts one direction: {@code to} hears nothing of {@code from} any more, while {@code from} still hears {@code to}.
     * Other cuts stay.
     */
    public void cut(SimulatedHost from, SimulatedHost to) {
        to.deafTo(from);
        fault("cut " + from + " -> " + to);
    }

    /** Ends {@link #partition} and every {@link #cut}; loss, duplication and delay stay. */
    public void heal() {
        for (SimulatedHost host : hosts) {
            host.island(0);
            host.deafToNobody();
        }
        fault("heal");
    }

    /** Whether the link carries packets from one host to another, by {@link #partition} and {@link #cut}. */
    public boolean carries(SimulatedHost from, SimulatedHost to) {
        return from != to && from.island() == to.island() && !to.isDeafTo(from);
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
        inject(source, source.family().vrrpGroup(), hopLimit, message);
    }

    /**
     * The same for a unicast packet, which reaches whoever has its destination.
     *
     * @param destination the destination address of its IP header, of the family of the source
     */
    public void inject(IpAddress source, IpAddress destination, int hopLimit, ByteBuffer message) {
        ByteBuffer copy =
                ByteBuffer.allocate(message.remaining()).put(0, message, message.position(), message.remaining());
        SimulatedPacket packet = new SimulatedPacket(source, destination, hopLimit, copy);
        observers.injected(packet);
        for (SimulatedHost to : hosts) {
            if (!packet.isMulticast() && !to.holds(destination)) {
                continue;
            }
            inFlight.add(new Arrival(nowNs + minDelayNs, packetOrder++, to, packet));
        }
    }

    /** Shows everything that happens from now on to an observer, behind those added before. */
    public void observe(LanObserver observer) {
        observers.add(observer);
    }

    /**
     * Tells everything that happens from now on, arrivals apart, in one line each: virtual time in seconds, host or {@code
     * lan}, what happens.
     */
    public void trace(Consumer<String> lines) {
        observe(new Trace(this, lines));
    }

    /**
     * Writes every packet that is sent from now on to a capture file in pcap format, once, whatever becomes of it: Ethernet
     * frames with advertisements, gratuitous ARP requests and Neighbor Advertisements, at their virtual times in
     * nanoseconds. Writes each packet at once and neither flushes nor closes the stream. If that fails, the run ends with
     * an {@link java.io.UncheckedIOException}.
     */
    public void capture(OutputStream out) {
        observe(new PcapCapture(this, out));
    }

    LanObserver observers() {
        return observers;
    }

    void announce(SimulatedHost from, IpAddress address) {
        lastAnnouncer.put(address, from);
        observers.announced(from, address);
    }

    void send(SimulatedHost from, SimulatedPacket packet) {
        observers.sent(from, packet);
        boolean multicast = packet.isMulticast();
        if ((multicast && !multicastPasses) || !filter.test(packet)) {
            return;
        }
        for (int i = 0; i < hosts.size(); i++) {
            SimulatedHost to = hosts.get(i);
            if (carries(from, to) && (multicast || to.holds(packet.destination()))) {
                if (lossProbability > 0 && random.chance(lossProbability)) {
                    observers.lost(from, to, packet);
                } else {
                    deliver(to, packet);
                    if (duplicationProbability > 0 && random.chance(duplicationProbability)) {
                        deliver(to, packet);
                    }
                }
            }
        }
    }

    private void deliver(SimulatedHost to, SimulatedPacket packet) {
        long delayNs = minDelayNs == maxDelayNs ? minDelayNs : random.between(minDelayNs, maxDelayNs);
        inFlight.add(new Arrival(nowNs + delayNs, packetOrder++, to, packet));
    }

    private void fault(String text) {
        fault(null, text);
    }

    void fault(@Nullable SimulatedHost host, String text) {
        observers.fault(host, text);
    }
}
