package io.github.vrrp4j.router;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands events to the listeners, away from the loop, which alone emits them. */
final class EventDispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(EventDispatcher.class);

    /** Beyond this many waiting events a listener hangs rather than lags, and memory matters more than completeness. */
    private static final int MAX_WAITING = 1024;

    private final List<VrrpListener> listeners;
    private final SerialExecutor executor;
    private final AtomicLong dropped = new AtomicLong();

    EventDispatcher(List<VrrpListener> listeners, Executor executor) {
        this.listeners = List.copyOf(listeners);
        this.executor = new SerialExecutor(executor);
    }

    void emit(VrrpEvent event) {
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

    private void deliver(VrrpEvent event) {
        long count = dropped.getAndSet(0);
        if (count > 0) {
            tell(new VrrpEvent.EventsDropped(count));
        }
        tell(event);
    }

    private void tell(VrrpEvent event) {
        for (VrrpListener listener : listeners) {
            try {
                listener.onEvent(event);
            } catch (Throwable e) { // an Error of one listener must not silence the others
                LOG.warn("listener {} failed on: {}", listener, event, e);
            }
        }
    }
}
