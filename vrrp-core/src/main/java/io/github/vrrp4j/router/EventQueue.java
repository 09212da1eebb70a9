package io.github.vrrp4j.router;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The events on their way to one listener, in order. The loop alone offers them. */
final class EventQueue {

    private static final Logger LOG = LoggerFactory.getLogger(EventQueue.class);

    /** Beyond this many waiting events a listener hangs rather than lags, and memory matters more than completeness. */
    private static final int MAX_WAITING = 1024;

    private final VrrpListener listener;
    private final SerialExecutor executor;
    private final AtomicLong dropped = new AtomicLong();
    private volatile boolean closed;

    EventQueue(VrrpListener listener, Executor executor) {
        this.listener = listener;
        this.executor = new SerialExecutor(executor);
    }

    void offer(VrrpEvent event) {
        if (executor.waiting() >= MAX_WAITING) {
            dropped.incrementAndGet();
            return;
        }
        try {
            executor.execute(() -> deliver(event));
        } catch (RejectedExecutionException e) {
            dropped.incrementAndGet();
        }
    }

    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    private void deliver(VrrpEvent event) {
        long count = dropped.getAndSet(0);
        if (count > 0) {
            tell(new VrrpEvent.EventsDropped(count));
        }
        tell(event);
    }

    private void tell(VrrpEvent event) {
        if (closed) {
            return;
        }
        try {
            listener.onEvent(event);
        } catch (Throwable e) { // an Error too: what follows is to be told all the same
            LOG.warn("listener {} failed on: {}", listener, event, e);
        }
    }
}
