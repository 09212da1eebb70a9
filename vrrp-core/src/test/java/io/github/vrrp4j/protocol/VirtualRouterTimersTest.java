package io.github.vrrp4j.protocol;

import static io.github.vrrp4j.protocol.Machine.SOURCE_IS_HIGHER;
import static io.github.vrrp4j.protocol.Machine.SOURCE_IS_LOWER;
import static io.github.vrrp4j.protocol.Machine.at;
import static io.github.vrrp4j.protocol.Machine.config;
import static io.github.vrrp4j.protocol.Machine.inBackup;
import static io.github.vrrp4j.protocol.Machine.inMaster;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Skew_Time and Master_Down_Interval of RFC 9568 §6.1, the rate of advertisements, and a change of the priority. */
final class VirtualRouterTimersTest {

    /** (256 - priority) * interval / 256; half a nanosecond is cut off. */
    @ParameterizedTest(name = "priority {0} at {1} cs")
    @CsvSource({
        "254,1,78_125,30_078_125",
        "100,1,6_093_750,36_093_750",
        "254,10,781_250,300_781_250",
        "254,100,7_812_500,3_007_812_500",
        "255,100,3_906_250,3_003_906_250",
        "100,100,609_375_000,3_609_375_000",
        "1,100,996_093_750,3_996_093_750",
        "100,1000,6_093_750_000,36_093_750_000",
        "1,4095,40_790_039_062,163_640_039_062",
        "254,4095,319_921_875,123_169_921_875"
    })
    void theTimersAreNotRoundedToCentiseconds(int priority, int intervalCs, String skewTime, String masterDown) {
        long skewTimeNs = Long.parseLong(skewTime.replace("_", ""));
        long masterDownNs = Long.parseLong(masterDown.replace("_", ""));
        var machine = new Machine(config(priority, intervalCs, true));

        assertThat(machine.router().skewTimeNs()).isEqualTo(skewTimeNs);
        assertThat(machine.router().masterDownIntervalNs()).isEqualTo(masterDownNs);
        machine.router().startup(0);
        if (priority < 255) {
            assertThat(machine.router().deadlineNs()).isEqualTo(masterDownNs);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100, 4095})
    void aHigherPriorityHasTheStrictlyShorterSkewTime(int intervalCs) {
        for (int priority = 2; priority <= 255; priority++) {
            var lower = new Machine(config(priority - 1, intervalCs, true));
            var higher = new Machine(config(priority, intervalCs, true));

            assertThat(higher.router().skewTimeNs())
                    .isPositive()
                    .isLessThan(lower.router().skewTimeNs());
        }
    }

    @Test
    void theRateDoesNotFallWhenEveryWakeUpIsLate() {
        Machine machine = inMaster(100, true);

        for (int second = 21; second <= 1020; second++) {
            machine.router().onDeadline(at(second + ".003"));
            assertThat(machine.actions()).containsExactly("advertise 100");
            assertThat(machine.router().deadlineNs()).isEqualTo(at(String.valueOf(second + 1)));
        }
    }

    @ParameterizedTest(name = "fired at {0} s: next at {1} s")
    @CsvSource({"21.999999999,22", "22,23", "22.5,23.5", "60.25,61.25"})
    void aDeadlineThatIsAWholeIntervalLateIsNotMadeUpFor(String firedAt, String next) {
        Machine machine = inMaster(100, true);

        machine.router().onDeadline(at(firedAt));

        assertThat(machine.actions()).containsExactly("advertise 100");
        assertThat(machine.router().deadlineNs()).isEqualTo(at(next));
    }

    @Test
    void aLateMasterDownTimerCountsFromNow() {
        Machine machine = inBackup(100, true);

        machine.router().onDeadline(at("15"));

        assertThat(machine.router().deadlineNs()).isEqualTo(at("16"));
    }

    /** R-7.2-01. */
    @Test
    void theNextAdvertisementCarriesTheNewPriority() {
        Machine machine = inMaster(100, true);

        machine.router().priority(90);
        assertThat(machine.actions()).isEmpty();
        assertThat(machine.router().priority()).isEqualTo(90);
        assertThat(machine.router().deadlineNs()).isEqualTo(at("21"));
        machine.router().onDeadline(at("21"));
        machine.hears("21.5", 0, 100, SOURCE_IS_LOWER);

        assertThat(machine.actions()).containsExactly("advertise 90", "advertise 90");
    }

    @Test
    void aMasterOfLoweredPriorityYieldsToWhatIsNowHigher() {
        Machine machine = inMaster(100, true);
        machine.router().priority(90);

        machine.hears("20.5", 95, 100, SOURCE_IS_LOWER);

        assertThat(machine.actions()).containsExactly("advertise 90", "release", "MASTER -> BACKUP HIGHER_PRIORITY");
        assertThat(machine.router().deadlineNs()).isEqualTo(at("24.1484375")); // 20.5 + 3 + 166 / 256
    }

    /** As Cisco does: the running timer stays, the next one is computed from the new priority. */
    @Test
    void aRunningMasterDownTimerKeepsItsLengthWhenThePriorityChanges() {
        Machine machine = inBackup(100, true);

        machine.router().priority(200);

        assertThat(machine.router().deadlineNs()).isEqualTo(at("13.609375"));
        assertThat(machine.router().skewTimeNs()).isEqualTo(218_750_000L); // 56 / 256 s
        assertThat(machine.router().masterDownIntervalNs()).isEqualTo(3_218_750_000L);
        machine.hears("11", 150, 100, SOURCE_IS_HIGHER);
        assertThat(machine.router().deadlineNs()).isEqualTo(at("13.609375"));
        machine.hears("11", 200, 100, SOURCE_IS_LOWER);
        assertThat(machine.router().deadlineNs()).isEqualTo(at("14.21875"));
    }

    @Test
    void aBackupThatBecomesTheOwnerWaitsForItsTimer() {
        Machine machine = inBackup(100, false);

        machine.router().priority(255);
        machine.hears("11", 254, 100, SOURCE_IS_HIGHER);
        machine.router().onDeadline(at("13.609375"));

        assertThat(machine.actions()).containsExactly("advertise 255", "acquire", "BACKUP -> MASTER OWNER_PREEMPTION");
    }

    @Test
    void aPriorityThatIsSetBeforeStartupDecidesTheStateAfterIt() {
        Machine machine = Machine.inInitialize(100);

        machine.router().priority(255);
        machine.router().startup(at("10"));

        assertThat(machine.router().state()).isEqualTo(State.MASTER);
    }

    /** R-5.2.4-02, R-5.2.4-03: 0 is for resigning only. */
    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 256})
    void aPriorityOutOfRangeIsRefusedAndChangesNothing(int priority) {
        Machine machine = inMaster(100, true);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> machine.router().priority(priority))
                .withMessage("priority " + priority
                        + " is not in 1..254, or 255 for the owner of the addresses (RFC 5798 §5.2.4)");
        assertThat(machine.router().priority()).isEqualTo(100);
    }
}
