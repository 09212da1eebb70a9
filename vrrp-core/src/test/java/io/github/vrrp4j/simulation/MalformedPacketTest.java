package io.github.vrrp4j.simulation;

import static io.github.vrrp4j.simulation.SimulatedHost.INTERFACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Verdict;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.Counter;
import io.github.vrrp4j.router.VirtualRouterStatus;
import io.github.vrrp4j.router.VrrpEvent;
import io.github.vrrp4j.router.VrrpRouter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is discarded leaves state, timers and learned values alone, and is counted and told (R-7.1-11, R-7.1-12). */
class MalformedPacketTest {

    private static final IpAddress STRANGER = IpAddress.parse("192.0.2.99");

    /** VRID 51, priority 255, 100 cs, 192.0.2.10; the message-only checksum. */
    private static final String GOOD = "3133ff0100640d5cc000020a";

    private final SimulatedLan lan = new SimulatedLan(1);
    private final SimulatedHost host = lan.addHost("a", "192.0.2.1/24");
    private final EventRecorder events = new EventRecorder(lan);
    private VrrpRouter router;

    @BeforeEach
    void becomeMaster() throws IOException {
        router = host.startRouter(events);
        router.add(
                INTERFACE,
                VirtualRouterConfig.builder(51)
                        .priority(200)
                        .address("192.0.2.10/24")
                        .build());
        lan.run(Duration.ofSeconds(5));
        assertThat(status().state()).isEqualTo(State.MASTER);
        events.clear();
    }

    private VirtualRouterStatus status() {
        return router.status().get(0);
    }

    private long discarded(Verdict verdict) {
        return router.interfaces().get(0).discarded().getOrDefault(verdict, -1L);
    }

    private void inject(String hex, int hopLimit) {
        lan.inject(STRANGER, hopLimit, ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
        lan.run(Duration.ofMillis(1));
    }

    @Test
    void theSamePacketUndamagedIsHeard() {
        inject(GOOD, 255);
        assertThat(status().state()).isEqualTo(State.BACKUP);
        assertThat(status().lastAdvSource()).isEqualTo(STRANGER);
        assertThat(status().statistics()).containsEntry(Counter.MESSAGE_ONLY_CHECKSUMS_RCVD, 1L);
    }

    /** R-7.1-06 and R-7.1-13 for 3134, VRID 52. */
    @Test
    void eachDamageGetsItsVerdictAndChangesNothing() {
        VirtualRouterStatus before = status();

        inject("3133ff", 255);
        inject(GOOD, 254);
        inject(GOOD.replaceFirst("31", "41"), 255);
        inject(GOOD.replaceFirst("31", "32"), 255);
        inject(GOOD.replaceFirst("3133", "3134"), 255);
        inject(GOOD + "00", 255);
        inject(GOOD.replace("0d5c", "0d5d"), 255);
        inject("3133ff000064" + "cf67", 255);
        inject("3133ff010000" + "0dc0" + "c000020a", 255);

        assertThat(discarded(Verdict.PACKET_TOO_SHORT)).isEqualTo(1);
        assertThat(discarded(Verdict.IP_TTL_ERROR)).isEqualTo(1);
        assertThat(discarded(Verdict.VERSION_ERROR)).isEqualTo(1);
        assertThat(discarded(Verdict.INVALID_TYPE)).isEqualTo(1);
        assertThat(discarded(Verdict.VRID_ERROR)).isEqualTo(1);
        assertThat(discarded(Verdict.PACKET_LENGTH_ERROR)).isEqualTo(1);
        assertThat(discarded(Verdict.CHECKSUM_ERROR)).isEqualTo(1);
        assertThat(discarded(Verdict.ADDR_COUNT_ZERO)).isEqualTo(1);
        assertThat(discarded(Verdict.INTERVAL_ZERO)).isEqualTo(1);
        VirtualRouterStatus after = status();
        assertThat(after.state()).isEqualTo(State.MASTER);
        assertThat(after.lastAdvSource()).isEqualTo(before.lastAdvSource());
        assertThat(after.masterAdverInterval()).isEqualTo(before.masterAdverInterval());
        assertThat(after.statistics()).isEqualTo(before.statistics());
        assertThat(after.discarded()).containsEntry(Verdict.INVALID_TYPE, 1L);
        assertThat(after.discarded()).containsEntry(Verdict.CHECKSUM_ERROR, 1L);
        assertThat(events.all(VrrpEvent.PacketDiscarded.class)).hasSize(9);
    }

    @Test
    void aStrictVirtualRouterHearsOnlyItsOwnFormOfTheChecksum() throws IOException {
        router.add(
                INTERFACE,
                VirtualRouterConfig.builder(52)
                        .strictChecksum(true)
                        .address("192.0.2.11/24")
                        .build());
        inject("3134ff0100640d5ac000020b", 255); // the message-only checksum

        assertThat(discarded(Verdict.CHECKSUM_ERROR)).isEqualTo(1);
        assertThat(router.status().get(1).discarded()).containsEntry(Verdict.CHECKSUM_ERROR, 1L);
        assertThat(router.status().get(1).lastAdvSource()).isNull();
    }

    /** R-7.1-18. */
    @Test
    void ourOwnPacketReflectedByTheLinkIsDroppedAndTold() {
        lan.inject(
                IpAddress.parse("192.0.2.1"),
                255,
                ByteBuffer.wrap(HexFormat.of().parseHex(GOOD)));
        lan.run(Duration.ofMillis(1));
        assertThat(status().state()).isEqualTo(State.MASTER);
        assertThat(discarded(Verdict.OWN_SOURCE)).isEqualTo(1);
    }

    @Test
    void aFloodIsCountedExactlyToldRarelyAndDelaysNothing() {
        long sentBefore = status().statistics().getOrDefault(Counter.ADVERTISEMENT_SENT, -1L);
        for (int i = 0; i < 10_000; i++) {
            inject(GOOD.replace("0d5c", "dead"), 255); // one each millisecond, for ten seconds
        }
        assertThat(discarded(Verdict.CHECKSUM_ERROR)).isEqualTo(10_000);
        assertThat(events.all(VrrpEvent.PacketDiscarded.class)).hasSize(1);
        assertThat(status().statistics()).containsEntry(Counter.ADVERTISEMENT_SENT, sentBefore + 10);
    }
}
