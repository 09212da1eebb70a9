package io.github.vrrp4j.simulation;

import io.github.vrrp4j.router.VrrpEvent;
import io.github.vrrp4j.router.VrrpListener;
import java.util.ArrayList;
import java.util.List;

/** Keeps events and the virtual time of each. */
public final class EventRecorder implements VrrpListener {

    private final SimulatedLan lan;
    private final List<VrrpEvent> events = new ArrayList<>();
    private final List<Long> timesNs = new ArrayList<>();

    public EventRecorder(SimulatedLan lan) {
        this.lan = lan;
    }

    @Override
    public void onEvent(VrrpEvent event) {
        events.add(event);
        timesNs.add(lan.now().toNanos());
    }

    public <T extends VrrpEvent> List<T> all(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** {@code INITIALIZE->BACKUP STARTUP} and so on. */
    public List<String> transitions() {
        return all(VrrpEvent.Transition.class).stream()
                .map(t -> t.from() + "->" + t.to() + " " + t.cause())
                .toList();
    }

    public long timeOfLastNs(Class<? extends VrrpEvent> type) {
        for (int i = events.size() - 1; i >= 0; i--) {
            if (type.isInstance(events.get(i))) {
                return timesNs.get(i);
            }
        }
        throw new AssertionError("no " + type.getSimpleName() + " in " + events);
    }

    public void clear() {
        events.clear();
        timesNs.clear();
    }
}
