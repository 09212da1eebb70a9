package io.github.vrrp4j.router;

import static java.util.Objects.requireNonNull;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.protocol.Announcements;
import io.github.vrrp4j.protocol.VirtualRouter;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.NanoClock;
import io.github.vrrp4j.spi.NeighborAnnouncer;
import io.github.vrrp4j.spi.Placement;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The addresses and routes of one virtual router on the host: brings them to where the state machine wants them, retries with
 * a bound, has them announced, and puts back what somebody else took away.
 *
 * <p>Methods are called on the loop. The work itself may block, so it runs in order on an executor, and its outcome comes
 * back to the loop. A goal that changed meanwhile makes the work of the old one stop at the next step; the work of the
 * new goal, queued behind it, puts right what was done. However often the goal changes, one such piece of work waits.
 */
final class VirtualAddresses {

    /** Told on the loop. */
    interface Outcome {
        void acquired();

        void released();

        /** Nothing of what was configured before is left on the host. */
        void cleaned();

        /** Something was not on the host any more and is there again. */
        void repaired(Holdings holdings);

        /** An attempt failed; {@code retryIn} null means that no other will be made. */
        void failed(IOException error, int attempt, boolean acquiring, @Nullable Duration retryIn);

        void announcementFailed(IOException error);
    }

    private enum Aim {
        HELD,
        RELEASED,
        RETIRED
    }

    /** A new object each time, whose identity tells whether the goal is still the same. */
    private static final class Goal {
        private final Aim aim;

        /** What is to be on the host or, if the aim is another, off it. */
        private final Holdings holdings;

        /** What the neighbours are told of as soon as the goal is reached. */
        private final Holdings news;

        /** What was among the holdings before and has to leave the host; empty when that is done. */
        private volatile Holdings obsolete;

        /** The address manager knows of the holdings. */
        private volatile boolean prepared;

        /** The holdings are where they are to be; if held, the obsolete ones may still be there. */
        private volatile boolean reached;

        private Goal(Aim aim, Holdings holdings, Holdings news, Holdings obsolete, boolean prepared) {
            this.aim = aim;
            this.holdings = holdings;
            this.news = news;
            this.obsolete = obsolete;
            this.prepared = prepared;
        }

        private boolean isHeld() {
            return aim == Aim.HELD;
        }
    }

    private record Result(
            @Nullable IOException error,
            @Nullable IOException obsoleteError,
            Holdings added,
            @Nullable IOException announcementError) {}

    private static final long NEVER = VirtualRouter.NO_DEADLINE;

    /**
     * With delays of 100, 200, 400, 800 and 1,600 ms between them: a refusal to add lasts 3.1 s before it is final. Removal
     * is never given up, or two hosts would hold the address for ever.
     */
    private static final int MAX_ATTEMPTS_TO_ADD = 6;

    private static final Duration FIRST_RETRY_DELAY = Duration.ofMillis(100);

    private static final Duration MAX_RETRY_DELAY = Duration.ofSeconds(10);

    /** However often somebody takes an address away, it is put back no more often than this. */
    private static final long MIN_REPAIR_INTERVAL_NS = 100_000_000L;

    /** However often there is evidence, an address manager that calls others is not asked to do so more often. */
    private static final long MIN_REASSERT_INTERVAL_NS = 1_000_000_000L;

    /** What is missing is found after this time, even if nobody told that it left. */
    private static final long RECONCILE_INTERVAL_NS = 30_000_000_000L;

    private final Placement placement;
    private final AddressManager manager;
    private final NanoClock clock;
    private final SerialExecutor worker;
    private final Consumer<Runnable> loop;
    private final Outcome outcome;
    private final Announcer announcer;

    /** Written on the loop, read by the worker, and by any thread for what it claims. */
    private volatile Goal goal;

    /** The goal of the work that waits for the worker; null if none waits. */
    private final AtomicReference<@Nullable Goal> waiting = new AtomicReference<>();

    /** The next work begins with it. */
    private volatile boolean reassert;

    private long lastReassertNs;
    private boolean held;
    private boolean settled = true;
    private int attempt;
    private long retryNs = NEVER;
    private long repairNs = NEVER;
    private long lastRepairNs;

