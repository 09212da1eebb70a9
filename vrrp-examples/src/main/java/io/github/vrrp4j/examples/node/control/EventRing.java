package io.github.vrrp4j.examples.node.control;

import io.github.vrrp4j.router.VrrpEvent;
import io.github.vrrp4j.router.VrrpListener;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last 1,000 events of a router, as lines of JSON. For any thread. */
public final class EventRing implements VrrpListener {

    /** What is kept; the oldest goes first. */
    public static final int CAPACITY = 1_000;

    /**
     * One event.
     *
     * @param number 1 for the first that the node heard
     * @param json one object, on one line
     */
    record Entry(long number, String json) {}

    private final EventJson eventJson;
    private final Clock clock;
    private final Deque<Entry> entries = new ArrayDeque<>(CAPACITY);
    private long lastNumber;
    private volatile long dropped;
    private volatile Runnable onNews = () -> {};

    /**
     * Creates it, empty.
     *
     * @param clock tells the times of the events
     */
    public EventRing(NodeView view, Clock clock) {
        eventJson = new EventJson(view);
        this.clock = clock;
    }

    /** Sets what is told, on the thread of the event, that there is more. It must not block. */
    void onNews(Runnable told) {
        onNews = told;
    }

    @Override
    public void onEvent(VrrpEvent event) {
        synchronized (entries) {
            if (event instanceof VrrpEvent.EventsDropped lost) {
                dropped += lost.count();
            }
            String json = Json.write(eventJson.of(++lastNumber, clock.instant(), event));
            if (entries.size() == CAPACITY) {
                entries.removeFirst();
            }
            entries.addLast(new Entry(lastNumber, json));
        }
        onNews.run();
    }

    /** How many events it was not told because too many waited. Any thread. */
    public long dropped() {
        return dropped;
    }

    /**
     * The events behind one, the oldest first. If it returns fewer than were asked for, there are no more now.
     *
     * @param number of the last event that is known; 0 for all that are kept
     * @param limit of how many
     */
    List<Entry> after(long number, int limit) {
        synchronized (entries) {
            List<Entry> found = new ArrayList<>();
            if (number >= lastNumber) {
                return found; // the common case of a follower
            }
            for (Entry entry : entries) {
                if (entry.number() > number && found.size() < limit) {
                    found.add(entry);
                }
            }
            return found;
        }
    }
}
