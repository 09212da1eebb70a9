package io.github.vrrp4j.examples.node.config;

import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.Group;
import io.github.vrrp4j.router.RouterConfig;
import io.github.vrrp4j.router.TrackedCheck;
import io.github.vrrp4j.router.VirtualRouterId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Virtual routers that move together: the groups of the file, and the two families of one entry. */
final class GroupsMapper {
    private static final String EXAMPLE = "{gateway: [inside, outside]}";

    private final Problems problems;
    private final Scalars scalars;
    private final Map<String, VirtualRouterMapper.Read> byName;
    private final Map<String, Node> memberOf = new HashMap<>();
    private final List<Group> groups = new ArrayList<>();

    /** Takes what has a name. */
    GroupsMapper(Problems problems, Map<String, VirtualRouterMapper.Read> byName) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
        this.byName = byName;
    }

    /** The groups without mistakes: those of the file in its order, then those of entries with both families. */
    List<Group> map(String key, Optional<Node> node, List<VirtualRouterMapper.Read> all) {
        Map<String, Names.Named> named = node.map(written -> new Names(problems).map(key, written, EXAMPLE))
                .orElse(Map.of());
        named.forEach((name, group) -> group(name, group.value()));
        for (VirtualRouterMapper.Read read : all) {
            if (read.virtualRouters().size() > 1
                    && read.name()
                            .filter(own -> memberOf.containsKey(own.getKey()))
                            .isEmpty()) {
                ofBothFamilies(read, named);
            }
        }
        return groups;
    }

    private void group(String name, Node node) {
        if (!(node instanceof SequenceNode list)) {
            problems.at(node, "group " + name + " is a list of names of virtual routers; write " + EXAMPLE);
            return;
        }
        boolean complete = true;
        Set<VirtualRouterId> members = new LinkedHashSet<>();
        VirtualRouterMapper.Read first = null;
        for (Node element : list.getValue()) {
            Optional<VirtualRouterMapper.Read> member = member(name, element);
            complete &= member.isPresent() && !member.get().virtualRouters().isEmpty();
            if (!complete) {
                continue;
            }
            VirtualRouterMapper.Read read = member.orElseThrow();
            read.virtualRouters().forEach(each -> members.add(each.id()));
            if (first == null) {
                first = read;
            } else {
                requireSame(
                        name,
                        element,
                        first.virtualRouters().get(0),
                        read.virtualRouters().get(0));
            }
        }
        if (complete && members.size() < 2) {
            problems.at(
                    node,
                    "group " + name + " needs two virtual routers at least; name another, or leave the group out");
        } else if (complete) {
            groups.add(new Group(name, List.copyOf(members)));
        }
    }

    /** What a name stands for; one that is unknown or in a group already is reported. */
    private Optional<VirtualRouterMapper.Read> member(String group, Node node) {
        Optional<String> name = scalars.text("a member of group " + group, node);
        Optional<VirtualRouterMapper.Read> read = name.map(byName::get);
        if (name.isEmpty()) {
            return read;
        }
        String written = name.get();
        if (read.isEmpty()) {
            problems.at(
                    node,
                    Names.unknown(
                            "virtual router",
                            written,
                            byName.keySet(),
                            "none has a name: add a line like name: " + (written.isBlank() ? "inside" : written)));
            return read;
        }
        Node earlier = memberOf.putIfAbsent(written, node);
        if (earlier != null) {
            problems.at(
                    node,
                    "virtual router '" + written + "' is in a group already, at "
                            + Marks.text(earlier.getStartMark().orElseThrow()) + "; it can move with one group only");
            return Optional.empty();
        }
        return read;
    }

    /** Members elect alike, or two routers of a LAN would each be better for one of them: what {@link RouterConfig} asks. */
    private void requireSame(String group, Node node, RouterConfig.Entry first, RouterConfig.Entry other) {
        VirtualRouterConfig a = first.config();
        VirtualRouterConfig b = other.config();
        if (a.priority() != b.priority()) {
            differs(group, node, "priority", other, b.priority(), first, a.priority());
        }
        if (a.preemptMode() != b.preemptMode()) {
            differs(group, node, "preempt-mode", other, b.preemptMode(), first, a.preemptMode());
        }
        if (!a.preemptDelay().equals(b.preemptDelay())) {
            String ofA = DurationText.format(a.preemptDelay());
            differs(group, node, "preempt-delay", other, DurationText.format(b.preemptDelay()), first, ofA);
        }
        if (!adjustments(first).equals(adjustments(other))) {
            differs(group, node, "adjust-priority", other, adjustmentText(other), first, adjustmentText(first));
        }
    }

    private void differs(
            String group, Node node, String what, RouterConfig.Entry a, Object ofA, RouterConfig.Entry b, Object ofB) {
        problems.at(
                node,
                "members of group " + group + " need the same " + what + ": " + a.id() + " has " + ofA + ", " + b.id()
                        + " has " + ofB);
    }

    private static Set<TrackedCheck> adjustments(RouterConfig.Entry entry) {
        return entry.tracked().stream()
                .filter(TrackedCheck.Adjust.class::isInstance)
                .collect(Collectors.toSet());
    }

    private static String adjustmentText(RouterConfig.Entry entry) {
        String all = entry.tracked().stream()
                .filter(TrackedCheck.Adjust.class::isInstance)
                .map(TrackedCheck.Adjust.class::cast)
                .map(adjust -> adjust.check() + " " + adjust.by())
                .sorted()
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? "none" : all;
    }

    private void ofBothFamilies(VirtualRouterMapper.Read read, Map<String, Names.Named> named) {
        List<VirtualRouterId> members =
                read.virtualRouters().stream().map(RouterConfig.Entry::id).toList();
        // Names have no slash, so that this is nobody else's.
        String name = read.name()
                .map(Map.Entry::getKey)
                .orElse(members.get(0).interfaceName() + "/" + members.get(0).vrid());
        Names.Named taken = named.get(name);
        if (taken != null) {
            problems.at(
                    taken.nameNode(),
                    "group " + name + " has the name of a virtual router with addresses of both families, which is a"
                            + " group of that name by itself; choose another name, or make it a member");
            return;
        }
        groups.add(new Group(name, members));
    }
}
