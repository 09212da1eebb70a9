package io.github.vrrp4j.simulation;

import static io.github.vrrp4j.simulation.SimulatedHost.INTERFACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.Fault;
import io.github.vrrp4j.router.Group;
import io.github.vrrp4j.router.RouterConfig;
import io.github.vrrp4j.router.TransitionHook;
import io.github.vrrp4j.router.VirtualRouterId;
import io.github.vrrp4j.router.VirtualRouterStatus;
import io.github.vrrp4j.router.VrrpEvent;
import io.github.vrrp4j.router.VrrpRouter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A hook with a deadline of 2 s on {@code a}, which has priority 200. */
@SuppressWarnings("FutureReturnValueIgnored") // what follows shows what became of it
class HooksTest {

    private static final IpAddress ADDRESS = IpAddress.parse("192.0.2.10");

    private final SimulatedLan lan = new SimulatedLan(1);
    private final SimulatedHost a = lan.addHost("a", "192.0.2.1/24");
    private final SimulatedHost b = lan.addHost("b", "192.0.2.2/24");
    private final EventRecorder events = new EventRecorder(lan);
    private final List<String> calls = new ArrayList<>();
    private final List<Integer> sent = new ArrayList<>();
    /** Calls of hooks that wait for a thread; null runs them at once. */
    private @Nullable List<Runnable> held;

    private @Nullable Exception acquiring;
    private final VrrpRouter router = a.startRouterWith(
            builder -> builder.listener(events).executor(this::execute).hook(new Hook(), Duration.ofSeconds(2)));

    private void execute(Runnable task) {
        List<Runnable> holding = held;
        if (holding == null || !task.getClass().getName().contains("BoundedRun")) {
            task.run();
        } else {
            holding.add(task);
        }
    }

    private final class Hook implements TransitionHook {
        @Override
        public void beforeAcquire(VirtualRouterId id) throws Exception {
            calls.add("acquire " + id.vrid() + " held=" + a.holds(ADDRESS) + " sent=" + sent);
            if (acquiring != null) {
                throw acquiring;
            }
        }

        @Override
        public void beforeRelease(VirtualRouterId id) {
            calls.add("release " + id.vrid() + " held=" + a.holds(ADDRESS) + " resigned=" + sent.contains(0));
        }
    }

    private static VirtualRouterConfig config(int vrid, int priority) {
        return VirtualRouterConfig.builder(vrid)
                .priority(priority)
                .address("192.0.2." + (vrid - 41) + "/24")
                .build();
    }

    private VirtualRouterId start() throws IOException {
        lan.observe(new LanObserver() {
            @Override
            public void sent(SimulatedHost from, SimulatedPacket packet) {
                if (from == a) {
                    sent.add(packet.priority());
                }
            }
        });
        return router.add(INTERFACE, config(51, 200));
    }

    private VirtualRouterId startedAndMaster() throws IOException {
        VirtualRouterId id = start();
        ms(5_000);
        assertThat(a.holds(ADDRESS)).isTrue();
        calls.clear();
        sent.clear();
        events.clear();
        return id;
    }

    private void startOther(int priority) throws IOException {
        b.startRouter().add(INTERFACE, config(51, priority));
    }

    private void ms(int count) {
        lan.run(Duration.ofMillis(count));
    }

    private VirtualRouterStatus status() {
        return router.status().get(0);
    }

    @Test
    void beforeAcquireComesAfterTheAdvertisementAndBeforeTheAddresses() throws IOException {
        start();
        ms(5_000);
        assertThat(calls).containsExactly("acquire 51 held=false sent=[200]");
        assertThat(a.holds(ADDRESS)).isTrue();
    }

    @Test
    void whileItRunsTheRouterAdvertisesAndHoldsNothing() throws IOException {
        List<Runnable> waiting = new ArrayList<>();
        held = waiting;
        start();
        ms(5_000);
        assertThat(sent).containsExactly(200, 200);
        assertThat(a.holds(ADDRESS)).isFalse();
        waiting.remove(0).run();
        ms(1);
        assertThat(a.holds(ADDRESS)).isTrue();
    }

    @Test
    void oneThatRefusesIsAFaultAndAnotherRouterTakesOver() throws IOException {
        acquiring = new IllegalStateException("the other one is not fenced");
        start();
        startOther(100);
        ms(6_000);
        assertThat(status().faults()).containsExactly(Fault.ADDRESS_REFUSED);
        assertThat(lan.holders(ADDRESS)).containsExactly(b);
        assertThat(events.all(VrrpEvent.HookFailed.class)).singleElement().satisfies(failed -> {
            assertThat(failed.hook()).isEqualTo("beforeAcquire");
            assertThat(failed.text()).isEqualTo("the other one is not fenced");
        });
        acquiring = null;
        ms(20_000);
        assertThat(lan.holders(ADDRESS)).containsExactly(a);
    }

    /** The first call never returns. It is not called twice at the same time, and transitions come in their order. */
    @Test
    void oneThatHangsIsAFaultAtItsDeadlineAndEachTimeAgain() throws IOException {
        List<Runnable> waiting = new ArrayList<>();
        held = waiting;
        start();
        ms(40_000);
        assertThat(waiting).hasSize(1);
        assertThat(calls).isEmpty();
        assertThat(events.transitions().subList(0, 5))
                .containsExactly(
                        "INITIALIZE->BACKUP STARTUP",
                        "BACKUP->MASTER MASTER_DOWN_TIMER",
                        "MASTER->INITIALIZE ADDRESS_REFUSED",
                        "INITIALIZE->BACKUP STARTUP",
                        "BACKUP->MASTER MASTER_DOWN_TIMER");
        assertThat(events.all(VrrpEvent.HookFailed.class))
                .hasSizeGreaterThan(1)
                .allMatch(failed -> failed.text().equals("not over after 2000 ms"));
        held = null;
        waiting.forEach(Runnable::run);
        ms(20_000);
        assertThat(a.holds(ADDRESS)).isTrue();
    }

