package io.github.vrrp4j.simulation;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.UnicastPeers;
import io.github.vrrp4j.protocol.Version;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.VirtualRouterId;
import io.github.vrrp4j.router.VrrpRouter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Hosts that back the same addresses up, on one LAN, configured at random. */
final class Cluster {

    /** One of them. */
    static final class Member {
        private final SimulatedHost host;
        private VirtualRouterConfig config;
        private boolean stopping;

        private Member(SimulatedHost host, VirtualRouterConfig config) {
            this.host = host;
            this.config = config;
        }

        SimulatedHost host() {
            return host;
        }

        int priority() {
            return config.priority();
        }

        /** The owner does whatever its configuration says (RFC 5798 §6.1). */
        boolean preempts() {
            return config.preemptMode() || priority() == VirtualRouterConfig.OWNER_PRIORITY;
        }

        void start() {
            stopping = false;
            host.refuseAddresses(null);
            try {
                host.startRouter().add(SimulatedHost.INTERFACE, config);
            } catch (IOException e) { // nothing is refused
                throw new UncheckedIOException(e);
            }
        }

        /** While it runs, or for its next start. */
        void priority(int priority) {
            config = config.toBuilder().priority(priority).build();
            ifServing((router, id) -> {
                try {
                    router.configure(id, config);
                } catch (IOException e) { // its own address is not virtual
                    throw new UncheckedIOException(e);
                }
            });
        }

        /** Whether it runs, and is MASTER. */
        boolean isMaster() {
            return host.router()
                    .filter(router -> router.status().get(0).state() == State.MASTER)
                    .isPresent();
        }

        /** If it runs, has it hand over and prefer others; with zero, no longer. */
        @SuppressWarnings("FutureReturnValueIgnored") // what follows shows what became of it
        void relinquish(Duration duration) {
            ifServing((router, id) -> router.relinquish(id, duration));
        }

        /** Out of service, or in service again, if it runs. */
        @SuppressWarnings("FutureReturnValueIgnored") // what follows shows what became of it
        void maintenance(boolean on) {
            ifServing((router, id) -> router.maintenance(id, on));
        }

        private void ifServing(BiConsumer<VrrpRouter, VirtualRouterId> order) {
            VrrpRouter running = host.router().orElse(null);
            if (running != null && !stopping) {
                order.accept(running, running.status().get(0).id());
            }
        }

        void stop() {
            stopping = true;
            host.stopRouter();
        }

        /** Whether it runs and was asked to stop. */
        boolean isStopping() {
            return stopping && host.isRunning();
        }

        /** {@code h1 (priority 200)}. */
        @Override
        public String toString() {
            return host + " (priority " + priority() + (preempts() ? "" : ", does not preempt")
                    + (config.preemptDelay().isZero()
                            ? ""
                            : ", after " + config.preemptDelay().toMillis() + " ms") + ")";
        }
    }

    private static final int VRID = 7;
    private static final int DEFAULT_INTERVAL_CS = 100;
    private static final int MIN_INTERVAL_CS = 5;
    private static final int MAX_INTERVAL_CS = 300;
    private static final int CS_PER_SECOND = 100;
    private static final int MAX_DELAY_MS = 5_000;
    private static final int MIN_RATE_PER_MILLE = 900;
    private static final int MAX_RATE_PER_MILLE = 1100;

    private final AddressFamily family;
    private final List<Member> members = new ArrayList<>();
    private final long intervalNs;
    private final boolean fewPriorities;
    private double slowestClock = 1;

