package io.github.vrrp4j.simulation;

import static io.github.vrrp4j.simulation.SimulatedHost.INTERFACE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vrrp4j.health.CheckSchedule;
import io.github.vrrp4j.health.Health;
import io.github.vrrp4j.health.HealthCheck;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.packet.VirtualRoute;
import io.github.vrrp4j.protocol.HostConfig;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.Fault;
import io.github.vrrp4j.router.Group;
import io.github.vrrp4j.router.MonitoredCheck;
import io.github.vrrp4j.router.Plan;
import io.github.vrrp4j.router.RouterConfig;
import io.github.vrrp4j.router.TrackedCheck;
import io.github.vrrp4j.router.VirtualRouterId;
import io.github.vrrp4j.router.VirtualRouterStatus;
import io.github.vrrp4j.router.VrrpEvent;
import io.github.vrrp4j.router.VrrpRouter;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.Placement;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whole configurations that replace each other on one host. */
@SuppressWarnings("FutureReturnValueIgnored") // what follows shows what became of it
class ApplyTest {

    private static final CheckSchedule FAST = new CheckSchedule(Duration.ofMillis(100), Duration.ofMillis(100), 1, 1);
    private static final HealthCheck HEALTHY = timeout -> Health.healthy("fine");

    private static final HostConfig CLOSED = HostConfig.DEFAULT.acceptMode(false);

    private final SimulatedLan lan = new SimulatedLan(1);
    private final SimulatedHost a = lan.addHost("a", "192.0.2.1/24");
    private final EventRecorder events = new EventRecorder(lan);
    private final PickyManager manager = new PickyManager(a.addressManager());
    private final VrrpRouter router =
            a.startRouterWith(builder -> builder.listener(events).addressManager(manager));

    /** Refuses to prepare what it is told to; otherwise as the host. */
    private static final class PickyManager implements AddressManager {
        private final AddressManager host;
        private @Nullable IpAddress refused;
        private final List<String> calls = new ArrayList<>();

        private PickyManager(AddressManager host) {
            this.host = host;
        }

        @Override
        public void prepare(Placement placement, List<VirtualAddress> addresses, List<VirtualRoute> routes)
                throws IOException {
            calls.add("prepare " + addresses);
            if (addresses.stream().anyMatch(address -> address.address().equals(refused))) {
                throw new IOException("not that one");
            }
        }

        @Override
        public void retire(Placement placement) {
            calls.add("retire " + placement.vrid());
        }

        @Override
        public boolean add(Placement placement, VirtualAddress address) throws IOException {
            calls.add("add " + address);
            return host.add(placement, address);
        }

        @Override
        public void remove(Placement placement, VirtualAddress address) throws IOException {
            calls.add("remove " + address);
            host.remove(placement, address);
        }
    }

    private static VirtualRouterId id(int vrid) {
        return new VirtualRouterId(INTERFACE, AddressFamily.IPV4, vrid);
    }

    private static VirtualRouterConfig.Builder parameters(int vrid, int last) {
        return VirtualRouterConfig.builder(vrid).priority(200).address("192.0.2." + last + "/24");
    }

    private static RouterConfig.Entry entry(VirtualRouterConfig.Builder parameters, TrackedCheck... tracked) {
        return new RouterConfig.Entry(INTERFACE, parameters.build(), List.of(tracked));
    }

    private static RouterConfig config(RouterConfig.Entry... entries) {
        return new RouterConfig(List.of(entries), List.of(), List.of());
    }

    private static RouterConfig checked(HealthCheck check, RouterConfig.Entry... entries) {
        return new RouterConfig(List.of(entries), List.of(new MonitoredCheck("web", check, FAST)), List.of());
    }

    private static List<String> text(Plan plan) {
        return plan.steps().stream()
                .map(step -> step.kind() + " " + step.subject() + (step.text().isEmpty() ? "" : ": " + step.text()))
                .toList();
    }

    private void run(int ms) {
        lan.run(Duration.ofMillis(ms));
    }

