package io.github.vrrp4j.router;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

/** Hands events to the listeners, each of which has a queue of its own, away from the loop, which alone emits them. */
final class EventDispatcher {

    private final Executor executor;
    private final List<EventQueue> queues = new CopyOnWriteArrayList<>();

    EventDispatcher(List<VrrpListener> listeners, Executor executor) {
        this.executor = executor;
        listeners.forEach(listener -> queues.add(new EventQueue(listener, executor)));
    }

    void emit(VrrpEvent event) {
        for (EventQueue queue : queues) {
            queue.offer(event);
        }
    }

    /** On the loop: what is emitted from now on comes after what is offered to the queue before. */
    void add(EventQueue queue) {
        queues.add(queue);
        if (queue.isClosed()) { // meanwhile, and before it was among them
            queues.remove(queue);
        }
    }

    /** For any thread. */
    void remove(EventQueue queue) {
        queue.close();
        queues.remove(queue);
    }

    EventQueue newQueue(VrrpListener listener) {
        return new EventQueue(listener, executor);
    }
}
