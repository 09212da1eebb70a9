package io.github.vrrp4j.simulation;

import static io.github.vrrp4j.simulation.SimulatedHost.INTERFACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.HostConfig;
import io.github.vrrp4j.protocol.LastEvent;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.Counter;
import io.github.vrrp4j.router.Fault;
import io.github.vrrp4j.router.VirtualRouterStatus;
import io.github.vrrp4j.router.VrrpEvent;
import io.github.vrrp4j.router.VrrpRouter;
import io.github.vrrp4j.spi.LinkFault;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The link of MASTER {@code a}, of priority 200, goes down and comes up again. */
class LinkFaultTest {

    private static final IpAddress VIRTUAL = IpAddress.parse("192.0.2.10");

    private final SimulatedLan lan = new SimulatedLan(1);
    private final SimulatedHost a = lan.addHost("a", "192.0.2.1/24");
    private final SimulatedHost b = lan.addHost("b", "192.0.2.2/24");
    private final EventRecorder events = new EventRecorder(lan);
    private VrrpRouter router;

    @BeforeEach
    void start() throws IOException {
        router = a.startRouter(events);
        router.add(INTERFACE, config(200).build());
        b.startRouter().add(INTERFACE, config(100).build());
        lan.run(Duration.ofSeconds(10));
        assertThat(lan.holders(VIRTUAL)).containsExactly(a);
        events.clear();
    }

    private static VirtualRouterConfig.Builder config(int priority) {
        return VirtualRouterConfig.builder(51).priority(priority).address("192.0.2.10/24");
    }

    private VirtualRouterStatus status() {
        return router.status().get(0);
    }

    @Test
    void aMasterWithoutCarrierGivesItsAddressesUpAtOnceAndSaysWhy() {
        a.linkDown(LinkFault.NO_CARRIER);
        lan.run(Duration.ofMillis(1));

        assertThat(events.transitions()).containsExactly("MASTER->INITIALIZE INTERFACE_DOWN");
        assertThat(events.all(VrrpEvent.FaultBegan.class))
                .singleElement()
                .hasToString("vrid=51 if=eth0 fault began: NO_CARRIER");
        assertThat(status().faults()).containsExactly(Fault.NO_CARRIER);
        assertThat(status().lastEvent()).isEqualTo(LastEvent.INTERFACE_DOWN);
        assertThat(lan.holders(VIRTUAL)).isEmpty();
        assertThat(status().statistics()).containsEntry(Counter.SEND_FAILURES, 1L); // priority 0
        assertThat(events.all(VrrpEvent.SendFailed.class)).isEmpty(); // nobody is surprised
        lan.run(Duration.ofSeconds(4));
        assertThat(lan.holders(VIRTUAL)).containsExactly(b);
    }

    @Test
    void whenTheLinkIsUpAgainItStartsAsBackupAndPreempts() {
        a.linkDown(LinkFault.NO_CARRIER);
        lan.run(Duration.ofSeconds(10));
        events.clear();

        a.linkUp();
        lan.run(Duration.ofSeconds(4));

        assertThat(events.transitions())
                .containsExactly("INITIALIZE->BACKUP INTERFACE_UP", "BACKUP->MASTER PREEMPTION");
        assertThat(events.all(VrrpEvent.FaultEnded.class))
                .singleElement()
                .hasToString("vrid=51 if=eth0 fault ended: NO_CARRIER");
        assertThat(status().faults()).isEmpty();
        assertThat(lan.holders(VIRTUAL)).containsExactly(a);
    }

    @Test
    void oneFaultAfterTheOtherIsNoReasonToStartInBetween() {
        a.linkDown(LinkFault.NO_CARRIER);
        lan.run(Duration.ofSeconds(1));
        events.clear();

        a.linkDown(LinkFault.INTERFACE_DOWN);
        lan.run(Duration.ofSeconds(1));

        assertThat(events.transitions()).isEmpty();
        assertThat(status().faults()).containsExactly(Fault.INTERFACE_DOWN);
        assertThat(events.all(VrrpEvent.FaultEnded.class))
                .extracting(VrrpEvent.FaultEnded::fault)
                .containsExactly(Fault.NO_CARRIER);
    }

    @Test
    void theHoldDownCountsFromTheMomentTheLinkIsUp() throws IOException {
        router.configure(
                status().id(), config(200).holdDown(Duration.ofSeconds(30)).build());
        a.linkDown(LinkFault.NO_CARRIER);
        lan.run(Duration.ofSeconds(10));

        a.linkUp();
        lan.run(Duration.ofMillis(29_999));
        assertThat(status().state()).isEqualTo(State.BACKUP);
        lan.run(Duration.ofMillis(2));

        assertThat(status().state()).isEqualTo(State.MASTER);
    }

