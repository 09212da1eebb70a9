package io.github.vrrp4j.router;

import static java.util.Objects.requireNonNull;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.packet.VirtualRoute;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what has to be done so that one configuration becomes another. */
final class PlanMaker {

    private static final String CHECK = "check";
    private static final String GROUP = "group";

    private final RouterConfig before;
    private final RouterConfig after;
    private final List<Plan.Step> steps = new ArrayList<>();

    private PlanMaker(RouterConfig before, RouterConfig after) {
        this.before = before;
        this.after = after;
    }

    static Plan plan(RouterConfig before, RouterConfig after) {
        PlanMaker maker = new PlanMaker(before, after);
        maker.virtualRouters();
        maker.named(CHECK, names(before.checks(), MonitoredCheck::name), names(after.checks(), MonitoredCheck::name));
        maker.named(GROUP, names(before.groups(), Group::name), names(after.groups(), Group::name));
        Set<String> takers =
                takers(before, after).stream().map(VirtualRouterId::toString).collect(Collectors.toSet());
        return new Plan(maker.steps.stream()
                .sorted(Comparator.comparingInt(step -> order(step, takers.contains(step.subject()))))
                .toList());
    }

    /** Those that change or are new, in the order of the plan. */
    static List<RouterConfig.Entry> entries(RouterConfig after, Plan plan) {
        Map<String, RouterConfig.Entry> bySubject =
                names(after.virtualRouters(), entry -> entry.id().toString());
        return plan.steps().stream()
                .filter(step -> bySubject.containsKey(step.subject()))
                .map(step -> requireNonNull(bySubject.get(step.subject())))
                .toList();
    }

    /** Those that do not end, and get an address of one that does. */
    private static Set<VirtualRouterId> takers(RouterConfig before, RouterConfig after) {
        Set<VirtualRouterId> leaving = leaving(before, after);
        Set<IpAddress> free = before.virtualRouters().stream()
                .filter(entry -> leaving.contains(entry.id()))
                .flatMap(entry -> entry.config().hostAddresses().stream())
                .map(VirtualAddress::address)
                .collect(Collectors.toSet());
        return after.virtualRouters().stream()
                .filter(entry -> !leaving.contains(entry.id()))
                .filter(entry ->
                        entry.config().hostAddresses().stream().anyMatch(address -> free.contains(address.address())))
                .map(RouterConfig.Entry::id)
                .collect(Collectors.toSet());
    }

    /**
     * As {@link PlanRun} carries them out: what nobody has meanwhile comes first, addresses that move before what gave them up, so
     * that this can be put back if nobody takes them.
     */
    private static int order(Plan.Step step, boolean takes) {
        boolean removes = step.kind() == Plan.Kind.REMOVE;
        if (step.subject().startsWith(CHECK + " ")) {
            return removes ? 7 : 1;
        }
        if (step.subject().startsWith(GROUP + " ")) {
            return 2;
        }
        return switch (step.kind()) {
            case REMOVE -> 0;
            case CONFIGURE -> takes ? 3 : 5;
            case ADD -> takes ? 3 : 6;
            case RESTART -> 4;
        };
    }

