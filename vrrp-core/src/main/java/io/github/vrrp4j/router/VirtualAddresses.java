package io.github.vrrp4j.router;

import static java.util.Objects.requireNonNull;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouter;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.NanoClock;
import io.github.vrrp4j.spi.NeighborAnnouncer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of one virtual router on the host: brings them to where the state machine wants them, retries with a
 * bound, and announces them.
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

        /** An attempt failed; {@code retryIn} null means that no other will be made. */
        void failed(IOException error, int attempt, boolean acquiring, @Nullable Duration retryIn);

        void announcementFailed(IOException error);
    }

    /** A new object each time, whose identity tells whether the goal is still the same. */
    private static final class Goal {
        private final boolean held;

        /** What is to be on the host or, if not {@link #held}, off it. */
        private final List<VirtualAddress> addresses;

        /** What the neighbours are told of as soon as the goal is reached. */
        private final List<VirtualAddress> news;

        /** What was among the addresses before and has to leave the host; empty when that is done. */
        private volatile List<VirtualAddress> obsolete;

        /** The addresses are where they are to be; if held, the obsolete ones may still be there. */
        private volatile boolean reached;

        private Goal(
                boolean held,
                List<VirtualAddress> addresses,
                List<VirtualAddress> news,
                List<VirtualAddress> obsolete) {
            this.held = held;
            this.addresses = addresses;
            this.news = news;
            this.obsolete = obsolete;
        }
    }

    private record Result(
            @Nullable IOException addressError,
            @Nullable IOException obsoleteError,
            @Nullable IOException announcementError) {}

    private static final long NEVER = VirtualRouter.NO_DEADLINE;

    /**
     * With delays of 100, 200, 400, 800 and 1,600 ms between them: a refusal to add lasts 3.1 s before it is final. Removal
     * is never given up, or two hosts would hold the address for ever.
     */
    private static final int MAX_ATTEMPTS_TO_ADD = 6;

    private static final Duration FIRST_RETRY_DELAY = Duration.ofMillis(100);

    private static final Duration MAX_RETRY_DELAY = Duration.ofSeconds(10);

    /** keepalived's {@code garp_master_repeat}: one lost frame must not keep a neighbour on the wrong host. */
    private static final int ANNOUNCEMENTS_PER_BURST = 5;

    /** keepalived's {@code garp_master_delay}: for switches that were still learning when the first burst came. */
    private static final long SECOND_BURST_DELAY_NS = 5_000_000_000L;

    /**
     * After the second burst, one announcement each minute: a neighbour that missed every burst, or heard another MASTER
     * after them, is wrong for that long at most.
     */
    private static final long REFRESH_INTERVAL_NS = 60_000_000_000L;

    /** However much evidence there is that caches are wrong, announcements start no more often than this. */
    private static final long MIN_ANNOUNCEMENT_INTERVAL_NS = 1_000_000_000L;

    private final String interfaceName;
    private final AddressManager manager;
    private final NeighborAnnouncer announcer;
    private final NanoClock clock;
    private final SerialExecutor worker;
    private final Consumer<Runnable> loop;
    private final Outcome outcome;

    /** Written on the loop, read by the worker, and by any thread for what it claims. */
    private volatile Goal goal;

    /** The goal of the work that waits for the worker; null if none waits. */
    private final AtomicReference<@Nullable Goal> waiting = new AtomicReference<>();

    private boolean held;
    private boolean settled = true;
    private int attempt;
    private long retryNs = NEVER;
    private long announceNs = NEVER;
    private long lastAnnouncementNs;
    private int burstsLeft;

    VirtualAddresses(
            String interfaceName,
            List<VirtualAddress> addresses,
            AddressManager manager,
            NeighborAnnouncer announcer,
            NanoClock clock,
            Executor executor,
            Consumer<Runnable> loop,
            Outcome outcome) {
        this.interfaceName = interfaceName;
        this.goal = new Goal(false, addresses, List.of(), List.of());
        this.manager = manager;
        this.announcer = announcer;
        this.clock = clock;
        this.worker = new SerialExecutor(executor);
        this.loop = loop;
        this.outcome = outcome;
    }

    void acquire() {
        pursue(new Goal(true, goal.addresses, goal.addresses, goal.obsolete));
    }

    void release() {
        pursue(new Goal(false, goal.addresses, List.of(), goal.obsolete));
    }

    /**
     * Takes other addresses from now on. Those that are not among them any more leave the host; those that are new come to
     * it and are announced if the others are held, and are removed if not, as leftovers of a run that was killed. One that
     * cannot be removed keeps no other from being held.
     */
    void change(List<VirtualAddress> addresses) {
        List<VirtualAddress> news = held ? without(addresses, goal.addresses) : addresses;
        List<VirtualAddress> before = new ArrayList<>(goal.addresses);
        before.addAll(goal.obsolete);
        pursue(new Goal(goal.held, addresses, news, without(before, addresses)));
    }

    private static List<VirtualAddress> without(List<VirtualAddress> addresses, List<VirtualAddress> others) {
        Set<VirtualAddress> excluded = new HashSet<>(others);
        return addresses.stream().filter(address -> !excluded.contains(address)).toList();
    }

    /** Whether an address is one of these, or one of those before whose removal is not known yet. For any thread. */
    boolean claims(IpAddress address) {
        Goal now = goal;
        return contains(now.addresses, address) || contains(now.obsolete, address);
    }

    private static boolean contains(List<VirtualAddress> addresses, IpAddress address) {
        return addresses.stream().anyMatch(virtual -> virtual.address().equals(address));
    }

    /** Announces again soon, if the addresses are held, and once more later. */
    void announce(long nowNs) {
        if (held) {
            announceNs = Math.max(nowNs, lastAnnouncementNs + MIN_ANNOUNCEMENT_INTERVAL_NS);
            burstsLeft = 2;
        }
    }

    /** Whether the host is known to hold every address. */
    boolean held() {
        return held;
    }

    /** Whether no work waits or runs: the goal is reached or was given up. */
    boolean settled() {
        return settled;
    }

    long deadlineNs() {
        return Math.min(retryNs, announceNs);
    }

    void onDeadline(long nowNs) {
        if (nowNs >= retryNs) {
            retryNs = NEVER;
            attempt();
        }
        if (nowNs >= announceNs) {
            announceNow(nowNs);
        }
    }

    private void pursue(Goal goal) {
        this.goal = goal;
        held = false;
        settled = false;
        attempt = 0;
        retryNs = NEVER;
        announceNs = NEVER;
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
            Result refused = new Result(new IOException("address executor: " + e, e), null, null);
            loop.accept(() -> onResult(pursued, refused));
        }
    }

    /** On the worker. */
    private void work() {
        Goal pursued = requireNonNull(waiting.getAndSet(null));
        Result result = reach(pursued);
        loop.accept(() -> onResult(pursued, result));
    }

    private void announceNow(long nowNs) {
        lastAnnouncementNs = nowNs;
        int times = burstsLeft > 0 ? ANNOUNCEMENTS_PER_BURST : 1;
        burstsLeft = Math.max(0, burstsLeft - 1);
        announceNs = nowNs + (burstsLeft > 0 ? SECOND_BURST_DELAY_NS : REFRESH_INTERVAL_NS);
        if (worker.waiting() > 0) {
            return; // a worker that lags behind by a second has no use for more work
        }
        Goal announced = goal;
        try {
            worker.execute(() -> {
                IOException error = announce(announced, announced.addresses, times);
                loop.accept(() -> onAnnounced(announced, error));
            });
        } catch (RejectedExecutionException e) {
            onAnnounced(announced, new IOException("address executor: " + e, e));
        }
    }

    private void onResult(Goal pursued, Result result) {
        if (pursued != goal) {
            return;
        }
        IOException error = result.addressError();
        if (error != null && pursued.reached) {
            acquire(); // while obsolete addresses could not be removed, those that were there are gone
            return;
        }
        if (error != null) {
            onFailure(error, pursued.held);
            return;
        }
        if (!pursued.reached) {
            onReached(pursued, result);
        }
        if (result.obsoleteError() != null) {
            onFailure(result.obsoleteError(), false);
        } else {
            pursued.obsolete = List.of();
            settled = true;
        }
    }

    private void onReached(Goal reached, Result result) {
        reached.reached = true;
        if (!reached.held) {
            outcome.released();
            return;
        }
        held = true;
        attempt = 1;
        lastAnnouncementNs = clock.nanoTime();
        announceNs = lastAnnouncementNs + SECOND_BURST_DELAY_NS;
        burstsLeft = 1;
        outcome.acquired();
        onAnnounced(reached, result.announcementError());
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

    private void onAnnounced(Goal announced, @Nullable IOException error) {
        if (announced == goal && error != null) {
            outcome.announcementFailed(error);
        }
    }

    /**
     * On the worker. Tries every address even if one fails, so that as little as possible is left wrong. The addresses that
     * stay are put there again after the obsolete ones are gone: on Linux they may go with them, if those came first.
     */
    private Result reach(Goal pursued) {
        IOException obsoleteError = put(pursued, pursued.obsolete, false);
        IOException error = put(pursued, pursued.addresses, pursued.held);
        if (!pursued.held) {
            return new Result(error == null ? obsoleteError : error, null, null);
        }
        // R-8.1.2-02: no announcement before every address is there.
        boolean announces = error == null && !pursued.reached;
        return new Result(
                error, obsoleteError, announces ? announce(pursued, pursued.news, ANNOUNCEMENTS_PER_BURST) : null);
    }

    /** On the host, or off it, unless the goal changes meanwhile. Returns the first failure. */
    private @Nullable IOException put(Goal pursued, List<VirtualAddress> addresses, boolean onHost) {
        IOException error = null;
        for (VirtualAddress address : addresses) {
            if (pursued != goal) {
                break;
            }
            try {
                if (onHost) {
                    manager.add(interfaceName, address);
                } else {
                    manager.remove(interfaceName, address);
                }
            } catch (IOException e) {
                error = error == null ? e : error;
            } catch (Throwable e) { // an Error too: the outcome has to come back to the loop, whatever it is
                error = error == null ? new IOException("address manager: " + e, e) : error;
            }
        }
        return error;
    }

    /**
     * On the worker. Stops as soon as the addresses are no longer ours to announce; one that fails keeps no other from being
     * announced. Returns the first failure.
     */
    private @Nullable IOException announce(Goal announced, List<VirtualAddress> addresses, int times) {
        IOException error = null;
        for (int i = 0; i < times; i++) {
            for (VirtualAddress address : addresses) {
                if (announced != goal) {
                    return error;
                }
                try {
                    announcer.announce(interfaceName, address.address());
                } catch (IOException e) {
                    error = error == null ? e : error;
                } catch (Throwable e) {
                    error = error == null ? new IOException("neighbor announcer: " + e, e) : error;
                }
            }
        }
        return error;
    }
}
