package io.github.vrrp4j.router;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Counts how late timers fire. One thread writes, any may read; does not allocate. */
final class LatenessMeter {

    private final AtomicLong timers = new AtomicLong();
    private final AtomicLong totalNs = new AtomicLong();
    private final AtomicLong maxNs = new AtomicLong();

    void record(long latenessNs) {
        timers.lazySet(timers.get() + 1);
        totalNs.lazySet(totalNs.get() + latenessNs);
        if (latenessNs > maxNs.get()) {
            maxNs.lazySet(latenessNs);
        }
    }

    TimerLateness snapshot() {
        return new TimerLateness(timers.get(), Duration.ofNanos(totalNs.get()), Duration.ofNanos(maxNs.get()));
    }
}
