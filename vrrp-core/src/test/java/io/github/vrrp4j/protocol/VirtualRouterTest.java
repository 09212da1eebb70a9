package io.github.vrrp4j.protocol;

import static io.github.vrrp4j.protocol.Machine.SOURCE_IS_HIGHER;
import static io.github.vrrp4j.protocol.Machine.SOURCE_IS_LOWER;
import static io.github.vrrp4j.protocol.Machine.SOURCE_IS_SAME;
import static io.github.vrrp4j.protocol.Machine.at;
import static io.github.vrrp4j.protocol.Machine.inBackup;
import static io.github.vrrp4j.protocol.Machine.inInitialize;
import static io.github.vrrp4j.protocol.Machine.inMaster;
import static io.github.vrrp4j.protocol.VirtualRouter.NO_DEADLINE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The transition table of RFC 9568 §6.4, row by row. Priority 100 at 1 s has a Skew_Time of 0.609375 s and a
 * Master_Down_Interval of 3.609375 s.
 */
final class VirtualRouterTest {

    @Test
    @DisplayName("row 1, R-5.2.4-01: the owner becomes MASTER at startup")
    void ownerBecomesMasterAtStartup() {
        Machine machine = inInitialize(255);

        machine.router().startup(at("10"));

        assertThat(machine.actions()).containsExactly("advertise 255", "acquire", "INITIALIZE -> MASTER STARTUP");
        assertIs(machine, State.MASTER, at("11"));
    }

    @Test
    @DisplayName("row 2: any other becomes BACKUP at startup and waits its own Master_Down_Interval")
    void routerBecomesBackupAtStartup() {
        Machine machine = inInitialize(100);

        machine.router().startup(at("10"));

        assertThat(machine.actions()).containsExactly("INITIALIZE -> BACKUP STARTUP");
        assertIs(machine, State.BACKUP, at("13.609375"));
    }

    @Test
    @DisplayName("row 2: startup forgets an interval that was learned before")
    void startupStartsFromTheOwnInterval() {
        Machine machine = inBackup(100, true);
        machine.hears("11", 200, 300, SOURCE_IS_HIGHER);
        machine.router().shutdown(Cause.SHUTDOWN);

        machine.router().startup(at("20"));

        assertIs(machine, State.BACKUP, at("23.609375"));
        assertThat(machine.router().masterAdverIntervalNs()).isEqualTo(1_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 255})
    @DisplayName("row 3: nothing but startup moves a router in INITIALIZE")
    void initializeIgnoresEverythingButStartup(int advertisedPriority) {
        Machine machine = inInitialize(100);

        machine.router().shutdown(Cause.SHUTDOWN);
        machine.hears("10", advertisedPriority, 100, SOURCE_IS_HIGHER);
        machine.router().onDeadline(at("11"));
        machine.router().onWake(at("99999"));

        assertThat(machine.actions()).isEmpty();
        assertIs(machine, State.INITIALIZE, NO_DEADLINE);
    }

    @Test
    @DisplayName("row 4: a BACKUP shuts down without a packet")
    void backupShutsDownSilently() {
        Machine machine = inBackup(100, true);

        machine.router().shutdown(Cause.SHUTDOWN);

        assertThat(machine.actions()).containsExactly("BACKUP -> INITIALIZE SHUTDOWN");
        assertIs(machine, State.INITIALIZE, NO_DEADLINE);
    }

    @Test
    @DisplayName("row 5: a BACKUP becomes MASTER when the Master_Down_Timer fires")
    void backupBecomesMasterWhenMasterDownTimerFires() {
        Machine machine = inBackup(100, true);

        machine.router().onDeadline(at("13.609375"));

        assertThat(machine.actions()).containsExactly("advertise 100", "acquire", "BACKUP -> MASTER MASTER_DOWN_TIMER");
        assertIs(machine, State.MASTER, at("14.609375"));
    }

