package io.github.vrrp4j.simulation;

import static io.github.vrrp4j.simulation.SimulatedHost.INTERFACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.health.CheckSchedule;
import io.github.vrrp4j.health.Health;
import io.github.vrrp4j.health.HealthCheck;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.Fault;
import io.github.vrrp4j.router.MonitoredCheck;
import io.github.vrrp4j.router.RouterConfig;
import io.github.vrrp4j.router.TrackedCheck;
import io.github.vrrp4j.router.VirtualRouterId;
import io.github.vrrp4j.router.VirtualRouterStatus;
import io.github.vrrp4j.router.VrrpEvent;
import io.github.vrrp4j.router.VrrpRouter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A check once a second, rise 2 and fall 3, of which {@code a} with priority 200 hears; {@code b} has 100 and none. */
@SuppressWarnings("FutureReturnValueIgnored") // what follows shows what became of it
class HealthTest {

    private static final IpAddress ADDRESS = IpAddress.parse("192.0.2.10");
    private static final CheckSchedule SCHEDULE = CheckSchedule.DEFAULT;

    private final SimulatedLan lan = new SimulatedLan(1);
    private final SimulatedHost a = lan.addHost("a", "192.0.2.1/24");
    private final SimulatedHost b = lan.addHost("b", "192.0.2.2/24");
    private final EventRecorder events = new EventRecorder(lan);
    /** Instead of running what it is given; null runs it. */
    private @Nullable List<Runnable> held;

    private HealthCheck check = timeout -> Health.healthy("200 OK");
    private final VrrpRouter router =
            a.startRouterWith(builder -> builder.listener(events).executor(this::execute));
    private VirtualRouterId id = config(200, true).id();

    private void execute(Runnable task) {
        List<Runnable> holding = held;
        if (holding == null || !task.getClass().getName().contains("BoundedRun")) {
            task.run();
        } else {
            holding.add(task);
        }
    }

    @BeforeEach
    void startTheOther() throws IOException {
        b.startRouter().add(INTERFACE, config(100, true).config());
    }

    private static RouterConfig.Entry config(int priority, boolean preempts, TrackedCheck... tracked) {
        return new RouterConfig.Entry(
                INTERFACE,
                VirtualRouterConfig.builder(51)
                        .priority(priority)
                        .preemptMode(preempts)
                        .address("192.0.2.10/24")
                        .build(),
                List.of(tracked));
    }

    private void start(TrackedCheck... tracked) {
        start(config(200, true, tracked));
    }

    private void start(RouterConfig.Entry... entries) {
        router.apply(new RouterConfig(
                List.of(entries),
                List.of(new MonitoredCheck("web", timeout -> check.check(timeout), SCHEDULE)),
                List.of()));
    }

    private void becomes(boolean healthy) {
        check = timeout -> new Health(healthy, healthy ? "200 OK" : "503");
    }

    private void ms(int count) {
        lan.run(Duration.ofMillis(count));
    }

    private VirtualRouterStatus status() {
        return router.status().get(0);
    }

