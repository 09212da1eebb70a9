package io.github.vrrp4j.simulation;

import static io.github.vrrp4j.simulation.SimulatedHost.INTERFACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.health.CheckSchedule;
import io.github.vrrp4j.health.Health;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.Fault;
import io.github.vrrp4j.router.Group;
import io.github.vrrp4j.router.MonitoredCheck;
import io.github.vrrp4j.router.RouterConfig;
import io.github.vrrp4j.router.TrackedCheck;
import io.github.vrrp4j.router.VirtualRouterId;
import io.github.vrrp4j.router.VirtualRouterStatus;
import io.github.vrrp4j.router.VrrpEvent;
import io.github.vrrp4j.router.VrrpRouter;
import io.github.vrrp4j.spi.LinkFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two hosts with virtual routers that move together: {@code a} has priority 200, {@code b} 100, unless said otherwise. */
@SuppressWarnings("FutureReturnValueIgnored") // what follows shows what became of it
class GroupTest {

    private static final List<IpAddress> ADDRESSES = IntStream.rangeClosed(0, 2)
            .mapToObj(i -> IpAddress.parse("192.0.2.1" + i))
            .toList();

    private final SimulatedLan lan = new SimulatedLan(1);
    private final SimulatedHost a = lan.addHost("a", "192.0.2.1/24", "fe80::2/64");
    private final SimulatedHost b = lan.addHost("b", "192.0.2.2/24", "fe80::1/64");
    private final EventRecorder eventsOfA = new EventRecorder(lan);
    private final EventRecorder eventsOfB = new EventRecorder(lan);
    private boolean healthyA = true;
    private VrrpRouter routerA = a.startRouter(eventsOfA);
    private VrrpRouter routerB = b.startRouter(eventsOfB);

    @BeforeEach
    void nobodyIsEverSplit() {
        lan.observe(new LanObserver() {
            @Override
            public void turnEnded(SimulatedHost host) {
                List<State> states = host.router().orElseThrow().status().stream()
                        .filter(status -> status.group() != null)
                        .map(VirtualRouterStatus::state)
                        .toList();
                long masters = states.stream().filter(State.MASTER::equals).count();
                assertThat(masters).as("%s at %s: %s", host, lan.now(), states).isIn(0L, (long) states.size());
            }
        });
    }

    private static VirtualRouterId id(int vrid) {
        return new VirtualRouterId(INTERFACE, AddressFamily.IPV4, vrid);
    }

    private static RouterConfig.Entry entry(int vrid, int priority, TrackedCheck... tracked) {
        return new RouterConfig.Entry(
                INTERFACE,
                VirtualRouterConfig.builder(vrid)
                        .priority(priority)
                        .address("192.0.2.1" + (vrid - 51) + "/24")
                        .build(),
                List.of(tracked));
    }

