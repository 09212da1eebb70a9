package io.github.vrrp4j.router;

import io.github.vrrp4j.health.Health;
import io.github.vrrp4j.spi.NanoClock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs one check by its schedule, and tells the virtual routers that track it when it changes. On the loop. */
final class RunningCheck implements Timed {

    /** What is known, for any thread. */
    record Known(@Nullable Boolean healthy, String text) {}

    private static final int MAX_TEXT = 300;

    /** How often a run whose time is over is looked at: what it was killed for may need a moment to go. */
    private static final long RETURN_POLL_NS = 20_000_000;

    private final MonitoredCheck check;
    private final NanoClock clock;
    private final BoundedRun<Health> run;
    private final RiseFall state;
    private final long intervalNs;
    private final Set<RunningVirtualRouter> trackers = new LinkedHashSet<>();
    private long startedNs;
    private long nextNs;

    /** When a run that does not return counts once more. */
    private long countsAgainNs;

    private volatile Known known = new Known(null, "");

    RunningCheck(MonitoredCheck check, NanoClock clock, Executor executor, Consumer<Runnable> loop) {
        this.check = check;
        this.clock = clock;
        this.run = new BoundedRun<>(executor, loop);
        this.state = new RiseFall(check.schedule().rise(), check.schedule().fall());
        this.intervalNs = check.schedule().interval().toNanos();
        this.nextNs = clock.nanoTime();
    }

    MonitoredCheck check() {
        return check;
    }

    Known known() {
        return known;
    }

    /** What was known of the check that this one replaces is what is known of this one, until results say otherwise. */
    void goOnFrom(RunningCheck before) {
        known = before.known;
        state.start(known.healthy());
    }

    void add(RunningVirtualRouter tracker) {
        trackers.add(tracker);
    }

    void remove(RunningVirtualRouter tracker) {
        trackers.remove(tracker);
    }

    /** Runs no more. */
    void stop() {
        nextNs = Long.MAX_VALUE;
        run.cancel();
    }

    @Override
    public long deadlineNs() {
        return Math.min(nextNs, run.deadlineNs());
    }

    @Override
    public void onDeadline(long nowNs) {
        run.onDeadline(nowNs);
        if (nowNs < nextNs) {
            return;
        }
        if (run.isRunning() && nowNs < countsAgainNs) { // its time is over, or there would be no next one yet
            nextNs = Math.min(nowNs + RETURN_POLL_NS, countsAgainNs);
            return;
        }
        startedNs = nowNs;
        if (run.isRunning()) {
            onResult(Health.unhealthy("the run before has still not returned"));
            return;
        }
        nextNs = Long.MAX_VALUE;
        Duration timeout = check.schedule().timeout();
        run.start(nowNs, timeout.toNanos(), () -> check.check().check(timeout), this::onResult, this::onFailure);
    }

    private void onFailure(Throwable e) {
        String message = e.getMessage();
        onResult(Health.unhealthy(
                message == null || message.isBlank() ? e.getClass().getSimpleName() : message));
    }

    private void onResult(@Nullable Health result) {
        long nowNs = clock.nanoTime();
        nextNs = Math.max(startedNs + intervalNs, nowNs);
        countsAgainNs = nowNs + intervalNs;
        Health health = result == null ? Health.unhealthy("it returned null") : result;
        String found = String.valueOf(health.text()); // an application may have put null there
        String text = found.length() > MAX_TEXT ? found.substring(0, MAX_TEXT) : found;
        boolean changed = state.onResult(health.healthy());
        known = new Known(state.healthy(), text);
        if (changed) {
            List.copyOf(trackers)
                    .forEach(tracker -> tracker.onHealthChange(nowNs, check.name(), health.healthy(), text));
        }
    }
}
