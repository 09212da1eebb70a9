package io.github.vrrp4j.router;

/** The events of one virtual router, numbered in the order in which they happen. On the loop. */
final class EventStream {

    private final VirtualRouterId id;
    private final EventDispatcher dispatcher;
    private long sequence;

    EventStream(VirtualRouterId id, EventDispatcher dispatcher) {
        this.id = id;
        this.dispatcher = dispatcher;
    }

    VirtualRouterId id() {
        return id;
    }

    /** The number of the event that is emitted next. */
    long next() {
        return ++sequence;
    }

    /** The number of the event that was emitted last; 0 if none was. */
    long last() {
        return sequence;
    }

    void emit(VrrpEvent.OfVirtualRouter event) {
        dispatcher.emit(event);
    }
}
