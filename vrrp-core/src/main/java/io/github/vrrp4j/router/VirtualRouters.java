package io.github.vrrp4j.router;

import static java.util.Objects.requireNonNull;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.Link;
import io.github.vrrp4j.spi.Placement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The virtual routers of a router with their checks and groups: adds, changes and removes them. What may block, because it
 * asks the system, happens on the calling thread; the rest is a command to the loop. Changes are made by one thread at a
 * time, which is the caller's to see to; anybody may ask.
 */
final class VirtualRouters {

    private final RouterContext context;
    private final Loop loop;
    private final Links links;

    private record Member(RouterConfig.Entry entry, RunningVirtualRouter router) {}

    /** Never changed but replaced, as a whole: so any thread sees what belongs together. */
    private record Members(
            Map<VirtualRouterId, Member> routers, Map<String, RunningCheck> checks, Map<String, RunningGroup> groups) {
        private Members with(Map<VirtualRouterId, Member> others) {
            return new Members(others, checks, groups);
        }
    }

    private volatile Members now = new Members(Map.of(), Map.of(), Map.of());
    /** How those were that have ended and are about to start again. */
    private Map<VirtualRouterId, VirtualRouterStatus> returning = Map.of();

    /** Each tells addresses that are virtual. For any thread. */
    private final List<Predicate<IpAddress>> claims = new CopyOnWriteArrayList<>();

    VirtualRouters(RouterContext context, Loop loop) {
        this.context = context;
        this.loop = loop;
        this.links =
                new Links(context.network().transport(), context.network().clock(), context.events(), this::isVirtual);
    }

    private boolean isVirtual(IpAddress address) {
        return claims.stream().anyMatch(claim -> claim.test(address));
    }

    Links links() {
        return links;
    }

    List<RunningVirtualRouter> all() {
        return now.routers().values().stream().map(Member::router).toList();
    }

    /** Throws if there is none. */
    RunningVirtualRouter require(VirtualRouterId id) {
        return requireMember(id).router();
    }

    private Member requireMember(VirtualRouterId id) {
        Member member = now.routers().get(id);
        if (member == null) {
            throw new IllegalArgumentException("there is no " + id);
        }
        return member;
    }

    /** It, and those that move together with it. */
    List<RunningVirtualRouter> requireWithGroup(VirtualRouterId id) {
        Members members = now;
        RunningVirtualRouter one = require(id);
        return members.groups().values().stream()
                .map(group -> group.group().members())
                .filter(group -> group.contains(id))
                .findFirst()
                .map(group -> group.stream()
                        .filter(members.routers()::containsKey)
                        .map(member ->
                                requireNonNull(members.routers().get(member)).router())
                        .toList())
                .orElse(List.of(one));
    }

    /** What runs. A group in the midst of a change, whose members are not alike, is left out. */
    RouterConfig config() {
        Members members = now;
        List<RouterConfig.Entry> entries =
                members.routers().values().stream().map(Member::entry).toList();
        return new RouterConfig(
                entries,
                members.checks().values().stream().map(RunningCheck::check).toList(),
                members.groups().values().stream()
                        .map(RunningGroup::group)
                        .filter(group -> RouterConfig.isPossible(group, entries))
                        .toList());
    }

    /** Adds one and starts it; nothing was added if it throws. */
    void add(RouterConfig.Entry entry) throws IOException {
        VirtualRouterId id = entry.id();
        if (now.routers().containsKey(id)) {
            throw new IllegalArgumentException(id + " exists already");
        }
        requireFree(id, entry.config(), Set.of());
        List<RouterConfig.Entry> all = new ArrayList<>(config().virtualRouters());
        all.add(entry);
        RouterConfig.requireOneSource(all);
        Predicate<IpAddress> claim = entry.config()::contains;
        claims.add(claim);
        try {
            RunningVirtualRouter router = start(id, entry);
            put(new Member(entry, router));
            claims.add(router);
        } catch (IOException | RuntimeException | Error e) {
            closeUnusedLinks();
            throw e;
        } finally {
            claims.remove(claim);
        }
    }

    private void put(Member member) {
        Map<VirtualRouterId, Member> routers = new LinkedHashMap<>(now.routers());
        routers.put(member.router().id(), member);
        now = now.with(routers);
    }

    private RunningVirtualRouter start(VirtualRouterId id, RouterConfig.Entry entry) throws IOException {
        Links.Open open = links.require(id, entry.config());
        boolean clean = prepareHost(id, open.link(), entry.config());
        RunningVirtualRouter router = new RunningVirtualRouter(id, entry.config(), open.link(), context);
        RunningGroup group = groupOf(id);
        TrackedHealth tracked = tracked(entry.tracked());
        VirtualRouterStatus before = returning.get(id);
        context.loop().accept(() -> {
            open.link().refreshSource();
            open.receiver().add(id.vrid(), router);
            if (before != null) {
                router.takeOrders(before);
            }
            if (!clean) {
                router.expectLeftovers();
            }
            router.track(tracked);
            router.group(group);
            loop.add(router);
        });
        return router;
    }

