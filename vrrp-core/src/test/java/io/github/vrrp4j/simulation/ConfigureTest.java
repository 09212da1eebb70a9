package io.github.vrrp4j.simulation;

import static io.github.vrrp4j.simulation.SimulatedHost.INTERFACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.LastEvent;
import io.github.vrrp4j.protocol.NewMasterReason;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.Peer;
import io.github.vrrp4j.router.VirtualRouterId;
import io.github.vrrp4j.router.VirtualRouterStatus;
import io.github.vrrp4j.router.VrrpEvent;
import io.github.vrrp4j.router.VrrpRouter;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Parameters that change while MASTER {@code a} and BACKUP {@code b} run. */
class ConfigureTest {

    private static final IpAddress OLD = IpAddress.parse("192.0.2.10");
    private static final IpAddress NEW = IpAddress.parse("192.0.2.11");

    private final SimulatedLan lan = new SimulatedLan(1);
    private final SimulatedHost a = lan.addHost("a", "192.0.2.1/24");
    private final SimulatedHost b = lan.addHost("b", "192.0.2.2/24");
    private final EventRecorder eventsOfA = new EventRecorder(lan);
    private final EventRecorder eventsOfB = new EventRecorder(lan);
    private VrrpRouter routerA;
    private VrrpRouter routerB;
    private VirtualRouterId id;

    @BeforeEach
    void start() throws IOException {
        routerA = a.startRouter(eventsOfA);
        routerB = b.startRouter(eventsOfB);
        id = routerA.add(INTERFACE, config(200, "192.0.2.10/24").build());
        routerB.add(INTERFACE, config(100, "192.0.2.10/24").build());
        lan.run(Duration.ofSeconds(20));
        assertThat(lan.holders(OLD)).containsExactly(a);
        eventsOfA.clear();
        eventsOfB.clear();
    }

    private static VirtualRouterConfig.Builder config(int priority, String... addresses) {
        VirtualRouterConfig.Builder builder = VirtualRouterConfig.builder(51).priority(priority);
        for (String address : addresses) {
            builder.address(address);
        }
        return builder;
    }

    private VirtualRouterStatus ofA() {
        return routerA.status().get(0);
    }

    private VirtualRouterStatus ofB() {
        return routerB.status().get(0);
    }

    @Test
    void aMasterTakesANewAddressAndAnnouncesItAlone() throws IOException {
        long announced = a.announcements();

        routerA.configure(id, config(200, "192.0.2.10/24", "192.0.2.11/24").build());
        lan.run(Duration.ofMillis(10));

        assertThat(lan.holders(NEW)).containsExactly(a);
        assertThat(lan.holders(OLD)).containsExactly(a);
        assertThat(a.announcements()).isEqualTo(announced + 5);
        assertThat(eventsOfA.transitions()).isEmpty();
        assertThat(ofA().addresses()).hasSize(2);
        lan.run(Duration.ofSeconds(2));
        assertThat(ofB().peers()).extracting(peer -> peer.addresses().size()).containsExactly(2);
        assertThat(eventsOfB.all(VrrpEvent.AddressListMismatch.class)).hasSize(1);
    }

    @Test
    void anAddressThatIsTakenAwayLeavesTheHostAndIsFree() throws IOException {
        routerA.configure(id, config(200, "192.0.2.11/24").build());
        lan.run(Duration.ofMillis(10));

        assertThat(lan.holders(OLD)).isEmpty();
        assertThat(lan.holders(NEW)).containsExactly(a);
        assertThat(eventsOfA.transitions()).isEmpty();
        routerA.add(
                INTERFACE,
                VirtualRouterConfig.builder(52).address("192.0.2.10/24").build());
    }

