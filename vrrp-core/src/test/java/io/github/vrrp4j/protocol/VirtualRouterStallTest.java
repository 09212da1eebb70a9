package io.github.vrrp4j.protocol;

import static io.github.vrrp4j.protocol.Machine.SOURCE_IS_HIGHER;
import static io.github.vrrp4j.protocol.Machine.SOURCE_IS_LOWER;
import static io.github.vrrp4j.protocol.Machine.SOURCE_IS_SAME;
import static io.github.vrrp4j.protocol.Machine.at;
import static io.github.vrrp4j.protocol.Machine.inBackup;
import static io.github.vrrp4j.protocol.Machine.inMaster;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A MASTER that nobody ran. It advertised last at 20 s; a BACKUP of priority 254 takes over 3.0078125 s later, any other
 * after it.
 */
final class VirtualRouterStallTest {

    @Test
    void aMasterThatWakesBeforeAnyBackupCanHaveTakenOverHasNotStalled() {
        Machine machine = inMaster(100, true);

        machine.router().onWake(at("23.0078125"));

        assertThat(machine.actions()).isEmpty();
    }

    @Test
    void aMasterThatWakesLaterReportsTheSilenceOnce() {
        Machine machine = inMaster(100, true);

        machine.router().onWake(at("23.007812501"));
        machine.router().onWake(at("24"));

        assertThat(machine.actions()).containsExactly("stalled 3007812501");
        assertThat(machine.router().state()).isEqualTo(State.MASTER);
    }

    @Test
    void theSilenceIsCountedFromTheLastAdvertisementOfAnyKind() {
        Machine machine = inMaster(100, true);
        machine.hears("20.75", 99, 100, SOURCE_IS_LOWER);
        machine.actions();

        machine.router().onWake(at("23.7578125"));
        assertThat(machine.actions()).isEmpty();
        machine.router().onWake(at("23.757812501"));
        assertThat(machine.actions()).containsExactly("stalled 3007812501");
    }

    @Test
    void withoutPreemptModeItListensForOneIntervalWhenEveryBackupWouldHaveTakenOver() {
        Machine machine = inMaster(100, false);
        machine.router().onWake(at("23.99609375")); // 3 + 255 / 256 s after 20 s: priority 1 takes over only now
        assertThat(machine.router().deadlineNs()).isEqualTo(at("21"));

        machine = inMaster(100, false);
        machine.router().onWake(at("23.996093751"));
        assertThat(machine.router().deadlineNs()).isEqualTo(at("24.996093751"));
        machine.router().onDeadline(at("24"));
        assertThat(machine.actions()).containsExactly("stalled 3996093751");
        machine.router().onDeadline(at("24.996093751"));
        assertThat(machine.actions()).containsExactly("advertise 100", "announce");
    }

    @Test
    void withoutPreemptModeItDoesNotAnswerAResignationBeforeItsTimerFires() {
        Machine machine = inMaster(100, false);
        machine.router().onWake(at("30"));

        machine.hears("30", 0, 100, SOURCE_IS_LOWER);
        machine.hears("30.5", 50, 100, SOURCE_IS_LOWER);

        assertThat(machine.actions())
                .containsExactly("stalled 10000000000", "release", "MASTER -> BACKUP YIELDED_AFTER_STALL");
    }

    @Test
    void aMasterThatHeardNobodyAdvertisesAndAnnouncesItsAddressesAgain() {
        Machine machine = inMaster(100, true);
        machine.router().onWake(at("30"));

        machine.router().onDeadline(at("30"));
        machine.router().onDeadline(at("31"));

        assertThat(machine.actions())
                .containsExactly("stalled 10000000000", "advertise 100", "announce", "advertise 100");
        assertThat(machine.router().deadlineNs()).isEqualTo(at("32"));
    }

