package io.github.vrrp4j.simulation;

import static io.github.vrrp4j.simulation.SimulatedHost.INTERFACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.VrrpEvent;
import io.github.vrrp4j.router.VrrpRouter;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another MASTER beside this one, of priority 100. */
class OtherMasterTest {

    private final SimulatedLan lan = new SimulatedLan(1);
    private final EventRecorder events = new EventRecorder(lan);
    private final ForeignRouter other = new ForeignRouter(lan, "192.0.2.77");
    private VrrpRouter router;

    @BeforeEach
    void becomeMaster() throws IOException {
        router = lan.addHost("a", "192.0.2.1/24").startRouter(events);
        router.add(
                INTERFACE,
                VirtualRouterConfig.builder(51).address("192.0.2.10/24").build());
        lan.run(Duration.ofSeconds(5));
        assertThat(router.status().get(0).state()).isEqualTo(State.MASTER);
    }

    private void otherAdvertises(int priority) {
        other.advertises(3, priority, 100, "192.0.2.10");
    }

    @Test
    void oneAdvertisementOfALoserIsNormalLife() {
        otherAdvertises(50);
        lan.run(Duration.ofMinutes(1));

        assertThat(events.all(VrrpEvent.OtherMaster.class)).isEmpty();
        assertThat(events.all(VrrpEvent.OtherMasterGone.class)).isEmpty();
    }

    @Test
    void theSecondIsToldAndTheEndToo() {
        otherAdvertises(50);
        lan.run(Duration.ofMillis(999));
        otherAdvertises(50);
        lan.run(Duration.ofMillis(999));
        otherAdvertises(50);
        assertThat(events.all(VrrpEvent.OtherMaster.class))
                .singleElement()
                .hasToString("vrid=51 if=eth0 another MASTER: 192.0.2.77 priority 50, for 1000 ms");
        assertThat(events.all(VrrpEvent.OtherMasterGone.class)).isEmpty();

        lan.run(Duration.ofSeconds(6));

        assertThat(events.all(VrrpEvent.OtherMasterGone.class))
                .singleElement()
                .hasToString("vrid=51 if=eth0 other MASTER gone: 192.0.2.77, two for 2000 ms");
    }

    @Test
    void aResignationEndsItAtOnce() {
        otherAdvertises(50);
        otherAdvertises(50);
        lan.run(Duration.ofMillis(98));

        otherAdvertises(0);

        assertThat(events.all(VrrpEvent.OtherMasterGone.class).get(0).overlap()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void theResignationOfAThirdDoesNot() {
        otherAdvertises(50);
        otherAdvertises(50);

        new ForeignRouter(lan, "192.0.2.78").advertises(3, 0, 100, "192.0.2.10");

        assertThat(events.all(VrrpEvent.OtherMasterGone.class)).isEmpty();
    }

    @Test
    void itEndsWhenThisOneGivesWay() {
        otherAdvertises(50);
        otherAdvertises(50);
        lan.run(Duration.ofMillis(98));

        otherAdvertises(200);

        assertThat(router.status().get(0).state()).isEqualTo(State.BACKUP);
        assertThat(events.all(VrrpEvent.OtherMasterGone.class).get(0).overlap()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void aBackupKnowsOfNoOtherMaster() {
        otherAdvertises(200);
        otherAdvertises(200);
        otherAdvertises(50);
        otherAdvertises(50);

        assertThat(events.all(VrrpEvent.OtherMaster.class)).isEmpty();
    }

    @Test
    void theNextOverlapIsCountedAnew() {
        otherAdvertises(50);
        lan.run(Duration.ofSeconds(60));
        otherAdvertises(50);
        lan.run(Duration.ofMillis(499));
        otherAdvertises(50);

        assertThat(events.all(VrrpEvent.OtherMaster.class).get(0).overlap()).isEqualTo(Duration.ofMillis(500));
    }
}