    @Test
    void aMasterThatLosesWhileItRunsNeverTakesTheAddresses() throws IOException {
        List<Runnable> waiting = new ArrayList<>();
        held = waiting;
        start();
        ms(3_500);
        assertThat(status().state()).isEqualTo(State.MASTER);
        startOther(255);
        ms(10);
        assertThat(status().state()).isEqualTo(State.BACKUP);
        waiting.forEach(Runnable::run);
        ms(10_000);
        assertThat(lan.holders(ADDRESS)).containsExactly(b);
    }

    private void assertReleaseComesFirst(Consumer<VirtualRouterId> order) throws IOException {
        order.accept(startedAndMaster());
        ms(10);
        assertThat(calls).containsExactly("release 51 held=true resigned=false");
        assertThat(sent).containsExactly(0);
        assertThat(a.holds(ADDRESS)).isFalse();
    }

    @Test
    void beforeReleaseComesBeforeItRelinquishes() throws IOException {
        assertReleaseComesFirst(
                id -> assertThat(router.relinquish(id, Duration.ofSeconds(9))).isNotNull());
    }

    @Test
    void beforeReleaseComesBeforeMaintenance() throws IOException {
        assertReleaseComesFirst(id -> assertThat(router.maintenance(id, true)).isNotNull());
    }

    @Test
    void beforeReleaseComesBeforeARemoval() throws IOException {
        assertReleaseComesFirst(id -> assertThat(router.remove(id)).isNotNull());
    }

    @Test
    void beforeReleaseComesBeforeTheEnd() throws IOException {
        assertReleaseComesFirst(id -> a.stopRouter());
        assertThat(a.isRunning()).isFalse();
    }

    @Test
    void beforeReleaseIsNotCalledForALostElectionNorForAnOrderThatReleasesNothing() throws IOException {
        VirtualRouterId id = startedAndMaster();
        router.relinquish(id, Duration.ZERO);
        router.maintenance(id, false);
        startOther(255);
        ms(100);
        router.relinquish(id, Duration.ofSeconds(1));
        router.maintenance(id, true);
        ms(100);
        assertThat(calls).isEmpty();
        assertThat(status().faults()).containsExactly(Fault.MAINTENANCE);
    }

    @Test
    void aReleaseThatHangsIsOverAtItsDeadlineAndAllWhoWaitShareOneCall() throws IOException {
        VirtualRouterId id = startedAndMaster();
        List<Runnable> waiting = new ArrayList<>();
        held = waiting;
        CompletableFuture<Void> first = router.relinquish(id, Duration.ofSeconds(9));
        ms(1_000);
        CompletableFuture<Void> second = router.maintenance(id, true);
        ms(990);
        assertThat(a.holds(ADDRESS)).isTrue();
        assertThat(List.of(first, second)).noneMatch(CompletableFuture::isDone);
        ms(20);
        assertThat(List.of(first, second)).allMatch(CompletableFuture::isDone);
        assertThat(a.holds(ADDRESS)).isFalse();
        assertThat(sent).endsWith(0).containsOnlyOnce(0);
        assertThat(waiting).hasSize(1);
        assertThat(events.all(VrrpEvent.HookFailed.class)).hasSize(1);
    }

    /** Of the 1.5 s of a close 1 s is for hooks, or the addresses would stay on the host. */
    @Test
    void aReleaseThatHangsDoesNotKeepACloseFromRemovingTheAddresses() throws IOException {
        startedAndMaster();
        List<Runnable> waiting = new ArrayList<>();
        held = waiting;
        a.stopRouter();
        ms(990);
        assertThat(a.holds(ADDRESS)).isTrue();
        ms(20);
        assertThat(a.isRunning()).isFalse();
        assertThat(a.holds(ADDRESS)).isFalse();
        assertThat(sent).endsWith(0);
    }

    @Test
    void theMembersOfAGroupResignWhenTheLastHookIsOver() throws IOException {
        start();
        RouterConfig.Entry one = new RouterConfig.Entry(INTERFACE, config(51, 200), List.of());
        RouterConfig.Entry two = new RouterConfig.Entry(INTERFACE, config(52, 200), List.of());
        ms(10);
        router.apply(new RouterConfig(
                List.of(one, two), List.of(), List.of(new Group("both", List.of(one.id(), two.id())))));
        ms(9_000);
        List<Runnable> waiting = new ArrayList<>();
        held = waiting;
        CompletableFuture<Void> done = router.relinquish(two.id(), Duration.ofSeconds(9));
        ms(100);
        assertThat(waiting).hasSize(2);
        waiting.get(0).run();
        ms(1_000);
        assertThat(router.status()).extracting(VirtualRouterStatus::state).containsOnly(State.MASTER);
        assertThat(done).isNotDone();
        waiting.get(1).run();
        ms(10);
        assertThat(router.status()).extracting(VirtualRouterStatus::state).containsOnly(State.BACKUP);
        assertThat(done).isCompleted();
    }
}
