package io.github.vrrp4j.examples.node.monitor;

import io.github.vrrp4j.examples.node.ExitCodes;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets SIGINT and SIGTERM end a loop between two turns, and the process with the status of the loop instead of the JVM's
 * 130 or 143.
 */
final class StopSignal {

    /** The loop may hang at a terminal that takes no output. */
    private static final long END_LIMIT_MS = 1_850;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::onShutdown, "vrrp-shutdown");
    private volatile boolean received;
    private volatile int status = ExitCodes.CANNOT_RUN;

    /** From now on a signal does not end the process at once. */
    void arm() {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            received = true; // a signal was faster
        }
    }

    /** Whether the loop shall end. */
    boolean isReceived() {
        return received;
    }

    /** The loop has ended. Returns its status, or never if a signal came: then the process ends with it. */
    int end(int loopStatus) {
        status = loopStatus;
        ended.countDown();
        if (!received) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
                return loopStatus;
            } catch (IllegalStateException e) {
                // it came right now
            }
        }
        return sleepUntilHalted();
    }

    private void onShutdown() {
        received = true;
        try {
            ended.await(END_LIMIT_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(status);
    }

    private int sleepUntilHalted() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return status;
    }
}
