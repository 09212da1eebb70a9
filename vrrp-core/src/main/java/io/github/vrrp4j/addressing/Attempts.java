package io.github.vrrp4j.addressing;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/**
 * How often something is tried that may fail for a moment, with pauses of 100, 200, 400, 800 and then 1,000 ms.
 *
 * @param timeout of each attempt, 10 ms to 10 minutes
 * @param attempts 1..100
 */
record Attempts(Duration timeout, int attempts) {

    /** What may be better the next time. */
    static final class TemporaryFailure extends IOException {
        private static final long serialVersionUID = 1L;

        TemporaryFailure(String message) {
            super(message);
        }

        TemporaryFailure(String message, Throwable cause) {
            super(message, cause);
        }
    }

    @FunctionalInterface
    interface Call<T> {
        /** Throws {@link TemporaryFailure} if it may be tried again. */
        T run(Duration timeout) throws IOException, InterruptedException;
    }

    private static final Duration MIN_TIMEOUT = Duration.ofMillis(10);
    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(10);
    private static final int MAX_ATTEMPTS = 100;
    private static final long FIRST_PAUSE_MS = 100;
    private static final long MAX_PAUSE_MS = 1_000;

    Attempts {
        if (timeout.compareTo(MIN_TIMEOUT) < 0 || timeout.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException("timeout " + timeout.toMillis() + "ms is not in 10ms..10min");
        }
        if (attempts < 1 || attempts > MAX_ATTEMPTS) {
            throw new IllegalArgumentException("attempts " + attempts + " is not in 1.." + MAX_ATTEMPTS);
        }
    }

    /** A check is repeated by whoever makes it. */
    Attempts once() {
        return new Attempts(timeout, 1);
    }

    <T> T run(Call<T> call) throws IOException {
        long pauseMs = FIRST_PAUSE_MS;
        try {
            for (int attempt = 1; attempt < attempts; attempt++) {
                try {
                    return call.run(timeout);
                } catch (TemporaryFailure e) {
                    Thread.sleep(pauseMs);
                    pauseMs = Math.min(2 * pauseMs, MAX_PAUSE_MS);
                }
            }
            return last(call);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    private <T> T last(Call<T> call) throws IOException, InterruptedException {
        try {
            return call.run(timeout);
        } catch (TemporaryFailure e) {
            throw attempts == 1 ? e : new IOException(e.getMessage() + "; tried " + attempts + " times", e);
        }
    }
}
