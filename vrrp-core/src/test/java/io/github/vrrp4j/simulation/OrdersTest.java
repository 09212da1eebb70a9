package io.github.vrrp4j.simulation;

import static io.github.vrrp4j.simulation.SimulatedHost.INTERFACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.Fault;
import io.github.vrrp4j.router.VirtualRouterId;
import io.github.vrrp4j.router.VirtualRouterStatus;
import io.github.vrrp4j.router.VrrpEvent;
import io.github.vrrp4j.router.VrrpRouter;
import io.github.vrrp4j.spi.LinkFault;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator asks of MASTER {@code a}, which has priority 200, beside BACKUP {@code b}, which has 100. */
@SuppressWarnings("FutureReturnValueIgnored") // what follows shows what became of it
class OrdersTest {

    private static final IpAddress ADDRESS = IpAddress.parse("192.0.2.10");

    private final SimulatedLan lan = new SimulatedLan(1);
    private final SimulatedHost a = lan.addHost("a", "192.0.2.1/24");
    private final SimulatedHost b = lan.addHost("b", "192.0.2.2/24");
    private final EventRecorder events = new EventRecorder(lan);
    private final VrrpRouter router = a.startRouter(events);
    private VirtualRouterId id;

    @BeforeEach
    void start() throws IOException {
        id = router.add(INTERFACE, config(200));
        b.startRouter().add(INTERFACE, config(100));
        lan.run(Duration.ofSeconds(10));
        events.clear();
    }

    private static VirtualRouterConfig config(int priority) {
        return VirtualRouterConfig.builder(51)
                .priority(priority)
                .address("192.0.2.10/24")
                .build();
    }

    private void ms(int count) {
        lan.run(Duration.ofMillis(count));
    }

    private VirtualRouterStatus status() {
        return router.status().get(0);
    }

    @Test
    void whoRelinquishesIsFollowedWithinSkewTimeAndReturnsAfterItsTime() {
        CompletableFuture<Void> done = router.relinquish(id, Duration.ofSeconds(20));
        ms(1);
        assertThat(done).isCompleted();
        assertThat(status().relinquishedFor()).isBetween(Duration.ofMillis(19_999), Duration.ofSeconds(20));
        assertThat(status().priority()).isEqualTo(1);
        ms(610); // 156 / 256 s
        assertThat(lan.holders(ADDRESS)).containsExactly(b);
        ms(19_000);
        assertThat(lan.holders(ADDRESS)).containsExactly(b);
        ms(5_000);
        assertThat(lan.holders(ADDRESS)).containsExactly(a);
        assertThat(status().relinquishedFor()).isZero();
        assertThat(events.transitions()).containsExactly("MASTER->BACKUP RELINQUISHED", "BACKUP->MASTER PREEMPTION");
        assertThat(events.all(VrrpEvent.PriorityChanged.class))
                .extracting(Object::toString)
                .containsExactly("vrid=51 if=eth0 priority 200->1", "vrid=51 if=eth0 priority 1->200");
    }

    /** RFC 8347: up-datetime is when it left INITIALIZE last, whatever it became then. */
    @Test
    void itIsUpFromTheEndOfMaintenanceOnAndNotFromTheNextTransition() {
        assertThat(status().upFor()).isEqualTo(Duration.ofSeconds(10));
        router.maintenance(id, true);
        ms(3_000);
        assertThat(status().upFor()).isZero();
        assertThat(status().inStateFor()).isEqualTo(Duration.ofSeconds(3));
        router.maintenance(id, false);
        ms(9_000);
        assertThat(status().state()).isEqualTo(State.MASTER);
        assertThat(status().upFor()).isEqualTo(Duration.ofSeconds(9));
        assertThat(status().inStateFor()).isLessThan(Duration.ofSeconds(6));
    }

    /** 3 s and 255 / 256 s after it resigned. */
    @Test
    void ifNobodyElseHoldsTheAddressItTakesItBackBefore() {
        b.crash();
        router.relinquish(id, Duration.ofHours(1));
        ms(3_990);
        assertThat(lan.holders(ADDRESS)).isEmpty();
        ms(10);
        assertThat(lan.holders(ADDRESS)).containsExactly(a);
        assertThat(status().priority()).isEqualTo(1);
    }

