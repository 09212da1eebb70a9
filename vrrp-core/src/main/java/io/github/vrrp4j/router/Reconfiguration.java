package io.github.vrrp4j.router;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/** Makes what runs what is wanted, one change after the other. For any thread. */
final class Reconfiguration {

    /** What ends an address may fail again and again: nobody is to wait for that without an end. */
    private static final long TURN_LIMIT_S = 10;

    private static final Plan NOTHING = new Plan(List.of());

    /** Something that must not happen while a change goes on. */
    @FunctionalInterface
    interface Change {
        void run() throws IOException;
    }

    private final VirtualRouters routers;
    private final Executor executor;
    private final Answers answers;
    private final boolean mayWait;
    private CompletableFuture<Plan> last = CompletableFuture.completedFuture(NOTHING);
    private volatile boolean closed;

    /**
     * Makes one.
     *
     * @param executor where a change goes on after it had to wait for the loop: it may block
     * @param mayWait whether the loop goes on while a caller waits
     */
    Reconfiguration(VirtualRouters routers, Executor executor, Answers answers, boolean mayWait) {
        this.routers = routers;
        this.executor = executor;
        this.answers = answers;
        this.mayWait = mayWait;
    }

    /** Does something on this thread when the changes before are over. */
    void exclusively(Change change) throws IOException {
        CompletableFuture<Plan> earlier;
        CompletableFuture<Plan> own = new CompletableFuture<>();
        synchronized (this) {
            requireOpen();
            if (last.isDone()) {
                change.run();
                return;
            }
            if (!mayWait) {
                throw new IllegalStateException("a change goes on, for which a router without threads cannot wait:"
                        + " use a method that answers with a future");
            }
            earlier = last;
            last = own.thenCombine(earlier.handle((plan, error) -> NOTHING), (mine, theirs) -> NOTHING);
        }
        try {
            await(answers.to(earlier.handle((plan, error) -> NOTHING)));
            synchronized (this) {
                requireOpen();
                change.run();
            }
        } finally {
            own.complete(NOTHING);
        }
    }

    private void await(CompletableFuture<?> turn) throws IOException {
        try {
            turn.get(TURN_LIMIT_S, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the router is closed", e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "a change that was asked for earlier is not over after " + TURN_LIMIT_S
                            + " s, perhaps since the host does not give an address up: nothing was changed",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted before anything was changed");
        }
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
            last = begin(change).toCompletableFuture();
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

    private CompletionStage<Plan> begin(UnaryOperator<RouterConfig> change) {
        try {
            requireOpen();
            RouterConfig wanted = change.apply(routers.config());
            return new PlanRun(routers, wanted, this::requireOpen).begin(executor);
        } catch (IOException | RuntimeException | Error e) {
            routers.closeUnusedLinks();
            return CompletableFuture.failedFuture(e);
        }
    }
}