    VirtualAddresses(
            Placement placement,
            Holdings holdings,
            Announcements announcements,
            AddressManager manager,
            NeighborAnnouncer neighborAnnouncer,
            NanoClock clock,
            Executor executor,
            Consumer<Runnable> loop,
            Outcome outcome) {
        this.placement = placement;
        this.goal = new Goal(Aim.RELEASED, holdings, Holdings.NONE, Holdings.NONE, true);
        this.manager = manager;
        this.clock = clock;
        this.worker = new SerialExecutor(executor);
        this.loop = loop;
        this.outcome = outcome;
        this.lastReassertNs = clock.nanoTime() - MIN_REASSERT_INTERVAL_NS;
        this.announcer = new Announcer(
                placement, neighborAnnouncer, clock, worker, loop, outcome::announcementFailed, announcements);
    }

    void acquire() {
        if (goal.aim == Aim.RELEASED && !goal.reached) {
            reassert = true; // what was to be given up may be gone, or not
        }
        pursue(new Goal(Aim.HELD, goal.holdings, goal.holdings, goal.obsolete, goal.prepared));
    }

    void release() {
        pursue(new Goal(Aim.RELEASED, goal.holdings, Holdings.NONE, goal.obsolete, goal.prepared));
    }

    /** Releases for the last time, and leaves nothing that was prepared. */
    void retire() {
        pursue(new Goal(Aim.RETIRED, goal.holdings, Holdings.NONE, goal.obsolete, goal.prepared));
    }

    /**
     * Takes other holdings from now on. Those that are not among them any more leave the host; those that are new come to
     * it and are announced if the others are held, and are removed if not, as leftovers of a run that was killed. One that
     * cannot be removed keeps no other from being held.
     */
    void change(Holdings holdings, Announcements announcements) {
        announcer.configure(announcements);
        if (holdings.equals(goal.holdings)) {
            return;
        }
        Holdings news = held ? holdings.without(goal.holdings) : holdings;
        Holdings before = goal.holdings.with(goal.obsolete);
        pursue(new Goal(goal.aim, holdings, news, before.without(holdings), false));
    }

    /** Whether an address is one of these, or one of those before whose removal is not known yet. For any thread. */
    boolean claims(IpAddress address) {
        Goal now = goal;
        return now.holdings.contains(address) || now.obsolete.contains(address);
    }

    /**
     * Who looks for the addresses may do so elsewhere: has them asserted and announced again, if they are held.
     *
     * @return whether they are asserted again; it is false if that was done just before
     */
    boolean reassert(long nowNs) {
        announcer.announce(nowNs);
        if (!held || nowNs - lastReassertNs < MIN_REASSERT_INTERVAL_NS) {
            return false;
        }
        lastReassertNs = nowNs;
        reassert = true;
        repair(nowNs);
        return true;
    }

    /** Something may be missing on the host: looks and puts it back, at once if that was not done just before. */
    void repair(long nowNs) {
        if (held) {
            repairNs = Math.min(repairNs, Math.max(nowNs, lastRepairNs + MIN_REPAIR_INTERVAL_NS));
        }
    }

    /** Whether the host is known to hold everything. */
    boolean held() {
        return held;
    }

    /** Whether nothing of what was configured before is left on the host. */
    boolean clean() {
        return goal.obsolete.isEmpty();
    }

    /** Whether no work waits or runs: the goal is reached or was given up. */
    boolean settled() {
        return settled;
    }

    long deadlineNs() {
        return Math.min(Math.min(retryNs, repairNs), announcer.deadlineNs());
    }

    void onDeadline(long nowNs) {
        if (nowNs >= retryNs) {
            retryNs = NEVER;
            attempt();
        }
        if (nowNs >= repairNs) {
            lastRepairNs = nowNs;
            repairNs = nowNs + RECONCILE_INTERVAL_NS;
            attempt();
        }
        announcer.onDeadline(nowNs);
    }

    private void pursue(Goal goal) {
        this.goal = goal;
        held = false;
        settled = false;
        attempt = 0;
        retryNs = NEVER;
        repairNs = NEVER;
        announcer.stop();
        attempt();
    }

    private void attempt() {
        attempt++;
        Goal pursued = goal;
        if (waiting.getAndSet(pursued) != null) {
            return;
        }
        try {
            worker.execute(this::work);
        } catch (RejectedExecutionException e) {
            waiting.set(null);
            Result refused = new Result(new IOException("address executor: " + e, e), null, Holdings.NONE, null);
            loop.accept(() -> onResult(pursued, refused));
        }
    }

