package io.github.vrrp4j.router;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.packet.Verdict;
import io.github.vrrp4j.protocol.HostConfig;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.UnicastPeers;
import io.github.vrrp4j.protocol.Version;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The loop allocates nothing per advertisement, measured by the JVM's own account of the thread. */
class AllocationTest {

    private static final int TURNS = 2_500;
    private static final int ROUNDS = 8;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final FakeNetwork network = new FakeNetwork();
    private final AtomicLong nowNs = new AtomicLong();

    private HostConfig host = HostConfig.DEFAULT;

    @BeforeEach
    void stopTheClock() {
        network.clock = nowNs::get;
    }

    @Test
    void receivingAnAdvertisementAllocatesNothing() throws IOException {
        VrrpRouter router = router(100);
        network.hear(51, 200);

        long allocated = allocatedBy(() -> {
            network.hearAgain();
            return router.doWork() == 1;
        });

        assertThat(router.status().get(0).state()).isEqualTo(State.BACKUP);
        assertThat(router.status().get(0).statistics())
                .containsEntry(Counter.ADVERTISEMENT_RCVD, (long) ROUNDS * TURNS);
        assertThat(allocated).isZero();
    }

    @Test
    void discardingAPacketAllocatesNothing() throws IOException {
        VrrpRouter router = router(100);
        network.hear(52, 200);
        router.doWork();

        long allocated = allocatedBy(() -> {
            network.hearAgain();
            return router.doWork() == 1;
        });

        assertThat(allocated).isZero();
    }

    /** The interval and one of the addresses are others than ours: counted each time, told once. */
    @Test
    void aPeerWithMismatchesAllocatesNothing() throws IOException {
        VrrpRouter router = router(Version.V3, 100, "192.0.2.10/24", "192.0.2.11/24");
        network.hear(51, 200);

        long allocated = allocatedBy(() -> {
            network.hearAgain();
            return router.doWork() == 1;
        });

        assertThat(router.status().get(0).statistics())
                .containsEntry(Counter.ADDRESS_LIST_ERRORS, (long) ROUNDS * TURNS)
                .containsEntry(Counter.INTERVAL_ERRORS, (long) ROUNDS * TURNS);
        assertThat(allocated).isZero();
    }

    @Test
    void aMasterOfBothVersionsIsHeardWithoutAllocation() throws IOException {
        VrrpRouter router = router(Version.V2_AND_V3, 100, "192.0.2.10/24");
        network.alsoHear(3, 51, 200, 1);
        network.alsoHear(2, 51, 200, 100);

        long allocated = allocatedBy(() -> {
            network.hearAgain();
            return router.doWork() == 2;
        });

        assertThat(router.status().get(0).discarded())
                .containsEntry(Verdict.VERSION_2_SUPERSEDED, (long) ROUNDS * TURNS);
        assertThat(allocated).isZero();
    }

    @Test
    void aMasterOfVersionTwoIsHeardWithoutAllocation() throws IOException {
        VrrpRouter router = router(Version.V2_AND_V3, 100, "192.0.2.10/24");
        network.alsoHear(2, 51, 200, 100);

        long allocated = allocatedBy(() -> {
            network.hearAgain();
            return router.doWork() == 1;
        });

        assertThat(router.status().get(0).statistics())
                .containsEntry(Counter.ADVERTISEMENT_RCVD, (long) ROUNDS * TURNS);
        assertThat(allocated).isZero();
    }

    @Test
    void receivingFromAUnicastPeerAllocatesNothing() throws IOException {
        VrrpRouter router = unicastRouter(100);
        network.alsoHearUnicast(51, 200);

        long allocated = allocatedBy(() -> {
            network.hearAgain();
            return router.doWork() == 1;
        });

        assertThat(router.status().get(0).statistics())
                .containsEntry(Counter.ADVERTISEMENT_RCVD, (long) ROUNDS * TURNS);
        assertThat(allocated).isZero();
    }

    @Test
    void aMixUpOfUnicastAndMulticastAllocatesNothing() throws IOException {
        VrrpRouter router = unicastRouter(100);
        network.hear(51, 200);

        long allocated = allocatedBy(() -> {
            network.hearAgain();
            return router.doWork() == 1;
        });

        assertThat(router.status().get(0).discarded())
                .containsEntry(Verdict.DESTINATION_MISMATCH, (long) ROUNDS * TURNS);
        assertThat(allocated).isZero();
    }

