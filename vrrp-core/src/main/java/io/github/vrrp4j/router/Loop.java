package io.github.vrrp4j.router;

import static java.util.Objects.requireNonNull;

import io.github.vrrp4j.protocol.VirtualRouter;
import io.github.vrrp4j.spi.NanoClock;
import io.github.vrrp4j.spi.Transport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one thread of a router, whoever owns it. One turn: look for a stall, run queued commands, receive until the queues are
 * empty, fire every deadline that has come, have groups move together. Packets always come before timers: after a pause of the
 * JVM or the machine, a BACKUP first hears what its MASTER sent meanwhile, and does not take over from one that never went away.
 *
 * <p>Apart from {@link #execute} and {@link #terminate}, methods belong to the thread that runs the turns.
 */
final class Loop {

    /** More than the socket of a link holds, so that a queue is emptied in one turn even after a stall. */
    private static final int MAX_PACKETS_PER_LINK = 2048;

    private static final int MAX_COMMANDS = 1024;

    /**
     * A MASTER stalls when it is silent for more than three intervals: its Adver_Timer is then overdue by two, each 10 ms or
     * longer. While nothing is overdue by so much, there is no need to look.
     */
    private static final long SHORTEST_STALL_NS = 20_000_000;

    /** After a mistake in a turn: long enough not to burn a core, short enough not to miss an advertisement by much. */
    private static final long FAILURE_PAUSE_NS = 10_000_000;

    private final NanoClock clock;
    private final Transport transport;
    private final EventDispatcher events;
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final List<RunningVirtualRouter> routers = new ArrayList<>();
    private final List<RunningGroup> groups = new ArrayList<>();

    /** The virtual routers and the checks: whatever has a time. */
    private final List<Timed> timed = new ArrayList<>();

    /** Those that end, and what is done when they have. */
    private final Map<RunningVirtualRouter, Runnable> leaving = new LinkedHashMap<>();

    private final LatenessMeter lateness = new LatenessMeter();

    private final RateLimit failureLimit = new RateLimit();

    /** The earliest deadline of all virtual routers when the last turn was over: only turns and {@link #add} change them. */
    private long earliestNs = VirtualRouter.NO_DEADLINE;

    /** The first of the turn that goes on. */
    private @Nullable Throwable mistake;

    private boolean terminating;
    private long terminationDeadlineNs;

    Loop(NanoClock clock, Transport transport, EventDispatcher events) {
        this.clock = clock;
        this.transport = transport;
        this.events = events;
    }

    /** Runs a command in the next turn. For any thread. */
    void execute(Runnable command) {
        commands.add(command);
        transport.wakeup();
    }

    void add(RunningVirtualRouter router) {
        routers.add(router);
        timed.add(router);
        if (terminating) { // it came too late, but something of it may be on the host
            router.shutdown();
        } else {
            router.startup(clock.nanoTime());
        }
        earliestNs = Math.min(earliestNs, router.deadlineNs());
    }

    /** Has a virtual router end; when its addresses are released, it is forgotten and the command runs. */
    void remove(RunningVirtualRouter router, Runnable gone) {
        leaving.put(router, gone);
        router.shutdown();
    }

    void add(RunningCheck check) {
        timed.add(check);
        earliestNs = Math.min(earliestNs, check.deadlineNs());
    }

    void remove(RunningCheck check) {
        timed.remove(check);
        check.stop();
    }

    void add(RunningGroup group) {
        groups.add(group);
    }

    void remove(RunningGroup group) {
        groups.remove(group);
    }

    /** For any thread. */
    TimerLateness lateness() {
        return lateness.snapshot();
    }

    /** Tells what is so now of every virtual router. */
    void tellStatus(Consumer<VrrpEvent> listener) {
        routers.forEach(router -> listener.accept(router.currentStatus()));
    }

    /**
     * Shuts every virtual router down in the next turn; the loop then ends when all is released, or at the deadline.
     *
     * @param hooksEndNs until when hooks may run
     */
    void terminate(long hooksEndNs, long deadlineNs) {
        execute(() -> {
            terminating = true;
            terminationDeadlineNs = deadlineNs;
            routers.forEach(router -> router.endHooksBy(hooksEndNs));
            routers.forEach(router -> execute(router::shutdown)); // one that fails keeps no other from it
        });
    }

    boolean isTerminated() {
        if (!terminating || !commands.isEmpty()) {
            return false;
        }
        for (RunningVirtualRouter router : routers) {
            if (!router.isTerminated()) {
                return clock.nanoTime() >= terminationDeadlineNs;
            }
        }
        return true;
    }

    /** The body of a thread: turns until it is terminated, whatever mistakes it meets. */
    void run() {
        while (!isTerminated()) {
            try {
                turnAndWait();
            } catch (Throwable e) { // an Error too: a MASTER that fell silent would keep its addresses
                if (failureLimit.permits(clock.nanoTime())) {
                    events.emit(new VrrpEvent.LoopFailed(e));
                }
                LockSupport.parkNanos(FAILURE_PAUSE_NS);
            }
        }
    }

    /** Turns until it is terminated, for an owner of the loop who wants to know of mistakes. */
    void finish() {
        while (!isTerminated()) {
            turnAndWait();
        }
    }

    private void turnAndWait() {
        turn();
        if (!isTerminated()) {
            transport.await(nextDeadlineNs());
        }
    }

    /**
     * One turn, without waiting. A command or a virtual router that fails keeps no other from its turn; the first mistake is
     * thrown at the end, and another turn is due at once. Returns the commands, packets and deadlines it handled.
     */
    int turn() {
        long wokenNs = clock.nanoTime();
        if (wokenNs - SHORTEST_STALL_NS >= earliestNs) {
            for (int i = 0; i < routers.size(); i++) { // before a command makes a MASTER advertise
                routers.get(i).onWake(wokenNs);
            }
        }
        earliestNs = wokenNs; // what a turn that fails leaves
        mistake = null;
        int work = runCommands();
        work += transport.poll(MAX_PACKETS_PER_LINK);
        work += fireDeadlines(clock.nanoTime());
        work += settle();
        if (mistake != null) {
            earliestNs = wokenNs;
            throwMistake(mistake);
        }
        return work;
    }

    private void keep(Throwable e) {
        mistake = mistake == null ? e : mistake;
    }

    private static void throwMistake(Throwable mistake) {
        if (mistake instanceof Error error) {
            throw error;
        }
        if (mistake instanceof RuntimeException exception) {
            throw exception;
        }
        throw new IllegalStateException(mistake); // which the compiler does not know to be impossible
    }

    /** The one pass over all virtual routers that every turn makes. */
    private int fireDeadlines(long nowNs) {
        int fired = 0;
        long earliest = VirtualRouter.NO_DEADLINE;
        for (int i = 0; i < timed.size(); i++) {
            Timed each = timed.get(i);
            long deadlineNs = each.deadlineNs();
            if (nowNs >= deadlineNs) {
                lateness.record(nowNs - deadlineNs);
                try {
                    each.onDeadline(nowNs);
                } catch (RuntimeException | Error e) {
                    keep(e);
                }
                deadlineNs = each.deadlineNs();
                fired++;
            }
            earliest = Math.min(earliest, deadlineNs);
        }
        earliestNs = earliest;
        return fired;
    }

    /** What follows when all have had their turn: groups move together, and those that have ended go. */
    private int settle() {
        int settled = 0;
        long nowNs = clock.nanoTime();
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i).settle(nowNs)) {
                settled++;
            }
        }
        if (!leaving.isEmpty()) {
            settled += forgetEnded();
        }
        if (settled > 0) {
            for (int i = 0; i < timed.size(); i++) {
                earliestNs = Math.min(earliestNs, timed.get(i).deadlineNs());
            }
        }
        return settled;
    }

    private int forgetEnded() {
        List<RunningVirtualRouter> ended = leaving.keySet().stream()
                .filter(RunningVirtualRouter::isTerminated)
                .toList();
        for (RunningVirtualRouter router : ended) {
            routers.remove(router);
            timed.remove(router);
            router.removed();
            requireNonNull(leaving.remove(router)).run();
        }
        return ended.size();
    }

    private int runCommands() {
        int count = 0;
        Runnable command;
        while (count < MAX_COMMANDS && (command = commands.poll()) != null) {
            try {
                command.run();
            } catch (RuntimeException | Error e) {
                keep(e);
            }
            count++;
        }
        return count;
    }

    long nextDeadlineNs() {
        if (!commands.isEmpty()) {
            return clock.nanoTime();
        }
        return terminating ? Math.min(terminationDeadlineNs, earliestNs) : earliestNs;
    }
}
