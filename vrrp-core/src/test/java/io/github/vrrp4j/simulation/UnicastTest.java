package io.github.vrrp4j.simulation;

import static io.github.vrrp4j.simulation.SimulatedHost.INTERFACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Verdict;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.UnicastPeers;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.Counter;
import io.github.vrrp4j.router.VirtualRouterStatus;
import io.github.vrrp4j.router.VrrpEvent;
import io.github.vrrp4j.router.VrrpRouter;
import io.github.vrrp4j.spi.LinkFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Host {@code a}, 192.0.2.1, has unicast peers. */
class UnicastTest {

    private static final IpAddress VIRTUAL = IpAddress.parse("192.0.2.10");
    private static final IpAddress A = IpAddress.parse("192.0.2.1");
    private static final IpAddress B = IpAddress.parse("192.0.2.2");
    private static final IpAddress STRANGER = IpAddress.parse("192.0.2.99");

    /** VRID 51, priority 255, 100 cs, 192.0.2.10; the message-only checksum, so right for every destination. */
    private static final ByteBuffer GOOD = ByteBuffer.wrap(HexFormat.of().parseHex("3133ff0100640d5cc000020a"));

    private final SimulatedLan lan = new SimulatedLan(1);
    private final SimulatedHost a = lan.addHost("a", "192.0.2.1/24");
    private final SimulatedHost b = lan.addHost("b", "192.0.2.2/24");
    private final EventRecorder events = new EventRecorder(lan);

    private static VirtualRouterConfig config(int priority, String... peers) {
        return config(priority, 255, peers);
    }

    private static VirtualRouterConfig config(int priority, int minHopLimit, String... peers) {
        List<IpAddress> addresses = Stream.of(peers).map(IpAddress::parse).toList();
        return VirtualRouterConfig.builder(51)
                .priority(priority)
                .address("192.0.2.10/24")
                .unicastPeers(peers.length == 0 ? null : new UnicastPeers(addresses, minHopLimit))
                .build();
    }

    private VrrpRouter start(SimulatedHost host, VirtualRouterConfig config) throws IOException {
        VrrpRouter router = host.startRouter(events);
        router.add(INTERFACE, config);
        return router;
    }

    /** {@code a} alone, MASTER of priority 200. */
    private VrrpRouter master(VirtualRouterConfig config) throws IOException {
        VrrpRouter router = start(a, config);
        lan.run(Duration.ofSeconds(10));
        assertThat(status(router).state()).isEqualTo(State.MASTER);
        events.clear();
        return router;
    }

    private static VirtualRouterStatus status(VrrpRouter router) {
        return router.status().get(0);
    }

    @Test
    void aBackupTakesOverAndGivesBackWhereMulticastDoesNotPass() throws IOException {
        lan.multicast(false);
        start(a, config(200, "192.0.2.2"));
        VrrpRouter backup = start(b, config(100, "192.0.2.1"));
        lan.run(Duration.ofSeconds(10));
        assertThat(lan.holders(VIRTUAL)).containsExactly(a);
        assertThat(status(backup).state()).isEqualTo(State.BACKUP);

        a.crash();
        lan.run(Duration.ofSeconds(4));
        assertThat(lan.reachedAt(VIRTUAL)).contains(b);

        start(a, config(200, "192.0.2.2"));
        lan.run(Duration.ofSeconds(5));
        assertThat(lan.holders(VIRTUAL)).containsExactly(a);
        assertThat(status(backup).discarded().values()).containsOnly(0L);
    }

    @Test
    void withoutUnicastPeersTwoAreMasterThere() throws IOException {
        lan.multicast(false);
        start(a, config(200));
        start(b, config(100));

        lan.run(Duration.ofSeconds(10));

        assertThat(lan.holders(VIRTUAL)).containsExactly(a, b);
    }

    @Test
    void everyPeerIsSentToAndEachPacketIsCounted() throws IOException {
        List<IpAddress> destinations = new ArrayList<>();
        lan.observe(new LanObserver() {
            @Override
            public void sent(SimulatedHost from, SimulatedPacket packet) {
                destinations.add(packet.destination());
            }
        });
        VrrpRouter router = start(a, config(200, "192.0.2.3", "192.0.2.2"));
        lan.run(Duration.ofMillis(3_300)); // 3 s + 56 / 256 s

        assertThat(destinations).containsExactly(IpAddress.parse("192.0.2.3"), B);
        assertThat(status(router).statistics()).containsEntry(Counter.ADVERTISEMENT_SENT, 2L);
    }

