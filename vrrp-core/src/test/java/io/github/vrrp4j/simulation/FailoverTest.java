package io.github.vrrp4j.simulation;

import static io.github.vrrp4j.simulation.SimulatedHost.INTERFACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.Counter;
import io.github.vrrp4j.router.VrrpEvent;
import io.github.vrrp4j.router.VrrpEvent.AddressesAcquired;
import io.github.vrrp4j.router.VrrpEvent.Transition;
import io.github.vrrp4j.router.VrrpRouter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two routers of 1 s interval, priorities 200 (a) and 100 (b); times are hand arithmetic from RFC 5798 §6.1. */
class FailoverTest {

    private static final String VIP = "192.0.2.10/24";
    private static final IpAddress VIRTUAL = IpAddress.parse("192.0.2.10");

    /** 3 s + (256 - 200) / 256 s. */
    private static final long DOWN_INTERVAL_200_NS = 3_218_750_000L;

    /** 3 s + (256 - 100) / 256 s. */
    private static final long DOWN_INTERVAL_100_NS = 3_609_375_000L;

    /** (256 - 100) / 256 s. */
    private static final long SKEW_100_NS = 609_375_000L;

    private static final long DELAY_NS = 50_000;

    private final SimulatedLan lan = new SimulatedLan(1);
    private final SimulatedHost a = lan.addHost("a", "192.0.2.1/24");
    private final SimulatedHost b = lan.addHost("b", "192.0.2.2/24");
    private final EventRecorder eventsOfA = new EventRecorder(lan);
    private final EventRecorder eventsOfB = new EventRecorder(lan);
    private VrrpRouter routerOfA;
    private VrrpRouter routerOfB;

    @BeforeEach
    void startBoth() throws IOException {
        routerOfA = start(a, eventsOfA, config(200));
        routerOfB = start(b, eventsOfB, config(100));
    }

    private static VrrpRouter start(SimulatedHost host, EventRecorder events, VirtualRouterConfig.Builder config)
            throws IOException {
        VrrpRouter router = host.startRouter(events);
        router.add(INTERFACE, config.build());
        return router;
    }

    private static VirtualRouterConfig.Builder config(int priority) {
        return VirtualRouterConfig.builder(51).priority(priority).address(VIP);
    }

    private static State stateOf(VrrpRouter router) {
        return router.status().get(0).state();
    }

    private static long count(VrrpRouter router, Counter counter) {
        return router.status().get(0).statistics().getOrDefault(counter, -1L);
    }

    private void settle() {
        lan.run(Duration.ofSeconds(10));
        assertThat(lan.holders(VIRTUAL)).containsExactly(a);
        eventsOfA.clear();
        eventsOfB.clear();
    }

    /** R-6.4.3-06: the MASTER's host holds the address, and so accepts what is sent to it; not the owner alone, R-6.4.3-07. */
    @Test
    void higherPriorityBecomesMasterAfterItsMasterDownInterval() {
        lan.run(Duration.ofSeconds(10));

        assertThat(eventsOfA.transitions())
                .containsExactly("INITIALIZE->BACKUP STARTUP", "BACKUP->MASTER MASTER_DOWN_TIMER");
        assertThat(eventsOfA.timeOfLastNs(Transition.class)).isEqualTo(DOWN_INTERVAL_200_NS);
        assertThat(eventsOfB.transitions()).containsExactly("INITIALIZE->BACKUP STARTUP");
        assertThat(lan.reachedAt(VIRTUAL)).contains(a);
        assertThat(count(routerOfB, Counter.ADVERTISEMENT_SENT)).isZero();
        assertThat(count(routerOfB, Counter.ADVERTISEMENT_RCVD)).isEqualTo(7);
        assertThat(count(routerOfA, Counter.ADVERTISEMENT_SENT)).isEqualTo(7);
    }

    @Test
    void backupTakesOverMasterDownIntervalAfterTheLastAdvertisementOfADeadMaster() {
        settle();
        a.crash();

        assertThat(lan.runUntil(() -> stateOf(routerOfB) == State.MASTER, Duration.ofSeconds(4)))
                .isTrue();

        // Advertisements of a come at 3.21875 s and each second after; the last before 10 s is the seventh.
        assertThat(eventsOfB.timeOfLastNs(Transition.class))
                .isEqualTo(DOWN_INTERVAL_200_NS + 6_000_000_000L + DELAY_NS + DOWN_INTERVAL_100_NS);
        assertThat(lan.reachedAt(VIRTUAL)).contains(b);
        assertThat(lan.holders(VIRTUAL)).containsExactly(b);
    }