    /** Puts from {@code minHosts} to {@code maxHosts} hosts on the LAN; none of them runs yet. */
    Cluster(SimulatedLan lan, SeededRandom random, int minHosts, int maxHosts, List<AddressFamily> families) {
        int count = random.between(minHosts, maxHosts);
        family = families.get(random.between(0, families.size() - 1));
        Version version = Version.V3;
        if (family == AddressFamily.IPV4 && random.chance(0.2)) {
            version = random.chance(0.5) ? Version.V2 : Version.V2_AND_V3;
        }
        int intervalCs = random.chance(0.5) ? DEFAULT_INTERVAL_CS : random.between(MIN_INTERVAL_CS, MAX_INTERVAL_CS);
        if (version == Version.V2) {
            intervalCs = (intervalCs / CS_PER_SECOND + 1) * CS_PER_SECOND;
        }
        VirtualRouterConfig.Builder common = VirtualRouterConfig.builder(VRID)
                .version(version)
                .advertisementInterval(Duration.ofMillis(intervalCs * 10L))
                .address(family == AddressFamily.IPV4 ? "192.0.2.250/24" : "fe80::250/64");
        if (random.chance(0.2)) {
            common.address(family == AddressFamily.IPV4 ? "192.0.2.251/24" : "2001:db8::250/64");
        }
        intervalNs = Duration.ofMillis(intervalCs * 10L).toNanos();
        fewPriorities = random.chance(0.3);
        double preemptProbability = random.chance(0.5) ? 1 : random.between(0, 1) * random.fraction();
        boolean delays = random.chance(0.2);
        boolean clocksDiffer = random.chance(0.3);
        boolean unicast = random.chance(0.25);
        if (unicast && random.chance(0.8)) {
            lan.multicast(false);
        }
        for (int i = 1; i <= count; i++) {
            VirtualRouterConfig config = common.priority(priority(random))
                    .preemptMode(random.chance(preemptProbability))
                    .preemptDelay(Duration.ofMillis(delays ? random.between(0, MAX_DELAY_MS) : 0))
                    .holdDown(Duration.ofMillis(delays ? random.between(0, MAX_DELAY_MS) : 0))
                    .answersLosers(random.chance(0.8))
                    .unicastPeers(unicast ? peers(i, count) : null)
                    .build();
            Member member = new Member(
                    lan.addHost("h" + i, ownAddress(i) + (family == AddressFamily.IPV4 ? "/24" : "/64")), config);
            if (clocksDiffer) {
                double rate = random.between(MIN_RATE_PER_MILLE, MAX_RATE_PER_MILLE) / 1000.0;
                slowestClock = Math.min(slowestClock, rate);
                member.host().clockRate(rate);
            }
            members.add(member);
        }
    }

    private String ownAddress(int number) {
        return (family == AddressFamily.IPV4 ? "192.0.2." : "fe80::") + number;
    }

    /** All but the one of that number, 1..count. */
    private UnicastPeers peers(int number, int count) {
        return UnicastPeers.of(IntStream.rangeClosed(1, count)
                .filter(other -> other != number)
                .mapToObj(other -> IpAddress.parse(ownAddress(other)))
                .toList());
    }

    /** Any priority that a virtual router can have, or one of three. */
    int priority(SeededRandom random) {
        return fewPriorities ? random.between(1, 3) * 85 : random.between(1, 255);
    }

    /** The longest hold-down of all. */
    Duration holdDown() {
        return longest(VirtualRouterConfig::holdDown);
    }

    /** The longest preempt delay of all. */
    Duration preemptDelay() {
        return longest(VirtualRouterConfig::preemptDelay);
    }

    private Duration longest(Function<VirtualRouterConfig, Duration> delay) {
        return members.stream()
                .map(member -> delay.apply(member.config))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    List<Member> members() {
        return members;
    }

    /** The IPv4 or IPv6 addresses that they back up. */
    List<IpAddress> addresses() {
        return members.get(0).config.addresses().stream()
                .map(virtual -> virtual.address())
                .toList();
    }

    /** Advertisement_Interval, the same for all. */
    long intervalNs() {
        return intervalNs;
    }

    /**
     * The longest interval that a BACKUP may have learned: of a MASTER of both versions whose VRRPv3 was lost, the whole
     * seconds of its VRRPv2.
     */
    long learnedIntervalNs() {
        VirtualRouterConfig any = members.get(0).config;
        return Duration.ofMillis(10L * any.advertisementIntervalCs(any.version().sendsV2() ? 2 : 3))
                .toNanos();
    }

    /** A time by the slowest clock, in the time of the LAN; to the next nanosecond. */
    long longestNs(long hostNs) {
        return (long) (hostNs / slowestClock) + 1;
    }

    /** {@code 3 ipv6 hosts, 100 cs: h1 (priority 200), ...}, for messages. */
    @Override
    public String toString() {
        return members.size() + " hosts, " + family + ", version "
                + members.get(0).config.version()
                + (members.get(0).config.unicastPeers() == null ? "" : ", unicast") + ", interval "
                + intervalNs / 1_000_000 + " ms: " + members;
    }
}
