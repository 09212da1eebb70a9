package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.protocol.HostConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries one plan out: everything is checked first; then ends what has to end; then comes step after step. The first that
 * fails is the last one, and what has ended in vain is put back.
 */
final class PlanRun {

    private static final Logger LOG = LoggerFactory.getLogger(VrrpRouter.class);

    private final VirtualRouters routers;
    private final Runnable requireOpen;
    private final RouterConfig before;
    private final RouterConfig wanted;
    private final Plan plan;
    private final Set<VirtualRouterId> leaving;

    /** One that makes what is wanted of what runs. The last throws where nothing may be changed any more. */
    PlanRun(VirtualRouters routers, RouterConfig wanted, Runnable requireOpen) {
        this.routers = routers;
        this.requireOpen = requireOpen;
        this.wanted = wanted;
        before = routers.config();
        plan = PlanMaker.plan(before, wanted);
        leaving = PlanMaker.leaving(before, wanted);
    }

    /**
     * Does it; what comes after a wait, on the executor.
     *
     * @throws IOException if the host speaks against it; nothing was changed
     * @throws IllegalArgumentException likewise
     */
    CompletionStage<Plan> begin(Executor executor) throws IOException {
        check();
        if (leaving.isEmpty()) {
            return finish();
        }
        CompletableFuture<?>[] gone = leaving.stream().map(routers::remove).toArray(CompletableFuture<?>[]::new);
        routers.group(meanwhile());
        return CompletableFuture.allOf(gone)
                .thenComposeAsync(
                        done -> {
                            routers.forget(leaving);
                            routers.closeUnusedLinks();
                            return finish();
                        },
                        executor);
    }

    private void check() throws IOException {
        try (Links.Trial trial = routers.trial(wanted)) {
            for (RouterConfig.Entry entry : PlanMaker.entries(wanted, plan)) {
                try {
                    routers.check(entry, leaving, trial);
                } catch (IOException | IllegalArgumentException e) {
                    throw named(entry, e);
                }
            }
        }
    }

    /** Says of which virtual router it is that something is wrong. */
    private static IOException named(RouterConfig.Entry entry, Throwable e) {
        String message = entry.id() + ": " + e.getMessage();
        if (e instanceof IllegalArgumentException) {
            throw new IllegalArgumentException(message, e);
        }
        return new IOException(message, e);
    }

    /** Those that last, or can be made already: whoever leaves for good, however long that takes, holds nobody up. */
    private List<Group> meanwhile() {
        Set<VirtualRouterId> stay = before.virtualRouters().stream()
                .map(RouterConfig.Entry::id)
                .filter(id -> !leaving.contains(id))
                .collect(Collectors.toSet());
        return wanted.groups().stream()
                .filter(group -> before.groups().contains(group) || stay.containsAll(group.members()))
                .toList();
    }

    private CompletionStage<Plan> finish() {
        try {
            requireOpen.run();
            routers.startChecks(wanted.checks());
            routers.group(wanted.groups());
            for (RouterConfig.Entry entry : PlanMaker.entries(wanted, plan)) {
                requireOpen.run();
                make(entry);
            }
            routers.stopChecksBut(wanted.checks());
            routers.order(wanted);
        } catch (IOException | RuntimeException | Error e) {
            return CompletableFuture.failedFuture(stopped(e));
        } finally {
            routers.forgetOrders();
            routers.closeUnusedLinks();
        }
        return routers.clean()
                .thenApply(done -> plan); // or the next change might want what is still on its way off the host
    }