    @Test
    void backupTakesOverAfterSkewTimeWhenTheMasterIsStopped() {
        settle();
        a.stopRouter();
        lan.run(Duration.ofSeconds(1));

        assertThat(eventsOfA.transitions()).containsExactly("MASTER->INITIALIZE SHUTDOWN");
        assertThat(eventsOfB.timeOfLastNs(Transition.class)).isEqualTo(10_000_000_000L + DELAY_NS + SKEW_100_NS);
        assertThat(lan.holders(VIRTUAL)).containsExactly(b);
        assertThat(count(routerOfA, Counter.PRIORITY_ZERO_PKTS_SENT)).isEqualTo(1);
        assertThat(count(routerOfB, Counter.PRIORITY_ZERO_PKTS_RCVD)).isEqualTo(1);
    }

    @Test
    void aMasterThatReturnsIsGivenTheAddressBackWithoutAGap() throws IOException {
        settle();
        a.crash();
        lan.run(Duration.ofSeconds(5));
        assertThat(lan.reachedAt(VIRTUAL)).contains(b);

        routerOfA = start(a, eventsOfA, config(200));
        boolean gap = lan.runUntil(() -> lan.reachedAt(VIRTUAL).isEmpty(), Duration.ofSeconds(10));

        assertThat(gap).isFalse();
        assertThat(lan.holders(VIRTUAL)).containsExactly(a);
        assertThat(lan.reachedAt(VIRTUAL)).contains(a);
        assertThat(eventsOfB.transitions())
                .containsExactly("BACKUP->MASTER MASTER_DOWN_TIMER", "MASTER->BACKUP HIGHER_PRIORITY");
    }

    @Test
    void aMasterThatReturnsWithPreemptModeFalseStaysBackup() throws IOException {
        settle();
        a.crash();
        lan.run(Duration.ofSeconds(5));

        routerOfA = start(a, eventsOfA, config(200).preemptMode(false));
        lan.run(Duration.ofSeconds(20));

        assertThat(stateOf(routerOfA)).isEqualTo(State.BACKUP);
        assertThat(lan.holders(VIRTUAL)).containsExactly(b);
    }

    @Test
    void equalPrioritiesResolveToTheHigherAddress() throws IOException {
        SimulatedLan other = new SimulatedLan(1);
        SimulatedHost low = other.addHost("low", "192.0.2.1/24");
        SimulatedHost high = other.addHost("high", "192.0.2.2/24");
        VrrpRouter routerOfLow = start(low, new EventRecorder(other), config(100));
        VrrpRouter routerOfHigh = start(high, new EventRecorder(other), config(100));
        other.partition(low);
        other.run(Duration.ofSeconds(5));
        assertThat(other.holders(VIRTUAL)).containsExactlyInAnyOrder(low, high);

        other.heal();
        other.run(Duration.ofSeconds(3));

        assertThat(other.holders(VIRTUAL)).containsExactly(high);
        assertThat(other.reachedAt(VIRTUAL)).contains(high);
        assertThat(stateOf(routerOfLow)).isEqualTo(State.BACKUP);
        assertThat(routerOfHigh.status().get(0).statistics()).containsEntry(Counter.MASTER_TRANSITIONS, 1L);
    }

    /** When it heals after 4 s, a is the first to advertise, and b gives way; after 4.5 s b is the first, and a answers. */
    @ParameterizedTest
    @ValueSource(longs = {4_000, 4_500})
    void neighboursFindTheWinnerSoonAfterAPartitionHeals(long healsAfterMs) {
        settle();
        lan.partition(b);
        lan.run(Duration.ofMillis(healsAfterMs)); // b has become MASTER, and announced itself last
        assertThat(lan.reachedAt(VIRTUAL)).contains(b);

        lan.heal();
        lan.run(Duration.ofSeconds(2));

        assertThat(lan.holders(VIRTUAL)).containsExactly(a);
        assertThat(lan.reachedAt(VIRTUAL)).contains(a);
    }

