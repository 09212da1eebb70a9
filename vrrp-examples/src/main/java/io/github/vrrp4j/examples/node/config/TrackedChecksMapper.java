package io.github.vrrp4j.examples.node.config;

import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.TrackedCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** What the health checks of the file mean for its virtual routers. */
final class TrackedChecksMapper {
    private static final String CHECK = "check";
    private static final String ADJUST_PRIORITY = "adjust-priority";
    private static final String EXAMPLE = "write [web, {check: uplink, adjust-priority: -50}]";

    private final Problems problems;
    private final Scalars scalars;
    private final Map<String, Names.Named> declared;
    private final boolean misspelt;

    /**
     * Creates it.
     *
     * @param declared all checks that the file names, those with mistakes included
     * @param misspelt whether they probably stand under a key that is told to be misspelt: then none can be unknown
     */
    TrackedChecksMapper(Problems problems, Map<String, Names.Named> declared, boolean misspelt) {
        this.misspelt = misspelt;
        this.problems = problems;
        this.scalars = new Scalars(problems);
        this.declared = declared;
    }

    /**
     * Those of one virtual router that are without mistakes.
     *
     * @param node a list; anything else is reported
     * @param priority of the virtual router; that of the owner cannot be adjusted
     */
    List<TrackedCheck> map(String key, Node node, int priority) {
        List<TrackedCheck> tracked = new ArrayList<>();
        if (!(node instanceof SequenceNode list)) {
            problems.at(node, key + " is a list; " + EXAMPLE);
            return tracked;
        }
        Map<String, Node> first = new HashMap<>();
        for (Node element : list.getValue()) {
            Optional<TrackedCheck> read = element instanceof MappingNode mapping
                    ? tracked(mapping, priority)
                    : name(element).map(TrackedCheck.Down::new);
            read.ifPresent(check -> {
                Node earlier = first.putIfAbsent(check.check(), element);
                if (earlier == null) {
                    tracked.add(check);
                } else {
                    problems.at(element, Names.twice("health check", check.check(), earlier));
                }
            });
        }
        return tracked;
    }

    private Optional<TrackedCheck> tracked(MappingNode mapping, int priority) {
        Entries entries = new Entries(mapping, Schema.TRACKED_CHECK, problems);
        Optional<String> name = entries.required(CHECK, "check: web").flatMap(this::name);
        Optional<Node> adjustment = entries.get(ADJUST_PRIORITY);
        if (adjustment.isEmpty()) {
            return name.map(TrackedCheck.Down::new);
        }
        Node node = adjustment.get();
        String called = name.orElse("?");
        Optional<Integer> by =
                scalars.wholeNumber(ADJUST_PRIORITY, node, value -> new TrackedCheck.Adjust(called, value));
        if (priority == VirtualRouterConfig.OWNER_PRIORITY) {
            problems.at(
                    node,
                    ADJUST_PRIORITY + " cannot change the priority of the owner, 255 (RFC 5798 §5.2.4); give it 254 or"
                            + " less, or write the name of the check alone: down while it is unhealthy");
            return Optional.empty();
        }
        return name.flatMap(check -> by.map(value -> new TrackedCheck.Adjust(check, value)));
    }

    /** The name of a check that the file has; another is reported. */
    private Optional<String> name(Node node) {
        return scalars.text("a health check", node).filter(written -> {
            if (misspelt || declared.containsKey(written)) {
                return true;
            }
            problems.at(
                    node,
                    Names.unknown(
                            "health check",
                            written,
                            declared.keySet(),
                            "the file has none: add health-checks: at its top"));
            return false;
        });
    }
}