    @Test
    @DisplayName("row 5: it then advertises at its own interval, not at the learned one")
    void newMasterAdvertisesAtItsOwnInterval() {
        Machine machine = inBackup(100, true);
        machine.hears("11", 200, 300, SOURCE_IS_LOWER); // 11 + 3 * 3 + 156 * 3 / 256 = 21.828125

        machine.router().onDeadline(at("21.828125"));

        assertThat(machine.actions()).hasSize(3);
        assertIs(machine, State.MASTER, at("22.828125"));
    }

    @Test
    @DisplayName("row 6: priority 0 leaves only the Skew_Time, and its interval is not learned")
    void resigningMasterLeavesOnlyTheSkewTime() {
        Machine machine = inBackup(100, true);

        machine.hears("11", 0, 4095, SOURCE_IS_LOWER);

        assertThat(machine.actions()).isEmpty();
        assertIs(machine, State.BACKUP, at("11.609375"));
        assertThat(machine.router().masterAdverIntervalNs()).isEqualTo(1_000_000_000L);
    }

    @Test
    @DisplayName("row 6: the Skew_Time comes from the learned interval, and each priority 0 starts it again")
    void eachResignationStartsTheSkewTimeOfTheLearnedInterval() {
        Machine machine = inBackup(100, false);
        machine.hears("11", 200, 300, SOURCE_IS_LOWER);

        machine.hears("12", 0, 100, SOURCE_IS_LOWER);
        assertIs(machine, State.BACKUP, at("13.828125")); // 156 * 3 / 256 = 1.828125
        machine.hears("13", 0, 100, SOURCE_IS_HIGHER);
        assertIs(machine, State.BACKUP, at("14.828125"));
    }