    /** R-8.1.2-02: not before the host holds them. */
    @Test
    void addressesAreAnnouncedFiveTimesAtOnceFiveTimesAfterFiveSecondsAndThenEachMinute() {
        lan.runUntil(() -> stateOf(routerOfA) == State.MASTER, Duration.ofSeconds(4));
        lan.run(Duration.ofNanos(1));
        assertThat(a.announcements()).isEqualTo(5);
        lan.run(Duration.ofMillis(4_999));
        assertThat(a.announcements()).isEqualTo(5);
        lan.run(Duration.ofMillis(1));
        assertThat(a.announcements()).isEqualTo(10);
        lan.run(Duration.ofSeconds(60));
        assertThat(a.announcements()).isEqualTo(11);
        lan.run(Duration.ofSeconds(60));
        assertThat(a.announcements()).isEqualTo(12);
        assertThat(b.announcements()).isZero();
    }

    @Test
    void leftoversOfAKilledRouterAreRemovedBeforeItsNextStartAndAreNeverTheSource() throws IOException {
        settle();
        a.killRouter();
        lan.run(Duration.ofSeconds(5));
        assertThat(lan.holders(VIRTUAL)).containsExactly(a, b);

        start(a, eventsOfA, config(200));

        assertThat(lan.holders(VIRTUAL)).containsExactly(b);
        lan.run(Duration.ofSeconds(5));
        assertThat(routerOfB.status().get(0).lastAdvSource()).isEqualTo(IpAddress.parse("192.0.2.1"));
    }

    @Test
    void aPausedBackupWhoseMasterNeverWentAwayDoesNotTakeOver() {
        settle();
        b.pause(Duration.ofSeconds(30));
        lan.run(Duration.ofSeconds(60));

        assertThat(eventsOfB.transitions()).isEmpty();
        assertThat(count(routerOfB, Counter.ADVERTISEMENT_SENT)).isZero();
    }

    @Test
    void aPausedMasterReportsTheStallTakesOverAgainAndAnnouncesItself() {
        settle();
        a.pause(Duration.ofSeconds(6));
        lan.run(Duration.ofMillis(5_900));
        assertThat(lan.reachedAt(VIRTUAL)).contains(b);
        long announcedBefore = a.announcements();

        lan.run(Duration.ofSeconds(2));

        assertThat(eventsOfA.all(VrrpEvent.Stalled.class)).hasSize(1);
        // It last advertised 781.25 ms before the pause began.
        assertThat(eventsOfA.all(VrrpEvent.Stalled.class).get(0).silent()).isEqualTo(Duration.ofNanos(6_781_250_000L));
        assertThat(eventsOfA.transitions()).isEmpty();
        assertThat(eventsOfB.transitions())
                .containsExactly("BACKUP->MASTER MASTER_DOWN_TIMER", "MASTER->BACKUP HIGHER_PRIORITY");
        assertThat(a.announcements()).isGreaterThan(announcedBefore);
        assertThat(lan.reachedAt(VIRTUAL)).contains(a);
        assertThat(lan.holders(VIRTUAL)).containsExactly(a);
    }

    @Test
    void aPausedMasterThatDoesNotPreemptYieldsToTheOneThatTookOver() throws IOException {
        settle();
        a.stopRouter();
        lan.run(Duration.ofSeconds(2));
        b.stopRouter();
        routerOfA = start(a, eventsOfA, config(200).preemptMode(false));
        lan.run(Duration.ofSeconds(5));
        routerOfB = start(b, eventsOfB, config(100));
        lan.run(Duration.ofSeconds(5));
        assertThat(lan.holders(VIRTUAL)).containsExactly(a);
        eventsOfA.clear();

        a.pause(Duration.ofSeconds(6));
        lan.run(Duration.ofSeconds(20));

        assertThat(eventsOfA.transitions()).containsExactly("MASTER->BACKUP YIELDED_AFTER_STALL");
        assertThat(lan.holders(VIRTUAL)).containsExactly(b);
        assertThat(lan.reachedAt(VIRTUAL)).contains(b);
    }

