package io.github.vrrp4j.router;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The daemon threads of a started router. The loop advertises; nothing that may block runs on it: address work has a thread
 * of its own, or several where it asks others than the kernel. Listeners have one, and a further one for each that takes its
 * time; so have checks and hooks, while they run.
 */
final class OwnThreads {

    private static final long LAST_EVENTS_MS = 200;

    /** For what is interrupted: a command has to be killed, or it would go on when the JVM has ended. */
    private static final long LAST_TASKS_MS = 300;

    private static final long IDLE_S = 10;

    private final ExecutorService addresses;
    private final ExecutorService events = newThreads("vrrp-events", 1);
    private final ExecutorService tasks = newThreads("vrrp-tasks", 0);
    private final ExecutorService loop = newThread("vrrp-loop");

    /**
     * Starts none before it is needed.
     *
     * @param addressThreads how many virtual routers may have their addresses managed at once
     */
    OwnThreads(int addressThreads) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                addressThreads,
                addressThreads,
                IDLE_S,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), // of one task for each virtual router at most, and one for each of its
                // bursts
                task -> daemon(task, "vrrp-addresses"));
        pool.allowCoreThreadTimeOut(addressThreads > 1);
        addresses = pool;
    }

    Executor addresses() {
        return addresses;
    }

    Executor events() {
        return events;
    }

    Executor tasks() {
        return tasks;
    }

    Executor loop() {
        return loop;
    }

    /**
     * Ends the threads: the loop within the given time, then the work that is left, the checks that run, then the last events.
     * An interrupt does not shorten this, or the addresses would stay on the host; the thread keeps it for whoever waits next.
     */
    void end(long loopTimeoutNs) {
        end(loop, loopTimeoutNs);
        addresses.shutdownNow();
        tasks.shutdownNow();
        end(tasks, TimeUnit.MILLISECONDS.toNanos(LAST_TASKS_MS));
        end(events, TimeUnit.MILLISECONDS.toNanos(LAST_EVENTS_MS));
    }

    private static void end(ExecutorService executor, long timeoutNs) {
        executor.shutdown();
        long deadlineNs = System.nanoTime() + timeoutNs;
        boolean interrupted = false;
        boolean waiting = true;
        while (waiting) {
            try {
                if (!executor.awaitTermination(deadlineNs - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    executor.shutdownNow();
                }
                waiting = false;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static ExecutorService newThread(String name) {
        return Executors.newSingleThreadExecutor(task -> daemon(task, name));
    }

    /** As many as run at once; each goes when it has been idle for some time, but for those that always stay. */
    private static ExecutorService newThreads(String name, int always) {
        return new ThreadPoolExecutor(
                always,
                Integer.MAX_VALUE, // one for each listener, check and hook at most
                IDLE_S,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> daemon(task, name));
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
