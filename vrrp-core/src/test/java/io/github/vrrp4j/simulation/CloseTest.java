package io.github.vrrp4j.simulation;

import static io.github.vrrp4j.simulation.SimulatedHost.INTERFACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.TransitionHook;
import io.github.vrrp4j.router.VrrpEvent;
import io.github.vrrp4j.router.VrrpRouter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** How long a router that ends waits for its addresses and hooks. */
class CloseTest {

    private static final IpAddress ADDRESS = IpAddress.parse("192.0.2.10");

    private final SimulatedLan lan = new SimulatedLan(1);
    private final SimulatedHost a = lan.addHost("a", "192.0.2.1/24");
    private final EventRecorder events = new EventRecorder(lan);

    /** Calls of hooks, which wait for a thread for ever. */
    private final List<Runnable> held = new ArrayList<>();

    private VrrpRouter master(Consumer<VrrpRouter.Builder> choices) throws IOException {
        VrrpRouter router = a.startRouterWith(builder -> {
            builder.listener(events);
            choices.accept(builder);
        });
        router.add(
                INTERFACE,
                VirtualRouterConfig.builder(51).address("192.0.2.10/24").build());
        ms(5_000);
        assertThat(a.holds(ADDRESS)).isTrue();
        return router;
    }

    private void ms(int count) {
        lan.run(Duration.ofMillis(count));
    }

    @Test
    void whatTheHostRefusesToRemoveIsTriedForOneAndAHalfSecondsUnlessSaid() throws IOException {
        VrrpRouter router = master(builder -> {});
        a.refuseAddresses("busy");
        a.stopRouter();
        ms(1_499);
        assertThat(a.isRunning()).isTrue();
        ms(1);
        assertThat(a.isRunning()).isFalse();
        assertThat(router.isReleased()).isFalse();
        assertThat(a.holds(ADDRESS)).isTrue();
    }

    @Test
    void whoSaysSoWaitsLongerAndNoLongerThanItTakes() throws IOException {
        VrrpRouter router = master(builder -> builder.closeTimeout(Duration.ofSeconds(30)));
        a.refuseAddresses("busy");
        a.stopRouter();
        ms(6_000);
        assertThat(a.isRunning()).isTrue();
        a.refuseAddresses(null);
        ms(10_000); // the longest time between two attempts
        assertThat(a.isRunning()).isFalse();
        assertThat(router.isReleased()).isTrue();
        assertThat(a.holds(ADDRESS)).isFalse();
    }

    @Test
    void orGivesUpEarlier() throws IOException {
        master(builder -> builder.closeTimeout(Duration.ofMillis(10)));
        a.refuseAddresses("busy");
        a.stopRouter();
        ms(9);
        assertThat(a.isRunning()).isTrue();
        ms(1);
        assertThat(a.isRunning()).isFalse();
    }

    /** Two thirds of 6 s; the deadline of the hook is longer. */
    @Test
    void aHookThatHangsLeavesAThirdForTheAddresses() throws IOException {
        master(builder -> builder.closeTimeout(Duration.ofSeconds(6))
                .executor(task -> {
                    if (a.holds(ADDRESS) && task.getClass().getName().contains("BoundedRun")) {
                        held.add(task);
                    } else {
                        task.run();
                    }
                })
                .hook(new TransitionHook() {}, Duration.ofHours(1)));
        a.stopRouter();
        ms(3_999);
        assertThat(held).hasSize(1);
        assertThat(a.holds(ADDRESS)).isTrue();
        ms(2);
        assertThat(a.holds(ADDRESS)).isFalse();
        assertThat(a.isRunning()).isFalse();
        assertThat(events.all(VrrpEvent.HookFailed.class)).hasSize(1);
    }

    @Test
    void timesOutOfRangeAreRefused() {
        for (Duration wrong : List.of(Duration.ZERO, Duration.ofNanos(9_999_999), Duration.ofSeconds(3_601))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> VrrpRouter.builder(a).closeTimeout(wrong))
                    .withMessage("the time to close, " + wrong + ", is not in 10 ms..1 hour");
        }
    }
}
