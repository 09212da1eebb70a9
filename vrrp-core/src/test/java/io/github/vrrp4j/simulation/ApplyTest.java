package io.github.vrrp4j.simulation;

import static io.github.vrrp4j.simulation.ReconfiguredHost.CLOSED;
import static io.github.vrrp4j.simulation.ReconfiguredHost.FAST;
import static io.github.vrrp4j.simulation.ReconfiguredHost.HEALTHY;
import static io.github.vrrp4j.simulation.ReconfiguredHost.checked;
import static io.github.vrrp4j.simulation.ReconfiguredHost.config;
import static io.github.vrrp4j.simulation.ReconfiguredHost.entry;
import static io.github.vrrp4j.simulation.ReconfiguredHost.failureOf;
import static io.github.vrrp4j.simulation.ReconfiguredHost.id;
import static io.github.vrrp4j.simulation.ReconfiguredHost.parameters;
import static io.github.vrrp4j.simulation.ReconfiguredHost.text;
import static io.github.vrrp4j.simulation.SimulatedHost.INTERFACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vrrp4j.health.CheckSchedule;
import io.github.vrrp4j.health.Health;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.HostConfig;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.router.Fault;
import io.github.vrrp4j.router.Group;
import io.github.vrrp4j.router.MonitoredCheck;
import io.github.vrrp4j.router.Plan;
import io.github.vrrp4j.router.RouterConfig;
import io.github.vrrp4j.router.TrackedCheck;
import io.github.vrrp4j.router.VirtualRouterStatus;
import io.github.vrrp4j.router.VrrpEvent;
import io.github.vrrp4j.router.VrrpRouter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Whole configurations that replace each other on one host. */
@SuppressWarnings("FutureReturnValueIgnored") // what follows shows what became of it
class ApplyTest {

    private final ReconfiguredHost host = new ReconfiguredHost();
    private final SimulatedLan lan = host.lan;
    private final SimulatedHost a = host.a;
    private final EventRecorder events = host.events;
    private final ReconfiguredHost.PickyManager manager = host.manager;
    private final VrrpRouter router = host.router;

    @Test
    void thePlanSaysWhatIsDoneInItsOrder() {
        RouterConfig before = new RouterConfig(
                List.of(
                        entry(parameters(51, 11), new TrackedCheck.Down("web")),
                        entry(parameters(52, 12)),
                        entry(parameters(53, 13))),
                List.of(new MonitoredCheck("web", HEALTHY, FAST)),
                List.of(new Group("two", List.of(id(52), id(53)))));
        RouterConfig after = new RouterConfig(
                List.of(
                        entry(parameters(54, 14)),
                        entry(parameters(51, 11).host(HostConfig.DEFAULT.virtualMac(true))),
                        entry(parameters(52, 15).priority(150), new TrackedCheck.Down("db"))),
                List.of(new MonitoredCheck("db", HEALTHY, FAST)),
                List.of());
        host.applied(before);
        assertThat(text(router.plan(after)))
                .containsExactly(
                        "REMOVE vrid=53 if=eth0",
                        "ADD check db",
                        "REMOVE group two",
                        "RESTART vrid=51 if=eth0: virtual MAC false->true, checks [Down[check=web]]->[]",
                        "CONFIGURE vrid=52 if=eth0: priority 200->150, checks []->[Down[check=db]],"
                                + " address +192.0.2.15/24, address -192.0.2.12/24",
                        "ADD vrid=54 if=eth0: priority 200, 192.0.2.14/24",
                        "REMOVE check web");
        host.applied(after);
        host.run(5_000);
        assertThat(List.of(host.holds(11), host.holds(12), host.holds(13), host.holds(14), host.holds(15)))
                .containsExactly(true, false, false, true, true);
    }

    @Test
    void whatDoesNotChangeAdvertisesWithoutAGapAndIsNotTouched() {
        host.applied(config(entry(parameters(51, 11)), entry(parameters(52, 12))));
        host.run(10_000);
        events.clear();
        manager.calls.clear();
        List<Long> sentNs = new ArrayList<>();
        lan.observe(new LanObserver() {
            @Override
            public void sent(SimulatedHost from, SimulatedPacket packet) {
                if (packet.vrid() == 51) {
                    sentNs.add(lan.now().toNanos());
                }
            }
        });
        host.applied(config(entry(parameters(53, 13)), entry(parameters(51, 11))));
        host.applied(config(entry(parameters(51, 11)), entry(parameters(52, 12).priority(7))));
        host.applied(config(entry(parameters(51, 11))));
        host.run(10_000);
        assertThat(sentNs).hasSize(10);
        for (int i = 1; i < sentNs.size(); i++) {
            assertThat(sentNs.get(i) - sentNs.get(i - 1)).isEqualTo(1_000_000_000L);
        }
        assertThat(events.all(VrrpEvent.OfVirtualRouter.class))
                .noneMatch(event -> event.id().equals(id(51)));
        assertThat(manager.calls).noneMatch(call -> call.contains("192.0.2.11"));
    }

