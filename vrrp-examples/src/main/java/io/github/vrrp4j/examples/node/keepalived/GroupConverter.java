package io.github.vrrp4j.examples.node.keepalived;

import io.github.vrrp4j.examples.node.keepalived.Tracking.Tracked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code vrrp_sync_group} to groups: their checks become those of each member, their programs those of the first. */
final class GroupConverter {
    static final Set<String> KNOWN = known();

    private final Map<String, RouterText> routers = new LinkedHashMap<>();
    private final Checks checks;
    private final Notes notes;
    private final Names names = new Names("group");
    private final Map<String, String> groupOf = new HashMap<>();
    private final Set<String> weighted = new HashSet<>();
    private final Map<String, Item> groups = new LinkedHashMap<>();

    GroupConverter(List<RouterText> routers, Checks checks, Notes notes) {
        routers.forEach(router -> this.routers.putIfAbsent(router.instanceName(), router));
        this.checks = checks;
        this.notes = notes;
    }

    private static Set<String> known() {
        Set<String> known = new HashSet<>(Tracking.KEYWORDS);
        known.addAll(Hooks.KEYWORDS);
        known.addAll(List.of("group", "sync_group_tracking_weight"));
        return Set.copyOf(known);
    }

    /** Reads one group. */
    void read(Statement statement) {
        Block block = new Block(statement.block(), KNOWN, Reasons.GROUP, notes);
        String written = statement.argument(0);
        List<RouterText> members = new ArrayList<>();
        for (Statement list : block.all("group")) {
            for (Statement line : list.block()) {
                line.words().forEach(name -> member(line, name, written).ifPresent(members::add));
            }
        }
        if (members.isEmpty()) {
            notes.error(statement, "it has no members; name them in a block: group { NAME }");
            return;
        }
        if (members.size() == 1) {
            notes.note(statement, "it has one member, which needs no group");
        } else {
            List<String> own = members.stream().map(RouterText::name).toList();
            groups.put(names.of(written), new Item(Yaml.list(own), statement.place()));
        }
        List<Tracked> tracked = new Tracking(checks, notes).read(block);
        boolean weights = block.has("sync_group_tracking_weight");
        for (RouterText member : members) {
            if (weights) {
                weighted.add(member.instanceName());
            }
            for (Tracked check : tracked) {
                if (member.tracked().stream().noneMatch(one -> one.check().equals(check.check()))) {
                    member.tracked().add(check);
                }
            }
        }
        RouterText first = members.get(0);
        boolean before = first.hooks().isEmpty();
        first.hooks().add(block, "GROUP", written);
        if (members.size() > 1 && before != first.hooks().isEmpty()) {
            notes.note(statement, "its programs are run when its first member changes, which all do together");
        }
    }

    private Optional<RouterText> member(Statement line, String name, String group) {
        RouterText router = routers.get(name);
        if (router == null) {
            notes.error(line, "there is no vrrp_instance " + name + "; keepalived would run without it");
            return Optional.empty();
        }
        String other = groupOf.putIfAbsent(name, group);
        if (other != null) {
            notes.error(line, name + " is a member of " + other + " already");
            return Optional.empty();
        }
        return Optional.of(router);
    }

    /** Takes away what keepalived ignores: weights of members of a group, and of the owner. After all groups are read. */
    void dropWeights() {
        for (RouterText router : routers.values()) {
            boolean member = groupOf.containsKey(router.instanceName()) && !weighted.contains(router.instanceName());
            boolean owner = router.value("priority").orElse("").equals("255");
            if (member || owner) {
                router.tracked().removeIf(check -> {
                    if (check.adjustment() != 0) {
                        notes.ignored(
                                check.statement(),
                                "keepalived ignores a check with a weight in " + router.instanceName()
                                        + ", because it is " + (owner ? "the owner" : "a member of a group"));
                    }
                    return check.adjustment() != 0;
                });
            }
        }
    }

    /** By name: the list of the members, in YAML. */
    Map<String, Item> groups() {
        return groups;
    }
}
