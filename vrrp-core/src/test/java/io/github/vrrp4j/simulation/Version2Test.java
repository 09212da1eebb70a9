package io.github.vrrp4j.simulation;

import static io.github.vrrp4j.simulation.SimulatedHost.INTERFACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Verdict;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.Version;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.Counter;
import io.github.vrrp4j.router.Peer;
import io.github.vrrp4j.router.VirtualRouterStatus;
import io.github.vrrp4j.router.VrrpEvent;
import io.github.vrrp4j.router.VrrpRouter;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** VRRPv2, and VRRPv2 beside VRRPv3 (RFC 9568 §8.4.2). */
class Version2Test {

    private static final IpAddress VIRTUAL = IpAddress.parse("192.0.2.10");

    private final SimulatedLan lan = new SimulatedLan(1);
    private final SimulatedHost a = lan.addHost("a", "192.0.2.1/24");
    private final SimulatedHost b = lan.addHost("b", "192.0.2.2/24");
    private final EventRecorder events = new EventRecorder(lan);

    private static VirtualRouterConfig config(Version version, int priority, int intervalMs) {
        return VirtualRouterConfig.builder(51)
                .version(version)
                .priority(priority)
                .advertisementInterval(Duration.ofMillis(intervalMs))
                .address("192.0.2.10/24")
                .build();
    }

    private VrrpRouter start(SimulatedHost host, VirtualRouterConfig config) throws IOException {
        VrrpRouter router = host.startRouter(events);
        router.add(INTERFACE, config);
        return router;
    }

    private static VirtualRouterStatus status(VrrpRouter router) {
        return router.status().get(0);
    }

    @Test
    void twoRoutersOfVersionTwoFailOver() throws IOException {
        start(a, config(Version.V2, 200, 1_000));
        VrrpRouter backup = start(b, config(Version.V2, 100, 1_000));
        lan.run(Duration.ofSeconds(10));
        assertThat(lan.holders(VIRTUAL)).containsExactly(a);
        assertThat(status(backup).peers()).extracting(Peer::version).containsExactly(2);

        a.crash();
        lan.run(Duration.ofMillis(3_600)); // three intervals and 156/256 s after the last advertisement

        assertThat(lan.holders(VIRTUAL)).containsExactly(b);
    }

    /** R-7.1-14: in VRRPv2 another interval is an error. */
    @Test
    void versionTwoHearsNobodyWithAnotherInterval() throws IOException {
        VrrpRouter router = start(a, config(Version.V2, 100, 1_000));
        lan.run(Duration.ofSeconds(1));

        new ForeignRouter(lan, "192.0.2.77").advertises(2, 200, 200, "192.0.2.10");
        lan.run(Duration.ofSeconds(3));

        assertThat(status(router).state()).isEqualTo(State.MASTER);
        assertThat(status(router).discarded()).containsEntry(Verdict.INTERVAL_MISMATCH, 1L);
        assertThat(status(router).statistics()).containsEntry(Counter.INTERVAL_ERRORS, 1L);
        assertThat(events.all(VrrpEvent.IntervalMismatch.class)).hasSize(1);
        assertThat(events.all(VrrpEvent.PacketDiscarded.class)).isEmpty();
        assertThat(status(router).peers()).hasSize(1);
    }

    /** R-8.4.2-01: both versions at the configured rate, also below one second. */
    @Test
    void aMasterOfBothVersionsSendsBothAtItsRate() throws IOException {
        VrrpRouter both = start(a, config(Version.V2_AND_V3, 255, 100));
        VrrpRouter old = start(b, config(Version.V2, 100, 1_000));
        lan.run(Duration.ofMillis(10_001));

        assertThat(lan.holders(VIRTUAL)).containsExactly(a);
        assertThat(status(both).statistics()).containsEntry(Counter.ADVERTISEMENT_SENT, 2L * 101);
        assertThat(status(old).statistics()).containsEntry(Counter.ADVERTISEMENT_RCVD, 101L);
        assertThat(status(old).discarded()).containsEntry(Verdict.VERSION_ERROR, 101L);
    }

