package io.github.vrrp4j.limits;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** When something has to be over, however many steps it has. Asked between steps, by the thread that takes them. */
public final class Deadline {

    /** Longer than any schedule has, and far from the end of the range of a long. */
    private static final Duration MAX = Duration.ofDays(1);

    private final Duration timeout;
    private final long endNs;

    private Deadline(Duration timeout, long endNs) {
        this.timeout = timeout;
        this.endNs = endNs;
    }

    /** Begins to count. */
    public static Deadline in(Duration timeout) {
        Duration bounded = timeout.compareTo(MAX) < 0 ? timeout : MAX;
        return new Deadline(timeout, System.nanoTime() + bounded.toNanos());
    }

    /** The end of the first of several attempts that share what is left in equal parts. */
    public Deadline share(int attempts) {
        return new Deadline(timeout, System.nanoTime() + leftNs() / attempts);
    }

    /** 0 or less if it is over. */
    public long leftNs() {
        return endNs - System.nanoTime();
    }

    /**
     * Goes on only if there is time left and nobody has interrupted the thread, which stays interrupted.
     *
     * @param what has not happened yet, for the message
     * @throws SocketTimeoutException if it is over
     * @throws InterruptedIOException if the thread is interrupted
     */
    public void require(String what) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted: " + what);
        }
        if (leftNs() <= 0) {
            throw new SocketTimeoutException(what + " within " + timeout.toMillis() + " ms");
        }
    }
}
