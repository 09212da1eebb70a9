package io.github.vrrp4j.router;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Calls the {@link TransitionHook} of one virtual router, never on the loop of a started router. On the loop. */
final class Hooks implements Timed {

    /** A hook and how long it may take. */
    record Configured(TransitionHook hook, Duration deadline) {}

    private final VirtualRouterId id;
    private final @Nullable Configured configured;
    private final BoundedRun<Boolean> run;

    /** What runs, if something does, is {@code beforeAcquire}. */
    private boolean acquiring;

    Hooks(VirtualRouterId id, @Nullable Configured configured, Executor executor, Consumer<Runnable> loop) {
        this.id = id;
        this.configured = configured;
        this.run = new BoundedRun<>(executor, loop);
    }

    /**
     * Goes on when the hook is over, now if there is none.
     *
     * @param refused takes the reason if it throws or takes too long
     */
    void beforeAcquire(long nowNs, Runnable then, Consumer<String> refused) {
        if (configured == null) {
            then.run();
        } else if (run.isRunning()) {
            refused.accept("the call before has still not returned");
        } else {
            TransitionHook hook = configured.hook();
            acquiring = true;
            start(nowNs, configured, () -> hook.beforeAcquire(id), then, refused);
        }
    }

    /**
     * Goes on when the hook is over, however it ended; now if there is none.
     *
     * @param failed takes the reason first, if it throws or takes too long
     */
    void beforeRelease(long nowNs, Runnable then, Consumer<String> failed) {
        Consumer<String> failedThen = text -> {
            failed.accept(text);
            then.run();
        };
        if (configured == null) {
            then.run();
        } else if (run.isRunning()) {
            failedThen.accept("the call before has still not returned");
        } else {
            TransitionHook hook = configured.hook();
            acquiring = false;
            start(nowNs, configured, () -> hook.beforeRelease(id), then, failedThen);
        }
    }

    @FunctionalInterface
    private interface Call {
        void run() throws Exception;
    }

    private void start(long nowNs, Configured limits, Call call, Runnable then, Consumer<String> failed) {
        run.start(
                nowNs,
                limits.deadline().toNanos(),
                () -> {
                    call.run();
                    return true;
                },
                done -> then.run(),
                error -> failed.accept(error.getMessage() == null ? error.toString() : error.getMessage()));
    }

    /** The addresses are not to be acquired any more. */
    void cancelAcquire() {
        if (acquiring) {
            run.cancel();
        }
    }

    @Override
    public long deadlineNs() {
        return run.deadlineNs();
    }

    @Override
    public void onDeadline(long nowNs) {
        run.onDeadline(nowNs);
    }
}