    /** A MASTER of three unicast peers. */
    @Test
    void sendingToUnicastPeersAllocatesNothing() throws IOException {
        VrrpRouter router = unicastRouter(200);
        becomeMaster(router);
        int sentBefore = network.sent.get();

        long allocated = allocatedBy(() -> {
            nowNs.addAndGet(1_000_000);
            router.doWork();
            return true;
        });

        assertThat(network.sent.get() - sentBefore).isEqualTo(3 * ROUNDS * TURNS / 10);
        assertThat(allocated).isZero();
    }

    private VrrpRouter unicastRouter(int priority) throws IOException {
        List<IpAddress> peers = List.of(FakeNetwork.PEER, IpAddress.parse("192.0.2.3"), IpAddress.parse("192.0.2.4"));
        VrrpRouter router = VrrpRouter.builder(network).build();
        router.add(
                "eth0",
                VirtualRouterConfig.builder(51)
                        .priority(priority)
                        .advertisementInterval(Duration.ofMillis(10))
                        .address("192.0.2.10/24")
                        .unicastPeers(UnicastPeers.of(peers))
                        .build());
        router.doWork();
        return router;
    }

    /** A MASTER that hears nothing. */
    @ParameterizedTest
    @EnumSource(
            value = Version.class,
            names = {"V3", "V2_AND_V3"})
    void sendingAnAdvertisementAllocatesNothing(Version version) throws IOException {
        VrrpRouter router = master(version);
        int sentBefore = network.sent.get();

        long allocated = allocatedBy(() -> {
            nowNs.addAndGet(1_000_000);
            router.doWork();
            return true;
        });

        assertThat(network.sent.get() - sentBefore)
                .isEqualTo(ROUNDS * TURNS / 10 * (version == Version.V2_AND_V3 ? 2 : 1));
        assertThat(allocated).isZero();
    }

    @Test
    void sendingFromTheVirtualMacAllocatesNothing() throws IOException {
        host = HostConfig.DEFAULT.virtualMac(true);
        VrrpRouter router = master(Version.V3);

        long allocated = allocatedBy(() -> {
            nowNs.addAndGet(1_000_000);
            router.doWork();
            return true;
        });

        assertThat(network.lastMac).isEqualTo(MacAddress.ofVirtualRouter(AddressFamily.IPV4, 51));
        assertThat(allocated).isZero();
    }

    /** Another MASTER of lower priority, which never gives way, is answered each time. */
    @Test
    void answeringALoserAllocatesNothing() throws IOException {
        VrrpRouter router = master(Version.V3);
        network.hear(51, 50);
        int sentBefore = network.sent.get();

        long allocated = allocatedBy(() -> {
            network.hearAgain();
            return router.doWork() > 0;
        });

        assertThat(network.sent.get() - sentBefore).isGreaterThanOrEqualTo(ROUNDS * TURNS);
        assertThat(allocated).isZero();
    }

    private VrrpRouter master(Version version) throws IOException {
        VrrpRouter router = router(version, 200, "192.0.2.10/24");
        becomeMaster(router);
        return router;
    }

    private void becomeMaster(VrrpRouter router) {
        nowNs.set(60_000_000_000L);
        while (nowNs.get() < 70_000_000_000L) { // becomes MASTER, and its two bursts of announcements are over
            nowNs.addAndGet(10_000_000);
            router.doWork();
        }
    }

    private VrrpRouter router(int priority) throws IOException {
        return router(Version.V3, priority, "192.0.2.10/24");
    }

    private VrrpRouter router(Version version, int priority, String... addresses) throws IOException {
        VirtualRouterConfig.Builder config = VirtualRouterConfig.builder(51)
                .version(version)
                .priority(priority)
                .host(host)
                .advertisementInterval(Duration.ofMillis(10));
        for (String address : addresses) {
            config.address(address);
        }
        VrrpRouter router = VrrpRouter.builder(network).build();
        router.add("eth0", config.build());
        router.doWork();
        return router;
    }

    /**
     * Bytes allocated by the round that allocated least. The first loads classes; and whenever a method becomes hot,
     * HotSpot makes the thread that noticed resolve the string constants of its class before it is compiled. What a turn
     * itself allocates is there in every round.
     */
    private long allocatedBy(BooleanSupplier turn) {
        long thread = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int round = 1; round <= ROUNDS; round++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 1; i <= TURNS; i++) {
                if (!turn.getAsBoolean()) {
                    throw new AssertionError("turn " + i + " of round " + round + " did nothing");
                }
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        return least;
    }
}