    private @Nullable RunningGroup groupOf(VirtualRouterId id) {
        return now.groups().values().stream()
                .filter(group -> group.group().members().contains(id))
                .findFirst()
                .orElse(null);
    }

    private TrackedHealth tracked(List<TrackedCheck> meanings) {
        return new TrackedHealth(meanings.stream()
                .map(meaning -> new TrackedHealth.Tracked(
                        meaning, requireNonNull(now.checks().get(meaning.check()))))
                .toList());
    }

    /**
     * Removes what a run that was killed has left. Leaves nothing of its own if it fails.
     *
     * @return false where there is a fault, or something refuses to be removed: then that is done when it starts, and again
     *     until it succeeds
     */
    private boolean prepareHost(VirtualRouterId id, Link link, VirtualRouterConfig config) throws IOException {
        Placement placement = RunningVirtualRouter.placement(id, config);
        Holdings holdings = Holdings.of(config);
        try {
            context.addressManager().prepare(placement, holdings.addresses(), holdings.routes());
            if (link.fault() != null) {
                return false;
            }
            HostWork work = new HostWork(context.addressManager(), placement, () -> true);
            work.end();
            work.remove(holdings);
            return work.error() == null;
        } catch (IOException | RuntimeException | Error e) {
            HostWork undo = new HostWork(context.addressManager(), placement, () -> true);
            undo.retire();
            if (undo.error() != null) {
                e.addSuppressed(undo.error());
            }
            throw e;
        }
    }

    /** Gives one other parameters while it runs; nothing was changed if it throws. */
    void configure(VirtualRouterId id, VirtualRouterConfig config) throws IOException {
        Member member = requireMember(id);
        RouterConfig.Entry entry = member.entry().with(config);
        if (!RunningVirtualRouter.placement(id, config).equals(member.router().placement())) {
            throw new IllegalArgumentException(
                    "virtual MAC and Accept_Mode of " + id + " cannot change while it runs: replace it");
        }
        requireFree(id, config, Set.of());
        config().with(id, config); // its group, or those beside it, may not allow it
        if (!Objects.equals(
                config.host().sourceAddress(), member.entry().config().host().sourceAddress())) {
            throw new IllegalArgumentException(
                    "the source address of " + id + " cannot change while it runs: replace it");
        }
        configure(member.router(), entry);
    }

    /** Gives one other parameters while it runs, and tracks other checks; nothing was changed if it throws. */
    void change(RouterConfig.Entry entry) throws IOException {
        Member member = requireMember(entry.id());
        if (member.entry().config().equals(entry.config())) {
            put(new Member(entry, member.router()));
        } else {
            requireFree(entry.id(), entry.config(), Set.of());
            configure(member.router(), entry);
        }
        if (!member.entry().tracked().equals(entry.tracked())) {
            track(member.router(), entry.tracked());
        }
    }

    private void configure(RunningVirtualRouter router, RouterConfig.Entry entry) throws IOException {
        VirtualRouterConfig config = entry.config();
        Predicate<IpAddress> claim = config::contains;
        claims.add(claim);
        try {
            Links.Open open = links.require(entry.id(), config);
            router.claim(config);
            put(new Member(entry, router));
            context.loop().accept(() -> {
                open.link().refreshSource();
                router.configure(config);
            });
        } finally {
            claims.remove(claim);
        }
    }

    /** Is done when no virtual router that stays has anything on the host that is not its own any more. */
    CompletableFuture<Void> clean() {
        List<CompletableFuture<Void>> clean = new ArrayList<>();
        for (RunningVirtualRouter router : all()) {
            CompletableFuture<Void> one = new CompletableFuture<>();
            context.loop().accept(() -> router.onceClean(() -> one.complete(null)));
            clean.add(one);
        }
        CompletableFuture<Void> taken = new CompletableFuture<>(); // by the loop, even if there is none
        context.loop().accept(() -> taken.complete(null));
        clean.add(taken);
        return CompletableFuture.allOf(clean.toArray(CompletableFuture<?>[]::new));
    }

    /** What the checks mean for one, from now on. */
    private void track(RunningVirtualRouter router, List<TrackedCheck> meanings) {
        TrackedHealth tracked = tracked(meanings);
        context.loop().accept(() -> router.track(tracked));
    }

    /** No address may belong to another virtual router that stays. */
    private void requireFree(VirtualRouterId id, VirtualRouterConfig config, Set<VirtualRouterId> leaving) {
        for (VirtualAddress address : config.hostAddresses()) {
            for (RunningVirtualRouter other : all()) {
                if (!other.id().equals(id) && !leaving.contains(other.id()) && other.claims(address.address())) {
                    throw new IllegalArgumentException(
                            "virtual address " + address + " belongs to " + other.id() + " already");
                }
            }
        }
    }

    /** For {@link #check}, with everything that will be virtual. */
    Links.Trial trial(RouterConfig wanted) {
        return links.new Trial(address -> isVirtual(address)
                || wanted.virtualRouters().stream()
                        .anyMatch(entry -> entry.config().contains(address)));
    }

