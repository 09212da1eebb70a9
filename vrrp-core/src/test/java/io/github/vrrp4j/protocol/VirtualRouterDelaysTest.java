package io.github.vrrp4j.protocol;

import static io.github.vrrp4j.protocol.Machine.SOURCE_IS_HIGHER;
import static io.github.vrrp4j.protocol.Machine.SOURCE_IS_LOWER;
import static io.github.vrrp4j.protocol.Machine.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Preempt delay and hold-down. Priority 100 at 1 s: Skew_Time 0.609375 s, Master_Down_Interval 3.609375 s. */
final class VirtualRouterDelaysTest {

    @Test
    void whileThePreemptDelayRunsAMasterOfLowerPriorityIsHeard() {
        Machine machine = started(config(100).preemptDelay(Duration.ofSeconds(30)));

        machine.hears("11", 50, 200, SOURCE_IS_LOWER);

        assertThat(machine.router().masterAdverIntervalNs()).isEqualTo(2_000_000_000L);
        assertThat(machine.router().deadlineNs()).isEqualTo(at("18.21875")); // 11 + 6 + 156 * 2 / 256
    }

    @Test
    void whenThePreemptDelayIsOverTheMasterOfLowerPriorityIsDisplaced() {
        Machine machine = started(config(100).preemptDelay(Duration.ofSeconds(3)));
        machine.hears("11", 50, 100, SOURCE_IS_LOWER);
        machine.hears("13.999999999", 50, 100, SOURCE_IS_LOWER); // 2.999999999 s after the first
        machine.hears("14", 50, 100, SOURCE_IS_LOWER);
        machine.hears("15", 50, 100, SOURCE_IS_LOWER);

        assertThat(machine.router().deadlineNs()).isEqualTo(at("17.609374999")); // from the last one that was heard
        machine.router().onDeadline(at("17.609374999"));

        assertThat(machine.actions())
                .containsExactly("advertise 100", "acquire", "BACKUP -> MASTER PREEMPT_DELAY_OVER");
    }

    @Test
    void thePreemptDelayDoesNotKeepTheAddressesFromAServiceWithoutMaster() {
        Machine silence = started(config(100).preemptDelay(Duration.ofHours(1)));
        silence.router().onDeadline(at("13.609375"));
        assertThat(silence.actions()).contains("BACKUP -> MASTER MASTER_DOWN_TIMER");

        Machine masterDied = started(config(100).preemptDelay(Duration.ofHours(1)));
        masterDied.hears("11", 50, 100, SOURCE_IS_LOWER);
        masterDied.router().onDeadline(at("14.609375"));
        assertThat(masterDied.actions()).contains("BACKUP -> MASTER MASTER_DOWN_TIMER");

        Machine masterResigned = started(config(100).preemptDelay(Duration.ofHours(1)));
        masterResigned.hears("11", 50, 100, SOURCE_IS_LOWER);
        masterResigned.hears("12", 0, 100, SOURCE_IS_LOWER);
        masterResigned.router().onDeadline(at("12.609375"));
        assertThat(masterResigned.actions()).contains("BACKUP -> MASTER MASTER_RESIGNED");
    }

    @Test
    void aHigherMasterEndsThePreemptDelayAndTheNextLowerOneStartsItAnew() {
        Machine machine = started(config(100).preemptDelay(Duration.ofSeconds(3)));
        machine.hears("11", 50, 100, SOURCE_IS_LOWER);
        machine.hears("13", 200, 100, SOURCE_IS_LOWER);

        machine.hears("15", 50, 100, SOURCE_IS_LOWER);

        assertThat(machine.router().deadlineNs()).isEqualTo(at("18.609375"));
    }

    @Test
    void aResignationEndsThePreemptDelayToo() {
        Machine machine = started(config(100).preemptDelay(Duration.ofSeconds(3)));
        machine.hears("11", 50, 100, SOURCE_IS_LOWER);
        machine.hears("13.9", 0, 100, SOURCE_IS_LOWER);

        machine.hears("14.1", 60, 100, SOURCE_IS_LOWER); // another one took over

        assertThat(machine.router().deadlineNs()).isEqualTo(at("17.709375"));
    }

    @Test
    void aMasterThatGaveWayDelaysItsReturn() {
        Machine machine = started(config(100).preemptDelay(Duration.ofSeconds(3)));
        machine.hears("11", 50, 100, SOURCE_IS_LOWER); // an old delay, long over
        machine.router().onDeadline(at("20"));
        machine.hears("21", 200, 100, SOURCE_IS_LOWER);

        machine.hears("22", 50, 100, SOURCE_IS_LOWER);

        assertThat(machine.router().deadlineNs()).isEqualTo(at("25.609375"));
    }

    @Test
    void aRestartForgetsThePreemptDelay() {
        Machine machine = started(config(100).preemptDelay(Duration.ofSeconds(3)));
        machine.hears("11", 50, 100, SOURCE_IS_LOWER);
        machine.router().shutdown(Cause.SHUTDOWN);
        machine.router().startup(at("20"));

        machine.hears("21", 50, 100, SOURCE_IS_LOWER);

        assertThat(machine.router().deadlineNs()).isEqualTo(at("24.609375"));
    }