    private void make(RouterConfig.Entry entry) throws IOException {
        try {
            if (running().contains(entry.id())) {
                routers.change(entry);
            } else {
                routers.add(entry);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw named(entry, e);
        }
    }

    private Set<VirtualRouterId> running() {
        return routers.all().stream().map(RunningVirtualRouter::id).collect(Collectors.toSet());
    }

    /** Returns what the caller is told. */
    private Throwable stopped(Throwable cause) {
        try {
            requireOpen.run();
        } catch (IllegalStateException closed) {
            return closed;
        }
        List<VirtualRouterId> putBack = new ArrayList<>();
        List<VirtualRouterId> lost = new ArrayList<>();
        for (RouterConfig.Entry old : endedInVain()) {
            Throwable refused = putBack(old);
            if (refused == null) {
                putBack.add(old.id());
            } else {
                lost.add(old.id());
                cause.addSuppressed(refused);
            }
        }
        routers.stopChecksBut(before.checks());
        routers.group(possibleGroups());
        routers.order(wanted);
        Plan done = withoutSteps(PlanMaker.plan(before, routers.config()), lost);
        if (done.isEmpty() && putBack.isEmpty() && lost.isEmpty()) {
            return cause;
        }
        PartlyAppliedException told =
                new PartlyAppliedException(cause, done, PlanMaker.plan(routers.config(), wanted), putBack, lost);
        if (lost.isEmpty()) {
            LOG.warn("applied in part: {}", told.getMessage());
        } else {
            LOG.error("applied in part: {}", told.getMessage(), cause);
        }
        return told;
    }

    /** Those that were to start again and did not, and those whose addresses somebody was to take who did not. */
    private List<RouterConfig.Entry> endedInVain() {
        Set<VirtualRouterId> running = running();
        Set<VirtualRouterId> stay =
                wanted.virtualRouters().stream().map(RouterConfig.Entry::id).collect(Collectors.toSet());
        Set<IpAddress> held = addresses(routers.config());
        Set<IpAddress> missing = new HashSet<>(addresses(wanted));
        missing.removeAll(held);
        return before.virtualRouters().stream()
                .filter(old -> leaving.contains(old.id()) && !running.contains(old.id()))
                .filter(old -> stay.contains(old.id())
                        || old.config().hostAddresses().stream()
                                .anyMatch(address -> missing.contains(address.address())))
                .toList();
    }

    private static Set<IpAddress> addresses(RouterConfig config) {
        return config.virtualRouters().stream()
                .flatMap(entry -> entry.config().hostAddresses().stream())
                .map(VirtualAddress::address)
                .collect(Collectors.toSet());
    }

    /** As it was, or, if what is new beside it does not allow that, as it is to be but for what needs the host most. */
    private @Nullable Throwable putBack(RouterConfig.Entry old) {
        try {
            routers.add(old);
            return null;
        } catch (IOException | RuntimeException | Error e) {
            RouterConfig.Entry other = wantedWhereItWas(old);
            if (other == null) {
                return e;
            }
            try {
                routers.add(other);
                return null;
            } catch (IOException | RuntimeException | Error again) {
                e.addSuppressed(again);
                return e;
            }
        }
    }

    private RouterConfig.@Nullable Entry wantedWhereItWas(RouterConfig.Entry old) {
        HostConfig was = old.config().host();
        for (RouterConfig.Entry entry : wanted.virtualRouters()) {
            if (entry.id().equals(old.id())) {
                HostConfig host =
                        entry.config().host().virtualMac(was.virtualMac()).acceptMode(was.acceptMode());
                return entry.with(entry.config().toBuilder().host(host).build());
            }
        }
        return null;
    }

    /** Those that are wanted, or else were before: one that is not complete would hold its members where they are. */
    private List<Group> possibleGroups() {
        List<RouterConfig.Entry> entries = routers.config().virtualRouters();
        Map<String, Group> old = new HashMap<>();
        before.groups().forEach(group -> old.put(group.name(), group));
        List<Group> possible = new ArrayList<>();
        Set<VirtualRouterId> taken = new HashSet<>();
        for (Group group : wanted.groups()) {
            Stream.of(group, old.getOrDefault(group.name(), group))
                    .filter(each -> RouterConfig.isPossible(each, entries))
                    .filter(each -> each.members().stream().noneMatch(taken::contains))
                    .findFirst()
                    .ifPresent(each -> {
                        possible.add(each);
                        taken.addAll(each.members());
                    });
        }
        return possible;
    }

    private static Plan withoutSteps(Plan plan, List<VirtualRouterId> ids) {
        Set<String> subjects = ids.stream().map(VirtualRouterId::toString).collect(Collectors.toSet());
        return new Plan(plan.steps().stream()
                .filter(step -> !subjects.contains(step.subject()))
                .toList());
    }
}