    @Test
    void anAddressThatMayStillBeOnTheHostIsNotFree() throws IOException {
        a.refuseAddresses("busy");
        routerA.configure(id, config(200, "192.0.2.11/24").build());
        lan.run(Duration.ofMillis(10));
        a.refuseAddresses(null);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> routerA.add(
                        INTERFACE,
                        VirtualRouterConfig.builder(52).address("192.0.2.10/24").build()))
                .withMessage("virtual address 192.0.2.10/24 belongs to vrid=51 if=eth0 already");
        lan.run(Duration.ofSeconds(1)); // it was tried again
        assertThat(lan.holders(OLD)).isEmpty();
        assertThat(lan.holders(NEW)).containsExactly(a);
        routerA.add(
                INTERFACE,
                VirtualRouterConfig.builder(52).address("192.0.2.10/24").build());
    }

    @Test
    void addressesOfABackupThatChangeTwiceAtOnceAreNoNews() throws IOException {
        routerB.configure(id, config(100, "192.0.2.11/24").build());
        routerB.configure(id, config(100, "192.0.2.12/24").build());
        lan.run(Duration.ofSeconds(1));

        assertThat(eventsOfB.all(VrrpEvent.AddressesReleased.class)).isEmpty();
    }

    @Test
    void aBackupTakesOtherAddressesWithoutHoldingAny() throws IOException {
        routerB.configure(id, config(100, "192.0.2.11/24").build());
        lan.run(Duration.ofMillis(10));

        assertThat(lan.holders(NEW)).isEmpty();
        assertThat(eventsOfB.all(VrrpEvent.AddressesReleased.class)).isEmpty();
        a.crash();
        lan.run(Duration.ofSeconds(4));
        assertThat(lan.holders(NEW)).containsExactly(b);
        assertThat(lan.holders(OLD)).isEmpty();
    }

    @Test
    void aLongerIntervalIsKnownToTheBackupBeforeItMatters() throws IOException {
        routerA.configure(
                id,
                config(200, "192.0.2.10/24")
                        .advertisementInterval(Duration.ofSeconds(40))
                        .build());
        lan.run(Duration.ofMinutes(5));

        assertThat(eventsOfB.transitions()).isEmpty();
        assertThat(ofB().masterAdverInterval()).isEqualTo(Duration.ofSeconds(40));
    }

    /** The first thing it does then is to advertise. */
    @Test
    void aChangeThatWaitedThroughAStallDoesNotHideIt() throws IOException {
        routerA.configure(id, config(200, "192.0.2.10/24").preemptMode(false).build());
        lan.run(Duration.ofSeconds(1));
        a.pause(Duration.ofSeconds(10));
        lan.run(Duration.ofSeconds(9));
        assertThat(ofB().state()).isEqualTo(State.MASTER);
        routerA.configure(
                id,
                config(200, "192.0.2.10/24")
                        .preemptMode(false)
                        .advertisementInterval(Duration.ofSeconds(2))
                        .build());
        lan.run(Duration.ofSeconds(5));

        assertThat(eventsOfA.all(VrrpEvent.Stalled.class)).hasSize(1);
        assertThat(eventsOfA.transitions()).containsExactly("MASTER->BACKUP YIELDED_AFTER_STALL");
        assertThat(lan.holders(OLD)).containsExactly(b);
    }

    @Test
    void thePriorityInForceMovesTheAddressAndTheConfiguredOneReturnsWithTheConfiguration() throws IOException {
        assertThat(routerA.priority(id, 50)).isNotCompletedExceptionally();
        lan.run(Duration.ofSeconds(5));

        assertThat(lan.holders(OLD)).containsExactly(b);
        assertThat(ofA().priority()).isEqualTo(50);
        assertThat(ofA().config().priority()).isEqualTo(200);
        assertThat(ofB().lastEvent()).isEqualTo(LastEvent.LOWER_PRIORITY_MASTER);
        assertThat(ofB().newMasterReason()).isEqualTo(NewMasterReason.PREEMPTED);
        assertThat(ofA().newMasterReason()).isEqualTo(NewMasterReason.NOT_MASTER);
        assertThat(ofA().lastEvent()).isEqualTo(LastEvent.HIGHER_PRIORITY_BACKUP);

        routerA.configure(id, config(200, "192.0.2.10/24").build());
        lan.run(Duration.ofSeconds(5));

        assertThat(ofA().priority()).isEqualTo(200);
        assertThat(lan.holders(OLD)).containsExactly(a);
    }

    @Test
    void theSnapshotSaysForHowLong() {
        assertThat(ofA().state()).isEqualTo(State.MASTER);
        assertThat(ofA().countedFor()).isEqualTo(Duration.ofSeconds(20));
        assertThat(ofA().inStateFor()).isEqualTo(Duration.ofSeconds(20).minus(Duration.ofNanos(3_218_750_000L)));
        assertThat(ofA().upFor()).isEqualTo(Duration.ofSeconds(20));
        assertThat(ofB().peers()).extracting(Peer::priority).containsExactly(200);
    }

    @Test
    void whatCannotBeIsRefusedAndChangesNothing() throws IOException {
        routerA.add(
                INTERFACE,
                VirtualRouterConfig.builder(52).address("192.0.2.11/24").build());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> routerA.configure(
                        id, config(200, "192.0.2.10/24", "192.0.2.11/24").build()))
                .withMessage("virtual address 192.0.2.11/24 belongs to vrid=52 if=eth0 already");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> routerA.configure(
                        id,
                        VirtualRouterConfig.builder(53).address("192.0.2.10/24").build()))
                .withMessage("VRID 53 IPV4 is not that of vrid=51 if=eth0: add another one");
        assertThatThrownBy(
                        () -> routerA.configure(id, config(200, "192.0.2.1/24").build()))
                .isInstanceOf(IOException.class)
                .hasMessage("no IPV4 address on a to send from");
        VirtualRouterId unknown = new VirtualRouterId(INTERFACE, id.family(), 9);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> routerA.priority(unknown, 100))
                .withMessage("there is no vrid=9 if=eth0");
        assertThatIllegalArgumentException().isThrownBy(() -> routerA.priority(id, 0));
        assertThat(ofA().config()).isEqualTo(config(200, "192.0.2.10/24").build());
        routerA.shutdown();
        assertThatThrownBy(() -> routerA.priority(id, 100)).hasMessage("the router is closed");
        assertThatThrownBy(
                        () -> routerA.configure(id, config(200, "192.0.2.10/24").build()))
                .hasMessage("the router is closed");
    }
}
