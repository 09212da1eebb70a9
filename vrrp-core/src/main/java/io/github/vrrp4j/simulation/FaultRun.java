package io.github.vrrp4j.simulation;

import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.simulation.Cluster.Member;
import java.time.Duration;
import java.util.List;

/** One seed of {@link RandomFaults}: its acts, one after the other. */
final class FaultRun {

    private static final int MAX_FAULTS = 16;

    /** Between two faults: sometimes shorter, sometimes longer than a BACKUP waits. */
    private static final int MAX_CALM_INTERVALS = 5;

    private static final int MAX_PAUSE_INTERVALS = 12;

    /** The longest time until the MASTER announces its addresses again. */
    private static final long REFRESH_NS = 61_000_000_000L;

    private static final Duration STOP = Duration.ofMillis(1);

    private final SimulatedLan lan;
    private final SeededRandom random;
    private final Cluster cluster;
    private final FaultPlan faults;
    private final Invariants invariants;
    private final Agreement agreement;

    FaultRun(SimulatedLan lan, SeededRandom random, Cluster cluster) {
        this.lan = lan;
        this.random = random;
        this.cluster = cluster;
        this.faults = new FaultPlan(lan, random, cluster);
        this.invariants = Invariants.watch(lan);
        this.agreement = new Agreement(lan, cluster, invariants);
    }

    void execute() {
        cluster.members().forEach(Member::start);
        int count = random.between(1, MAX_FAULTS);
        for (int i = 0; i < count; i++) {
            lan.run(intervals(0, MAX_CALM_INTERVALS));
            faults.next();
        }
        lan.run(intervals(0, MAX_CALM_INTERVALS));
        faults.end();
        if (random.chance(0.5)) {
            agreeInParts();
        }
        Member master = agreeAsOne();
        if (random.chance(0.1)) {
            lan.run(Duration.ofNanos(cluster.longestNs(REFRESH_NS)));
            agreement.checkReached(master);
        }
        switch (random.between(0, 4)) {
            case 0 -> aBackupPauses(master);
            case 1 -> aBackupRestarts(master);
            case 2 -> theMasterPauses(master);
            case 3 -> theMasterStops(master);
            default -> theMasterCrashes(master);
        }
        everyoneStops();
    }

    private Duration intervals(int min, int max) {
        return Duration.ofNanos(random.between(min * cluster.intervalNs(), max * cluster.intervalNs()));
    }

    /** Some of the dead stay dead, and the LAN stays in pieces. */
    private void agreeInParts() {
        faults.partition();
        for (Member member : cluster.members()) {
            if (!member.host().isRunning() && random.chance(0.5)) {
                member.start();
            }
        }
        lan.run(agreement.within(faults));
        agreement.check();
        lan.heal();
    }

    private Member agreeAsOne() {
        for (Member member : cluster.members()) {
            if (!member.host().isRunning()) {
                member.start();
            }
        }
        lan.run(agreement.within(faults));
        return agreement.checkWhole();
    }

    /** Its MASTER never goes away, so when it wakes it changes nothing. */
    private void aBackupPauses(Member master) {
        long before = invariants.transitions();
        anyBackup().host().pause(intervals(0, MAX_PAUSE_INTERVALS));
        lan.run(intervals(MAX_PAUSE_INTERVALS, MAX_PAUSE_INTERVALS + 2));
        if (invariants.transitions() != before || agreement.checkWhole() != master) {
            throw agreement.violation(
                    "no transition when a BACKUP pauses", invariants.transitions() - before + " transitions");
        }
    }

    /** The incumbent stays, whoever preempts: nobody outranks it. */
    private void aBackupRestarts(Member master) {
        Member backup = anyBackup();
        backup.stop();
        lan.run(intervals(0, 2));
        if (backup.priority() == VirtualRouterConfig.OWNER_PRIORITY) { // starts as MASTER; of two owners one yields
            backup.start();
            lan.run(agreement.within(faults));
            agreement.checkWhole();
            return;
        }
        long before = invariants.transitions();
        backup.start();
        lan.run(agreement.within(faults));
        if (invariants.transitions() != before + 1 || agreement.checkWhole() != master) {
            throw agreement.violation(
                    "one transition when a BACKUP restarts, INITIALIZE to BACKUP",
                    invariants.transitions() - before + " transitions");
        }
    }

    /** It is away for so long that the others agree upon another; unless it preempts, it gives way to that one. */
    private void theMasterPauses(Member master) {
        master.host().pause(Duration.ofDays(1));
        lan.run(agreement.within(faults));
        Member other = agreement.checkWithout(master);
        master.host().resume();
        lan.run(agreement.within(faults));
        Member found = agreement.checkWhole();
        if (!master.preempts() && found != other) {
            throw agreement.violation("a MASTER that was away to leave the place to " + other, found.toString());
        }
    }

    /** It says so, and another takes over at once. */
    private void theMasterStops(Member master) {
        master.stop();
        lan.run(agreement.withinSkewTime());
        agreement.checkAnyMaster();
        lan.run(agreement.within(faults));
        agreement.check();
        master.start();
    }

    /** Another takes over in time; when the crashed one returns, all agree again. */
    private void theMasterCrashes(Member master) {
        master.host().crash();
        lan.run(agreement.within(faults));
        agreement.check();
        master.start();
        lan.run(agreement.within(faults));
        agreement.checkWhole();
    }

    private Member anyBackup() {
        List<Member> backups = cluster.members().stream()
                .filter(member -> invariants.state(member.host()) == State.BACKUP)
                .toList();
        return backups.get(random.between(0, backups.size() - 1));
    }

    private void everyoneStops() {
        cluster.members().forEach(Member::stop);
        lan.run(STOP);
        agreement.checkReleased();
        for (Member member : cluster.members()) {
            if (member.host().isRunning()) {
                throw agreement.violation("every router to have ended", member + " runs");
            }
        }
    }
}