    @Test
    void anAddressMovesFromOneVirtualRouterToAnother() {
        host.applied(config(entry(parameters(51, 11).address("192.0.2.20/24")), entry(parameters(52, 12))));
        host.run(5_000);
        manager.calls.clear();
        host.applied(config(entry(parameters(51, 11)), entry(parameters(52, 12).address("192.0.2.20/24"))));
        assertThat(host.status(52).state()).isEqualTo(State.MASTER);
        host.run(5_000);
        assertThat(List.of(host.holds(11), host.holds(12), host.holds(20))).containsOnly(true);
        assertThat(manager.calls.indexOf("remove 192.0.2.20/24"))
                .isLessThan(manager.calls.indexOf("add 192.0.2.20/24"));
    }

    @Test
    void acceptModeAndSourceAddressNeedARestart() {
        host.applied(config(entry(parameters(51, 11))));
        RouterConfig closed = config(entry(parameters(51, 11).host(CLOSED)));
        assertThat(text(router.plan(closed))).containsExactly("RESTART vrid=51 if=eth0: accept mode true->false");
        host.applied(closed);
        assertThat(text(router.plan(
                        config(entry(parameters(51, 11).host(CLOSED.sourceAddress(IpAddress.parse("192.0.2.1"))))))))
                .singleElement()
                .asString()
                .startsWith("RESTART vrid=51 if=eth0: ");
    }

    @Test
    void anOwnerBecomesOneWhosePriorityIsAdjustedAndTheOtherWayRound() {
        RouterConfig owner = checked(HEALTHY, entry(parameters(51, 11).priority(255)));
        RouterConfig adjusted = checked(
                timeout -> Health.unhealthy("slow"),
                entry(parameters(51, 11).priority(200), new TrackedCheck.Adjust("web", -50)));
        host.applied(owner);
        host.run(500);
        host.applied(adjusted);
        host.run(500);
        assertThat(host.status(51).priority()).isEqualTo(150);
        host.applied(owner);
        assertThat(host.status(51).priority()).isEqualTo(255);
        assertThat(host.status(51).state()).isEqualTo(State.MASTER);
    }

