package io.github.vrrp4j.simulation;

import static io.github.vrrp4j.simulation.SimulatedHost.INTERFACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.VrrpEvent;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** R-2.5-01: a BACKUP of 10 ms takes over when advertisements are delayed, and gives way when they come. */
class FlappingTest {

    private final SimulatedLan lan = new SimulatedLan(1);
    private final SimulatedHost a = lan.addHost("a", "192.0.2.1/24");
    private final SimulatedHost b = lan.addHost("b", "192.0.2.2/24");
    private final EventRecorder events = new EventRecorder(lan);

    @BeforeEach
    void start() throws IOException {
        a.startRouter().add(INTERFACE, config(200));
        b.startRouter(events).add(INTERFACE, config(100));
        lan.run(Duration.ofSeconds(1));
    }

    private static VirtualRouterConfig config(int priority) {
        return VirtualRouterConfig.builder(51)
                .priority(priority)
                .advertisementInterval(Duration.ofMillis(10))
                .address("192.0.2.10/24")
                .build();
    }

    private void delayOnce() {
        a.pause(Duration.ofMillis(50));
        lan.run(Duration.ofMillis(200));
    }

    @Test
    void theFourthTimeWithinThirtySecondsIsToldAndThenEachTenSeconds() {
        for (int i = 1; i <= 3; i++) {
            delayOnce();
        }
        assertThat(events.all(VrrpEvent.Flapping.class)).isEmpty();

        for (int i = 1; i <= 51; i++) { // for 10.2 s
            delayOnce();
        }

        assertThat(events.all(VrrpEvent.Flapping.class))
                .hasSize(2)
                .first()
                .hasToString("vrid=51 if=eth0 flapping: became MASTER 4 times within 30 s;"
                        + " is the advertisement interval too short?");
    }

    @Test
    void whatHappensNowAndThenIsNotFlapping() {
        for (int i = 1; i <= 20; i++) {
            delayOnce();
            lan.run(Duration.ofSeconds(10));
        }
        assertThat(events.all(VrrpEvent.Flapping.class)).isEmpty();
    }
}