    @Test
    void aRouterThatIsStartedWithoutCarrierWaitsForIt() throws IOException {
        SimulatedHost c = lan.addHost("c", "192.0.2.3/24");
        c.linkDown(LinkFault.NO_CARRIER);
        EventRecorder eventsOfC = new EventRecorder(lan);
        c.startRouter(eventsOfC).add(INTERFACE, config(255).build());
        lan.run(Duration.ofSeconds(10));
        assertThat(eventsOfC.transitions()).isEmpty();

        c.linkUp();
        lan.run(Duration.ofMillis(1));

        assertThat(eventsOfC.transitions()).containsExactly("INITIALIZE->MASTER INTERFACE_UP");
    }

    @Test
    void twoFaultsHaveToEndBeforeItStarts() {
        a.refuseAddresses("no room");
        a.crash();
        lan.run(Duration.ofSeconds(10));
        EventRecorder again = new EventRecorder(lan);
        VrrpRouter restarted = a.startRouter(again);
        a.refuseAddresses(null);
        add(restarted);
        lan.run(Duration.ofMillis(1));
        a.refuseAddresses("no room");
        lan.run(Duration.ofSeconds(8)); // it preempted, tried for 3.1 s and gave up
        assertThat(restarted.status().get(0).faults()).containsExactly(Fault.ADDRESS_REFUSED);

        a.linkDown(LinkFault.NO_CARRIER);
        lan.run(Duration.ofMillis(1));
        assertThat(restarted.status().get(0).faults())
                .containsExactlyInAnyOrder(Fault.ADDRESS_REFUSED, Fault.NO_CARRIER);
        a.refuseAddresses(null);
        lan.run(Duration.ofSeconds(12));
        assertThat(restarted.status().get(0).faults()).containsExactly(Fault.NO_CARRIER);
        assertThat(restarted.status().get(0).state()).isEqualTo(State.INITIALIZE);
        a.linkUp();
        lan.run(Duration.ofMillis(1));
        assertThat(restarted.status().get(0).state()).isEqualTo(State.BACKUP);
    }

    private static void add(VrrpRouter router) {
        try {
            router.add(INTERFACE, config(200).build());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aShutdownWithoutCarrierEnds() {
        a.linkDown(LinkFault.NO_CARRIER);
        lan.run(Duration.ofSeconds(1));

        a.stopRouter();
        lan.run(Duration.ofMillis(1));

        assertThat(a.isRunning()).isFalse();
    }

    @Test
    void aFaultThatIsShorterThanTheLinkDownDelayIsNone() throws IOException {
        router.configure(
                status().id(),
                config(200)
                        .host(HostConfig.DEFAULT.linkDelays(Duration.ofMillis(300), Duration.ofSeconds(2)))
                        .build());
        lan.run(Duration.ofNanos(1));
        a.linkDown(LinkFault.NO_CARRIER);
        lan.run(Duration.ofMillis(299));
        a.linkUp();
        lan.run(Duration.ofSeconds(10));

        assertThat(events.transitions()).isEmpty();
        assertThat(lan.holders(VIRTUAL)).containsExactly(a);
    }

    @Test
    void theLinkDelaysCountFromTheChange() throws IOException {
        router.configure(
                status().id(),
                config(200)
                        .host(HostConfig.DEFAULT.linkDelays(Duration.ofMillis(300), Duration.ofSeconds(2)))
                        .build());
        lan.run(Duration.ofNanos(1));
        a.linkDown(LinkFault.NO_CARRIER);
        lan.run(Duration.ofMillis(300));
        assertThat(events.transitions()).containsExactly("MASTER->INITIALIZE INTERFACE_DOWN");

        a.linkUp();
        lan.run(Duration.ofMillis(1_999));
        assertThat(status().state()).isEqualTo(State.INITIALIZE);
        lan.run(Duration.ofMillis(1));
        assertThat(status().state()).isEqualTo(State.BACKUP);
    }

    @Test
    void anAddressThatSomebodyTakesIsPutBackWithinTheSameMomentAndNobodyElseNotices() {
        a.takeAddress(VIRTUAL);
        lan.run(Duration.ofNanos(1));

        assertThat(lan.holders(VIRTUAL)).containsExactly(a);
        assertThat(events.all(VrrpEvent.AddressesRepaired.class))
                .singleElement()
                .hasToString("vrid=51 if=eth0 put back what somebody else removed: addresses [192.0.2.10/24]");
        assertThat(status().statistics()).containsEntry(Counter.ADDRESS_REPAIRS, 1L);
        lan.run(Duration.ofSeconds(10));
        assertThat(events.transitions()).isEmpty();
        assertThat(a.announcements()).isEqualTo(20); // two bursts of the takeover, two of the repair
    }

    @Test
    void aMasterThatCannotPutItsAddressBackGivesWay() {
        a.refuseAddresses("busy");
        a.takeAddress(VIRTUAL);
        lan.run(Duration.ofSeconds(4));

        assertThat(events.transitions()).containsExactly("MASTER->INITIALIZE ADDRESS_REFUSED");
        assertThat(lan.holders(VIRTUAL)).containsExactly(b);
    }
}