    @Test
    void aMasterWhoseAddressIsRefusedRetriesThenResignsAndNeverSaysThatItHoldsIt() {
        a.refuseAddresses("RTM_NEWADDR: EPERM (1) Operation not permitted");
        lan.runUntil(() -> stateOf(routerOfA) == State.MASTER, Duration.ofSeconds(4));
        lan.run(Duration.ofSeconds(3));
        assertThat(stateOf(routerOfA)).isEqualTo(State.MASTER);
        assertThat(routerOfA.status().get(0).addressesHeld()).isFalse();

        lan.run(Duration.ofSeconds(1)); // refused for 3.1 s: resigned, and b waits Skew_Time

        assertThat(eventsOfA.all(AddressesAcquired.class)).isEmpty();
        assertThat(eventsOfA.all(VrrpEvent.AddressFailed.class))
                .extracting("attempt")
                .startsWith(1, 2, 3, 4, 5, 6);
        assertThat(eventsOfA.transitions()).endsWith("MASTER->INITIALIZE ADDRESS_REFUSED");
        assertThat(lan.reachedAt(VIRTUAL)).contains(b);

        a.refuseAddresses(null);
        lan.run(Duration.ofSeconds(20));
        assertThat(lan.reachedAt(VIRTUAL)).contains(a);
        assertThat(routerOfA.status().get(0).addressesHeld()).isTrue();
    }

    @Test
    void anAddressThatCannotBeRemovedIsTriedForEver() {
        settle();
        a.refuseAddresses("RTM_DELADDR: EBUSY (16) Device or resource busy");
        a.stopRouter();
        lan.run(Duration.ofSeconds(1));
        assertThat(lan.holders(VIRTUAL)).containsExactly(a, b);
        assertThat(eventsOfA.all(VrrpEvent.AddressFailed.class))
                .extracting("attempt")
                .startsWith(1, 2, 3, 4);

        a.refuseAddresses(null);
        lan.run(Duration.ofSeconds(1));
        assertThat(lan.holders(VIRTUAL)).containsExactly(b);
    }

    @Test
    void aRefusalThatEndsInTimeCausesNoTransition() {
        a.refuseAddresses("RTM_NEWADDR: ENOBUFS (105) No buffer space available");
        lan.runUntil(() -> stateOf(routerOfA) == State.MASTER, Duration.ofSeconds(4));
        lan.run(Duration.ofMillis(500));
        a.refuseAddresses(null);
        lan.run(Duration.ofSeconds(1));

        assertThat(routerOfA.status().get(0).addressesHeld()).isTrue();
        assertThat(eventsOfA.transitions())
                .containsExactly("INITIALIZE->BACKUP STARTUP", "BACKUP->MASTER MASTER_DOWN_TIMER");
    }

    @Test
    void aMasterThatWasRefusedTriesAgainTenSecondsLater() {
        refuseUntilGivenUp();
        long givenUpNs = eventsOfA.timeOfLastNs(Transition.class);
        a.refuseAddresses(null);
        lan.run(Duration.ofMillis(10_001));

        assertThat(eventsOfA.transitions()).endsWith("INITIALIZE->BACKUP STARTUP");
        assertThat(eventsOfA.timeOfLastNs(Transition.class)).isEqualTo(givenUpNs + 10_000_000_000L);
    }

    @Test
    void aRouterThatIsStoppedWhileItWaitsAfterARefusalDoesNotStartAgain() {
        refuseUntilGivenUp();
        lan.run(Duration.ofMillis(9_500));
        a.stopRouter(); // its addresses cannot be removed: it goes on trying beyond the ten seconds
        lan.run(Duration.ofSeconds(5));

        assertThat(eventsOfA.transitions()).endsWith("MASTER->INITIALIZE ADDRESS_REFUSED");
    }

    private void refuseUntilGivenUp() {
        a.refuseAddresses("RTM_NEWADDR: EPERM (1) Operation not permitted");
        lan.runUntil(
                () -> eventsOfA.transitions().contains("MASTER->INITIALIZE ADDRESS_REFUSED"), Duration.ofSeconds(10));
        assertThat(eventsOfA.transitions()).endsWith("MASTER->INITIALIZE ADDRESS_REFUSED");
    }

    @Test
    void aListenerThatAsksForTheStatusFindsWhatItWasTold() throws IOException {
        SimulatedLan other = new SimulatedLan(1);
        SimulatedHost host = other.addHost("host", "192.0.2.1/24");
        List<VrrpRouter> router = new ArrayList<>();
        List<State> told = new ArrayList<>();
        List<State> found = new ArrayList<>();
        router.add(host.startRouter(event -> {
            if (event instanceof Transition transition) {
                told.add(transition.to());
                found.add(stateOf(router.get(0)));
            }
        }));
        router.get(0).add(INTERFACE, config(200).build());
        other.run(Duration.ofSeconds(5));

        assertThat(told).containsExactly(State.BACKUP, State.MASTER);
        assertThat(found).isEqualTo(told);
    }
}