    @Test
    void zeroEndsWhatWasRelinquishedAndChangesNothingElse() {
        CompletableFuture<Void> nothing = router.relinquish(id, Duration.ZERO);
        ms(5_000);
        assertThat(nothing).isCompleted();
        assertThat(events.transitions()).isEmpty();
        router.relinquish(id, Duration.ofHours(1));
        ms(5_000);
        router.relinquish(id, Duration.ZERO);
        ms(5_000);
        assertThat(lan.holders(ADDRESS)).containsExactly(a);
        assertThat(status().relinquishedFor()).isZero();
    }

    @Test
    void theOwnerRelinquishesToo() throws IOException {
        router.configure(id, config(255));
        ms(10);
        router.relinquish(id, Duration.ofSeconds(20));
        ms(2_000);
        assertThat(lan.holders(ADDRESS)).containsExactly(b);
        ms(22_000);
        assertThat(lan.holders(ADDRESS)).containsExactly(a);
    }

    @Test
    void whatWasRelinquishedOutlivesALinkFaultAndAConfiguration() throws IOException {
        router.relinquish(id, Duration.ofSeconds(60));
        ms(2_000);
        a.linkDown(LinkFault.NO_CARRIER);
        ms(2_000);
        a.linkUp();
        router.configure(id, config(210));
        ms(30_000);
        assertThat(status().priority()).isEqualTo(1);
        assertThat(lan.holders(ADDRESS)).containsExactly(b);
        ms(40_000);
        assertThat(status().priority()).isEqualTo(210);
        assertThat(lan.holders(ADDRESS)).containsExactly(a);
    }

    @Test
    void maintenanceLastsUntilItIsSwitchedOff() throws IOException {
        CompletableFuture<Void> on = router.maintenance(id, true);
        ms(1);
        assertThat(on).isCompleted();
        assertThat(status().state()).isEqualTo(State.INITIALIZE);
        assertThat(status().faults()).containsExactly(Fault.MAINTENANCE);
        router.maintenance(id, true);
        router.configure(id, config(254));
        b.crash();
        lan.run(Duration.ofHours(1));
        assertThat(lan.holders(ADDRESS)).isEmpty();
        CompletableFuture<Void> off = router.maintenance(id, false);
        ms(4_000);
        assertThat(off).isCompleted();
        assertThat(lan.holders(ADDRESS)).containsExactly(a);
        assertThat(events.all(VrrpEvent.FaultBegan.class)).hasSize(1);
        assertThat(events.all(VrrpEvent.FaultEnded.class)).hasSize(1);
    }

    @Test
    void onlyAMasterAnnouncesAgain() {
        long ofA = a.announcements();
        long ofB = b.announcements();
        CompletableFuture<Void> done = router.announce(id);
        b.router().orElseThrow().announce(id);
        ms(10_000);
        assertThat(done).isCompleted();
        assertThat(a.announcements()).isGreaterThan(ofA);
        assertThat(b.announcements()).isEqualTo(ofB);
        assertThat(events.all(VrrpEvent.ReassertNeeded.class)).hasSize(1);
    }

    @Test
    void whatIsUnknownOrOutOfRangeIsRefused() {
        VirtualRouterId other = new VirtualRouterId(INTERFACE, id.family(), 99);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> router.relinquish(other, Duration.ofSeconds(1)))
                .withMessage("there is no vrid=99 if=eth0");
        assertThatIllegalArgumentException().isThrownBy(() -> router.maintenance(other, true));
        assertThatIllegalArgumentException().isThrownBy(() -> router.announce(other));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> router.relinquish(id, Duration.ofDays(2)))
                .withMessage("the time to stay away, PT48H, is not in 0 s..1 day");
        assertThatIllegalArgumentException().isThrownBy(() -> router.relinquish(id, Duration.ofMillis(-1)));
        assertThat(status().relinquishedFor()).isZero();
    }
}