    /** 1.5 s: 3 * 1.5 + 156 * 1.5 / 256 = 5.4140625. R-7.1-14: an interval other than ours is learned, not refused. */
    @ParameterizedTest(name = "priority {0}, source {1}, {2} cs: due at {3} s")
    @CsvSource({
        "100,1,100,14.609375",
        "100,-1,100,14.609375",
        "100,0,100,14.609375",
        "101,-1,100,14.609375",
        "254,-1,150,16.4140625",
        "255,-1,100,14.609375",
        "255,1,1,11.03609375"
    })
    @DisplayName("row 7: the same or a higher priority is learned from, whatever the source address")
    void backupLearnsFromTheSameOrAHigherPriority(int priority, int sourceOrder, int intervalCs, String due) {
        Machine machine = inBackup(100, true);

        machine.hears("11", priority, intervalCs, sourceOrder);

        assertThat(machine.actions()).isEmpty();
        assertIs(machine, State.BACKUP, at(due));
        assertThat(machine.router().masterAdverIntervalNs()).isEqualTo(intervalCs * 10_000_000L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 99})
    @DisplayName("row 7: with Preempt_Mode false a lower priority is learned from too")
    void backupThatDoesNotPreemptLearnsFromALowerPriority(int priority) {
        Machine machine = inBackup(100, false);

        machine.hears("11", priority, 300, SOURCE_IS_LOWER);

        assertThat(machine.actions()).isEmpty();
        assertIs(machine, State.BACKUP, at("21.828125"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 99})
    @DisplayName("row 8: with Preempt_Mode true a lower priority is not heard, and the timer runs on")
    void backupThatPreemptsIgnoresALowerPriority(int priority) {
        Machine machine = inBackup(100, true);

        machine.hears("13", priority, 300, SOURCE_IS_HIGHER);

        assertThat(machine.actions()).isEmpty();
        assertIs(machine, State.BACKUP, at("13.609375"));
        assertThat(machine.router().masterAdverIntervalNs()).isEqualTo(1_000_000_000L);
    }

    @Test
    @DisplayName("row 9, R-5.2.4-03: a MASTER resigns with priority 0 and then gives the addresses up")
    void masterResignsAtShutdown() {
        Machine machine = inMaster(100, true);

        machine.router().shutdown(Cause.ADDRESS_REFUSED);

        assertThat(machine.actions()).containsExactly("advertise 0", "release", "MASTER -> INITIALIZE ADDRESS_REFUSED");
        assertIs(machine, State.INITIALIZE, NO_DEADLINE);
    }

    @Test
    @DisplayName("row 10: a MASTER advertises when the Adver_Timer fires")
    void masterAdvertisesWhenAdverTimerFires() {
        Machine machine = inMaster(100, true);

        machine.router().onDeadline(at("21"));

        assertThat(machine.actions()).containsExactly("advertise 100");
        assertIs(machine, State.MASTER, at("22"));
    }

    @ParameterizedTest
    @ValueSource(ints = {SOURCE_IS_LOWER, SOURCE_IS_SAME, SOURCE_IS_HIGHER})
    @DisplayName("row 11: a MASTER answers priority 0 at once and starts the Adver_Timer again")
    void masterAnswersAResignation(int sourceOrder) {
        Machine machine = inMaster(100, true);

        machine.hears("20.5", 0, 100, sourceOrder);

        assertThat(machine.actions()).containsExactly("advertise 100");
        assertIs(machine, State.MASTER, at("21.5"));
    }

    @ParameterizedTest(name = "Preempt_Mode {0}, source {1}")
    @CsvSource({"true,-1", "true,0", "true,1", "false,-1"})
    @DisplayName("row 12: a MASTER yields to a higher priority, with one last advertisement")
    void masterYieldsToAHigherPriority(boolean preemptMode, int sourceOrder) {
        Machine machine = inMaster(100, preemptMode);

        machine.hears("20.5", 101, 300, sourceOrder);

        assertThat(machine.actions()).containsExactly("advertise 100", "release", "MASTER -> BACKUP HIGHER_PRIORITY");
        assertIs(machine, State.BACKUP, at("31.328125")); // 20.5 + 9 + 1.828125
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("row 13: a MASTER yields to the same priority from a higher address, with one last advertisement")
    void masterYieldsToAHigherAddress(boolean preemptMode) {
        Machine machine = inMaster(100, preemptMode);

        machine.hears("20.5", 100, 300, SOURCE_IS_HIGHER);

        assertThat(machine.actions()).containsExactly("advertise 100", "release", "MASTER -> BACKUP HIGHER_ADDRESS");
        assertIs(machine, State.BACKUP, at("31.328125"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("row 14: a MASTER answers the same priority from a lower address at once; the Adver_Timer runs on")
    void masterAnswersALowerAddress(boolean preemptMode) {
        Machine machine = inMaster(100, preemptMode);

        machine.hears("20.5", 100, 300, SOURCE_IS_LOWER);

        assertThat(machine.actions()).containsExactly("advertise 100", "announce");
        assertIs(machine, State.MASTER, at("21"));
    }

    @ParameterizedTest(name = "Preempt_Mode {0}, priority {1}, source {2}")
    @CsvSource({"true,99,-1", "true,99,1", "true,1,0", "false,99,-1", "false,1,1"})
    @DisplayName("row 15: a MASTER answers a lower priority at once; the Adver_Timer runs on")
    void masterAnswersALowerPriority(boolean preemptMode, int priority, int sourceOrder) {
        Machine machine = inMaster(100, preemptMode);

        machine.hears("20.5", priority, 300, sourceOrder);

        assertThat(machine.actions()).containsExactly("advertise 100", "announce");
        assertIs(machine, State.MASTER, at("21"));
    }

    @Test
    @DisplayName("rows 14 and 15: one answer for each advertisement that loses, no more")
    void masterAnswersOneToOne() {
        Machine machine = inMaster(100, true);

        machine.hears("20.1", 99, 100, SOURCE_IS_LOWER);
        machine.hears("20.2", 100, 100, SOURCE_IS_LOWER);
        machine.hears("20.3", 1, 100, SOURCE_IS_HIGHER);

        assertThat(machine.actions())
                .containsExactly("advertise 100", "announce", "advertise 100", "announce", "advertise 100", "announce");
        assertIs(machine, State.MASTER, at("21"));
    }

    @Test
    @DisplayName("row 16, R-6.4.3-13: the same priority from the own address is not answered")
    void masterDoesNotAnswerItself() {
        Machine machine = inMaster(100, true);

        machine.hears("20.5", 100, 300, SOURCE_IS_SAME);

        assertThat(machine.actions()).isEmpty();
        assertIs(machine, State.MASTER, at("21"));
    }

    @Test
    @DisplayName("row 17: a deadline that has not come, or has moved on, does nothing")
    void staleDeadlinesDoNothing() {
        Machine machine = inBackup(100, true);
        machine.router().onDeadline(at("13.609374999"));
        machine.hears("13.609374999", 100, 100, SOURCE_IS_LOWER);
        machine.router().onDeadline(at("13.609375"));
        assertThat(machine.actions()).isEmpty();
        assertIs(machine, State.BACKUP, at("17.218749999"));

        Machine master = inMaster(100, true);
        master.router().onDeadline(at("20.999999999"));
        master.hears("20.999999999", 0, 100, SOURCE_IS_LOWER);
        assertThat(master.actions()).containsExactly("advertise 100");
        master.router().onDeadline(at("21"));
        assertThat(master.actions()).isEmpty();
        assertIs(master, State.MASTER, at("21.999999999"));
    }

    @Test
    @DisplayName("R-7.1-07, erratum 8298: an owner yields to another owner of a higher address")
    void ownerYieldsToAnotherOwnerOfAHigherAddress() {
        Machine machine = inInitialize(255);
        machine.router().startup(at("10"));
        machine.hears("10.1", 254, 100, SOURCE_IS_HIGHER);
        machine.hears("10.2", 255, 100, SOURCE_IS_LOWER);
        assertThat(machine.actions())
                .containsExactly(
                        "advertise 255",
                        "acquire",
                        "INITIALIZE -> MASTER STARTUP",
                        "advertise 255",
                        "announce",
                        "advertise 255",
                        "announce");

        machine.hears("10.3", 255, 100, SOURCE_IS_HIGHER);

        assertThat(machine.actions()).containsExactly("advertise 255", "release", "MASTER -> BACKUP HIGHER_ADDRESS");
        assertIs(machine, State.BACKUP, at("13.30390625")); // 3 s and 1 / 256 s
    }

    @Test
    @DisplayName("row 8: an owner in BACKUP preempts although its Preempt_Mode is false")
    void ownerPreemptsWhateverItsPreemptMode() {
        Machine machine = inMaster(255, false);
        machine.hears("20.5", 255, 100, SOURCE_IS_HIGHER);
        assertIs(machine, State.BACKUP, at("23.50390625"));

        machine.hears("21", 254, 300, SOURCE_IS_HIGHER);
        assertIs(machine, State.BACKUP, at("23.50390625"));

        machine.hears("21", 255, 200, SOURCE_IS_HIGHER);
        assertIs(machine, State.BACKUP, at("27.0078125")); // 21 + 6 + 2 / 256
    }

    @Test
    @DisplayName("rows 18 and 19: a BACKUP that may not become MASTER waits without a timer until it may proceed")
    void aBackupThatMayNotBecomeMasterWaits() {
        Machine machine = inBackup(100, true);
        machine.mayBecomeMaster(false);
        machine.router().onDeadline(at("13.609375"));
        assertThat(machine.actions()).isEmpty();
        assertThat(machine.router().isReady()).isTrue();
        assertIs(machine, State.BACKUP, NO_DEADLINE);
        machine.router().proceed(at("15"));
        assertThat(machine.actions()).containsExactly("advertise 100", "acquire", "BACKUP -> MASTER MASTER_DOWN_TIMER");
        assertIs(machine, State.MASTER, at("16"));
        machine.router().proceed(at("15.5"));
        assertThat(machine.actions()).isEmpty();
    }

    @Test
    @DisplayName("row 18: the next advertisement that it accepts starts the timer again")
    void aBackupThatWaitsHearsItsMaster() {
        Machine machine = inBackup(100, true);
        machine.mayBecomeMaster(false);
        machine.router().onDeadline(at("13.609375"));
        machine.hears("20", 200, 100, SOURCE_IS_LOWER);
        assertThat(machine.router().isReady()).isFalse();
        assertIs(machine, State.BACKUP, at("23.609375"));
        machine.router().proceed(at("21"));
        assertThat(machine.actions()).isEmpty();
    }

    @Test
    @DisplayName("row 18: an owner that may not become MASTER at startup is BACKUP and ready")
    void anOwnerThatMayNotBecomeMasterWaits() {
        Machine machine = inInitialize(255);
        machine.mayBecomeMaster(false);
        machine.router().startup(at("10"));
        assertThat(machine.actions()).containsExactly("INITIALIZE -> BACKUP STARTUP");
        assertThat(machine.router().isReady()).isTrue();
        machine.router().proceed(at("10"));
        assertThat(machine.actions()).containsExactly("advertise 255", "acquire", "BACKUP -> MASTER STARTUP");
    }

    @Test
    @DisplayName("row 20: a MASTER that resigns says so, and is MASTER again after Master_Down_Interval")
    void aMasterResigns() {
        Machine machine = inMaster(100, true);
        machine.router().resign(at("20.5"), Cause.RELINQUISHED);
        assertThat(machine.actions()).containsExactly("advertise 0", "release", "MASTER -> BACKUP RELINQUISHED");
        assertIs(machine, State.BACKUP, at("24.109375"));
        machine.hears("20.6", 50, 100, SOURCE_IS_LOWER); // row 8
        machine.hears("20.7", 0, 100, SOURCE_IS_LOWER); // row 6
        assertIs(machine, State.BACKUP, at("21.309375"));
        machine.router().resign(at("21"), Cause.RELINQUISHED);
        assertThat(machine.actions()).isEmpty();
    }

    @Test
    @DisplayName("row 20: with a number of intervals no earlier, and whoever lost does not make it wait")
    void aMasterResignsForSomeIntervals() {
        Machine machine = inMaster(100, true);
        machine.router().resign(at("20"), Cause.GROUP, 1);
        assertIs(machine, State.BACKUP, at("21.609375"));
        machine.hears("20.1", 0, 100, SOURCE_IS_LOWER);
        machine.hears("20.609374999", 100, 100, SOURCE_IS_HIGHER); // Skew_Time is 0.609375 s
        assertIs(machine, State.BACKUP, at("21.609375"));
        machine.hears("20.609375", 100, 100, SOURCE_IS_HIGHER);
        assertIs(machine, State.BACKUP, at("24.21875"));
        machine.hears("20.7", 101, 100, SOURCE_IS_HIGHER);
        assertIs(machine, State.BACKUP, at("24.309375"));
    }

    @Test
    void aSecondStartupDoesNothing() {
        Machine backup = inBackup(100, true);
        backup.router().startup(at("11"));
        assertThat(backup.actions()).isEmpty();
        assertIs(backup, State.BACKUP, at("13.609375"));

        Machine master = inMaster(100, true);
        master.router().startup(at("20.5"));
        assertThat(master.actions()).isEmpty();
        assertIs(master, State.MASTER, at("21"));
    }

    private static void assertIs(Machine machine, State state, long deadlineNs) {
        assertThat(machine.router().state()).isEqualTo(state);
        assertThat(machine.router().deadlineNs()).isEqualTo(deadlineNs);
    }
}
