package io.github.vrrp4j.router;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes what runs what is wanted, one change after the other. For any thread. */
final class Reconfiguration {

    /** Something that must not happen while a change goes on. */
    @FunctionalInterface
    interface Change {
        void run() throws IOException;
    }

    private final VirtualRouters routers;
    private final Executor executor;
    private final Answers answers;
    private CompletableFuture<Plan> last = CompletableFuture.completedFuture(new Plan(List.of()));
    private volatile boolean closed;

    /** The executor is where a change goes on after it had to wait for the loop: it may block. */
    Reconfiguration(VirtualRouters routers, Executor executor, Answers answers) {
        this.routers = routers;
        this.executor = executor;
        this.answers = answers;
    }

    /** Does something at once, or not at all. */
    synchronized void exclusively(Change change) throws IOException {
        requireOpen();
        if (!last.isDone()) {
            throw new IllegalStateException("apply, replace or remove goes on: wait for its future");
        }
        change.run();
    }

    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the router is closed");
        }
    }

    /** Makes of what runs, when the changes before are over, what the function makes of it. */
    synchronized CompletableFuture<Plan> apply(UnaryOperator<RouterConfig> change) {
        requireOpen();
        if (last.isDone()) {
            last = begin(change);
        } else {
            last = last.handle((plan, error) -> change).thenComposeAsync(this::begin, executor);
        }
        return answers.to(last);
    }

    /** Nothing changes any more; false if that was so already. */
    synchronized boolean close() {
        boolean first = !closed;
        closed = true;
        answers.close();
        return first;
    }

    private CompletableFuture<Plan> begin(UnaryOperator<RouterConfig> change) {
        try {
            requireOpen();
            RouterConfig before = routers.config();
            RouterConfig wanted = change.apply(before);
            Plan plan = PlanMaker.plan(before, wanted);
            Set<VirtualRouterId> leaving = PlanMaker.leaving(before, wanted);
            for (RouterConfig.Entry entry : wanted.virtualRouters()) {
                if (!leaving.contains(entry.id()) && !before.virtualRouters().contains(entry)) {
                    named(entry, () -> routers.check(entry));
                }
            }
            if (leaving.isEmpty()) {
                return finish(wanted, plan);
            }
            CompletableFuture<?>[] gone = leaving.stream().map(routers::remove).toArray(CompletableFuture<?>[]::new);
            routers.group(meanwhile(before, wanted, leaving));
            return CompletableFuture.allOf(gone)
                    .thenComposeAsync(
                            done -> {
                                routers.forget(leaving);
                                routers.closeUnusedLinks();
                                return finish(wanted, plan);
                            },
                            executor);
        } catch (IOException | RuntimeException e) {
            routers.closeUnusedLinks();
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Those that last, or can be made already: whoever leaves for good, however long that takes, holds nobody up. */
    private static List<Group> meanwhile(RouterConfig before, RouterConfig wanted, Set<VirtualRouterId> leaving) {
        Set<VirtualRouterId> stay = before.virtualRouters().stream()
                .map(RouterConfig.Entry::id)
                .filter(id -> !leaving.contains(id))
                .collect(Collectors.toSet());
        return wanted.groups().stream()
                .filter(group -> before.groups().contains(group) || stay.containsAll(group.members()))
                .toList();
    }

    /** Makes every step, even if one fails: what has nothing to do with that is not to suffer from it. */
    private CompletableFuture<Plan> finish(RouterConfig wanted, Plan plan) {
        @Nullable Exception failure = null;
        try {
            requireOpen();
            Set<VirtualRouterId> running = routers.config().virtualRouters().stream()
                    .map(RouterConfig.Entry::id)
                    .collect(Collectors.toSet());
            routers.startChecks(wanted.checks());
            routers.group(wanted.groups());
            for (RouterConfig.Entry entry : wanted.virtualRouters()) { // first what gives addresses up
                if (running.contains(entry.id())) {
                    failure = step(failure, entry, () -> routers.change(entry));
                }
            }
            for (RouterConfig.Entry entry : wanted.virtualRouters()) {
                if (!running.contains(entry.id())) {
                    failure = step(failure, entry, () -> routers.add(entry));
                }
            }
            routers.stopChecksBut(wanted.checks());
            if (failure != null) { // a group that is not complete would hold its members where they are
                routers.group(routers.config().groups());
            }
            routers.order(wanted);
        } catch (RuntimeException e) {
            failure = failure == null ? e : failure;
        } finally {
            routers.forgetOrders();
            routers.closeUnusedLinks();
        }
        if (failure != null) {
            return CompletableFuture.failedFuture(failure);
        }
        return routers.clean()
                .thenApply(done -> plan); // or the next change might want what is still on its way off the host
    }

    /** Returns the first failure. */
    private @Nullable Exception step(@Nullable Exception before, RouterConfig.Entry entry, Change change) {
        try {
            requireOpen();
            named(entry, change);
            return before;
        } catch (IOException | RuntimeException e) {
            return before == null ? e : before;
        }
    }

    /** Says of which virtual router it is that something is wrong. */
    private static void named(RouterConfig.Entry entry, Change change) throws IOException {
        try {
            change.run();
        } catch (IOException e) {
            throw new IOException(entry.id() + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(entry.id() + ": " + e.getMessage(), e);
        }
    }
}
