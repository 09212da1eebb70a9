package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that a {@link VrrpRouter} runs. Immutable, and free of mistakes that can be seen without a host.
 *
 * @param virtualRouters in the order in which they are started
 * @param checks that they may track
 * @param groups of them
 */
public record RouterConfig(List<Entry> virtualRouters, List<MonitoredCheck> checks, List<Group> groups) {

    /** Nothing. */
    public static final RouterConfig EMPTY = new RouterConfig(List.of(), List.of(), List.of());

    /**
     * Copies the lists, and checks that names are unique and known, that no address belongs to two virtual routers, that those
     * of one interface and family have the same source address, that a virtual router is in one group at most, and that the members of a group have one priority, Preempt_Mode and adjustments:
     * otherwise one of them could wait for ever for what another does not want.
     *
     * @throws IllegalArgumentException saying what is wrong and how to mend it
     */
    public RouterConfig {
        virtualRouters = List.copyOf(virtualRouters);
        checks = List.copyOf(checks);
        groups = List.copyOf(groups);
        Map<VirtualRouterId, Entry> entries = requireDistinct(virtualRouters);
        requireOneSource(virtualRouters);
        requireKnownChecks(virtualRouters, checks);
        requireGroups(groups, entries);
    }

    /**
     * One virtual router.
     *
     * @param interfaceName where it advertises
     * @param config its parameters
     * @param tracked what the checks mean for it
     */
    public record Entry(String interfaceName, VirtualRouterConfig config, List<TrackedCheck> tracked) {

        /**
         * Copies the list.
         *
         * @throws IllegalArgumentException if a check stands there twice, or an owner's priority is to be adjusted: 255 is no
         *     preference but the statement that the addresses are its own
         */
        public Entry {
            tracked = List.copyOf(tracked);
            Set<String> names = new HashSet<>();
            for (TrackedCheck check : tracked) {
                if (!names.add(check.check())) {
                    throw new IllegalArgumentException(
                            "vrid " + config.vrid() + " tracks check " + check.check() + " twice; keep one of them");
                }
                if (check instanceof TrackedCheck.Adjust && config.priority() == VirtualRouterConfig.OWNER_PRIORITY) {
                    throw new IllegalArgumentException("check " + check.check() + " cannot adjust the priority of vrid "
                            + config.vrid() + ": 255 is that of the owner; give it 254 or less, or have the check mean"
                            + " that it is down");
                }
            }
        }

        /** What names it. */
        public VirtualRouterId id() {
            return new VirtualRouterId(interfaceName, config.family(), config.vrid());
        }

        /** Whether the other one can be beside this one: those of one interface and family have one source address, or none. */
        public boolean agreesOnSource(Entry other) {
            return !interfaceName.equals(other.interfaceName)
                    || config.family() != other.config.family()
                    || Objects.equals(source(), other.source());
        }

        private @Nullable IpAddress source() {
            return config.host().sourceAddress();
        }

        /** The same virtual router with other parameters. */
        Entry with(VirtualRouterConfig other) {
            Entry changed = new Entry(interfaceName, other, tracked);
            if (!changed.id().equals(id())) {
                throw new IllegalArgumentException("VRID " + other.vrid() + " " + other.family() + " is not that of "
                        + id() + ": add another one");
            }
            return changed;
        }
    }

    private static Map<VirtualRouterId, Entry> requireDistinct(List<Entry> virtualRouters) {
        Map<VirtualRouterId, Entry> entries = new LinkedHashMap<>();
        Map<IpAddress, VirtualRouterId> owners = new HashMap<>();
        for (Entry entry : virtualRouters) {
            if (entries.put(entry.id(), entry) != null) {
                throw new IllegalArgumentException(entry.id() + " stands there twice");
            }
            for (VirtualAddress address : entry.config().hostAddresses()) {
                VirtualRouterId other = owners.put(address.address(), entry.id());
                if (other != null && !other.equals(entry.id())) {
                    throw new IllegalArgumentException(
                            "virtual address " + address + " belongs to both " + other + " and " + entry.id());
                }
            }
        }
        return entries;
    }

    /**
     * They share a socket, whose packets come from one address.
     *
     * @throws IllegalArgumentException if two of one interface and family have different ones
     */
    static void requireOneSource(List<Entry> virtualRouters) {
        Map<List<Object>, Entry> firsts = new HashMap<>();
        for (Entry entry : virtualRouters) {
            Entry first = firsts.putIfAbsent(
                    List.of(entry.interfaceName(), entry.config().family()), entry);
            if (first != null && !first.agreesOnSource(entry)) {
                throw new IllegalArgumentException("the virtual routers of " + entry.interfaceName() + " "
                        + entry.config().family() + " have one source address: " + first.id() + " has "
                        + Objects.requireNonNullElse(first.source(), "none") + ", " + entry.id() + " has "
                        + Objects.requireNonNullElse(entry.source(), "none") + "; give both the same, or none");
            }
        }
    }

