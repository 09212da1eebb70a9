package io.github.vrrp4j.router;

import static java.util.Objects.requireNonNull;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.Link;
import io.github.vrrp4j.spi.Placement;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
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

    /** Each of these three is replaced, never changed: for any thread. */
    private volatile Map<VirtualRouterId, Member> routers = Map.of();

    private volatile Map<String, RunningCheck> checks = Map.of();
    private volatile Map<String, RunningGroup> groups = Map.of();

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
        return routers.values().stream().map(Member::router).toList();
    }

    /** Throws if there is none. */
    RunningVirtualRouter require(VirtualRouterId id) {
        Member member = routers.get(id);
        if (member == null) {
            throw new IllegalArgumentException("there is no " + id);
        }
        return member.router();
    }

    /** It, and those that move together with it. */
    List<RunningVirtualRouter> requireWithGroup(VirtualRouterId id) {
        RunningVirtualRouter one = require(id);
        Map<VirtualRouterId, Member> now = routers;
        return groups.values().stream()
                .map(group -> group.group().members())
                .filter(members -> members.contains(id))
                .findFirst()
                .map(members -> members.stream()
                        .filter(now::containsKey)
                        .map(member -> requireNonNull(now.get(member)).router())
                        .toList())
                .orElse(List.of(one));
    }

    /** What runs. A group in the midst of a change, whose members are not alike, is left out. */
    RouterConfig config() {
        List<RouterConfig.Entry> entries =
                routers.values().stream().map(Member::entry).toList();
        List<MonitoredCheck> running =
                checks.values().stream().map(RunningCheck::check).toList();
        List<Group> alike = groups.values().stream()
                .map(RunningGroup::group)
                .filter(group -> RouterConfig.isPossible(group, entries))
                .toList();
        return new RouterConfig(entries, running, alike);
    }

    /** Adds one and starts it; nothing was added if it throws. */
    void add(RouterConfig.Entry entry) throws IOException {
        VirtualRouterId id = entry.id();
        if (routers.containsKey(id)) {
            throw new IllegalArgumentException(id + " exists already");
        }
        requireFree(id, entry.config());
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
        Map<VirtualRouterId, Member> now = new LinkedHashMap<>(routers);
        now.put(member.router().id(), member);
        routers = now;
    }

    private RunningVirtualRouter start(VirtualRouterId id, RouterConfig.Entry entry) throws IOException {
        Links.Open open = links.require(id, entry.config());
        boolean clean = prepareHost(id, open.link(), entry.config());
        RunningVirtualRouter router = new RunningVirtualRouter(id, entry.config(), open.link(), context);
        RunningGroup group = groupOf(id);
        TrackedHealth tracked = tracked(entry.tracked());
        context.loop().accept(() -> {
            open.link().refreshSource();
            open.receiver().add(id.vrid(), router);
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
        return groups.values().stream()
                .filter(group -> group.group().members().contains(id))
                .findFirst()
                .orElse(null);
    }

    private TrackedHealth tracked(List<TrackedCheck> meanings) {
        return new TrackedHealth(meanings.stream()
                .map(meaning -> new TrackedHealth.Tracked(meaning, requireNonNull(checks.get(meaning.check()))))
                .toList());
    }

    /**
     * Removes what a run that was killed has left. Leaves nothing of its own if it fails.
     *
     * @return false where there is a fault: then that is done when it ends
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
            if (work.error() != null) {
                throw work.error();
            }
            return true;
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
        RunningVirtualRouter router = require(id);
        if (config.vrid() != id.vrid() || config.family() != id.family()) {
            throw new IllegalArgumentException(
                    "VRID " + config.vrid() + " " + config.family() + " is not that of " + id + ": add another one");
        }
        if (!RunningVirtualRouter.placement(id, config).equals(router.placement())) {
            throw new IllegalArgumentException(
                    "virtual MAC and Accept_Mode of " + id + " cannot change while it runs: replace it");
        }
        requireFree(id, config);
        Predicate<IpAddress> claim = config::contains;
        claims.add(claim);
        try {
            Links.Open open = links.require(id, config);
            router.claim(config);
            put(new Member(new RouterConfig.Entry(id.interfaceName(), config, tracked(id)), router));
            context.loop().accept(() -> {
                open.link().refreshSource();
                router.configure(config);
            });
        } finally {
            claims.remove(claim);
        }
    }

    private List<TrackedCheck> tracked(VirtualRouterId id) {
        return requireNonNull(routers.get(id)).entry().tracked();
    }

    /** No address may belong to another virtual router. */
    private void requireFree(VirtualRouterId id, VirtualRouterConfig config) {
        for (VirtualAddress address : config.hostAddresses()) {
            for (RunningVirtualRouter other : all()) {
                if (!other.id().equals(id) && other.claims(address.address())) {
                    throw new IllegalArgumentException(
                            "virtual address " + address + " belongs to " + other.id() + " already");
                }
            }
        }
    }

    /** Opens and checks the link of one that is to come, so that what speaks against it is known before others end. */
    void check(RouterConfig.Entry entry) throws IOException {
        links.require(entry.id(), entry.config());
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

    /** Forgets those that have ended. */
    void forget(Set<VirtualRouterId> ended) {
        Map<VirtualRouterId, Member> fewer = new LinkedHashMap<>(routers);
        fewer.keySet().removeAll(ended);
        routers = fewer;
        claims.removeIf(claim -> fewer.values().stream().noneMatch(member -> member.router() == claim));
    }

    void closeUnusedLinks() {
        links.closeUnused(routers.keySet());
    }

    /** What the checks mean for one, from now on. */
    void track(VirtualRouterId id, List<TrackedCheck> meanings) {
        RunningVirtualRouter router = require(id);
        TrackedHealth tracked = tracked(meanings);
        put(new Member(
                new RouterConfig.Entry(
                        id.interfaceName(),
                        requireNonNull(routers.get(id)).entry().config(),
                        meanings),
                router));
        context.loop().accept(() -> router.track(tracked));
    }

    /** Starts the checks that are new. One that changed is new; the old one runs until {@link #stopChecksBut}. */
    void startChecks(List<MonitoredCheck> wanted) {
        Map<String, RunningCheck> now = new LinkedHashMap<>(checks);
        for (MonitoredCheck check : wanted) {
            RunningCheck known = now.get(check.name());
            if (known == null || !known.check().equals(check)) {
                RunningCheck started =
                        new RunningCheck(check, context.network().clock(), context.taskExecutor(), context.loop());
                now.put(check.name(), started);
                context.loop().accept(() -> loop.add(started));
                if (known != null) {
                    context.loop().accept(() -> loop.remove(known));
                }
            }
        }
        checks = now;
    }

    void stopChecksBut(List<MonitoredCheck> wanted) {
        Map<String, RunningCheck> now = new LinkedHashMap<>(checks);
        now.values().removeIf(running -> {
            boolean ends = !wanted.contains(running.check());
            if (ends) {
                context.loop().accept(() -> loop.remove(running));
            }
            return ends;
        });
        checks = now;
    }

    /** Has these groups, and no others, from now on; those that are the same go on. */
    void group(List<Group> wanted) {
        Map<String, RunningGroup> before = groups;
        Map<String, RunningGroup> now = new LinkedHashMap<>();
        for (Group group : wanted) {
            RunningGroup known = before.get(group.name());
            now.put(group.name(), known != null && known.group().equals(group) ? known : new RunningGroup(group));
        }
        groups = now;
        context.loop().accept(() -> {
            before.values().stream().filter(old -> !now.containsValue(old)).forEach(loop::remove);
            now.values().stream().filter(added -> !before.containsValue(added)).forEach(loop::add);
        });
        for (RunningVirtualRouter router : all()) {
            RunningGroup group = groupOf(router.id());
            context.loop().accept(() -> router.group(group));
        }
    }

    void subscribe(EventQueue queue) {
        context.loop().accept(() -> {
            loop.tellStatus(queue::offer);
            context.events().add(queue);
        });
    }
}
