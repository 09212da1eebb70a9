package io.github.vrrp4j.examples.node.simulate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Runs seeds one after the other on some threads, up to the first that fails. */
final class SeedRange {
    static final int MAX_THREADS = 1024;

    /** What a seed did not keep. */
    record Failure(long seed, RuntimeException error) {}

    private final long firstSeed;
    private final long seeds;
    private final LongFunction<Duration> run;
    private final AtomicLong next;
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong virtualNs = new AtomicLong();
    private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();

    /**
     * Describes a range.
     *
     * @param run runs one seed, on several threads at once, and returns the virtual time that passed
     */
    SeedRange(long firstSeed, long seeds, LongFunction<Duration> run) {
        this.firstSeed = firstSeed;
        this.seeds = seeds;
        this.run = run;
        this.next = new AtomicLong(firstSeed);
    }

    /**
     * Runs all, or until one has failed and those before it are done: whatever the threads, it is the lowest that fails.
     *
     * @param progress called every {@code period} on this thread
     */
    Optional<Failure> run(int threads, Duration period, Runnable progress) throws InterruptedException {
        ExecutorService executor = Executors.newFixedThreadPool(threads, SeedRange::thread);
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                workers.add(executor.submit(this::work));
            }
            for (Future<?> worker : workers) {
                await(worker, period, progress);
            }
        } finally {
            executor.shutdownNow();
        }
        return Optional.ofNullable(failure.get());
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "vrrp-seeds");
        thread.setDaemon(true);
        return thread;
    }

    private static void await(Future<?> worker, Duration period, Runnable progress) throws InterruptedException {
        while (true) {
            try {
                worker.get(period.toNanos(), TimeUnit.NANOSECONDS);
                return;
            } catch (TimeoutException e) {
                progress.run();
            } catch (ExecutionException e) { // an Error: no seed's failure
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    private void work() {
        long seed;
        while (failure.get() == null && (seed = next.getAndIncrement()) - firstSeed < seeds) {
            try {
                virtualNs.addAndGet(run.apply(seed).toNanos());
                done.incrementAndGet();
            } catch (RuntimeException e) {
                Failure failed = new Failure(seed, e);
                failure.accumulateAndGet(failed, SeedRange::lower);
            }
        }
    }

    private static Failure lower(@Nullable Failure known, Failure other) {
        return known == null || other.seed() < known.seed() ? other : known;
    }

    /** The seeds that ran without failure so far. */
    long done() {
        return done.get();
    }

    /** The virtual time of those, in hours. */
    double virtualHours() {
        return virtualNs.get() / 3.6e12;
    }
}
