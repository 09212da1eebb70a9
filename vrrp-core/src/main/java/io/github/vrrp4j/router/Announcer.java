package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.protocol.Announcements;
import io.github.vrrp4j.protocol.VirtualRouter;
import io.github.vrrp4j.spi.NanoClock;
import io.github.vrrp4j.spi.NeighborAnnouncer;
import io.github.vrrp4j.spi.Placement;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Announces the addresses of one virtual router while it holds them: bursts, and a refresh now and then. A burst goes round
 * the addresses a few times, some frames at a time, so that hundreds of them keep neither the loop nor the address work of
 * others waiting. Methods are called on the loop.
 */
final class Announcer {

    private enum Plan {
        BURST,
        SECOND_BURST,
        REFRESH
    }

    private static final long NEVER = VirtualRouter.NO_DEADLINE;

    /** However much evidence there is that caches are wrong, bursts start no more often than this. */
    private static final long MIN_BURST_INTERVAL_NS = 1_000_000_000L;

    /** Sent in one piece of work, unless a pace is set: takes some hundred microseconds. */
    private static final int MAX_FRAMES_AT_ONCE = 32;

    private final Placement placement;
    private final NeighborAnnouncer neighborAnnouncer;
    private final NanoClock clock;
    private final Executor worker;
    private final Consumer<Runnable> loop;
    private final Consumer<IOException> onFailure;

    private Announcements settings;
    private List<VirtualAddress> held = List.of();
    private Plan plan = Plan.BURST;
    private long planNs = NEVER;
    private long lastBurstNs;

    /** The burst that goes on: its addresses, the rounds that are left with this one, the next address of this one. */
    private List<VirtualAddress> burst = List.of();

    private int roundsLeft;
    private int nextIndex;
    private boolean sending;
    private long sendNs = NEVER;

    /** Another number when the burst before is not wanted any more; the worker looks at it between two frames. */
    private final AtomicInteger burstNumber = new AtomicInteger();

    Announcer(
            Placement placement,
            NeighborAnnouncer neighborAnnouncer,
            NanoClock clock,
            Executor worker,
            Consumer<Runnable> loop,
            Consumer<IOException> onFailure,
            Announcements settings) {
        this.placement = placement;
        this.neighborAnnouncer = neighborAnnouncer;
        this.clock = clock;
        this.worker = worker;
        this.loop = loop;
        this.onFailure = onFailure;
        this.settings = settings;
    }

    void configure(Announcements settings) {
        this.settings = settings;
    }

    /**
     * The host holds the addresses now.
     *
     * @param news those of which the neighbours have to be told
     * @param rounds how often they have been told of them
     */
    void start(long nowNs, List<VirtualAddress> held, List<VirtualAddress> news, int rounds) {
        this.held = held;
        burst(nowNs, news, settings.repeat() - rounds);
        planSecondBurst(nowNs);
    }

    /** The host does not hold the addresses any more. */
    void stop() {
        held = List.of();
        burst(0, held, 0);
        planNs = NEVER;
    }

    /** There is evidence that a neighbour may be wrong: a burst soon, and one more later. */
    void announce(long nowNs) {
        if (!held.isEmpty()) {
            plan = Plan.BURST;
            planNs = Math.max(nowNs, lastBurstNs + MIN_BURST_INTERVAL_NS);
        }
    }

    long deadlineNs() {
        return Math.min(planNs, sendNs);
    }

    void onDeadline(long nowNs) {
        if (nowNs >= planNs) {
            burst(nowNs, held, plan == Plan.REFRESH ? 1 : settings.repeat());
            if (plan == Plan.BURST) {
                planSecondBurst(nowNs);
            } else {
                planRefresh(nowNs);
            }
        }
        if (nowNs >= sendNs) {
            send(nowNs);
        }
    }

    private void planSecondBurst(long nowNs) {
        Duration delay = settings.secondBurstDelay();
        if (delay.isZero()) {
            planRefresh(nowNs);
        } else {
            plan = Plan.SECOND_BURST;
            planNs = nowNs + delay.toNanos();
        }
    }

    private void planRefresh(long nowNs) {
        Duration interval = settings.refreshInterval();
        plan = Plan.REFRESH;
        planNs = interval.isZero() ? NEVER : nowNs + interval.toNanos();
    }

    private void burst(long nowNs, List<VirtualAddress> addresses, int rounds) {
        burstNumber.incrementAndGet();
        burst = addresses;
        roundsLeft = addresses.isEmpty() ? 0 : rounds;
        nextIndex = 0;
        lastBurstNs = nowNs;
        sendNs = roundsLeft > 0 && !sending ? nowNs : NEVER;
    }

    private void send(long nowNs) {
        sendNs = NEVER;
        int number = burstNumber.get();
        List<VirtualAddress> frames = nextFrames(settings.pace().isZero() ? MAX_FRAMES_AT_ONCE : 1);
        sending = true;
        try {
            worker.execute(() -> {
                IOException error = announce(number, frames);
                loop.accept(() -> onSent(number, nowNs, error));
            });
        } catch (RejectedExecutionException e) {
            onSent(number, nowNs, new IOException("address executor: " + e, e));
        }
    }

    private List<VirtualAddress> nextFrames(int limit) {
        List<VirtualAddress> frames = new ArrayList<>();
        while (frames.size() < limit && roundsLeft > 0) {
            frames.add(burst.get(nextIndex));
            nextIndex++;
            if (nextIndex == burst.size()) {
                nextIndex = 0;
                roundsLeft--;
            }
        }
        return frames;
    }

    private void onSent(int number, long sentNs, @Nullable IOException error) {
        sending = false;
        if (roundsLeft > 0) { // of whatever burst it is now
            sendNs = Math.max(clock.nanoTime(), sentNs + settings.pace().toNanos());
        }
        if (error != null && number == burstNumber.get()) {
            onFailure.accept(error);
        }
    }

    /** On the worker. One that fails keeps no other from being announced. Returns the first failure. */
    private @Nullable IOException announce(int number, List<VirtualAddress> frames) {
        IOException error = null;
        for (VirtualAddress address : frames) {
            if (number != burstNumber.get()) {
                break;
            }
            IOException failure = announceOnce(address);
            error = error == null ? failure : error;
        }
        return error;
    }

    /** Once and at once, on the worker: the round that is not to wait for its turn. */
    @Nullable
    IOException announceOnce(VirtualAddress address) {
        try {
            neighborAnnouncer.announce(placement, address);
            return null;
        } catch (IOException e) {
            return e;
        } catch (Throwable e) { // an Error too: the outcome has to come back to the loop
            return new IOException("neighbor announcer: " + e, e);
        }
    }
}
