package io.github.vrrp4j.protocol;

import static io.github.vrrp4j.protocol.Machine.SOURCE_IS_HIGHER;
import static io.github.vrrp4j.protocol.Machine.SOURCE_IS_LOWER;
import static io.github.vrrp4j.protocol.Machine.SOURCE_IS_SAME;
import static io.github.vrrp4j.protocol.Machine.at;
import static io.github.vrrp4j.protocol.Machine.inBackup;
import static io.github.vrrp4j.protocol.Machine.inMaster;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** VRRPv2, RFC 5798's silence, live changes, and what is reported as the cause. */
final class VirtualRouterOptionsTest {

    /** RFC 3768 §6.1: (256 - 100) / 256 s, and three intervals of 5 s. */
    @Test
    void theSkewTimeOfVersionTwoDoesNotDependOnTheInterval() {
        Machine machine = started(config(Version.V2, 100, 5_000));

        assertThat(machine.router().skewTimeNs()).isEqualTo(609_375_000L);
        assertThat(machine.router().deadlineNs()).isEqualTo(at("25.609375"));
        machine.hears("11", 0, 500, SOURCE_IS_LOWER);
        assertThat(machine.router().deadlineNs()).isEqualTo(at("11.609375"));
    }

    /** R-8.4.2-02, R-8.4.2-03: the rate of a VRRPv2 MASTER, its seconds in centiseconds, beyond what VRRPv3 can say. */
    @Test
    void aRouterOfBothVersionsTimesOutOnTheRateOfTheMaster() {
        Machine machine = started(config(Version.V2_AND_V3, 100, 500));

        machine.hears("11", 200, 25_500, SOURCE_IS_LOWER);

        assertThat(machine.router().masterAdverIntervalNs()).isEqualTo(255_000_000_000L);
        assertThat(machine.router().deadlineNs()).isEqualTo(at("931.390625")); // 11 + 765 + 156 * 255 / 256
    }

    /** Rows 14 and 15 as RFC 3768 and RFC 5798 have them. */
    @ParameterizedTest
    @CsvSource({"V2, true", "V2, false", "V3, false", "V2_AND_V3, false"})
    void aMasterThatDoesNotAnswerLosersStillAnnouncesItsAddresses(Version version, boolean answersLosers) {
        Machine machine =
                started(config(version, 100, 1_000).answersLosers(answersLosers).build());
        machine.router().onDeadline(at("20"));
        machine.actions();

        machine.hears("20.5", 99, 100, SOURCE_IS_HIGHER);
        machine.hears("20.6", 100, 100, SOURCE_IS_LOWER);

        assertThat(machine.actions()).containsExactly("announce", "announce");
        assertThat(machine.router().deadlineNs()).isEqualTo(at("21"));
    }

    @Test
    void aRouterOfBothVersionsAnswersLosers() {
        Machine machine = started(config(Version.V2_AND_V3, 100, 1_000));
        machine.router().onDeadline(at("20"));
        machine.actions();

        machine.hears("20.5", 99, 100, SOURCE_IS_HIGHER);

        assertThat(machine.actions()).containsExactly("advertise 100", "announce");
    }

    @Test
    void aMasterTellsOfANewIntervalAtOnce() {
        Machine machine = inMaster(100, true);

        machine.router().configure(at("20.25"), config(Version.V3, 100, 5_000).build());

        assertThat(machine.actions()).containsExactly("advertise 100");
        assertThat(machine.router().deadlineNs()).isEqualTo(at("25.25"));
    }

    @Test
    void aMasterWhoseIntervalStaysIsLeftAlone() {
        Machine machine = inMaster(100, true);

        machine.router()
                .configure(
                        at("20.25"),
                        config(Version.V3, 120, 1_000).preemptMode(false).build());

        assertThat(machine.actions()).isEmpty();
        assertThat(machine.router().deadlineNs()).isEqualTo(at("21"));
        assertThat(machine.router().priority()).isEqualTo(120);
    }

    @Test
    void aBackupKeepsTheIntervalThatItLearnedAndItsTimer() {
        Machine machine = inBackup(100, true);
        machine.hears("11", 200, 300, SOURCE_IS_LOWER);

        machine.router().configure(at("12"), config(Version.V3, 100, 100).build());

        assertThat(machine.actions()).isEmpty();
        assertThat(machine.router().masterAdverIntervalNs()).isEqualTo(3_000_000_000L);
        assertThat(machine.router().deadlineNs()).isEqualTo(at("21.828125"));
        machine.router().onDeadline(at("21.828125"));
        assertThat(machine.router().deadlineNs()).isEqualTo(at("21.928125")); // its own, as MASTER
    }

    @Test
    void aNewPreemptModeCountsFromTheNextAdvertisement() {
        Machine machine = inBackup(100, false);
        machine.router().configure(at("11"), config(Version.V3, 100, 1_000).build());

        machine.hears("12", 50, 100, SOURCE_IS_LOWER);

        assertThat(machine.router().deadlineNs()).isEqualTo(at("13.609375"));
    }