    @Test
    void aListedPeerIsHeard() throws IOException {
        VrrpRouter router = master(config(200, "192.0.2.99"));

        lan.inject(STRANGER, A, 255, GOOD);
        lan.run(Duration.ofMillis(1));

        assertThat(events.transitions()).containsExactly("MASTER->BACKUP HIGHER_PRIORITY");
        assertThat(status(router).lastAdvSource()).isEqualTo(STRANGER);
    }

    @Test
    void aSourceThatIsNotListedIsDiscardedAndTold() throws IOException {
        VrrpRouter router = master(config(200, "192.0.2.2"));

        lan.inject(STRANGER, A, 255, GOOD);
        lan.run(Duration.ofMillis(1));

        assertDiscarded(router, Verdict.UNKNOWN_PEER);
        assertThat(events.all(VrrpEvent.PacketDiscarded.class))
                .singleElement()
                .hasToString("if=eth0 packet discarded: UNKNOWN_PEER from 192.0.2.99; so far 1");
        assertThat(status(router).peers()).isEmpty();
    }

    @Test
    void aPeerThatSendsMulticastIsReportedAndNotHeard() throws IOException {
        VrrpRouter router = master(config(200, "192.0.2.99"));

        for (int i = 0; i < 3; i++) {
            lan.inject(STRANGER, 255, GOOD);
            lan.run(Duration.ofMillis(1));
        }

        assertThat(status(router).discarded()).containsEntry(Verdict.DESTINATION_MISMATCH, 3L);
        assertThat(router.interfaces().get(0).discarded()).containsEntry(Verdict.DESTINATION_MISMATCH, 3L);
        assertThat(events.transitions()).isEmpty();
        assertThat(events.all(VrrpEvent.PacketDiscarded.class)).isEmpty();
        assertThat(events.all(VrrpEvent.DestinationMismatch.class))
                .singleElement()
                .hasToString(
                        "vrid=51 if=eth0 destination mismatch: peer 192.0.2.99 sends multicast, this virtual router is"
                                + " configured for unicast: list each other as unicast peers on both, or on neither");
    }

    @Test
    void aPeerThatSendsUnicastToAMulticastRouterIsReportedAndNotHeard() throws IOException {
        VrrpRouter router = master(config(200));

        lan.inject(STRANGER, A, 255, GOOD);
        lan.run(Duration.ofMillis(1));

        assertDiscarded(router, Verdict.DESTINATION_MISMATCH);
        assertThat(events.all(VrrpEvent.DestinationMismatch.class))
                .singleElement()
                .hasToString(
                        "vrid=51 if=eth0 destination mismatch: peer 192.0.2.99 sends unicast, this virtual router is"
                                + " configured for multicast: list each other as unicast peers on both, or on neither");
    }

    /** A BACKUP that hears only what is not for it takes over when it would have without. */
    @Test
    void aMixUpTouchesNoTimer() throws IOException {
        start(a, config(200, "192.0.2.99"));
        for (int i = 0; i < 32; i++) {
            lan.run(Duration.ofMillis(100));
            lan.inject(STRANGER, 255, GOOD);
        }
        lan.run(Duration.ofMillis(18));
        assertThat(events.transitions()).containsExactly("INITIALIZE->BACKUP STARTUP");

        lan.run(Duration.ofMillis(1)); // 3 s + 56 / 256 s = 3,218.75 ms

        assertThat(events.transitions()).contains("BACKUP->MASTER MASTER_DOWN_TIMER");
    }

    @Test
    void aRoutedPeerIsHeardWithTheLeastHopLimitAndNotWithLess() throws IOException {
        VrrpRouter router = master(config(200, 254, "192.0.2.99"));

        lan.inject(STRANGER, A, 253, GOOD);
        lan.run(Duration.ofMillis(1));
        assertDiscarded(router, Verdict.IP_TTL_ERROR);
        assertThat(router.statistics().ipTtlErrors()).isEqualTo(1);

        lan.inject(STRANGER, A, 254, GOOD);
        lan.run(Duration.ofMillis(1));
        assertThat(status(router).state()).isEqualTo(State.BACKUP);
    }

    @Test
    void aPeerOnTheLinkIsHeardWith255Alone() throws IOException {
        VrrpRouter router = master(config(200, "192.0.2.99"));

        lan.inject(STRANGER, A, 254, GOOD);
        lan.run(Duration.ofMillis(1));

        assertDiscarded(router, Verdict.IP_TTL_ERROR);
    }