    /** It sends VRRPv3 first, so that this alone is known of it for a moment. */
    @Test
    void aMasterOfBothVersionsIsNoMismatchForARouterOfOne() throws IOException {
        start(a, config(Version.V2_AND_V3, 255, 1_000));
        start(b, config(Version.V2, 100, 1_000));
        start(lan.addHost("c", "192.0.2.3/24"), config(Version.V3, 100, 1_000));
        lan.run(Duration.ofMinutes(2));

        assertThat(events.all(VrrpEvent.VersionMismatch.class))
                .singleElement()
                .hasToString("vrid=51 if=eth0 version mismatch: 192.0.2.1 speaks VRRPv3");
    }

    @Test
    void itResignsInBothVersions() throws IOException {
        VrrpRouter both = start(a, config(Version.V2_AND_V3, 255, 1_000));
        VrrpRouter old = start(b, config(Version.V2, 100, 1_000));
        lan.run(Duration.ofSeconds(10));

        a.stopRouter();
        lan.run(Duration.ofMillis(620)); // Skew_Time 609.375 ms

        assertThat(status(both).statistics()).containsEntry(Counter.PRIORITY_ZERO_PKTS_SENT, 2L);
        assertThat(status(old).state()).isEqualTo(State.MASTER);
    }

    /** R-8.4.2-02 to R-8.4.2-04, R-8.4.2-06. */
    @Test
    void aBackupOfBothVersionsHearsOneOfThemFromAPeerThatSendsBoth() throws IOException {
        start(a, config(Version.V2_AND_V3, 200, 100));
        VrrpRouter backup = start(b, config(Version.V2_AND_V3, 100, 100));
        lan.run(Duration.ofSeconds(5));

        VirtualRouterStatus status = status(backup);
        assertThat(status.masterAdverInterval()).isEqualTo(Duration.ofMillis(100));
        long heard = status.statistics().getOrDefault(Counter.ADVERTISEMENT_RCVD, -1L);
        assertThat(heard).isGreaterThan(40);
        assertThat(status.discarded()).containsEntry(Verdict.VERSION_2_SUPERSEDED, heard);
        assertThat(status.peers()).extracting(Peer::version).containsExactly(3, 2);
        assertThat(events.all(VrrpEvent.IntervalMismatch.class)).isEmpty();
        assertThat(events.all(VrrpEvent.PacketDiscarded.class)).isEmpty();
        assertThat(events.all(VrrpEvent.Version2Missing.class)).isEmpty();

        a.crash();
        lan.run(Duration.ofMillis(400));

        assertThat(lan.holders(VIRTUAL)).containsExactly(b);
    }

    @Test
    void aBackupOfBothVersionsHearsAMasterOfVersionTwo() throws IOException {
        start(a, config(Version.V2, 200, 2_000));
        VrrpRouter backup = start(b, config(Version.V2_AND_V3, 100, 500));
        lan.run(Duration.ofSeconds(30));

        assertThat(status(backup).state()).isEqualTo(State.BACKUP);
        assertThat(status(backup).masterAdverInterval()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void whenAPeerSendsVersionThreeNoMoreItsVersionTwoIsHeard() throws IOException {
        VrrpRouter router = start(a, config(Version.V2_AND_V3, 100, 1_000));
        ForeignRouter peer = new ForeignRouter(lan, "192.0.2.77");
        peer.advertises(3, 200, 100, "192.0.2.10");
        for (int i = 0; i < 10; i++) {
            peer.advertises(2, 200, 100, "192.0.2.10");
            lan.run(Duration.ofMillis(999));
        }
        assertThat(status(router).discarded()).containsEntry(Verdict.VERSION_2_SUPERSEDED, 4L);
        assertThat(status(router).statistics()).containsEntry(Counter.ADVERTISEMENT_RCVD, 7L);
    }

    /** R-8.4.2-07. */
    @Test
    void aMasterThatSendsNoVersionTwoIsReported() throws IOException {
        start(a, config(Version.V3, 200, 1_000));
        start(b, config(Version.V2_AND_V3, 100, 1_000));
        lan.run(Duration.ofSeconds(30));

        assertThat(events.all(VrrpEvent.Version2Missing.class))
                .singleElement()
                .hasToString("vrid=51 if=eth0 VRRPv2 missing: 192.0.2.1 sends VRRPv3 alone");
    }
}
