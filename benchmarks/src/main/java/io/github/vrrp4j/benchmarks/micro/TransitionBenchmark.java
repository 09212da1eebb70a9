package io.github.vrrp4j.benchmarks.micro;

import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouter;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;

/**
 * Each row of {@code docs/transitions.md}, without packets. A row that changes the state is measured together with the one
 * that changes it back: two rows in one operation.
 */
@org.openjdk.jmh.annotations.State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TransitionBenchmark {

    private static final long STEP_NS = 1_000_000;
    private static final int HIGHER = 101;
    private static final int SAME = 100;
    private static final int LOWER = 99;
    private static final int RESIGNS = 0;

    private final NoActions actions = new NoActions();
    private final VirtualRouter stopped = router(100);
    private final VirtualRouter owner = router(255);
    private final VirtualRouter backup = router(100);
    private final VirtualRouter master = router(100);
    private final VirtualRouter moving = router(100);
    private long nowNs;

    /** One in each state, and two that change theirs. */
    public TransitionBenchmark() {
        backup.startup(0);
        master.startup(0);
        moving.startup(0);
        master.onDeadline(master.deadlineNs());
        nowNs = master.deadlineNs();
        require(stopped, State.INITIALIZE);
        require(owner, State.INITIALIZE);
        require(backup, State.BACKUP);
        require(master, State.MASTER);
        require(moving, State.BACKUP);
    }

    private VirtualRouter router(int priority) {
        return new VirtualRouter(
                VirtualRouterConfig.builder(Frames.VRID)
                        .priority(priority)
                        .address("198.51.100.0")
                        .build(),
                actions);
    }

    private static void require(VirtualRouter router, State state) {
        if (router.state() != state) {
            throw new IllegalStateException(router.state() + " instead of " + state);
        }
    }

    private long hears(VirtualRouter router, int priority, int sourceOrder, State state) {
        nowNs += STEP_NS;
        router.onAdvertisement(nowNs, priority, Frames.INTERVAL_CS, sourceOrder);
        require(router, state);
        return router.deadlineNs() + actions.calls();
    }

    /** Rows 1 and 9: the owner starts and is MASTER, then stops and resigns. */
    @Benchmark
    public long ownerStartsAndResigns() {
        owner.startup(nowNs);
        require(owner, State.MASTER);
        owner.shutdown(Cause.SHUTDOWN);
        return owner.deadlineNs() + actions.calls();
    }

    /** Rows 2 and 4: a router starts and is BACKUP, then stops. */
    @Benchmark
    public long backupStartsAndStops() {
        stopped.startup(nowNs);
        require(stopped, State.BACKUP);
        stopped.shutdown(Cause.SHUTDOWN);
        return stopped.deadlineNs() + actions.calls();
    }

    /** Row 3: a router in INITIALIZE hears a MASTER. */
    @Benchmark
    public long initializeHears() {
        return hears(stopped, HIGHER, -1, State.INITIALIZE);
    }

    /** Rows 5 and 12: the Master_Down_Timer fires, and the new MASTER gives way to a higher priority. */
    @Benchmark
    public long masterDownTimerFiresAndMasterHearsHigher() {
        fireMasterDownTimer();
        return hears(moving, HIGHER, -1, State.BACKUP);
    }

    /** Rows 5 and 13: the same, giving way to a higher address. */
    @Benchmark
    public long masterDownTimerFiresAndMasterHearsHigherAddress() {
        fireMasterDownTimer();
        return hears(moving, SAME, 1, State.BACKUP);
    }

    private void fireMasterDownTimer() {
        nowNs = moving.deadlineNs();
        moving.onDeadline(nowNs);
        require(moving, State.MASTER);
    }

    /** Row 6: a BACKUP hears that its MASTER resigns; the Skew_Time runs. */
    @Benchmark
    public long backupHearsResignation() {
        return hears(backup, RESIGNS, -1, State.BACKUP);
    }

    /** Row 7: a BACKUP hears its MASTER; the Master_Down_Timer starts anew. */
    @Benchmark
    public long backupHearsItsMaster() {
        return hears(backup, HIGHER, -1, State.BACKUP);
    }

    /** Row 8: a BACKUP that preempts hears a lower MASTER. */
    @Benchmark
    public long backupHearsLower() {
        return hears(backup, LOWER, -1, State.BACKUP);
    }

    /** Row 10: the Adver_Timer of a MASTER fires. */
    @Benchmark
    public long adverTimerFires() {
        master.onDeadline(master.deadlineNs());
        return master.deadlineNs() + actions.calls();
    }

    /** Row 11: a MASTER hears that another resigns, and advertises. */
    @Benchmark
    public long masterHearsResignation() {
        return hears(master, RESIGNS, -1, State.MASTER);
    }

    /** Row 14: a MASTER answers the same priority from a lower address. */
    @Benchmark
    public long masterHearsLowerAddress() {
        return hears(master, SAME, -1, State.MASTER);
    }

    /** Row 15: a MASTER answers a lower priority. */
    @Benchmark
    public long masterHearsLower() {
        return hears(master, LOWER, -1, State.MASTER);
    }

    /** Row 16: a MASTER hears itself. */
    @Benchmark
    public long masterHearsItself() {
        return hears(master, SAME, 0, State.MASTER);
    }

    /** Row 17: a deadline that has not come. */
    @Benchmark
    public long earlyDeadline() {
        backup.onDeadline(backup.deadlineNs() - 1);
        require(backup, State.BACKUP);
        return backup.deadlineNs() + actions.calls();
    }
}
