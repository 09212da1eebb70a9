package io.github.vrrp4j.examples.node.control;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Verdict;
import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.Counter;
import io.github.vrrp4j.router.Fault;
import io.github.vrrp4j.router.HealthStatus;
import io.github.vrrp4j.router.Peer;
import io.github.vrrp4j.router.TrackedCheck;
import io.github.vrrp4j.router.VirtualRouterId;
import io.github.vrrp4j.router.VirtualRouterStatus;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Virtual routers as a router describes them. */
public final class Samples {

    /** {@code eth0/ipv4/51}. */
    public static final VirtualRouterId ID = new VirtualRouterId("eth0", AddressFamily.IPV4, 51);

    private Samples() {}

    /** A BACKUP with one peer, one unhealthy check and priority 50 of 100; each counter counts those before it. */
    public static VirtualRouterStatus backup() {
        return status(
                State.BACKUP,
                Cause.HIGHER_PRIORITY,
                50,
                Set.of(),
                List.of(new HealthStatus(new TrackedCheck.Adjust("uplink", -50), false, "eth1 is down")));
    }

    /** Out of service, with a second reason. */
    public static VirtualRouterStatus faulty() {
        return status(State.INITIALIZE, Cause.MAINTENANCE, 100, Set.of(Fault.MAINTENANCE, Fault.NO_CARRIER), List.of());
    }

    private static VirtualRouterStatus status(
            State state, Cause cause, int priority, Set<Fault> faults, List<HealthStatus> health) {
        VirtualRouterConfig config = VirtualRouterConfig.builder(51)
                .priority(100)
                .address("192.0.2.10/24")
                .build();
        Map<Counter, Long> statistics = new EnumMap<>(Counter.class);
        for (Counter counter : Counter.values()) {
            statistics.put(counter, (long) statistics.size());
        }
        Map<Verdict, Long> discarded = new EnumMap<>(Verdict.class);
        discarded.put(Verdict.CHECKSUM_ERROR, 3L);
        Peer peer = new Peer(
                IpAddress.parse("192.0.2.2"),
                3,
                200,
                Duration.ofSeconds(1),
                ChecksumForm.PSEUDO_HEADER,
                List.of(IpAddress.parse("192.0.2.10")),
                Duration.ofSeconds(90),
                Duration.ofMillis(400),
                91);
        return new VirtualRouterStatus(
                ID,
                config,
                state,
                cause,
                Duration.ofSeconds(90),
                state == State.INITIALIZE ? Duration.ZERO : Duration.ofSeconds(95),
                priority,
                IpAddress.parse("192.0.2.1"),
                IpAddress.parse("192.0.2.2"),
                Duration.ofSeconds(1),
                Duration.ofNanos(804_687_500),
                Duration.ofNanos(3_804_687_500L),
                false,
                faults,
                health,
                null,
                Duration.ZERO,
                Duration.ofSeconds(100),
                statistics,
                discarded,
                List.of(peer));
    }
}