    /** Finds what speaks against one that is to come or to change, before others end. */
    void check(RouterConfig.Entry entry, Set<VirtualRouterId> leaving, Links.Trial trial) throws IOException {
        requireFree(entry.id(), entry.config(), leaving);
        trial.check(entry.id(), entry.config());
        Holdings holdings = Holdings.of(entry.config());
        context.addressManager()
                .check(
                        RunningVirtualRouter.placement(entry.id(), entry.config()),
                        holdings.addresses(),
                        holdings.routes());
    }

    /** Ends one. The future is done when its addresses are off the host, however often that has to be tried. */
    CompletableFuture<Void> remove(VirtualRouterId id) {
        RunningVirtualRouter router = require(id);
        AdvertisementReceiver receiver = links.receiver(id);
        CompletableFuture<Void> gone = new CompletableFuture<>();
        context.loop()
                .accept(() -> loop.remove(router, () -> {
                    receiver.remove(id.vrid());
                    gone.complete(null);
                }));
        return gone;
    }

    /** Forgets those that have ended, but for what they were ordered, until {@link #forgetOrders}. */
    void forget(Set<VirtualRouterId> ended) {
        returning = ended.stream()
                .collect(Collectors.toMap(id -> id, id -> require(id).status()));
        Map<VirtualRouterId, Member> fewer = new LinkedHashMap<>(now.routers());
        fewer.keySet().removeAll(ended);
        now = now.with(fewer);
        claims.removeIf(claim -> fewer.values().stream().noneMatch(member -> member.router() == claim));
    }

    void forgetOrders() {
        returning = Map.of();
    }

    void closeUnusedLinks() {
        links.closeUnused(now.routers().keySet());
    }

    /** Starts the checks that are new. One that changed takes the place of the old one. */
    void startChecks(List<MonitoredCheck> wanted) {
        Map<String, RunningCheck> running = new LinkedHashMap<>(now.checks());
        Set<String> replaced = new HashSet<>();
        for (MonitoredCheck check : wanted) {
            RunningCheck known = running.get(check.name());
            if (known == null || !known.check().equals(check)) {
                RunningCheck started =
                        new RunningCheck(check, context.network().clock(), context.taskExecutor(), context.loop());
                running.put(check.name(), started);
                context.loop().accept(() -> {
                    if (known != null) {
                        loop.remove(known);
                        started.goOnFrom(known);
                    }
                    loop.add(started);
                });
                if (known != null) {
                    replaced.add(check.name());
                }
            }
        }
        now = new Members(now.routers(), running, now.groups());
        for (Member member : now.routers().values()) {
            List<TrackedCheck> tracked = member.entry().tracked();
            if (tracked.stream().anyMatch(check -> replaced.contains(check.check()))) {
                track(member.router(), tracked);
            }
        }
    }

    /** Stops the checks that are not wanted, unless one that could not be changed still tracks them. */
    void stopChecksBut(List<MonitoredCheck> wanted) {
        Set<String> tracked = now.routers().values().stream()
                .flatMap(member -> member.entry().tracked().stream())
                .map(TrackedCheck::check)
                .collect(Collectors.toSet());
        Map<String, RunningCheck> running = new LinkedHashMap<>(now.checks());
        running.values().removeIf(check -> {
            boolean ends = !wanted.contains(check.check())
                    && !tracked.contains(check.check().name());
            if (ends) {
                context.loop().accept(() -> loop.remove(check));
            }
            return ends;
        });
        now = new Members(now.routers(), running, now.groups());
    }

    /** Has these groups, and no others, from now on; those that are the same go on. */
    void group(List<Group> wanted) {
        Map<String, RunningGroup> before = now.groups();
        Map<String, RunningGroup> after = new LinkedHashMap<>();
        for (Group group : wanted) {
            RunningGroup known = before.get(group.name());
            after.put(group.name(), known != null && known.group().equals(group) ? known : new RunningGroup(group));
        }
        now = new Members(now.routers(), now.checks(), after);
        context.loop().accept(() -> {
            before.values().stream().filter(old -> !after.containsValue(old)).forEach(loop::remove);
            after.values().stream()
                    .filter(added -> !before.containsValue(added))
                    .forEach(loop::add);
        });
        for (RunningVirtualRouter router : all()) {
            RunningGroup group = groupOf(router.id());
            context.loop().accept(() -> router.group(group));
        }
    }

    /** Lists everything in this order, whatever else there is last. */
    void order(RouterConfig wanted) {
        now = new Members(
                ordered(now.routers(), wanted.virtualRouters().stream().map(RouterConfig.Entry::id)),
                ordered(now.checks(), wanted.checks().stream().map(MonitoredCheck::name)),
                now.groups());
    }

    private static <K, V> Map<K, V> ordered(Map<K, V> map, Stream<K> keys) {
        Map<K, V> ordered = new LinkedHashMap<>();
        keys.filter(map::containsKey).forEach(key -> ordered.put(key, requireNonNull(map.get(key))));
        map.forEach(ordered::putIfAbsent);
        return ordered;
    }

    void subscribe(EventQueue queue) {
        context.loop().accept(() -> {
            loop.tellStatus(queue::offer);
            context.events().add(queue);
        });
    }
}