    private static void requireKnownChecks(List<Entry> virtualRouters, List<MonitoredCheck> checks) {
        Set<String> names = new HashSet<>();
        for (MonitoredCheck check : checks) {
            if (!names.add(check.name())) {
                throw new IllegalArgumentException("there are two checks " + check.name());
            }
        }
        for (Entry entry : virtualRouters) {
            for (TrackedCheck tracked : entry.tracked()) {
                if (!names.contains(tracked.check())) {
                    throw new IllegalArgumentException(
                            entry.id() + " tracks check " + tracked.check() + ", which is none of " + names);
                }
            }
        }
    }

    private static void requireGroups(List<Group> groups, Map<VirtualRouterId, Entry> entries) {
        Set<String> names = new HashSet<>();
        Map<VirtualRouterId, String> groupOf = new HashMap<>();
        for (Group group : groups) {
            if (!names.add(group.name())) {
                throw new IllegalArgumentException("there are two groups " + group.name());
            }
            for (VirtualRouterId member : group.members()) {
                if (!entries.containsKey(member)) {
                    throw new IllegalArgumentException(
                            "group " + group.name() + " has the member " + member + ", which is not configured");
                }
                String other = groupOf.put(member, group.name());
                if (other != null) {
                    throw new IllegalArgumentException(
                            member + " is in group " + other + " and in group " + group.name() + "; one is possible");
                }
            }
            requireAlike(group, entries);
        }
    }

    static boolean isPossible(Group group, List<Entry> virtualRouters) {
        try {
            requireGroups(List.of(group), requireDistinct(virtualRouters));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void requireAlike(Group group, Map<VirtualRouterId, Entry> entries) {
        Entry first = entries.get(group.members().get(0));
        for (VirtualRouterId id : group.members()) {
            Entry member = entries.get(id);
            if (first == null || member == null || wish(first).equals(wish(member))) {
                continue;
            }
            throw new IllegalArgumentException("the members of group " + group.name()
                    + " must have the same priority, Preempt_Mode, preempt delay and adjusting checks, since they move"
                    + " together: " + first.id() + " has " + wish(first) + ", " + id + " has " + wish(member));
        }
    }

    /** All that says when it wants to be MASTER. */
    private static String wish(Entry entry) {
        VirtualRouterConfig config = entry.config();
        List<TrackedCheck> adjusting = entry.tracked().stream()
                .filter(TrackedCheck.Adjust.class::isInstance)
                .toList();
        return "priority " + config.priority() + (config.preemptMode() ? "" : " without preemption")
                + (config.preemptDelay().isZero() ? "" : " after " + config.preemptDelay())
                + (adjusting.isEmpty() ? "" : " and " + adjusting);
    }

    /** What can be run, but may never lead to a failover, each with the reason. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        Set<String> tracked = new HashSet<>();
        for (Entry entry : virtualRouters) {
            entry.tracked().forEach(check -> tracked.add(check.check()));
            warnings.addAll(warnings(entry));
        }
        for (MonitoredCheck check : checks) {
            if (!tracked.contains(check.name())) {
                warnings.add("check " + check.name() + " runs, but no virtual router tracks it");
            }
        }
        return warnings;
    }

    private static List<String> warnings(Entry entry) {
        List<String> warnings = new ArrayList<>();
        VirtualRouterConfig config = entry.config();
        int lowest = config.priority();
        int highest = config.priority();
        for (TrackedCheck check : entry.tracked()) {
            if (check instanceof TrackedCheck.Adjust adjust) {
                lowest += Math.min(0, adjust.by());
                highest += Math.max(0, adjust.by());
                if (!config.preemptMode()) {
                    warnings.add(entry.id() + ": check " + adjust.check() + " adjusts the priority, but without"
                            + " preemption a BACKUP with a higher one waits until the MASTER is gone; if the others are"
                            + " configured like this one, the check never leads to a failover: have it mean that the"
                            + " virtual router is down");
                }
            }
        }
        if (lowest < 1 || highest > 254) {
            warnings.add(entry.id() + ": with its checks the priority is " + lowest + ".." + highest
                    + "; it is held to 1..254, so that some of them may change nothing");
        }
        return warnings;
    }

    RouterConfig without(VirtualRouterId id) {
        return new RouterConfig(
                virtualRouters.stream().filter(entry -> !entry.id().equals(id)).toList(),
                checks,
                groups.stream()
                        .filter(group ->
                                !group.members().contains(id) || group.members().size() > 2)
                        .map(group -> new Group(
                                group.name(),
                                group.members().stream()
                                        .filter(member -> !member.equals(id))
                                        .toList()))
                        .toList());
    }

    RouterConfig with(Entry added) {
        if (virtualRouters.stream().anyMatch(entry -> entry.id().equals(added.id()))) {
            throw new IllegalArgumentException(added.id() + " exists already");
        }
        List<Entry> more = new ArrayList<>(virtualRouters);
        more.add(added);
        return new RouterConfig(more, checks, groups);
    }

    RouterConfig with(VirtualRouterId id, VirtualRouterConfig config) {
        return new RouterConfig(
                virtualRouters.stream()
                        .map(entry -> entry.id().equals(id) ? entry.with(config) : entry)
                        .toList(),
                checks,
                groups);
    }
}
