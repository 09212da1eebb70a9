package io.github.vrrp4j.simulation;

import static io.github.vrrp4j.simulation.SimulatedHost.INTERFACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.packet.ChecksumForm;
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
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a virtual router of priority 100, 1 s and 192.0.2.10 knows of the others, and what it says of them. */
class PeersTest {

    private final SimulatedLan lan = new SimulatedLan(1);
    private final SimulatedHost host = lan.addHost("a", "192.0.2.1/24");
    private final EventRecorder events = new EventRecorder(lan);
    private final ForeignRouter peer = new ForeignRouter(lan, "192.0.2.77");
    private final ForeignRouter second = new ForeignRouter(lan, "192.0.2.78");
    private VrrpRouter router;

    @BeforeEach
    void start() throws IOException {
        router = host.startRouter(events);
        add(VirtualRouterConfig.builder(51));
        lan.run(Duration.ofMillis(1));
        events.clear();
    }

    private void add(VirtualRouterConfig.Builder config) throws IOException {
        router.add(INTERFACE, config.address("192.0.2.10/24").build());
    }

    private VirtualRouterStatus status() {
        return router.status().get(0);
    }

    private long count(Counter counter) {
        return status().statistics().getOrDefault(counter, -1L);
    }

    @Test
    void aPeerIsKnownWithAllThatItAdvertises() {
        peer.checksumForm(ChecksumForm.MESSAGE_ONLY).advertises(3, 200, 300, "192.0.2.10");
        lan.run(Duration.ofSeconds(2));
        peer.advertises(3, 200, 300, "192.0.2.10");
        lan.run(Duration.ofSeconds(1));

        assertThat(status().peers())
                .containsExactly(new Peer(
                        IpAddress.parse("192.0.2.77"),
                        3,
                        200,
                        Duration.ofSeconds(3),
                        ChecksumForm.MESSAGE_ONLY,
                        List.of(IpAddress.parse("192.0.2.10")),
                        Duration.ofMillis(3_002).minusNanos(50_000),
                        Duration.ofMillis(1_001).minusNanos(50_000),
                        2));
    }