    @Test
    void theOwnerKnowsNoPreemptDelay() {
        Machine machine = started(config(100).preemptDelay(Duration.ofHours(1)));
        machine.router().priority(255);

        machine.hears("11", 254, 100, SOURCE_IS_HIGHER);
        machine.router().onDeadline(at("13.609375"));

        assertThat(machine.actions()).contains("BACKUP -> MASTER OWNER_PREEMPTION");
    }

    @Test
    void aNewPreemptDelayCountsFromTheSameMoment() {
        Machine machine = started(config(100).preemptDelay(Duration.ofHours(1)));
        machine.hears("11", 50, 100, SOURCE_IS_LOWER);
        machine.router()
                .configure(
                        at("12"),
                        config(100).preemptDelay(Duration.ofSeconds(3)).build());

        machine.hears("13.9", 50, 100, SOURCE_IS_LOWER);
        assertThat(machine.router().deadlineNs()).isEqualTo(at("17.509375"));
        machine.hears("14", 50, 100, SOURCE_IS_LOWER);
        assertThat(machine.router().deadlineNs()).isEqualTo(at("17.509375"));
    }

    @Test
    void withoutPreemptModeThereIsNothingToDelay() {
        Machine machine = started(config(100).preemptMode(false).preemptDelay(Duration.ofSeconds(1)));
        machine.hears("11", 50, 100, SOURCE_IS_LOWER);

        machine.hears("13", 50, 100, SOURCE_IS_LOWER);

        assertThat(machine.router().deadlineNs()).isEqualTo(at("16.609375"));
    }

    @Test
    void inTheHoldDownNothingMakesAMaster() {
        Machine machine = started(config(100).holdDown(Duration.ofSeconds(10)));

        assertThat(machine.router().deadlineNs()).isEqualTo(at("20"));
        machine.hears("11", 0, 100, SOURCE_IS_LOWER); // a Skew_Time would be over at 11.6 s
        machine.hears("12", 50, 100, SOURCE_IS_LOWER);
        machine.router().onDeadline(at("19.999999999"));

        assertThat(machine.actions()).isEmpty();
        machine.router().onDeadline(at("20"));
        assertThat(machine.actions()).containsExactly("advertise 100", "acquire", "BACKUP -> MASTER PREEMPTION");
    }

    @Test
    void whatWasHeardInTheHoldDownCountsWhenItEnds() {
        Machine machine = started(config(100).holdDown(Duration.ofSeconds(10)));

        machine.hears("19", 200, 100, SOURCE_IS_LOWER);

        assertThat(machine.router().deadlineNs()).isEqualTo(at("22.609375"));
        machine.router().onDeadline(at("20"));
        assertThat(machine.actions()).isEmpty();
    }

    @Test
    void theOwnerListensInTheHoldDownAndIsMasterAtItsEnd() {
        Machine machine = started(config(255).holdDown(Duration.ofSeconds(10)));
        assertThat(machine.router().state()).isEqualTo(State.BACKUP);
        machine.hears("12", 254, 100, SOURCE_IS_HIGHER);

        machine.router().onDeadline(at("20"));

        assertThat(machine.actions()).containsExactly("advertise 255", "acquire", "BACKUP -> MASTER OWNER_PREEMPTION");
    }

    @Test
    void anOwnerThatHearsAnotherOwnerInTheHoldDownStaysBackup() {
        Machine machine = started(config(255).holdDown(Duration.ofSeconds(10)));

        machine.hears("19", 255, 100, SOURCE_IS_LOWER);

        assertThat(machine.router().deadlineNs()).isEqualTo(at("22.00390625")); // 19 + 3 + 1 / 256
    }

    @Test
    void theHoldDownOfOneStartDoesNotDelayTheLaterTakeover() {
        Machine machine = started(config(100).holdDown(Duration.ofSeconds(2)));

        machine.hears("13", 200, 100, SOURCE_IS_LOWER);
        machine.hears("13.5", 0, 100, SOURCE_IS_LOWER);

        assertThat(machine.router().deadlineNs()).isEqualTo(at("14.109375"));
    }

    @Test
    void eachStartHasItsHoldDown() {
        Machine machine = started(config(100).holdDown(Duration.ofSeconds(10)));
        machine.router().shutdown(Cause.SHUTDOWN);

        machine.router().startup(at("100"));

        assertThat(machine.router().deadlineNs()).isEqualTo(at("110"));
    }

    private static VirtualRouterConfig.Builder config(int priority) {
        return VirtualRouterConfig.builder(51).priority(priority).address("192.0.2.10/24");
    }

    /** At 10 s. */
    private static Machine started(VirtualRouterConfig.Builder config) {
        Machine machine = new Machine(config.build());
        machine.router().startup(at("10"));
        machine.actions();
        return machine;
    }
}