    @Test
    void threeFailuresInARowTakeItDownAndTwoSuccessesBringItBack() {
        start(new TrackedCheck.Down("web"));
        ms(10_500);
        assertThat(lan.holders(ADDRESS)).containsExactly(a);
        events.clear();
        becomes(false);
        ms(2_000); // the runs of 11 s and 12 s
        becomes(true);
        ms(1_000);
        becomes(false);
        ms(2_000);
        assertThat(events.all(VrrpEvent.OfVirtualRouter.class)).isEmpty();
        ms(1_000); // the third in a row, of 16 s
        assertThat(status().faults()).containsExactly(Fault.UNHEALTHY);
        assertThat(events.timeOfLastNs(VrrpEvent.HealthChanged.class)).isEqualTo(16_000_000_000L);
        assertThat(events.all(VrrpEvent.HealthChanged.class))
                .singleElement()
                .hasToString("vrid=51 if=eth0 check web is unhealthy: 503");
        assertThat(events.all(VrrpEvent.FaultBegan.class))
                .singleElement()
                .hasToString("vrid=51 if=eth0 fault began: UNHEALTHY: check web: 503");
        assertThat(events.transitions()).containsExactly("MASTER->INITIALIZE UNHEALTHY");
        ms(1_000);
        assertThat(lan.holders(ADDRESS)).containsExactly(b);
        becomes(true);
        ms(1_000);
        assertThat(status().state()).isEqualTo(State.INITIALIZE);
        ms(1_000);
        assertThat(events.transitions()).endsWith("INITIALIZE->BACKUP HEALTHY");
        assertThat(events.all(VrrpEvent.FaultEnded.class)).hasSize(1);
        ms(5_000);
        assertThat(lan.holders(ADDRESS)).containsExactly(a);
    }

    @Test
    void beforeTheFirstResultItIsDownAndTheVeryFirstOneDecides() {
        List<Runnable> waiting = new ArrayList<>();
        held = waiting;
        start(new TrackedCheck.Down("web"));
        ms(500);
        assertThat(status().faults()).containsExactly(Fault.UNCHECKED);
        assertThat(status().health()).singleElement().satisfies(health -> {
            assertThat(health.healthy()).isNull();
            assertThat(health.text()).isEmpty();
        });
        assertThat(events.all(VrrpEvent.FaultBegan.class))
                .singleElement()
                .hasToString("vrid=51 if=eth0 fault began: UNCHECKED: check web has no result yet");
        waiting.remove(0).run();
        held = null;
        a.resume();
        ms(1_000);
        assertThat(status().state()).isEqualTo(State.BACKUP);
    }

    @Test
    void whatItThrowsIsItsText() {
        check = timeout -> {
            throw new IOException("Connection refused");
        };
        start(new TrackedCheck.Down("web"));
        ms(10);
        assertThat(status().health()).singleElement().satisfies(health -> {
            assertThat(health.healthy()).isFalse();
            assertThat(health.text()).isEqualTo("Connection refused");
        });
        check = timeout -> {
            throw new StackOverflowError();
        };
        ms(1_000);
        assertThat(status().health().get(0).text()).isEqualTo("StackOverflowError");
    }

    @Test
    @SuppressWarnings("NullAway") // what an application may do
    void nullIsUnhealthyAndNoTextIsNoMistake() {
        check = timeout -> null;
        start(new TrackedCheck.Down("web"));
        ms(10);
        assertThat(status().health().get(0).text()).isEqualTo("it returned null");
        check = timeout -> new Health(true, null);
        ms(3_000);
        assertThat(status().state()).isEqualTo(State.BACKUP);
        assertThat(events.all(VrrpEvent.LoopFailed.class)).isEmpty();
    }

    /** The executor does not run it: as if it hung. It is not asked again before, but each second counts. */
    @Test
    void aRunThatDoesNotReturnCountsAtItsTimeoutAndThenEveryInterval() {
        start(new TrackedCheck.Down("web"));
        ms(10_500);
        List<Runnable> waiting = new ArrayList<>();
        held = waiting;
        ms(1_400); // started at 11 s, its timeout is at 12 s
        assertThat(waiting).hasSize(1);
        assertThat(status().health().get(0).text()).isEqualTo("200 OK");
        ms(200);
        assertThat(status().health().get(0).text()).isEqualTo("not over after 1000 ms");
        ms(1_700); // 13.8 s: it has counted at 12 s and 13 s
        assertThat(status().health().get(0).text()).isEqualTo("the run before has still not returned");
        assertThat(status().faults()).isEmpty();
        ms(1_300);
        assertThat(status().faults()).containsExactly(Fault.UNHEALTHY);
        assertThat(waiting).hasSize(1);
        List<Duration> asked = new ArrayList<>();
        check = timeout -> {
            asked.add(lan.now());
            return Health.healthy("");
        };
        waiting.remove(0).run(); // too late: nobody waits for that any more, so it is not even asked
        held = null;
        assertThat(asked).isEmpty();
        ms(3_000);
        assertThat(asked).isNotEmpty();
        assertThat(status().faults()).isEmpty();
    }