    @ParameterizedTest(name = "priority {0}, source {1}")
    @CsvSource({"99,-1", "99,0", "1,1", "100,-1"})
    void withoutPreemptModeItYieldsToTheOneThatTookOver(int priority, int sourceOrder) {
        Machine machine = inMaster(100, false);
        machine.router().onWake(at("30"));

        machine.hears("30", priority, 300, sourceOrder);

        assertThat(machine.actions())
                .containsExactly("stalled 10000000000", "release", "MASTER -> BACKUP YIELDED_AFTER_STALL");
        assertThat(machine.router().deadlineNs()).isEqualTo(at("40.828125")); // 30 + 9 + 156 * 3 / 256
    }

    @Test
    void withPreemptModeItStaysMaster() {
        Machine machine = inMaster(100, true);
        machine.router().onWake(at("30"));

        machine.hears("30", 99, 100, SOURCE_IS_LOWER);

        assertThat(machine.actions()).containsExactly("stalled 10000000000", "advertise 100", "announce");
        assertThat(machine.router().state()).isEqualTo(State.MASTER);
    }

    @Test
    void theOwnerStaysMasterWhateverItsPreemptMode() {
        Machine machine = inMaster(255, false);
        machine.router().onWake(at("30"));

        machine.hears("30", 254, 100, SOURCE_IS_HIGHER);

        assertThat(machine.actions()).containsExactly("stalled 10000000000", "advertise 255", "announce");
    }

    /** The rows of the table that make a MASTER yield come first, with their own causes. */
    @ParameterizedTest(name = "priority {0}: {2}")
    @CsvSource({"101,-1,HIGHER_PRIORITY", "100,1,HIGHER_ADDRESS"})
    void aHigherRouterIsYieldedToForItsOwnReason(int priority, int sourceOrder, Cause cause) {
        Machine machine = inMaster(100, false);
        machine.router().onWake(at("30"));

        machine.hears("30", priority, 100, sourceOrder);

        assertThat(machine.actions())
                .containsExactly("stalled 10000000000", "advertise 100", "release", "MASTER -> BACKUP " + cause);
    }

    @Test
    void itsOwnReflectionIsNoOtherMaster() {
        Machine machine = inMaster(100, false);
        machine.router().onWake(at("30"));

        machine.hears("30", 100, 100, SOURCE_IS_SAME);

        assertThat(machine.actions()).containsExactly("stalled 10000000000");
        assertThat(machine.router().state()).isEqualTo(State.MASTER);
    }

    @Test
    void aMasterThatHasAdvertisedSinceTheStallAnswersAsEver() {
        Machine machine = inMaster(100, false);
        machine.router().onWake(at("30"));
        machine.router().onDeadline(at("31"));
        machine.actions();

        machine.hears("31.1", 99, 100, SOURCE_IS_LOWER);

        assertThat(machine.actions()).containsExactly("advertise 100", "announce");
    }

    @Test
    void eachStallIsReported() {
        Machine machine = inMaster(100, true);
        machine.router().onWake(at("30"));
        machine.router().onDeadline(at("30"));
        machine.router().onWake(at("40"));

        assertThat(machine.actions())
                .containsExactly("stalled 10000000000", "advertise 100", "announce", "stalled 10000000000");
    }

    @Test
    void aStallIsForgottenWithTheStateItHappenedIn() {
        Machine machine = inMaster(100, false);
        machine.router().onWake(at("30"));
        machine.hears("30", 200, 100, SOURCE_IS_HIGHER);
        machine.router().onDeadline(at("40"));
        machine.actions();

        machine.hears("40.5", 99, 100, SOURCE_IS_LOWER);
        machine.router().onDeadline(at("41"));

        assertThat(machine.actions()).containsExactly("advertise 100", "announce", "advertise 100");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onlyAMasterStalls(boolean preemptMode) {
        Machine backup = inBackup(100, preemptMode);

        backup.router().onWake(at("999"));

        assertThat(backup.actions()).isEmpty();
        assertThat(backup.router().deadlineNs()).isEqualTo(at("13.609375"));
    }
}
