package io.github.vrrp4j.router;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Something of the application's that may block, run on an executor for a limited time. Its outcome comes back to the loop
 * once; at the deadline that is a failure, and the thread is interrupted. Methods are called on the loop.
 */
final class BoundedRun<T> implements Timed {

    private final Executor executor;
    private final Consumer<Runnable> loop;

    /** What is waited for; null if nothing is. */
    private @Nullable Run awaited;

    /** What has not returned, awaited or not. */
    private @Nullable Run running;

    private long deadlineNs = Long.MAX_VALUE;

    BoundedRun(Executor executor, Consumer<Runnable> loop) {
        this.executor = executor;
        this.loop = loop;
    }

    private final class Run implements Runnable {
        private final Callable<T> work;
        private final long timeoutNs;
        private final Consumer<T> onResult;
        private final Consumer<Throwable> onFailure;
        private @Nullable Thread thread;
        private boolean abandoned;

        private Run(Callable<T> work, long timeoutNs, Consumer<T> onResult, Consumer<Throwable> onFailure) {
            this.work = work;
            this.timeoutNs = timeoutNs;
            this.onResult = onResult;
            this.onFailure = onFailure;
        }

        @Override
        public void run() {
            synchronized (this) {
                if (abandoned) { // it waited for a thread for too long
                    loop.accept(() -> onReturn(this, () -> {}));
                    return;
                }
                thread = Thread.currentThread();
            }
            Runnable outcome;
            try {
                T result = work.call();
                outcome = () -> onResult.accept(result);
            } catch (Throwable e) { // an Error too: the outcome has to come back, whatever it is
                outcome = () -> onFailure.accept(e);
            }
            synchronized (this) {
                thread = null;
                if (abandoned) {
                    Thread.interrupted(); // ours: not for what the executor runs next
                }
            }
            Runnable told = outcome;
            loop.accept(() -> onReturn(this, told));
        }

        private synchronized void abandon() {
            abandoned = true;
            if (thread != null) {
                thread.interrupt();
            }
        }
    }

    /**
     * Starts it, or as soon as the one before, which was given up, has returned; not while one is awaited. The time runs from
     * now on in any case.
     *
     * @param onFailure takes what it threw, or a {@link TimeoutException}
     */
    void start(long nowNs, long timeoutNs, Callable<T> work, Consumer<T> onResult, Consumer<Throwable> onFailure) {
        Run run = new Run(work, timeoutNs, onResult, onFailure);
        awaited = run;
        deadlineNs = nowNs + timeoutNs;
        if (running == null) {
            submit(run);
        }
    }

    private void submit(Run run) {
        running = run;
        try {
            executor.execute(run);
        } catch (RuntimeException | Error e) { // a thread that cannot be started is an Error
            Throwable refused = new RejectedExecutionException("executor: " + e, e);
            loop.accept(() -> onReturn(run, () -> run.onFailure.accept(refused)));
        }
    }

    private void onReturn(Run run, Runnable outcome) {
        if (run == running) {
            running = null;
        }
        if (run == awaited) {
            awaited = null;
            deadlineNs = Long.MAX_VALUE;
            outcome.run();
        }
        Run next = awaited;
        if (running == null && next != null) {
            submit(next);
        }
    }

    /** What is awaited may take no longer than until then. */
    void endBy(long limitNs) {
        if (awaited != null) {
            deadlineNs = Math.min(deadlineNs, limitNs);
        }
    }

    /** Whether the last one has not returned yet, awaited or not. */
    boolean isRunning() {
        return running != null;
    }

    /** Forgets what is awaited, and interrupts it. */
    void cancel() {
        if (awaited != null) {
            awaited.abandon();
            awaited = null;
            deadlineNs = Long.MAX_VALUE;
        }
    }

    @Override
    public long deadlineNs() {
        return deadlineNs;
    }

    @Override
    public void onDeadline(long nowNs) {
        Run late = awaited;
        if (nowNs >= deadlineNs && late != null) {
            cancel();
            late.onFailure.accept(new TimeoutException("not over after " + late.timeoutNs / 1_000_000 + " ms"));
        }
    }
}