    /** Those that run and have to end, some of them to start again. */
    static Set<VirtualRouterId> leaving(RouterConfig before, RouterConfig after) {
        Map<VirtualRouterId, RouterConfig.Entry> now = entries(after);
        Map<IpAddress, VirtualRouterId> owners = new HashMap<>();
        after.virtualRouters()
                .forEach(entry ->
                        entry.config().hostAddresses().forEach(address -> owners.put(address.address(), entry.id())));
        return before.virtualRouters().stream()
                .filter(entry -> {
                    RouterConfig.Entry next = now.get(entry.id());
                    return next == null || restarts(entry, next, owners);
                })
                .map(RouterConfig.Entry::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** It cannot change these while it runs; nor is an address another's before it is off the host. */
    private static boolean restarts(
            RouterConfig.Entry old, RouterConfig.Entry now, Map<IpAddress, VirtualRouterId> owners) {
        return !RunningVirtualRouter.placement(old.id(), old.config())
                        .equals(RunningVirtualRouter.placement(now.id(), now.config()))
                || !Objects.equals(
                        old.config().host().sourceAddress(), now.config().host().sourceAddress())
                || old.config().hostAddresses().stream()
                        .anyMatch(address -> !old.id().equals(owners.getOrDefault(address.address(), old.id())));
    }

    private void virtualRouters() {
        Map<VirtualRouterId, RouterConfig.Entry> old = entries(before);
        Map<VirtualRouterId, RouterConfig.Entry> now = entries(after);
        Set<VirtualRouterId> leaving = leaving(before, after);
        old.keySet().stream().filter(id -> !now.containsKey(id)).forEach(id -> step(Plan.Kind.REMOVE, id, ""));
        now.forEach((id, entry) -> {
            RouterConfig.Entry known = old.get(id);
            if (known == null) {
                step(Plan.Kind.ADD, id, "priority " + entry.config().priority() + ", " + addresses(entry.config()));
            } else if (!known.equals(entry)) {
                step(leaving.contains(id) ? Plan.Kind.RESTART : Plan.Kind.CONFIGURE, id, differences(known, entry));
            }
        });
    }

    private void step(Plan.Kind kind, VirtualRouterId id, String text) {
        steps.add(new Plan.Step(kind, id.toString(), text));
    }

    private static Map<VirtualRouterId, RouterConfig.Entry> entries(RouterConfig config) {
        Map<VirtualRouterId, RouterConfig.Entry> entries = new LinkedHashMap<>();
        config.virtualRouters().forEach(entry -> entries.put(entry.id(), entry));
        return entries;
    }

    private static String addresses(VirtualRouterConfig config) {
        return config.hostAddresses().stream().map(VirtualAddress::toString).collect(Collectors.joining(" "));
    }

    private static String differences(RouterConfig.Entry old, RouterConfig.Entry now) {
        VirtualRouterConfig was = old.config();
        VirtualRouterConfig is = now.config();
        Stream<String> plain = Stream.of(
                difference("priority", was.priority(), is.priority()),
                difference("advertisement interval", text(was), text(is)),
                difference("version", was.version(), is.version()),
                difference("preempt mode", was.preemptMode(), is.preemptMode()),
                difference("preempt delay", was.preemptDelay(), is.preemptDelay()),
                difference("hold-down", was.holdDown(), is.holdDown()),
                difference("virtual MAC", was.host().virtualMac(), is.host().virtualMac()),
                difference("accept mode", was.accepts(), is.accepts()),
                difference(
                        "source address", was.host().sourceAddress(), is.host().sourceAddress()),
                difference("unicast peers", was.unicastPeers(), is.unicastPeers()),
                difference(
                        "announcements", was.host().announcements(), is.host().announcements()),
                difference("checks", old.tracked(), now.tracked()));
        List<VirtualAddress> oldAddresses = was.hostAddresses();
        List<VirtualAddress> newAddresses = is.hostAddresses();
        List<VirtualRoute> oldRoutes = was.host().routes();
        List<VirtualRoute> newRoutes = is.host().routes();
        String text = Stream.of(
                        plain, moves("address", oldAddresses, newAddresses), moves("route", oldRoutes, newRoutes))
                .flatMap(each -> each)
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? "other parameters" : text;
    }

    private static String text(VirtualRouterConfig config) {
        return config.advertisementInterval().toMillis() + "ms";
    }

    private static String difference(String what, @Nullable Object old, @Nullable Object now) {
        return Objects.equals(old, now) ? "" : what + " " + old + "->" + now;
    }

    private static Stream<String> moves(String what, List<?> old, List<?> now) {
        return Stream.concat(
                now.stream().filter(each -> !old.contains(each)).map(each -> what + " +" + each),
                old.stream().filter(each -> !now.contains(each)).map(each -> what + " -" + each));
    }

    private static <T> Map<String, T> names(List<T> all, Function<T, String> name) {
        Map<String, T> names = new LinkedHashMap<>();
        all.forEach(each -> names.put(name.apply(each), each));
        return names;
    }

    private void named(String what, Map<String, ?> old, Map<String, ?> now) {
        old.keySet().stream()
                .filter(name -> !now.containsKey(name))
                .forEach(name -> steps.add(new Plan.Step(Plan.Kind.REMOVE, what + " " + name, "")));
        now.forEach((name, value) -> {
            Object known = old.get(name);
            if (known == null) {
                steps.add(new Plan.Step(Plan.Kind.ADD, what + " " + name, ""));
            } else if (!known.equals(value)) {
                steps.add(new Plan.Step(Plan.Kind.CONFIGURE, what + " " + name, known + " -> " + value));
            }
        });
    }
}
