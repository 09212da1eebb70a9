package io.github.vrrp4j.examples.lan;

import com.sun.management.ThreadMXBean;
import io.github.vrrp4j.netlink.LinuxNetwork;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.Counter;
import io.github.vrrp4j.router.VirtualRouterStatus;
import io.github.vrrp4j.router.VrrpRouter;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.NanoClock;
import io.github.vrrp4j.spi.NeighborAnnouncer;
import io.github.vrrp4j.spi.Network;
import io.github.vrrp4j.spi.Transport;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Embeds a router whose loop runs on a thread of this program, with address work on another. Prints what the loop
 * allocated, as {@code STATE stretch=N advertisements=N bytes=N}, for each stretch of 200 advertisements in which nothing
 * but advertisements happened.
 */
final class LoopProbe {

    private static final int ADVERTISEMENTS = 200;
    private static final long POLL_INTERVAL_NS = 10_000_000;

    /** What may rise in a stretch: the counters of advertisements. */
    private static final Set<Counter> STEADY = EnumSet.of(
            Counter.ADVERTISEMENT_RCVD,
            Counter.ADVERTISEMENT_SENT,
            Counter.PSEUDO_HEADER_CHECKSUMS_RCVD,
            Counter.MESSAGE_ONLY_CHECKSUMS_RCVD);

    /** The Linux network, with a count of announcements: they are events of their own. */
    private record CountingNetwork(LinuxNetwork linux, AtomicLong announcements) implements Network {
        @Override
        public NanoClock clock() {
            return linux.clock();
        }

        @Override
        public Transport transport() {
            return linux.transport();
        }

        @Override
        public AddressManager addressManager() {
            return linux.addressManager();
        }

        @Override
        public NeighborAnnouncer neighborAnnouncer() {
            return (placement, address) -> {
                announcements.incrementAndGet();
                linux.neighborAnnouncer().announce(placement, address);
            };
        }
    }

    /** Whatever a stretch must leave as it was. */
    private record Situation(State state, Map<Counter, Long> counters, long announcements) {}

    private final VrrpRouter router;
    private final AtomicLong announcements;
    private final Thread loop;
    private final Map<State, Integer> stretches = new EnumMap<>(State.class);

    private LoopProbe(LinuxNetwork linux, ExecutorService addressWork) {
        announcements = new AtomicLong();
        router = VrrpRouter.builder(new CountingNetwork(linux, announcements))
                .executor(addressWork)
                .build();
        loop = new Thread(() -> {
            while (true) {
                router.doWork();
                linux.transport().await(router.nextDeadlineNs());
            }
        });
    }

    public static void main(String[] arguments) throws IOException {
        LoopProbe probe = new LoopProbe(LinuxNetwork.open(), Executors.newSingleThreadExecutor());
        probe.loop.start();
        probe.router.add(
                "eth0",
                VirtualRouterConfig.builder(Lan.VRID)
                        .priority(1)
                        .advertisementInterval(Duration.ofMillis(10))
                        .address(VirtualAddress.parse(Lan.VIRTUAL + "/24"))
                        .build());
        while (true) {
            probe.measure();
        }
    }

    private void measure() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Situation situation = situation();
        long startBytes = threads.getThreadAllocatedBytes(loop.getId());
        long start = advertisements();
        long count = 0;
        while (count < ADVERTISEMENTS && situation().equals(situation)) {
            LockSupport.parkNanos(POLL_INTERVAL_NS);
            count = advertisements() - start;
        }
        long bytes = threads.getThreadAllocatedBytes(loop.getId()) - startBytes;
        LockSupport.parkNanos(POLL_INTERVAL_NS); // what the loop hands to another thread shows there a little later
        if (situation().equals(situation)) {
            int stretch = stretches.merge(situation.state(), 1, Integer::sum);
            System.out.println(
                    situation.state() + " stretch=" + stretch + " advertisements=" + count + " bytes=" + bytes);
        }
    }

    private Situation situation() {
        VirtualRouterStatus status = router.status().get(0);
        Map<Counter, Long> counters = new EnumMap<>(status.statistics());
        counters.keySet().removeAll(STEADY);
        return new Situation(status.state(), counters, announcements.get());
    }

    private long advertisements() {
        Map<Counter, Long> counters = router.status().get(0).statistics();
        return counters.getOrDefault(Counter.ADVERTISEMENT_RCVD, 0L)
                + counters.getOrDefault(Counter.ADVERTISEMENT_SENT, 0L);
    }
}
