package io.github.vrrp4j.router;

import io.github.vrrp4j.protocol.VirtualRouter;
import io.github.vrrp4j.spi.NanoClock;
import io.github.vrrp4j.spi.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * The one thread of a router, whoever owns it. One turn: look for a stall, run queued commands, receive until the queues are empty, fire
 * every deadline that has come. Packets always come before timers: after a pause of the JVM or the machine, a BACKUP
 * first hears what its MASTER sent meanwhile, and does not take over from one that never went away.
 *
 * <p>Apart from {@link #execute} and {@link #terminate}, methods belong to the thread that runs the turns.
 */
final class Loop {

    /** More than any socket buffer of default size holds, so that a queue is emptied in one turn even after a stall. */
    private static final int MAX_PACKETS_PER_LINK = 1024;

    private static final int MAX_COMMANDS = 1024;

    /** After a mistake in a turn: long enough not to burn a core, short enough not to miss an advertisement by much. */
    private static final long FAILURE_PAUSE_NS = 10_000_000;

    private final NanoClock clock;
    private final Transport transport;
    private final EventDispatcher events;
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final List<RunningVirtualRouter> routers = new ArrayList<>();

    private final RateLimit failureLimit = new RateLimit();

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
        if (!terminating) {
            routers.add(router);
            router.startup(clock.nanoTime());
        }
    }

    /** Shuts every virtual router down in the next turn; the loop then ends when all is released, or at the deadline. */
    void terminate(long deadlineNs) {
        execute(() -> {
            terminating = true;
            terminationDeadlineNs = deadlineNs;
            for (RunningVirtualRouter router : routers) {
                router.shutdown();
            }
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

    /** One turn, without waiting. Returns the commands, packets and deadlines it handled. */
    int turn() {
        long wokenNs = clock.nanoTime();
        for (int i = 0; i < routers.size(); i++) { // before a command makes a MASTER advertise
            routers.get(i).onWake(wokenNs);
        }
        int work = runCommands();
        work += transport.poll(MAX_PACKETS_PER_LINK);
        long nowNs = clock.nanoTime();
        for (int i = 0; i < routers.size(); i++) {
            RunningVirtualRouter router = routers.get(i);
            if (nowNs >= router.deadlineNs()) {
                router.onDeadline(nowNs);
                work++;
            }
        }
        return work;
    }

    private int runCommands() {
        int count = 0;
        Runnable command;
        while (count < MAX_COMMANDS && (command = commands.poll()) != null) {
            command.run();
            count++;
        }
        return count;
    }

    long nextDeadlineNs() {
        if (!commands.isEmpty()) {
            return clock.nanoTime();
        }
        long next = terminating ? terminationDeadlineNs : VirtualRouter.NO_DEADLINE;
        for (int i = 0; i < routers.size(); i++) {
            next = Math.min(next, routers.get(i).deadlineNs());
        }
        return next;
    }
}