    @Test
    void whatIsConfiguredInInitializeCountsFromTheStart() {
        Machine machine = Machine.inInitialize(100);

        machine.router().configure(at("5"), config(Version.V3, 255, 500).build());
        machine.router().startup(at("10"));

        assertThat(machine.actions()).containsExactly("advertise 255", "acquire", "INITIALIZE -> MASTER STARTUP");
        assertThat(machine.router().deadlineNs()).isEqualTo(at("10.5"));
    }

    /** R-8.3.2-02, erratum 8298: the owner with the lower address gives way, and waits as BACKUP of priority 255. */
    @Test
    void ofTwoOwnersTheOneWithTheLowerAddressGivesWay() {
        Machine machine = Machine.inInitialize(255);
        machine.router().startup(at("10"));
        machine.actions();

        machine.hears("10.5", 255, 100, SOURCE_IS_HIGHER);

        assertThat(machine.actions()).containsExactly("advertise 255", "release", "MASTER -> BACKUP HIGHER_ADDRESS");
        assertThat(machine.router().deadlineNs()).isEqualTo(at("13.50390625")); // 10.5 + 3 + 1 / 256
        machine.hears("11.5", 255, 100, SOURCE_IS_HIGHER);
        assertThat(machine.router().deadlineNs()).isEqualTo(at("14.50390625"));
    }

    @Test
    void aTakeoverAfterAResignationSaysSo() {
        Machine machine = inBackup(100, true);
        machine.hears("11", 0, 100, SOURCE_IS_LOWER);

        machine.router().onDeadline(at("11.609375"));

        assertThat(machine.actions()).contains("BACKUP -> MASTER MASTER_RESIGNED");
    }

    @Test
    void aTakeoverFromALowerMasterSaysSo() {
        Machine machine = inBackup(100, true);
        machine.hears("11", 99, 100, SOURCE_IS_LOWER);

        machine.router().onDeadline(at("13.609375"));

        assertThat(machine.actions()).contains("BACKUP -> MASTER PREEMPTION");
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 101})
    void whatWasHeardBeforeTheLastMasterDoesNotCount(int priority) {
        Machine machine = inBackup(100, true);
        machine.hears("11", 99, 100, SOURCE_IS_LOWER);
        machine.hears("11.1", 0, 100, SOURCE_IS_LOWER);
        machine.hears("11.2", priority, 100, SOURCE_IS_SAME);

        machine.router().onDeadline(at("20"));

        assertThat(machine.actions()).contains("BACKUP -> MASTER MASTER_DOWN_TIMER");
    }

    /** RFC 8347 last-event and new-master-reason. */
    @ParameterizedTest
    @CsvSource({
        "STARTUP, startup, priority",
        "SHUTDOWN, shutdown, not-master",
        "MASTER_DOWN_TIMER, master-timeout, no-response",
        "MASTER_RESIGNED, master-timeout, priority",
        "PREEMPTION, lower-priority-master, preempted",
        "PREEMPT_DELAY_OVER, preempt-hold-timeout, preempted",
        "OWNER_PREEMPTION, owner-preempt, preempted",
        "HIGHER_PRIORITY, higher-priority-backup, not-master",
        "HIGHER_ADDRESS, higher-priority-backup, not-master",
        "YIELDED_AFTER_STALL, lower-priority-master, not-master",
        "INTERFACE_UP, interface-up, priority",
        "PRIMARY_ADDRESS, primary-ip-address, priority",
        "INTERFACE_DOWN, interface-down, not-master",
        "NO_PRIMARY_ADDRESS, no-primary-ip-address, not-master",
        "ADDRESS_REFUSED, no-virtual-ip-addresses, not-master"
    })
    void eachCauseHasItsNameInTheModelOfRfc8347(Cause cause, String lastEvent, String newMasterReason) {
        assertThat(cause.lastEvent()).hasToString(lastEvent);
        assertThat(cause.newMasterReason()).hasToString(newMasterReason);
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void onlyVersionThreeAloneSendsNoVersionTwo(Version version) {
        assertThat(version.sendsV2()).isEqualTo(version != Version.V3);
        assertThat(version.sendsV3()).isEqualTo(version != Version.V2);
    }

    private static VirtualRouterConfig.Builder config(Version version, int priority, int intervalMs) {
        return VirtualRouterConfig.builder(51)
                .version(version)
                .priority(priority)
                .advertisementInterval(Duration.ofMillis(intervalMs))
                .address("192.0.2.10/24");
    }

    private static Machine started(VirtualRouterConfig.Builder config) {
        return started(config.build());
    }

    /** At 10 s. */
    private static Machine started(VirtualRouterConfig config) {
        Machine machine = new Machine(config);
        machine.router().startup(at("10"));
        machine.actions();
        return machine;
    }
}
