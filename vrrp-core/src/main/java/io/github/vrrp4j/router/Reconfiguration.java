package io.github.vrrp4j.router;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Makes what runs what is wanted, one change after the other. For any thread. */
final class Reconfiguration {

    /** Something that must not happen while a change goes on. */
    @FunctionalInterface
    interface Change {
        void run() throws IOException;
    }

    private final VirtualRouters routers;
    private final Executor executor;
    private final Consumer<Runnable> loop;
    private CompletableFuture<Plan> last = CompletableFuture.completedFuture(new Plan(List.of()));
    private boolean closed;

    /** The executor is where a change goes on after it had to wait for the loop: it may block. */
    Reconfiguration(VirtualRouters routers, Executor executor, Consumer<Runnable> loop) {
        this.routers = routers;
        this.executor = executor;
        this.loop = loop;
    }

    /** Does something at once, or not at all. */
    synchronized void exclusively(Change change) throws IOException {
        requireOpen();
        if (!last.isDone()) {
            throw new IllegalStateException("apply, replace or remove goes on: wait for its future");
        }
        change.run();
    }

    synchronized void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the router is closed");
        }
    }

    synchronized CompletableFuture<Plan> apply(RouterConfig wanted) {
        requireOpen();
        if (last.isDone()) {
            last = begin(wanted);
        } else {
            last = last.handle((plan, error) -> wanted).thenComposeAsync(this::begin, executor);
        }
        return last.thenApply(plan -> plan); // whoever cancels it cancels nothing
    }

    /** Nothing changes any more; false if that was so already. */
    synchronized boolean close() {
        boolean first = !closed;
        closed = true;
        last.completeExceptionally(new IllegalStateException("the router was closed"));
        return first;
    }

    private CompletableFuture<Plan> begin(RouterConfig wanted) {
        try {
            RouterConfig before = routers.config();
            Plan plan = PlanMaker.plan(before, wanted);
            Set<VirtualRouterId> leaving = PlanMaker.leaving(before, wanted);
            for (RouterConfig.Entry entry : wanted.virtualRouters()) {
                if (!leaving.contains(entry.id())) {
                    routers.check(entry);
                }
            }
            if (leaving.isEmpty()) {
                return finish(before, wanted, plan);
            }
            CompletableFuture<?>[] gone = leaving.stream().map(routers::remove).toArray(CompletableFuture<?>[]::new);
            return CompletableFuture.allOf(gone)
                    .thenComposeAsync(
                            done -> {
                                routers.forget(leaving);
                                routers.closeUnusedLinks();
                                return finish(routers.config(), wanted, plan);
                            },
                            executor);
        } catch (IOException | RuntimeException e) {
            routers.closeUnusedLinks();
            return CompletableFuture.failedFuture(e);
        }
    }

    private static Map<VirtualRouterId, RouterConfig.Entry> entries(RouterConfig config) {
        Map<VirtualRouterId, RouterConfig.Entry> entries = new LinkedHashMap<>();
        config.virtualRouters().forEach(entry -> entries.put(entry.id(), entry));
        return entries;
    }

    private CompletableFuture<Plan> finish(RouterConfig before, RouterConfig wanted, Plan plan) {
        try {
            requireOpen();
            routers.startChecks(wanted.checks());
            routers.group(wanted.groups());
            Map<VirtualRouterId, RouterConfig.Entry> old = entries(before);
            for (RouterConfig.Entry entry : wanted.virtualRouters()) { // first what gives addresses up
                RouterConfig.Entry known = old.get(entry.id());
                if (known != null && !known.config().equals(entry.config())) {
                    routers.configure(entry.id(), entry.config());
                }
                if (known != null) {
                    routers.track(entry.id(), entry.tracked());
                }
            }
            for (RouterConfig.Entry entry : wanted.virtualRouters()) {
                if (!old.containsKey(entry.id())) {
                    routers.add(entry);
                }
            }
            routers.stopChecksBut(wanted.checks());
            CompletableFuture<Plan> done = new CompletableFuture<>();
            loop.accept(() -> done.complete(plan));
            return done;
        } catch (IOException | RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        } finally {
            routers.closeUnusedLinks();
        }
    }
}