    private void applied(RouterConfig wanted) {
        Plan shown = router.plan(wanted);
        CompletableFuture<Plan> done = router.apply(wanted);
        run(5);
        assertThat(done).isCompletedWithValue(shown);
        assertThat(router.config()).isEqualTo(wanted);
        assertThat(router.plan(wanted).isEmpty()).isTrue();
    }

    private VirtualRouterStatus status(int vrid) {
        return router.status().stream()
                .filter(status -> status.id().equals(id(vrid)))
                .findFirst()
                .orElseThrow();
    }

    private boolean holds(int last) {
        return a.holds(IpAddress.parse("192.0.2." + last));
    }

    private static Throwable failureOf(CompletableFuture<?> future) throws InterruptedException {
        try {
            future.get();
            throw new AssertionError("did not fail");
        } catch (ExecutionException e) {
            return requireNonNull(e.getCause());
        }
    }

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
        applied(before);
        assertThat(text(router.plan(after)))
                .containsExactly(
                        "REMOVE vrid=53 if=eth0",
                        "ADD check db",
                        "REMOVE group two",
                        "CONFIGURE vrid=52 if=eth0: priority 200->150, checks []->[Down[check=db]],"
                                + " address +192.0.2.15/24, address -192.0.2.12/24",
                        "ADD vrid=54 if=eth0: priority 200, 192.0.2.14/24",
                        "RESTART vrid=51 if=eth0: virtual MAC false->true, checks [Down[check=web]]->[]",
                        "REMOVE check web");
        applied(after);
        run(5_000);
        assertThat(List.of(holds(11), holds(12), holds(13), holds(14), holds(15)))
                .containsExactly(true, false, false, true, true);
    }

    @Test
    void whatDoesNotChangeAdvertisesWithoutAGapAndIsNotTouched() {
        applied(config(entry(parameters(51, 11)), entry(parameters(52, 12))));
        run(10_000);
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
        applied(config(entry(parameters(53, 13)), entry(parameters(51, 11))));
        applied(config(entry(parameters(51, 11)), entry(parameters(52, 12).priority(7))));
        applied(config(entry(parameters(51, 11))));
        run(10_000);
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
        applied(config(entry(parameters(51, 11).address("192.0.2.20/24")), entry(parameters(52, 12))));
        run(5_000);
        manager.calls.clear();
        applied(config(entry(parameters(51, 11)), entry(parameters(52, 12).address("192.0.2.20/24"))));
        assertThat(status(52).state()).isEqualTo(State.MASTER);
        run(5_000);
        assertThat(List.of(holds(11), holds(12), holds(20))).containsOnly(true);
        assertThat(manager.calls.indexOf("remove 192.0.2.20/24"))
                .isLessThan(manager.calls.indexOf("add 192.0.2.20/24"));
    }

    @Test
    void acceptModeAndSourceAddressNeedARestart() {
        applied(config(entry(parameters(51, 11))));
        RouterConfig closed = config(entry(parameters(51, 11).host(CLOSED)));
        assertThat(text(router.plan(closed))).containsExactly("RESTART vrid=51 if=eth0: accept mode true->false");
        applied(closed);
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
        applied(owner);
        run(500);
        applied(adjusted);
        run(500);
        assertThat(status(51).priority()).isEqualTo(150);
        applied(owner);
        assertThat(status(51).priority()).isEqualTo(255);
        assertThat(status(51).state()).isEqualTo(State.MASTER);
    }

    /** The host refuses one; what stands before it and behind it does not suffer. */
    @Test
    void aStepThatFailsLeavesTheOthersDone() throws Exception {
        applied(config(entry(parameters(51, 11).address("192.0.2.20/24"))));
        manager.refused = IpAddress.parse("192.0.2.12");
        RouterConfig wanted = config(entry(parameters(52, 12)), entry(parameters(51, 11)), entry(parameters(53, 20)));
        CompletableFuture<Plan> done = router.apply(wanted);
        run(5);
        assertThat(failureOf(done)).isInstanceOf(IOException.class).hasMessageEndingWith("not that one");
        assertThat(router.config()).isEqualTo(config(entry(parameters(51, 11)), entry(parameters(53, 20))));
        assertThat(manager.calls).contains("retire 52");
        run(5_000);
        assertThat(List.of(holds(11), holds(20))).containsOnly(true);
    }

    /** Or the member that is there would wait for ever for the one that is not. */
    @Test
    void aGroupWhoseMemberCannotBeStartedDoesNotHoldTheOtherOnes() throws Exception {
        manager.refused = IpAddress.parse("192.0.2.12");
        CompletableFuture<Plan> done = router.apply(new RouterConfig(
                List.of(entry(parameters(51, 11)), entry(parameters(52, 12))),
                List.of(),
                List.of(new Group("two", List.of(id(51), id(52))))));
        run(5_000);
        assertThat(failureOf(done)).hasMessageEndingWith("not that one");
        assertThat(router.config()).isEqualTo(config(entry(parameters(51, 11))));
        assertThat(holds(11)).isTrue();
    }

    @Test
    void whatSpeaksAgainstALinkIsKnownBeforeAnythingChanges() throws Exception {
        RouterConfig before = config(entry(parameters(51, 11)));
        applied(before);
        RouterConfig.Entry elsewhere =
                new RouterConfig.Entry("eth9", parameters(52, 12).build(), List.of());
        assertThat(failureOf(router.apply(config(elsewhere)))).hasMessageEndingWith("no interface eth9 on a");
        assertThat(router.config()).isEqualTo(before);
    }

    @Test
    void changesThatAreAskedForWhileOneGoesOnBuildUponIt() {
        applied(config(entry(parameters(51, 11)), entry(parameters(52, 12)), entry(parameters(53, 13))));
        run(5_000);
        CompletableFuture<Plan> first =
                router.apply(config(entry(parameters(52, 12)), entry(parameters(53, 13)), entry(parameters(54, 14))));
        CompletableFuture<Void> second = router.remove(id(52));
        CompletableFuture<Void> third =
                router.replace(id(53), parameters(53, 13).priority(9).build());
        assertThatThrownBy(() -> router.add(INTERFACE, parameters(60, 60).build()))
                .hasMessage("apply, replace or remove goes on: wait for its future");
        run(10);
        assertThat(List.of(first, second, third))
                .allMatch(CompletableFuture::isDone)
                .noneMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(router.config()).isEqualTo(config(entry(parameters(53, 13).priority(9)), entry(parameters(54, 14))));
    }

    @Test
    void whoeverCancelsAFutureCancelsNothingElse() {
        applied(config(entry(parameters(51, 11))));
        assertThat(router.apply(RouterConfig.EMPTY).cancel(true)).isTrue();
        run(10);
        assertThat(router.config()).isEqualTo(RouterConfig.EMPTY);
        applied(config(entry(parameters(51, 11))));
    }

    @Test
    void aCloseThatComesMeanwhileAnswersEveryFuture() throws Exception {
        applied(config(entry(parameters(51, 11))));
        run(5_000);
        a.refuseAddresses("busy");
        CompletableFuture<Plan> first = router.apply(RouterConfig.EMPTY);
        CompletableFuture<Plan> second = router.apply(config(entry(parameters(52, 12))));
        run(10);
        assertThat(first).isNotDone();
        a.stopRouter();
        assertThat(failureOf(first)).isInstanceOf(IllegalStateException.class).hasMessage("the router was closed");
        assertThat(failureOf(second)).hasMessage("the router was closed");
        a.refuseAddresses(null);
        run(2_000);
        assertThat(a.isRunning()).isFalse();
        assertThat(List.of(holds(11), holds(12))).containsOnly(false);
        assertThatThrownBy(() -> router.apply(RouterConfig.EMPTY)).hasMessage("the router is closed");
    }

    @Test
    void maintenanceAndWhatWasRelinquishedOutliveARestart() {
        applied(config(entry(parameters(51, 11)), entry(parameters(52, 12))));
        run(5_000);
        router.maintenance(id(51), true);
        router.relinquish(id(52), Duration.ofSeconds(30));
        run(1_000);
        applied(config(
                entry(parameters(51, 11).host(CLOSED)), entry(parameters(52, 12).host(CLOSED))));
        assertThat(status(51).faults()).containsExactly(Fault.MAINTENANCE);
        assertThat(status(52).priority()).isEqualTo(1);
        assertThat(status(52).relinquishedFor()).isBetween(Duration.ofMillis(28_900), Duration.ofSeconds(29));
        run(30_000);
        assertThat(status(51).state()).isEqualTo(State.INITIALIZE);
        assertThat(status(52).priority()).isEqualTo(200);
        router.remove(id(51));
        run(10);
        applied(config(entry(parameters(51, 11)))); // another one, of which nobody ordered anything
        assertThat(status(51).faults()).isEmpty();
    }

    @Test
    void aPriorityThatWasSetLastsUntilTheParametersChange() {
        applied(config(entry(parameters(51, 11))));
        router.priority(id(51), 77);
        run(10);
        applied(config(entry(parameters(51, 11)), entry(parameters(52, 12))));
        assertThat(status(51).priority()).isEqualTo(77);
        applied(config(entry(parameters(51, 11).priority(201)), entry(parameters(52, 12))));
        assertThat(status(51).priority()).isEqualTo(201);
    }

    @Test
    void aMasterThatIsGivenACheckStaysMasterUntilTheCheckSaysOtherwise() {
        applied(config(entry(parameters(51, 11))));
        run(5_000);
        events.clear();
        applied(checked(HEALTHY, entry(parameters(51, 11), new TrackedCheck.Down("web"))));
        run(1_000);
        assertThat(events.transitions()).isEmpty();
    }

    /** Another interval is no reason to know nothing of it any more. */
    @Test
    void aCheckThatChangesGoesOnFromWhatIsKnown() {
        applied(checked(HEALTHY, entry(parameters(51, 11), new TrackedCheck.Down("web"))));
        run(5_000);
        events.clear();
        CheckSchedule slow = new CheckSchedule(Duration.ofHours(1), Duration.ofSeconds(1), 3, 3);
        applied(new RouterConfig(
                List.of(entry(parameters(51, 11), new TrackedCheck.Down("web"))),
                List.of(new MonitoredCheck("web", timeout -> Health.unhealthy("slow"), slow)),
                List.of()));
        run(1_000);
        assertThat(events.transitions()).isEmpty();
        assertThat(status(51).health()).singleElement().satisfies(health -> {
            assertThat(health.healthy()).isTrue();
            assertThat(health.text()).isEqualTo("slow");
        });
    }

    @Test
    void aMemberOfAGroupCannotBeConfiguredUnlikeTheOthers() {
        RouterConfig group = new RouterConfig(
                List.of(entry(parameters(51, 11)), entry(parameters(52, 12))),
                List.of(),
                List.of(new Group("two", List.of(id(51), id(52)))));
        applied(group);
        UnaryOperator<VirtualRouterConfig.Builder> lower = builder -> builder.priority(9);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        router.configure(id(51), lower.apply(parameters(51, 11)).build()))
                .withMessageContaining("members of group two must have the same priority");
        assertThat(router.replace(id(51), lower.apply(parameters(51, 11)).build()))
                .isCompletedExceptionally();
        assertThat(router.config()).isEqualTo(group);
    }

    @Test
    void whatIsNotThereIsNeitherRemovedNorReplaced() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> router.remove(id(51)))
                .withMessage("there is no vrid=51 if=eth0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> router.replace(id(51), parameters(51, 11).build()))
                .withMessage("there is no vrid=51 if=eth0");
        applied(config(entry(parameters(51, 11))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> router.replace(id(51), parameters(52, 11).build()))
                .withMessage("VRID 52 IPV4 is not that of vrid=51 if=eth0: add another one");
    }
}
