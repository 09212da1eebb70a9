package io.github.vrrp4j.examples.node.hooks;

import io.github.vrrp4j.command.Command;
import io.github.vrrp4j.router.VirtualRouterId;
import io.github.vrrp4j.router.VrrpEvent;
import io.github.vrrp4j.router.VrrpListener;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Runs the commands that are told what becomes of virtual routers: for each virtual router one at a time and in the order of
 * its events, however long they take; for different ones up to {@value #MAX_THREADS} at once.
 *
 * <p>In the arguments behind the program {interface}, {family} (ipv4 or ipv6), {vrid}, {name}, {state} (MASTER, BACKUP, FAULT or
 * INITIALIZE), {priority} and {event}, such as addresses-acquired, are replaced. Behind its own arguments it is given, if that is
 * wanted: interface, family, VRID, state and priority; an on-event command also the name of the event. Its environment
 * has VRRP_INTERFACE, VRRP_FAMILY, VRRP_VRID, VRRP_NAME, VRRP_STATE, VRRP_PRIORITY, VRRP_EVENT with the same, and VRRP_CAUSE,
 * VRRP_PREVIOUS_STATE (both empty if not known), VRRP_ADDRESSES with blanks between them, VRRP_EVENT_TEXT (the line of the log)
 * and VRRP_SEQUENCE.
 *
 * <p>FAULT is what is told of a virtual router that something keeps in INITIALIZE. A state that was so before this runner listened is told once. Events that are of no virtual router are not told.
 *
 * <p>A command that takes too long is killed with all that it started; the next one runs. Of each virtual router 1,000 calls
 * wait at most; of more, the oldest events are dropped, and the oldest states last of all. What fails or is dropped is logged.
 */
public final class HookRunner implements VrrpListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HookRunner.class);
    private static final int MAX_THREADS = 8;
    private static final long IDLE_S = 10;

    /** For what still waits when the runner is closed, and for what is killed then. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /** After the first, every so many that are dropped are told. */
    private static final int DROPS_PER_LINE = 100;

    /** What is known and what waits of one virtual router. */
    private record Hooked(Telling telling, CallQueue queue) {}

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            MAX_THREADS, MAX_THREADS, IDLE_S, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), HookRunner::thread);
    private final Map<VirtualRouterId, Hooked> hooked = new ConcurrentHashMap<>();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong eventsDropped = new AtomicLong();
    private final Duration closeTimeout;
    private volatile Map<VirtualRouterId, HookedVirtualRouter> virtualRouters;

    /**
     * Makes one; it has threads only while there is something to do.
     *
     * @param virtualRouters those with commands
     */
    public HookRunner(Map<VirtualRouterId, HookedVirtualRouter> virtualRouters) {
        this(virtualRouters, CLOSE_TIMEOUT);
    }

    HookRunner(Map<VirtualRouterId, HookedVirtualRouter> virtualRouters, Duration closeTimeout) {
        this.closeTimeout = closeTimeout;
        this.virtualRouters = Map.copyOf(virtualRouters);
        threads.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "vrrp-hooks");
        thread.setDaemon(true);
        return thread;
    }

    /** Takes other commands for the events that follow; what waits stays as it is. Any thread. */
    public void configure(Map<VirtualRouterId, HookedVirtualRouter> virtualRouters) {
        this.virtualRouters = Map.copyOf(virtualRouters);
    }

    /** {@inheritDoc} Never waits for a command. */
    @Override
    public void onEvent(VrrpEvent event) {
        if (!(event instanceof VrrpEvent.OfVirtualRouter ofVirtualRouter)) {
            if (event instanceof VrrpEvent.EventsDropped lost) {
                eventsDropped.addAndGet(lost.count());
            }
            return;
        }
        VirtualRouterId id = ofVirtualRouter.id();
        Hooked known = hooked.computeIfAbsent(id, each -> new Hooked(new Telling(each), new CallQueue()));
        HookedVirtualRouter target = virtualRouters.get(id);
        synchronized (known.queue()) {
            for (HookCall call : known.telling().on(ofVirtualRouter, target)) {
                add(id, known.queue(), call, target != null && target.commands().collapse());
            }
        }
        if (event instanceof VrrpEvent.Removed) {
            hooked.put(
                    id, new Hooked(new Telling(id), known.queue())); // one that comes again waits for what still runs
        }
    }

    private void add(VirtualRouterId id, CallQueue queue, HookCall call, boolean collapse) {
        CallQueue.Added added = queue.add(call, collapse);
        if (added.dropped() && dropped.getAndIncrement() % DROPS_PER_LINE == 0) {
            LOG.warn(
                    "{} hooks are too slow: more than {} calls wait, dropped so far {}",
                    id,
                    CallQueue.CAPACITY,
                    dropped);
        }
        if (added.starts()) {
            try {
                threads.execute(() -> runNext(id, queue));
            } catch (RejectedExecutionException e) {
                queue.clear(); // closed
            }
        }
    }

    /** How many calls were dropped because too many waited. Any thread. */
    public long dropped() {
        return dropped.get();
    }

    /** How many of these were of one virtual router. Any thread. */
    public long dropped(VirtualRouterId id) {
        Hooked known = hooked.get(id);
        return known == null ? 0 : known.queue().dropped();
    }

    /** How many events it was not told because too many waited. Any thread. */
    public long eventsDropped() {
        return eventsDropped.get();
    }

    /** One call, then it is the turn of others. */
    private void runNext(VirtualRouterId id, CallQueue queue) {
        HookCall call = queue.next();
        while (call != null) {
            run(id, call);
            try {
                threads.execute(() -> runNext(id, queue));
                return;
            } catch (RejectedExecutionException e) {
                call = Thread.currentThread().isInterrupted() ? null : queue.next(); // closing: what waits, and no more
            }
        }
    }

    /** One that fails does not keep those behind it from being run. */
    private static void run(VirtualRouterId id, HookCall call) {
        for (Command command : call.commands()) {
            String program = command.arguments().get(0);
            try {
                log(id, call, program, command.run(call.timeout()));
            } catch (IOException | RuntimeException e) {
                LOG.warn("{} hook {} {}: {}", id, call.hook().key(), program, e.getMessage());
            } catch (InterruptedException e) {
                LOG.warn(
                        "{} hook {} {}: killed, since the node stops",
                        id,
                        call.hook().key(),
                        program);
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void log(VirtualRouterId id, HookCall call, String program, Command.Result result) {
        String end =
                result.timedOut() ? "killed after " + call.timeout().toMillis() + " ms" : "status " + result.status();
        String text = result.lastLine().isEmpty() ? end : end + ": " + result.lastLine();
        LOG.atLevel(result.succeeded() ? Level.DEBUG : Level.WARN)
                .log("{} hook {} {}: {}", id, call.hook().key(), program, text);
    }

    /**
     * Takes no more events. What waits is run for five seconds more; then the rest is dropped, and what runs is killed. Blocks
     * for ten seconds at most.
     */
    @Override
    public void close() {
        threads.shutdown();
        if (!awaitEnd(closeTimeout)) {
            hooked.values().forEach(each -> each.queue().clear());
            threads.shutdownNow();
            awaitEnd(CLOSE_TIMEOUT);
        }
    }

    private boolean awaitEnd(Duration timeout) {
        try {
            return threads.awaitTermination(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