    @Test
    void oneThatAdjustsMovesThePriorityAndWithPreemptionTheAddress() {
        start(new TrackedCheck.Adjust("web", -150));
        ms(10_500);
        events.clear();
        becomes(false);
        ms(10_000);
        assertThat(status().priority()).isEqualTo(50);
        assertThat(lan.holders(ADDRESS)).containsExactly(b);
        assertThat(events.all(VrrpEvent.PriorityChanged.class))
                .singleElement()
                .hasToString("vrid=51 if=eth0 priority 200->50");
        becomes(true);
        ms(10_000);
        assertThat(status().priority()).isEqualTo(200);
        assertThat(lan.holders(ADDRESS)).containsExactly(a);
    }

    @Test
    void aPositiveAdjustmentCountsWhileHealthyAndTheSumStaysInRange() {
        start(new TrackedCheck.Adjust("web", 253));
        assertThat(status().priority()).isEqualTo(200);
        ms(100);
        assertThat(status().priority()).isEqualTo(254);
        becomes(false);
        ms(3_000);
        assertThat(status().priority()).isEqualTo(200);
    }

    /** It takes part in the election, where a router that does not preempt changes nothing: b stays BACKUP. */
    @Test
    void withoutPreemptionAnAdjustmentLeavesTheMasterAndADownDoesNot() throws IOException {
        b.router().orElseThrow().configure(id, config(100, false).config());
        start(new TrackedCheck.Adjust("web", -150));
        ms(10_500);
        becomes(false);
        ms(20_000);
        assertThat(status().priority()).isEqualTo(50);
        assertThat(lan.holders(ADDRESS)).containsExactly(a);
        start(new TrackedCheck.Down("web"));
        ms(5_000);
        assertThat(lan.holders(ADDRESS)).containsExactly(b);
    }

    @Test
    void oneCheckIsRunOnceForAllThatTrackIt() {
        List<Duration> runs = new ArrayList<>();
        check = timeout -> {
            runs.add(lan.now());
            return Health.healthy("");
        };
        RouterConfig.Entry other = new RouterConfig.Entry(
                INTERFACE,
                VirtualRouterConfig.builder(52).address("192.0.2.20/24").build(),
                List.of(new TrackedCheck.Adjust("web", -7)));
        start(config(200, true, new TrackedCheck.Down("web")), other);
        ms(9_500);
        assertThat(runs).hasSize(10);
        becomes(false);
        ms(3_000);
        assertThat(router.status()).extracting(VirtualRouterStatus::priority).containsExactly(200, 93);
        assertThat(status().state()).isEqualTo(State.INITIALIZE);
        assertThat(events.all(VrrpEvent.HealthChanged.class)).hasSize(4);
    }

    @Test
    void whatHappensDuringMaintenanceCountsAtItsEnd() {
        start(new TrackedCheck.Down("web"));
        ms(10_500);
        router.maintenance(id, true);
        becomes(false);
        ms(5_000);
        assertThat(status().faults()).containsExactlyInAnyOrder(Fault.MAINTENANCE, Fault.UNHEALTHY);
        router.maintenance(id, false);
        ms(500);
        assertThat(status().state()).isEqualTo(State.INITIALIZE);
        assertThat(status().faults()).containsExactly(Fault.UNHEALTHY);
        router.maintenance(id, true);
        becomes(true);
        ms(5_000);
        assertThat(status().faults()).containsExactly(Fault.MAINTENANCE);
        router.maintenance(id, false);
        ms(1);
        assertThat(status().state()).isEqualTo(State.BACKUP);
    }
}
