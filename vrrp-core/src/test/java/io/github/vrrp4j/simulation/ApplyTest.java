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
import io.github.vrrp4j.router.PartlyAppliedException;
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
        private boolean refusesClosed;
        private boolean refusesEverything;
        private @Nullable IpAddress impossible;
        private final List<String> calls = new ArrayList<>();

        private PickyManager(AddressManager host) {
            this.host = host;
        }

        @Override
        public void check(Placement placement, List<VirtualAddress> addresses, List<VirtualRoute> routes)
                throws IOException {
            if (addresses.stream().anyMatch(address -> address.address().equals(impossible))) {
                throw new IOException("impossible");
            }
        }

        @Override
        public void prepare(Placement placement, List<VirtualAddress> addresses, List<VirtualRoute> routes)
                throws IOException {
            calls.add("prepare " + addresses);
            if (addresses.stream().anyMatch(address -> address.address().equals(refused))
                    || (refusesClosed && !placement.accept())
                    || refusesEverything) {
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
                        "RESTART vrid=51 if=eth0: virtual MAC false->true, checks [Down[check=web]]->[]",
                        "CONFIGURE vrid=52 if=eth0: priority 200->150, checks []->[Down[check=db]],"
                                + " address +192.0.2.15/24, address -192.0.2.12/24",
                        "ADD vrid=54 if=eth0: priority 200, 192.0.2.14/24",
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

    /** What moves comes before what is new. */
    @Test
    void aStepThatFailsLeavesThoseBeforeItDone() throws Exception {
        applied(config(entry(parameters(51, 11).address("192.0.2.20/24"))));
        manager.refused = IpAddress.parse("192.0.2.12");
        RouterConfig wanted = config(entry(parameters(52, 12)), entry(parameters(51, 11)), entry(parameters(53, 20)));
        CompletableFuture<Plan> done = router.apply(wanted);
        run(5);
        assertThat(failureOf(done))
                .isInstanceOf(PartlyAppliedException.class)
                .hasMessage("vrid=52 if=eth0: not that one; done: ADD vrid=53 if=eth0, RESTART vrid=51 if=eth0;"
                        + " not done: ADD vrid=52 if=eth0");
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
        assertThat(failureOf(done))
                .hasMessage("vrid=52 if=eth0: not that one; done: ADD vrid=51 if=eth0;"
                        + " not done: ADD group two, ADD vrid=52 if=eth0");
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

    /** It would have been known before it ended. */
    @Test
    void whatSpeaksAgainstOneThatWouldRestartIsKnownBeforeAnythingChanges() throws Exception {
        RouterConfig before = config(entry(parameters(51, 11)), entry(parameters(52, 12)));
        applied(before);
        run(5_000);
        events.clear();
        IpAddress elsewhere = IpAddress.parse("192.0.2.9");
        HostConfig fromElsewhere = HostConfig.DEFAULT.sourceAddress(elsewhere);
        assertThat(failureOf(router.apply(config(
                        entry(parameters(51, 11).host(fromElsewhere)),
                        entry(parameters(52, 12).host(fromElsewhere))))))
                .isInstanceOf(IOException.class)
                .hasMessage("vrid=51 if=eth0: there is no address to advertise from: 192.0.2.9");
        assertThat(failureOf(router.replace(
                        id(51), parameters(51, 11).host(fromElsewhere).build())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "have one source address: vrid=51 if=eth0 has 192.0.2.9, vrid=52 if=eth0 has none");
        manager.impossible = IpAddress.parse("192.0.2.12");
        assertThat(failureOf(router.apply(config(
                        entry(parameters(51, 11).priority(7)),
                        entry(parameters(52, 12).host(CLOSED))))))
                .isInstanceOf(IOException.class)
                .hasMessage("vrid=52 if=eth0: impossible");
        assertThat(failureOf(router.apply(config(
                        entry(parameters(51, 11)), entry(parameters(52, 12).address("192.0.2.1/24"))))))
                .hasMessageStartingWith("vrid=52 if=eth0: there is no address to advertise from");
        run(5_000);
        assertThat(events.all(VrrpEvent.class)).isEmpty();
        assertThat(router.config()).isEqualTo(before);
    }

    @Test
    void allOfAnInterfaceGetAnotherSourceAddressAtOnce() {
        SimulatedHost b = lan.addHost("b", "192.0.2.2/24", "192.0.2.3/24");
        VrrpRouter other = b.startRouter();
        HostConfig third = HostConfig.DEFAULT.sourceAddress(IpAddress.parse("192.0.2.3"));
        CompletableFuture<Plan> first = other.apply(config(entry(parameters(51, 11))));
        run(5_000);
        CompletableFuture<Plan> second = other.apply(config(
                entry(parameters(51, 11).host(third)), entry(parameters(52, 12).host(third))));
        run(5_000);
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
    void whatCannotStartAgainIsPutBackAndNothingElseIsTouched() throws Exception {
        RouterConfig before = config(entry(parameters(51, 11)), entry(parameters(52, 12)));
        applied(before);
        run(5_000);
        router.relinquish(id(51), Duration.ofSeconds(60));
        run(5_000);
        events.clear();
        manager.refusesClosed = true;
        CompletableFuture<Plan> done = router.apply(config(
                entry(parameters(51, 11).host(CLOSED)),
                entry(parameters(52, 12).priority(7)),
                entry(parameters(53, 13))));
        run(5_000);
        PartlyAppliedException failure = (PartlyAppliedException) failureOf(done);
        assertThat(failure)
                .hasMessage("vrid=51 if=eth0: not that one; ended and put back: vrid=51 if=eth0; not done:"
                        + " RESTART vrid=51 if=eth0, CONFIGURE vrid=52 if=eth0, ADD vrid=53 if=eth0");
        assertThat(failure.putBack()).containsExactly(id(51));
        assertThat(failure.lost()).isEmpty();
        assertThat(failure.done().isEmpty()).isTrue();
        assertThat(failure.notDone())
                .isEqualTo(router.plan(config(
                        entry(parameters(51, 11).host(CLOSED)),
                        entry(parameters(52, 12).priority(7)),
                        entry(parameters(53, 13)))));
        assertThat(router.config()).isEqualTo(before);
        assertThat(events.all(VrrpEvent.OfVirtualRouter.class))
                .noneMatch(event -> event.id().equals(id(52)));
        assertThat(status(51).state()).isEqualTo(State.MASTER);
        assertThat(status(51).priority()).isEqualTo(1); // what was ordered goes on
        assertThat(List.of(holds(11), holds(12))).containsOnly(true);
    }

    @Test
    void anAddressThatNobodyCouldTakeGoesBack() throws Exception {
        applied(config(entry(parameters(51, 11)), entry(parameters(52, 12))));
        run(5_000);
        manager.refused = IpAddress.parse("192.0.2.15");
        CompletableFuture<Plan> done =
                router.apply(config(entry(parameters(55, 11).address("192.0.2.15/24"))));
        run(5_000);
        assertThat(failureOf(done))
                .hasMessage("vrid=55 if=eth0: not that one; done: REMOVE vrid=52 if=eth0; ended and put back:"
                        + " vrid=51 if=eth0; not done: REMOVE vrid=51 if=eth0, ADD vrid=55 if=eth0");
        assertThat(List.of(holds(11), holds(12))).containsExactly(true, false);
    }

    /** It cannot be as it was, since one of its addresses is another's now. */
    @Test
    void whatGaveAnAddressUpIsPutBackWithoutIt() throws Exception {
        applied(config(entry(parameters(51, 11).address("192.0.2.20/24"))));
        run(5_000);
        manager.refusesClosed = true;
        CompletableFuture<Plan> done =
                router.apply(config(entry(parameters(51, 11).host(CLOSED)), entry(parameters(53, 20))));
        run(5_000);
        assertThat(failureOf(done))
                .isInstanceOf(PartlyAppliedException.class)
                .hasMessageContaining("ended and put back: vrid=51 if=eth0");
        assertThat(router.config()).isEqualTo(config(entry(parameters(51, 11)), entry(parameters(53, 20))));
        assertThat(List.of(holds(11), holds(20))).containsOnly(true);
    }

    @Test
    void whatCannotBePutBackIsNamed() throws Exception {
        applied(config(entry(parameters(51, 11)), entry(parameters(52, 12))));
        run(5_000);
        manager.refusesEverything = true;
        CompletableFuture<Plan> done =
                router.apply(config(entry(parameters(51, 11).host(CLOSED)), entry(parameters(52, 12))));
        run(5_000);
        PartlyAppliedException failure = (PartlyAppliedException) failureOf(done);
        assertThat(failure)
                .hasMessage("vrid=51 if=eth0: not that one; ENDED, AND COULD NOT BE PUT BACK: vrid=51 if=eth0;"
                        + " not done: ADD vrid=51 if=eth0");
        assertThat(failure.lost()).containsExactly(id(51));
        assertThat(requireNonNull(failure.getCause()).getSuppressed()).isNotEmpty();
        assertThat(router.config()).isEqualTo(config(entry(parameters(52, 12))));
        assertThat(List.of(holds(11), holds(12))).containsExactly(false, true);
    }

    @Test
    void oneIsAddedWithItsChecksByAFuture() throws Exception {
        applied(checked(HEALTHY, entry(parameters(51, 11))));
        CompletableFuture<Void> done = router.add(entry(parameters(52, 12), new TrackedCheck.Down("web")));
        run(5_000);
        assertThat(done).isCompleted();
        assertThat(status(52).health()).hasSize(1);
        assertThat(failureOf(router.add(entry(parameters(52, 13)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("vrid=52 if=eth0 exists already");
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
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "a change goes on, for which a router without threads cannot wait: use a method that answers"
                                + " with a future");
        CompletableFuture<Void> fourth = router.add(entry(parameters(60, 60)));
        run(10);
        assertThat(List.of(first, second, third, fourth))
                .allMatch(CompletableFuture::isDone)
                .noneMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(router.config())
                .isEqualTo(config(
                        entry(parameters(53, 13).priority(9)), entry(parameters(54, 14)), entry(parameters(60, 60))));
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