    /** VRIDs from 51 on; the first alone tracks a check. */
    private RouterConfig config(int priority, int members, boolean checked) {
        List<RouterConfig.Entry> entries = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            entries.add(
                    checked && i == 0
                            ? entry(51 + i, priority, new TrackedCheck.Down("web"))
                            : entry(51 + i, priority));
        }
        List<MonitoredCheck> checks = checked
                ? List.of(new MonitoredCheck(
                        "web",
                        timeout -> new Health(healthyA, ""),
                        new CheckSchedule(Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 1)))
                : List.of();
        return new RouterConfig(
                entries,
                checks,
                List.of(new Group(
                        "gateway", entries.stream().map(RouterConfig.Entry::id).toList())));
    }

    private void start(int members) {
        routerA.apply(config(200, members, true));
        routerB.apply(config(100, members, false));
        seconds(10);
        assertHeldBy(a, members);
        eventsOfA.clear();
        eventsOfB.clear();
    }

    private void seconds(int count) {
        lan.run(Duration.ofSeconds(count));
    }

    private void assertHeldBy(SimulatedHost host, int members) {
        ADDRESSES
                .subList(0, members)
                .forEach(address -> assertThat(lan.holders(address)).containsExactly(host));
    }

    @Test
    void aGroupOfThreeTakesOverTogetherAndReturnsTogetherAfterALinkFault() {
        start(3);
        a.linkDown(LinkFault.NO_CARRIER);
        seconds(5);
        assertHeldBy(b, 3);
        a.linkUp();
        seconds(5);
        assertHeldBy(a, 3);
    }

    @Test
    void anUnhealthyMemberTakesTheOthersDownAndTheyReturnTogether() {
        start(3);
        healthyA = false;
        seconds(5);
        assertHeldBy(b, 3);
        assertThat(routerA.status()).extracting(VirtualRouterStatus::state).containsOnly(State.INITIALIZE);
        assertThat(routerA.status().get(0).faults()).containsExactly(Fault.UNHEALTHY);
        assertThat(routerA.status().get(1).faults()).containsExactly(Fault.GROUP);
        assertThat(eventsOfA.all(VrrpEvent.FaultBegan.class))
                .extracting(Object::toString)
                .contains("vrid=52 if=eth0 fault began: GROUP: vrid=51 if=eth0 of group gateway is down");
        healthyA = true;
        seconds(5);
        assertHeldBy(a, 3);
        assertThat(routerA.status()).allMatch(status -> status.faults().isEmpty());
    }

    /** Or scripts that follow it would be called for a moment's state. */
    @Test
    void aMemberWhoseOwnFaultEndsWhileAnotherHasOneDoesNotStartForAMoment() {
        start(2);
        a.linkDown(LinkFault.NO_CARRIER);
        seconds(1);
        healthyA = false;
        seconds(2);
        eventsOfA.clear();
        a.linkUp();
        seconds(1);
        assertThat(routerA.status().get(1).faults()).containsExactly(Fault.GROUP);
        assertThat(eventsOfA.transitions()).isEmpty();
    }

    @Test
    void whoRelinquishesOneRelinquishesAll() {
        start(2);
        assertThat(routerA.relinquish(id(52), Duration.ofSeconds(20))).isNotDone();
        seconds(2);
        assertHeldBy(b, 2);
        assertThat(eventsOfA.transitions())
                .containsExactly("MASTER->BACKUP RELINQUISHED", "MASTER->BACKUP RELINQUISHED");
        seconds(25);
        assertHeldBy(a, 2);
    }

    @Test
    void maintenanceOfOneIsMaintenanceOfAll() {
        start(2);
        routerA.maintenance(id(51), true);
        seconds(2);
        assertHeldBy(b, 2);
        assertThat(routerA.status()).allMatch(status -> status.faults().equals(Set.of(Fault.MAINTENANCE)));
        routerA.maintenance(id(52), false);
        seconds(5);
        assertHeldBy(a, 2);
    }

    @Test
    void aHostThatIsKilledIsReplacedAsAWhole() {
        start(2);
        a.crash();
        seconds(5);
        assertHeldBy(b, 2);
        routerA = a.startRouter(eventsOfA);
        routerA.apply(config(200, 2, true));
        seconds(5);
        assertHeldBy(a, 2);
    }

    /** {@code b} does not hear vrid 51 any more, and would take it; but it does hear vrid 52. */
    @Test
    void theLossOfOneVridMovesNothing() {
        start(2);
        lan.filter(packet -> packet.vrid() != 51);
        seconds(60);
        assertHeldBy(a, 2);
        assertThat(eventsOfB.transitions()).isEmpty();
        lan.filter(packet -> true);
        seconds(5);
        assertThat(eventsOfB.transitions()).isEmpty();
    }

    @Test
    void whenTheOtherVridFallsSilentTooAllMove() {
        start(2);
        lan.filter(packet -> packet.vrid() != 51);
        seconds(60);
        a.crash();
        seconds(5);
        assertHeldBy(b, 2);
    }

    /** Each is MASTER of what the other one's address wins: both resign, and one is patient. */
    @Test
    void aTieOfPrioritiesWithCrossedAddressesIsSettled() {
        routerA.apply(crossed(false));
        routerB.apply(crossed(false));
        assertTheTieIsSettled();
    }

    @Test
    void aTieIsSettledInWhateverOrderEachNamesTheMembers() {
        routerA.apply(crossed(false));
        routerB.apply(crossed(true));
        assertTheTieIsSettled();
    }

    /** In IPv4 {@code b} has the higher address, in IPv6 {@code a}. */
    private static RouterConfig crossed(boolean reverse) {
        RouterConfig.Entry v4 = entry(51, 100);
        RouterConfig.Entry v6 = new RouterConfig.Entry(
                INTERFACE,
                VirtualRouterConfig.builder(51).address("fe80::51/64").build(),
                List.of());
        return new RouterConfig(
                List.of(v4, v6),
                List.of(),
                List.of(new Group("both", reverse ? List.of(v6.id(), v4.id()) : List.of(v4.id(), v6.id()))));
    }

    private void assertTheTieIsSettled() {
        seconds(15);
        eventsOfA.clear();
        eventsOfB.clear();
        seconds(60);
        assertThat(eventsOfA.transitions()).isEmpty();
        assertThat(eventsOfB.transitions()).isEmpty();
        assertThat(lan.holders(IpAddress.parse("192.0.2.10")))
                .hasSize(1)
                .isEqualTo(lan.holders(IpAddress.parse("fe80::51")));
    }

    @Test
    void anOwnerOfAllItsAddressesIsMasterOfTheGroupAtOnce() {
        routerA.apply(config(255, 2, false));
        routerB.apply(config(100, 2, false));
        lan.run(Duration.ofMillis(1));
        assertHeldBy(a, 2);
    }

    @Test
    void aMemberThatLeavesTheGroupForGoodLeavesTheOthersWhereTheyAre() {
        start(3);
        routerA.remove(id(53));
        seconds(10);
        assertHeldBy(a, 2);
        assertThat(lan.holders(ADDRESSES.get(2))).isEmpty(); // on b the three move together still
        assertThat(routerA.config().groups()).containsExactly(new Group("gateway", List.of(id(51), id(52))));
        assertThat(eventsOfA.transitions()).containsExactly("MASTER->INITIALIZE SHUTDOWN");
        routerA.remove(id(52));
        seconds(1);
        assertThat(routerA.config().groups()).isEmpty();
        assertThat(routerA.status().get(0).group()).isNull();
        assertThat(lan.holders(ADDRESSES.get(0))).containsExactly(a);
    }

    /** However long the host refuses to remove its address. */
    @Test
    void aMemberThatCannotEndHoldsNobodyUp() {
        start(3);
        b.refuseAddresses("busy");
        assertThat(routerB.remove(id(53))).isNotDone();
        seconds(1);
        b.refuseAddresses(null);
        lan.run(Duration.ofMillis(1));
        assertThat(routerB.config().groups()).containsExactly(new Group("gateway", List.of(id(51), id(52))));
        a.crash();
        seconds(5);
        assertHeldBy(b, 2);
    }
}