    @Test
    void allOfAnInterfaceGetAnotherSourceAddressAtOnce() {
        SimulatedHost b = lan.addHost("b", "192.0.2.2/24", "192.0.2.3/24");
        VrrpRouter other = b.startRouter();
        HostConfig third = HostConfig.DEFAULT.sourceAddress(IpAddress.parse("192.0.2.3"));
        CompletableFuture<Plan> first = other.apply(config(entry(parameters(51, 11))));
        host.run(5_000);
        CompletableFuture<Plan> second = other.apply(config(
                entry(parameters(51, 11).host(third)), entry(parameters(52, 12).host(third))));
        host.run(5_000);
        assertThat(List.of(first, second)).noneMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(other.status()).extracting(VirtualRouterStatus::state).containsExactly(State.MASTER, State.MASTER);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> other.add(INTERFACE, parameters(53, 13).build()))
                .withMessageContaining("have one source address");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> other.configure(id(51), parameters(51, 11).build()))
                .withMessageContaining("have one source address");
    }

    @Test
    void oneIsAddedWithItsChecksByAFuture() throws Exception {
        host.applied(checked(HEALTHY, entry(parameters(51, 11))));
        CompletableFuture<Void> done = router.add(entry(parameters(52, 12), new TrackedCheck.Down("web")));
        host.run(5_000);
        assertThat(done).isCompleted();
        assertThat(host.status(52).health()).hasSize(1);
        assertThat(failureOf(router.add(entry(parameters(52, 13)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("vrid=52 if=eth0 exists already");
    }

    @Test
    void changesThatAreAskedForWhileOneGoesOnBuildUponIt() {
        host.applied(config(entry(parameters(51, 11)), entry(parameters(52, 12)), entry(parameters(53, 13))));
        host.run(5_000);
        CompletableFuture<Plan> first =
                router.apply(config(entry(parameters(52, 12)), entry(parameters(53, 13)), entry(parameters(54, 14))));
        CompletableFuture<Void> second = router.remove(id(52));
        CompletableFuture<Void> third =
                router.replace(id(53), parameters(53, 13).priority(9).build());
        assertThatThrownBy(() -> router.add(INTERFACE, parameters(60, 60).build()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "a change goes on, for which a router without threads cannot wait: use a method that answers"
                                + " with a future");
        CompletableFuture<Void> fourth = router.add(entry(parameters(60, 60)));
        host.run(10);
        assertThat(List.of(first, second, third, fourth))
                .allMatch(CompletableFuture::isDone)
                .noneMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(router.config())
                .isEqualTo(config(
                        entry(parameters(53, 13).priority(9)), entry(parameters(54, 14)), entry(parameters(60, 60))));
    }

    @Test
    void whoeverCancelsAFutureCancelsNothingElse() {
        host.applied(config(entry(parameters(51, 11))));
        assertThat(router.apply(RouterConfig.EMPTY).cancel(true)).isTrue();
        host.run(10);
        assertThat(router.config()).isEqualTo(RouterConfig.EMPTY);
        host.applied(config(entry(parameters(51, 11))));
    }

    @Test
    void aCloseThatComesMeanwhileAnswersEveryFuture() throws Exception {
        host.applied(config(entry(parameters(51, 11))));
        host.run(5_000);
        a.refuseAddresses("busy");
        CompletableFuture<Plan> first = router.apply(RouterConfig.EMPTY);
        CompletableFuture<Plan> second = router.apply(config(entry(parameters(52, 12))));
        host.run(10);
        assertThat(first).isNotDone();
        a.stopRouter();
        assertThat(failureOf(first)).isInstanceOf(IllegalStateException.class).hasMessage("the router was closed");
        assertThat(failureOf(second)).hasMessage("the router was closed");
        a.refuseAddresses(null);
        host.run(2_000);
        assertThat(a.isRunning()).isFalse();
        assertThat(List.of(host.holds(11), host.holds(12))).containsOnly(false);
        assertThatThrownBy(() -> router.apply(RouterConfig.EMPTY)).hasMessage("the router is closed");
    }

    @Test
    void maintenanceAndWhatWasRelinquishedOutliveARestart() {
        host.applied(config(entry(parameters(51, 11)), entry(parameters(52, 12))));
        host.run(5_000);
        router.maintenance(id(51), true);
        router.relinquish(id(52), Duration.ofSeconds(30));
        host.run(1_000);
        host.applied(config(
                entry(parameters(51, 11).host(CLOSED)), entry(parameters(52, 12).host(CLOSED))));
        assertThat(host.status(51).faults()).containsExactly(Fault.MAINTENANCE);
        assertThat(host.status(52).priority()).isEqualTo(1);
        assertThat(host.status(52).relinquishedFor()).isBetween(Duration.ofMillis(28_900), Duration.ofSeconds(29));
        host.run(30_000);
        assertThat(host.status(51).state()).isEqualTo(State.INITIALIZE);
        assertThat(host.status(52).priority()).isEqualTo(200);
        router.remove(id(51));
        host.run(10);
        host.applied(config(entry(parameters(51, 11)))); // another one, of which nobody ordered anything
        assertThat(host.status(51).faults()).isEmpty();
    }

    @Test
    void aPriorityThatWasSetLastsUntilTheParametersChange() {
        host.applied(config(entry(parameters(51, 11))));
        router.priority(id(51), 77);
        host.run(10);
        host.applied(config(entry(parameters(51, 11)), entry(parameters(52, 12))));
        assertThat(host.status(51).priority()).isEqualTo(77);
        host.applied(config(entry(parameters(51, 11).priority(201)), entry(parameters(52, 12))));
        assertThat(host.status(51).priority()).isEqualTo(201);
    }

    @Test
    void aMasterThatIsGivenACheckStaysMasterUntilTheCheckSaysOtherwise() {
        host.applied(config(entry(parameters(51, 11))));
        host.run(5_000);
        events.clear();
        host.applied(checked(HEALTHY, entry(parameters(51, 11), new TrackedCheck.Down("web"))));
        host.run(1_000);
        assertThat(events.transitions()).isEmpty();
    }

    /** Another interval is no reason to know nothing of it any more. */
    @Test
    void aCheckThatChangesGoesOnFromWhatIsKnown() {
        host.applied(checked(HEALTHY, entry(parameters(51, 11), new TrackedCheck.Down("web"))));
        host.run(5_000);
        events.clear();
        CheckSchedule slow = new CheckSchedule(Duration.ofHours(1), Duration.ofSeconds(1), 3, 3);
        host.applied(new RouterConfig(
                List.of(entry(parameters(51, 11), new TrackedCheck.Down("web"))),
                List.of(new MonitoredCheck("web", timeout -> Health.unhealthy("slow"), slow)),
                List.of()));
        host.run(1_000);
        assertThat(events.transitions()).isEmpty();
        assertThat(host.status(51).health()).singleElement().satisfies(health -> {
            assertThat(health.healthy()).isTrue();
            assertThat(health.text()).isEqualTo("slow");
        });
    }
}