    /** R-7.1-01: whatever the virtual router accepts from its peers. */
    @Test
    void multicastIsNeverHeardWithLessThan255() throws IOException {
        VrrpRouter router = master(config(200, 1, "192.0.2.99"));

        lan.inject(STRANGER, 254, GOOD);
        lan.run(Duration.ofMillis(1));

        assertThat(router.interfaces().get(0).discarded())
                .containsEntry(Verdict.IP_TTL_ERROR, 1L)
                .containsEntry(Verdict.DESTINATION_MISMATCH, 0L);
    }

    /** Each packet is wrong in all that comes later too. */
    @Test
    void theChecksComeInTheOrderOfTheVerdicts() throws IOException {
        VrrpRouter router = master(config(200, "192.0.2.2"));
        ByteBuffer wrongType = ByteBuffer.wrap(HexFormat.of().parseHex("3233ff0100640d5cc000020a"));

        lan.inject(A, A, 1, wrongType);
        lan.run(Duration.ofMillis(1));
        assertDiscarded(router, Verdict.OWN_SOURCE);
        lan.inject(STRANGER, A, 1, wrongType);
        lan.run(Duration.ofMillis(1));
        assertDiscarded(router, Verdict.UNKNOWN_PEER);
        lan.inject(B, A, 1, wrongType);
        lan.run(Duration.ofMillis(1));
        assertDiscarded(router, Verdict.IP_TTL_ERROR);
        lan.inject(B, A, 255, wrongType);
        lan.run(Duration.ofMillis(1));
        assertDiscarded(router, Verdict.INVALID_TYPE);
    }

    @Test
    void anAddressOfThisHostIsNoPeer() throws IOException {
        VrrpRouter router = a.startRouter();
        String text =
                "unicast peer 192.0.2.1 is an address of this host itself; name the other routers, and not this one";

        assertThatThrownBy(() -> router.add(INTERFACE, config(200, "192.0.2.2", "192.0.2.1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(text);
        assertThat(router.status()).isEmpty();

        router.add(INTERFACE, config(200, "192.0.2.2"));
        assertThatThrownBy(() -> router.configure(status(router).id(), config(200, "192.0.2.1")))
                .hasMessage(text);
    }

    @Test
    void itGoesOverToUnicastWhileItRuns() throws IOException {
        VrrpRouter first = start(a, config(200));
        VrrpRouter second = start(b, config(100));
        lan.run(Duration.ofSeconds(10));

        first.configure(status(first).id(), config(200, "192.0.2.2"));
        second.configure(status(second).id(), config(100, "192.0.2.1"));
        lan.multicast(false);
        lan.run(Duration.ofSeconds(10));

        assertThat(lan.holders(VIRTUAL)).containsExactly(a);
        assertThat(status(second).state()).isEqualTo(State.BACKUP);
    }

    @Test
    void afterAFaultTheOwnAddressIsAnnouncedBeforeItStarts() throws IOException {
        assertThat(afterAFault(config(100, "192.0.2.2"))).containsExactly("192.0.2.1", "link up, starts");
    }

    @Test
    void withMulticastItIsNot() throws IOException {
        assertThat(afterAFault(config(100))).containsExactly("link up, starts");
    }

    /** What a BACKUP announces, and when it starts. */
    private List<String> afterAFault(VirtualRouterConfig config) throws IOException {
        start(a, config);
        lan.run(Duration.ofSeconds(1));
        a.linkDown(LinkFault.NO_CARRIER);
        lan.run(Duration.ofSeconds(1));
        List<String> seen = new ArrayList<>();
        lan.observe(new LanObserver() {
            @Override
            public void announced(SimulatedHost from, IpAddress address) {
                seen.add(address.toString());
            }

            @Override
            public void reported(SimulatedHost host, VrrpEvent event) {
                if (event instanceof VrrpEvent.Transition transition && transition.to() == State.BACKUP) {
                    seen.add("link up, starts");
                }
            }
        });
        a.linkUp();
        lan.run(Duration.ofSeconds(1));
        return seen;
    }

    private void assertDiscarded(VrrpRouter router, Verdict verdict) {
        assertThat(status(router).discarded()).containsEntry(verdict, 1L);
        assertThat(router.interfaces().get(0).discarded()).containsEntry(verdict, 1L);
        assertThat(events.transitions()).isEmpty();
    }
}
