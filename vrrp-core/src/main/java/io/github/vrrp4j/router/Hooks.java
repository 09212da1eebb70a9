package io.github.vrrp4j.router;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    /** What waits for {@code beforeRelease}; nothing while that does not run. */
    private final List<Runnable> releasing = new ArrayList<>();

    private long limitNs = Long.MAX_VALUE;

    Hooks(VirtualRouterId id, @Nullable Configured configured, Executor executor, Consumer<Runnable> loop) {
        this.id = id;
        this.configured = configured;
        this.run = new BoundedRun<>(executor, loop);
    }

    /**
     * Goes on when the hook is over, now if there is none; never if it is cancelled, or if the virtual router is about to
     * resign anyway.
     *
     * @param refused takes the reason if it throws or takes too long
     */
    void beforeAcquire(long nowNs, Runnable then, Consumer<String> refused) {
        if (configured == null) {
            then.run();
        } else if (releasing.isEmpty()) {
            TransitionHook hook = configured.hook();
            start(nowNs, configured, () -> hook.beforeAcquire(id), then, refused);
        }
    }

    /**
     * Goes on when the hook is over, however it ended; now if there is none. Whoever asks while it runs waits for the same
     * call.
     *
     * @param failed takes the reason first, if it throws or takes too long
     */
    void beforeRelease(long nowNs, Runnable then, Consumer<String> failed) {
        if (configured == null) {
            then.run();
            return;
        }
        releasing.add(then);
        if (releasing.size() == 1) {
            TransitionHook hook = configured.hook();
            start(nowNs, configured, () -> hook.beforeRelease(id), this::released, text -> {
                failed.accept(text);
                released();
            });
        }
    }

    private void released() {
        List<Runnable> waiting = List.copyOf(releasing);
        releasing.clear();
        waiting.forEach(Runnable::run);
    }

    /** No call may take longer than until then. */
    void endBy(long limitNs) {
        this.limitNs = limitNs;
        run.endBy(limitNs);
    }

    @FunctionalInterface
    private interface Call {
        void run() throws Exception;
    }

    private void start(long nowNs, Configured limits, Call call, Runnable then, Consumer<String> failed) {
        run.start(
                nowNs,
                Math.max(0, Math.min(limits.deadline().toNanos(), limitNs - nowNs)),
                () -> {
                    call.run();
                    return true;
                },
                done -> then.run(),
                error -> failed.accept(error.getMessage() == null ? error.toString() : error.getMessage()));
    }

    /** The addresses are not to be acquired any more. */
    void cancelAcquire() {
        if (releasing.isEmpty()) {
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