    @Test
    void aPeerIsShownAsItWasHeardLast() {
        peer.advertises(3, 200, 300, "192.0.2.10");
        peer.advertises(3, 0, 100, "192.0.2.10", "192.0.2.11");

        Peer shown = status().peers().get(0);
        assertThat(shown.priority()).isZero();
        assertThat(shown.advertisementInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(shown.addresses()).hasSize(2);
        assertThat(shown.count()).isEqualTo(2);
    }

    @Test
    void peersAreKnownInEveryState() {
        lan.run(Duration.ofSeconds(5));
        assertThat(status().state()).isEqualTo(State.MASTER);
        peer.advertises(3, 50, 100, "192.0.2.10");
        second.advertises(3, 200, 100, "192.0.2.10");

        assertThat(status().state()).isEqualTo(State.BACKUP);
        assertThat(status().peers()).extracting(Peer::priority).containsExactly(50, 200);
    }

    @Test
    void aFloodOfSourcesFillsNoMemoryAndDisplacesNobodyWhoAdvertisesAllTheTime() {
        peer.advertises(3, 200, 100, "192.0.2.10");
        peer.advertises(3, 200, 100, "192.0.2.10");
        for (int i = 1; i <= 100; i++) {
            new ForeignRouter(lan, "198.51.100." + i).advertises(3, 200, 100, "192.0.2.10");
        }
        assertThat(status().peers()).hasSize(32);
        assertThat(status().peers().get(0).source()).isEqualTo(IpAddress.parse("192.0.2.77"));
        assertThat(status().peers().get(31).source()).isEqualTo(IpAddress.parse("198.51.100.100"));
    }

    @Test
    void whoIsGoneMakesRoomFirstHoweverOftenItWasHeard() {
        for (int i = 0; i < 10; i++) {
            peer.advertises(3, 200, 100, "192.0.2.10");
        }
        lan.run(Duration.ofSeconds(766));
        for (int i = 1; i <= 32; i++) {
            new ForeignRouter(lan, "198.51.100." + i).advertises(3, 200, 100, "192.0.2.10");
        }
        assertThat(status().peers()).extracting(Peer::source).doesNotContain(IpAddress.parse("192.0.2.77"));
        assertThat(status().peers()).hasSize(32);
    }

    /** R-8.4.2-04: or the BACKUP would learn the whole seconds of VRRPv2. */
    @Test
    void aFloodOfLosersDoesNotMakeTheVersionTwoOfAMasterOfBothHeard() throws IOException {
        router.configure(
                status().id(),
                VirtualRouterConfig.builder(51)
                        .version(Version.V2_AND_V3)
                        .address("192.0.2.10/24")
                        .build());
        for (int i = 0; i < 10; i++) {
            peer.advertises(3, 200, 10, "192.0.2.10");
            peer.advertises(2, 200, 100, "192.0.2.10");
        }
        peer.advertises(3, 200, 10, "192.0.2.10");
        for (int i = 1; i <= 40; i++) {
            new ForeignRouter(lan, "198.51.100." + i).advertises(3, 1, 100, "192.0.2.10");
        }
        peer.advertises(2, 200, 100, "192.0.2.10");

        assertThat(status().masterAdverInterval()).isEqualTo(Duration.ofMillis(100));
        assertThat(status().discarded()).containsEntry(Verdict.VERSION_2_SUPERSEDED, 11L);
    }

    /** R-7.1-12, for what is valid and yet remarkable. */
    @Test
    void aFloodOfPeersWithEveryMismatchIsToldRarely() {
        lan.run(Duration.ofSeconds(5));
        assertThat(status().state()).isEqualTo(State.MASTER);
        for (int i = 0; i < 5_000; i++) { // for 10 s
            String source = "10.0." + i / 250 + "." + (1 + i % 250);
            new ForeignRouter(lan, source).advertises(3, i % 2 == 0 ? 100 : 50, 300, "192.0.2.11");
            new ForeignRouter(lan, source).advertises(3, 0, 300, "192.0.2.11");
        }
        assertThat(count(Counter.ADDRESS_LIST_ERRORS)).isEqualTo(10_000);
        assertThat(events.all(VrrpEvent.AddressListMismatch.class)).hasSizeBetween(1, 2);
        assertThat(events.all(VrrpEvent.IntervalMismatch.class)).hasSizeBetween(1, 2);
        assertThat(events.all(VrrpEvent.SamePriority.class)).hasSizeBetween(1, 2);
    }

    /** In the best order for whoever wants it: two losers and a resignation, over and over. */
    @Test
    void aMasterThatComesAndGoesAllTheTimeIsToldRarely() {
        lan.run(Duration.ofSeconds(5));
        for (int i = 0; i < 5_000; i++) { // for 15 s
            peer.advertises(3, 50, 100, "192.0.2.10");
            peer.advertises(3, 50, 100, "192.0.2.10");
            peer.advertises(3, 0, 100, "192.0.2.10");
        }
        assertThat(events.all(VrrpEvent.OtherMaster.class)).hasSize(2);
        assertThat(events.all(VrrpEvent.OtherMasterGone.class)).hasSize(2);
    }

    @Test
    void ownersWithManySourcesAreToldRarely() {
        for (int i = 0; i < 1_000; i++) {
            new ForeignRouter(lan, "10.0." + i / 250 + "." + (1 + i % 250)).advertises(3, 255, 100, "192.0.2.10");
        }
        assertThat(events.all(VrrpEvent.DuplicateOwner.class)).hasSize(1);
    }

    /** Both lie between two routers, each may begin while the other lasts. */
    @Test
    void aPeerOfOurPriorityThatBecomesASecondOwnerIsToldAsThatToo() {
        peer.advertises(3, 100, 100, "192.0.2.10");
        second.advertises(3, 255, 100, "192.0.2.10");
        peer.advertises(3, 255, 100, "192.0.2.10");

        assertThat(events.all(VrrpEvent.SamePriority.class)).hasSize(1);
        assertThat(events.all(VrrpEvent.DuplicateOwner.class)).hasSize(1);
    }

    /** In INITIALIZE because the host refused the addresses; it tries again after ten seconds. */
    @Test
    void peersAreKnownInInitialize() {
        host.refuseAddresses("busy");
        lan.run(Duration.ofSeconds(8));
        assertThat(status().state()).isEqualTo(State.INITIALIZE);
        events.clear();

        peer.advertises(3, 200, 100, "192.0.2.11");

        assertThat(status().state()).isEqualTo(State.INITIALIZE);
        assertThat(status().peers()).extracting(Peer::priority).containsExactly(200);
        assertThat(events.all(VrrpEvent.AddressListMismatch.class)).hasSize(1);
    }

    @Test
    void whatIsDiscardedMakesNoPeer() {
        peer.advertises(2, 200, 100, "192.0.2.10");

        assertThat(status().peers()).isEmpty();
    }

    /** R-7.1-15, R-5.2.9-03. */
    @Test
    void anAddressListMismatchIsToldOnceAndEachIsCounted() {
        peer.advertises(3, 200, 100, "192.0.2.10", "192.0.2.11");
        lan.run(Duration.ofSeconds(30));
        peer.advertises(3, 200, 100, "192.0.2.10", "192.0.2.11");

        assertThat(events.all(VrrpEvent.AddressListMismatch.class)).hasSize(1);
        assertThat(events.all(VrrpEvent.AddressListMismatch.class).get(0))
                .hasToString("vrid=51 if=eth0 address list mismatch: 192.0.2.77 has 192.0.2.10, 192.0.2.11,"
                        + " here 192.0.2.10");
        assertThat(count(Counter.ADDRESS_LIST_ERRORS)).isEqualTo(2);
        assertThat(count(Counter.ADVERTISEMENT_RCVD)).isEqualTo(2); // heard all the same
    }

    @Test
    void aMismatchThatComesAgainIsToldAgainButNotMoreOftenThanEachTenSeconds() {
        for (int i = 0; i < 20; i++) { // for 20 s
            peer.advertises(3, 200, 100, "192.0.2.11");
            peer.advertises(3, 200, 100, "192.0.2.10");
            lan.run(Duration.ofMillis(998));
        }
        assertThat(events.all(VrrpEvent.AddressListMismatch.class)).hasSize(2);
        assertThat(count(Counter.ADDRESS_LIST_ERRORS)).isEqualTo(20);
    }

    @Test
    void theOrderOfTheAddressesIsNoMismatch() throws IOException {
        router.configure(
                status().id(),
                VirtualRouterConfig.builder(51)
                        .address("192.0.2.10/24")
                        .address("192.0.2.11/24")
                        .build());
        peer.advertises(3, 200, 100, "192.0.2.11", "192.0.2.10");

        assertThat(events.all(VrrpEvent.AddressListMismatch.class)).isEmpty();
        assertThat(count(Counter.ADDRESS_LIST_ERRORS)).isZero();
    }

    /** R-7.1-14: learned all the same. */
    @Test
    void anIntervalMismatchIsToldAndCountedAndTheIntervalLearned() {
        peer.advertises(3, 200, 300, "192.0.2.10");

        assertThat(events.all(VrrpEvent.IntervalMismatch.class))
                .singleElement()
                .hasToString("vrid=51 if=eth0 interval mismatch: 192.0.2.77 has 3000 ms, here 1000 ms");
        assertThat(count(Counter.INTERVAL_ERRORS)).isEqualTo(1);
        assertThat(status().masterAdverInterval()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aVersionMismatchIsToldInItsOwnWords() {
        peer.advertises(2, 200, 100, "192.0.2.10");
        peer.advertises(2, 200, 100, "192.0.2.10");

        assertThat(events.all(VrrpEvent.VersionMismatch.class))
                .singleElement()
                .hasToString("vrid=51 if=eth0 version mismatch: 192.0.2.77 speaks VRRPv2");
        assertThat(events.all(VrrpEvent.PacketDiscarded.class)).isEmpty();
        assertThat(status().discarded()).containsEntry(Verdict.VERSION_ERROR, 2L);
        assertThat(router.statistics().versionErrors()).isEqualTo(2);
    }

    /** R-7.1-06. */
    @Test
    void anUnknownVridIsToldOnceForEach() throws IOException {
        VrrpRouter other = lan.addHost("b", "192.0.2.2/24").startRouter();
        for (int vrid : new int[] {7, 8}) {
            other.add(
                    INTERFACE,
                    VirtualRouterConfig.builder(vrid)
                            .priority(255)
                            .address("192.0.2." + vrid + "/24")
                            .build());
        }
        lan.run(Duration.ofMillis(5_500));

        assertThat(events.all(VrrpEvent.UnknownVrid.class))
                .extracting(VrrpEvent::toString)
                .containsExactly(
                        "if=eth0 unknown vrid=7 IPV4 from 192.0.2.2", "if=eth0 unknown vrid=8 IPV4 from 192.0.2.2");
        assertThat(events.all(VrrpEvent.PacketDiscarded.class)).isEmpty();
        assertThat(router.statistics().vridErrors()).isEqualTo(12);
    }

    /** R-8.3.2-04. */
    @Test
    void theSamePriorityIsTold() {
        peer.advertises(3, 100, 100, "192.0.2.10");
        peer.advertises(3, 100, 100, "192.0.2.10");

        assertThat(events.all(VrrpEvent.SamePriority.class))
                .singleElement()
                .hasToString("vrid=51 if=eth0 same priority: 192.0.2.77 has 100 too");
    }

    /** R-8.3.2-02. */
    @Test
    void twoOwnersAmongTheOthersAreTold() {
        peer.advertises(3, 255, 100, "192.0.2.10");
        assertThat(events.all(VrrpEvent.DuplicateOwner.class)).isEmpty();

        second.advertises(3, 255, 100, "192.0.2.10");

        assertThat(events.all(VrrpEvent.DuplicateOwner.class))
                .singleElement()
                .hasToString("vrid=51 if=eth0 duplicate owner: 192.0.2.78 advertises priority 255,"
                        + " and it is not the only one");
    }

    @Test
    void anOwnerThatIsLongGoneIsNoSecondOne() {
        peer.advertises(3, 255, 100, "192.0.2.10");
        lan.run(Duration.ofSeconds(5));

        second.advertises(3, 255, 100, "192.0.2.10");

        assertThat(events.all(VrrpEvent.DuplicateOwner.class)).isEmpty();
    }

    /** R-7.1-07, R-8.3.2-02, erratum 8298: the lower address gives way. */
    @Test
    void anOwnerThatHearsAnotherTellsItAndTheLowerAddressGivesWay() {
        assertThat(router.priority(status().id(), 255)).isNotNull();
        lan.run(Duration.ofSeconds(5));
        assertThat(status().state()).isEqualTo(State.MASTER);

        peer.advertises(3, 255, 100, "192.0.2.10");

        assertThat(events.all(VrrpEvent.DuplicateOwner.class)).hasSize(1);
        assertThat(status().state()).isEqualTo(State.BACKUP);
    }

    /** R-7.1-07 as RFC 5798 §7.1 has it. */
    @Test
    void anOwnerThatDoesNotListenDiscardsAndStillTells() throws IOException {
        router.configure(
                status().id(),
                VirtualRouterConfig.builder(51)
                        .priority(255)
                        .ownerListens(false)
                        .address("192.0.2.10/24")
                        .build());
        lan.run(Duration.ofSeconds(5));

        peer.advertises(3, 255, 100, "192.0.2.10");

        assertThat(status().state()).isEqualTo(State.MASTER);
        assertThat(status().discarded()).containsEntry(Verdict.ADDRESS_OWNER, 1L);
        assertThat(events.all(VrrpEvent.DuplicateOwner.class)).hasSize(1);
    }

    @Test
    void typeAndLengthErrorsAreCountedForTheVirtualRouter() {
        peer.sends("3233ff0100640d5cc000020a", 255);
        peer.sends("3133ff0100640d5cc000020a00", 255);

        assertThat(count(Counter.INVALID_TYPE_PKTS_RCVD)).isEqualTo(1);
        assertThat(count(Counter.PACKET_LENGTH_ERRORS)).isEqualTo(1);
        assertThat(Counter.INVALID_TYPE_PKTS_RCVD).hasToString("invalid-type-pkts-rcvd");
    }

    @Test
    void globalStatisticsHaveTheNamesOfRfc8347() {
        peer.sends("3133ff0100640d5cc000020a", 254);
        peer.sends("3133ff010064deadc000020a", 255);

        assertThat(router.statistics().ipTtlErrors()).isEqualTo(1);
        assertThat(router.statistics().checksumErrors()).isEqualTo(1);
        assertThat(router.statistics().versionErrors()).isZero();
        assertThat(router.statistics().vridErrors()).isZero();
    }
}
