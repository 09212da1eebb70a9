package io.github.vrrp4j.examples.node.control;

import io.github.vrrp4j.router.VirtualRouterId;
import io.github.vrrp4j.router.VrrpEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event as {@code vrrp events} tells it. */
final class EventJson {

    /** What an event says of itself ends here: some hundred addresses make long lines. */
    private static final int MAX_TEXT = 1_000;

    private final NodeView view;

    EventJson(NodeView view) {
        this.view = view;
    }

    Map<String, @Nullable Object> of(long number, Instant time, VrrpEvent event) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("number", number);
        json.put("time", time.truncatedTo(ChronoUnit.MILLIS));
        json.put("event", event.name());
        if (event instanceof VrrpEvent.OfVirtualRouter one) {
            VirtualRouterId id = one.id();
            json.put("interface", id.interfaceName());
            json.put("family", VirtualRouterNames.family(id));
            json.put("vrid", id.vrid());
            json.put("name", view.names().get(id));
            json.put("sequence", one.sequence());
        }
        details(json, event);
        String text = event.toString();
        json.put("text", text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "...");
        return json;
    }

    private static void details(Map<String, @Nullable Object> json, VrrpEvent event) {
        if (event instanceof VrrpEvent.Transition transition) {
            json.put("from", transition.from());
            json.put("to", transition.to());
            json.put("cause", transition.cause());
        } else if (event instanceof VrrpEvent.FaultBegan began) {
            json.put("fault", began.fault());
        } else if (event instanceof VrrpEvent.FaultEnded ended) {
            json.put("fault", ended.fault());
        } else if (event instanceof VrrpEvent.HealthChanged changed) {
            json.put("check", changed.check());
            json.put("healthy", changed.healthy());
        } else if (event instanceof VrrpEvent.PriorityChanged changed) {
            json.put("from", changed.from());
            json.put("to", changed.to());
        } else if (event instanceof VrrpEvent.OtherMaster other) {
            json.put("source", other.source());
            json.put("priority", other.priority());
        }
    }
}
