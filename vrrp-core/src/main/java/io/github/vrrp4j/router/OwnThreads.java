package io.github.vrrp4j.router;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The three daemon threads of a started router. The loop advertises; nothing that may block runs on it: address work has
 * a thread of its own, and so have the listeners.
 */
final class OwnThreads {

    private static final long LAST_EVENTS_MS = 200;

    private final ExecutorService addresses = newThread("vrrp-addresses");
    private final ExecutorService events = newThread("vrrp-events");
    private final ExecutorService loop = newThread("vrrp-loop");

    Executor addresses() {
        return addresses;
    }

    Executor events() {
        return events;
    }

    Executor loop() {
        return loop;
    }

    /**
     * Ends the threads: the loop within the given time, then the work that is left, then the last events. An interrupt does
     * not shorten this, or the addresses would stay on the host; the thread keeps it for whoever waits next.
     */
    void end(long loopTimeoutNs) {
        end(loop, loopTimeoutNs);
        addresses.shutdownNow();
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
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
