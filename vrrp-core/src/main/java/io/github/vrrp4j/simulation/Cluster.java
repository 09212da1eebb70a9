package io.github.vrrp4j.simulation;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Hosts that back the same addresses up, on one LAN, configured at random. */
final class Cluster {

    /** One of them. */
    static final class Member {
        private final SimulatedHost host;
        private final VirtualRouterConfig config;
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
            return host + " (priority " + priority() + (preempts() ? ")" : ", does not preempt)");
        }
    }

    private static final int VRID = 7;
    private static final int DEFAULT_INTERVAL_CS = 100;
    private static final int MIN_INTERVAL_CS = 5;
    private static final int MAX_INTERVAL_CS = 300;
    private static final int MIN_RATE_PER_MILLE = 900;
    private static final int MAX_RATE_PER_MILLE = 1100;

    private final AddressFamily family;
    private final List<Member> members = new ArrayList<>();
    private final long intervalNs;
    private double slowestClock = 1;

    /** Puts from {@code minHosts} to {@code maxHosts} hosts on the LAN; none of them runs yet. */
    Cluster(SimulatedLan lan, SeededRandom random, int minHosts, int maxHosts, List<AddressFamily> families) {
        int count = random.between(minHosts, maxHosts);
        family = families.get(random.between(0, families.size() - 1));
        int intervalCs = random.chance(0.5) ? DEFAULT_INTERVAL_CS : random.between(MIN_INTERVAL_CS, MAX_INTERVAL_CS);
        Duration interval = Duration.ofMillis(intervalCs * 10L);
        intervalNs = interval.toNanos();
        boolean fewPriorities = random.chance(0.3);
        double preemptProbability = random.chance(0.5) ? 1 : random.between(0, 1) * random.fraction();
        boolean twoAddresses = random.chance(0.2);
        boolean clocksDiffer = random.chance(0.3);
        for (int i = 1; i <= count; i++) {
            VirtualRouterConfig.Builder config = VirtualRouterConfig.builder(VRID)
                    .priority(fewPriorities ? random.between(1, 3) * 85 : random.between(1, 255))
                    .advertisementInterval(interval)
                    .preemptMode(random.chance(preemptProbability))
                    .address(family == AddressFamily.IPV4 ? "192.0.2.250/24" : "fe80::250/64");
            if (twoAddresses) {
                config.address(family == AddressFamily.IPV4 ? "192.0.2.251/24" : "2001:db8::250/64");
            }
            String own = family == AddressFamily.IPV4 ? "192.0.2." + i + "/24" : "fe80::" + i + "/64";
            Member member = new Member(lan.addHost("h" + i, own), config.build());
            if (clocksDiffer) {
                double rate = random.between(MIN_RATE_PER_MILLE, MAX_RATE_PER_MILLE) / 1000.0;
                slowestClock = Math.min(slowestClock, rate);
                member.host().clockRate(rate);
            }
            members.add(member);
        }
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

    /** A time by the slowest clock, in the time of the LAN; to the next nanosecond. */
    long longestNs(long hostNs) {
        return (long) (hostNs / slowestClock) + 1;
    }

    /** {@code 3 ipv6 hosts, 100 cs: h1 (priority 200), ...}, for messages. */
    @Override
    public String toString() {
        return members.size() + " hosts, " + family + ", interval " + intervalNs / 1_000_000 + " ms: " + members;
    }
}