    /** On the worker. */
    private void work() {
        Goal pursued = requireNonNull(waiting.getAndSet(null));
        Result result = reach(pursued);
        loop.accept(() -> onResult(pursued, result));
    }

    private void onResult(Goal pursued, Result result) {
        if (pursued != goal) {
            return;
        }
        IOException error = result.error();
        if (error != null && pursued.reached) {
            acquire(); // something is gone, and was not put back
            return;
        }
        if (error != null) {
            onFailure(error, pursued.isHeld());
            return;
        }
        if (!pursued.reached) {
            onReached(pursued, result);
        } else if (!result.added().isEmpty()) {
            outcome.repaired(result.added());
            announcer.announce(clock.nanoTime());
        }
        if (result.obsoleteError() != null) {
            onFailure(result.obsoleteError(), false);
        } else {
            pursued.obsolete = Holdings.NONE;
            settled = true;
            outcome.cleaned();
        }
    }

    private void onReached(Goal reached, Result result) {
        reached.reached = true;
        if (!reached.isHeld()) {
            outcome.released();
            return;
        }
        held = true;
        attempt = 1;
        long nowNs = clock.nanoTime();
        repairNs = nowNs + RECONCILE_INTERVAL_NS;
        announcer.start(nowNs, reached.holdings.addresses(), reached.news.addresses(), 1);
        outcome.acquired();
        if (result.announcementError() != null) {
            outcome.announcementFailed(result.announcementError());
        }
    }

    private void onFailure(IOException error, boolean acquiring) {
        if (acquiring && attempt >= MAX_ATTEMPTS_TO_ADD) {
            settled = true;
            outcome.failed(error, attempt, true, null);
        } else {
            Duration delay = retryDelay(attempt);
            retryNs = clock.nanoTime() + delay.toNanos();
            outcome.failed(error, attempt, acquiring, delay);
        }
    }

    private static Duration retryDelay(int attempt) {
        int doublings = Math.min(attempt - 1, Integer.SIZE); // far beyond the longest delay, and no overflow
        Duration delay = FIRST_RETRY_DELAY.multipliedBy(1L << doublings);
        return delay.compareTo(MAX_RETRY_DELAY) < 0 ? delay : MAX_RETRY_DELAY;
    }

    /** On the worker. */
    private Result reach(Goal pursued) {
        return pursued.isHeld() ? hold(pursued) : release(pursued);
    }

    /**
     * What stays is put there again after the obsolete is gone: on Linux it may go with that, if that came first. And so what
     * somebody else took away is put back.
     */
    private Result hold(Goal pursued) {
        Holdings old = pursued.obsolete; // the loop may find meanwhile that they are gone
        HostWork obsolete = work(pursued);
        if (!old.isEmpty()) {
            obsolete.prepare(pursued.holdings.with(old));
            obsolete.remove(old);
        }
        HostWork work = work(pursued);
        if (obsolete.error() == null && (!old.isEmpty() || !pursued.prepared)) {
            prepare(work, pursued);
        }
        work.begin();
        if (reassert) {
            reassert = false;
            work.reassert();
        }
        work.add(pursued.holdings);
        // R-8.1.2-02: no announcement before every address is there.
        boolean announces = work.error() == null && !pursued.reached;
        return new Result(work.error(), obsolete.error(), work.added(), announces ? announce(pursued) : null);
    }

    private Result release(Goal pursued) {
        Holdings old = pursued.obsolete;
        HostWork work = work(pursued);
        work.end();
        work.remove(old.with(pursued.holdings));
        if (work.error() == null && pursued.aim == Aim.RETIRED) {
            work.retire();
        } else if (work.error() == null && (!old.isEmpty() || !pursued.prepared)) {
            prepare(work, pursued);
        }
        return new Result(work.error(), null, Holdings.NONE, null);
    }

    /** From now on those that are to be held, and no others. */
    private static void prepare(HostWork work, Goal pursued) {
        work.prepare(pursued.holdings);
        pursued.prepared |= work.error() == null;
    }

    private HostWork work(Goal pursued) {
        return new HostWork(manager, placement, () -> pursued == goal);
    }

    /** The first round of the burst, without waiting for its turn. Returns the first failure. */
    private @Nullable IOException announce(Goal pursued) {
        IOException error = null;
        for (VirtualAddress address : pursued.news.addresses()) {
            if (pursued != goal) {
                break;
            }
            IOException failure = announcer.announceOnce(address);
            error = error == null ? failure : error;
        }
        return error;
    }
}
