package io.github.vrrp4j.router;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The futures that callers were given. What a caller does when one is done never runs on the loop of a started router, and
 * none is left open when the router is closed. For any thread.
 */
final class Answers {

    private final Executor executor;
    private final Set<Answer<?>> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Futures are completed on this executor, or where it refuses on the thread that has the answer. */
    Answers(Executor executor) {
        this.executor = executor;
    }

    /** A future of its own, which the caller may cancel without harm, for what becomes of this. */
    <T> CompletableFuture<T> to(CompletionStage<T> work) {
        Answer<T> answer = new Answer<>();
        open.add(answer);
        if (closed) {
            close();
        }
        if (work.toCompletableFuture().isDone()) { // known at once: so is the answer, before anybody can wait for it
            work.whenComplete((value, error) -> complete(answer, value, error));
            return answer.future;
        }
        work.whenComplete((value, error) -> {
            try {
                executor.execute(() -> complete(answer, value, error));
            } catch (RuntimeException | Error e) { // shut down, or a thread cannot be started
                complete(answer, value, error);
            }
        });
        return answer.future;
    }

    private static final class Answer<T> {
        private final CompletableFuture<T> future = new CompletableFuture<>();
    }

    private <T> void complete(Answer<T> answer, T value, @Nullable Throwable error) {
        open.remove(answer);
        if (error == null) {
            answer.future.complete(value);
        } else {
            Throwable cause = error.getCause();
            answer.future.completeExceptionally(error instanceof CompletionException && cause != null ? cause : error);
        }
    }

    /** Whoever still waits waits in vain. */
    void close() {
        closed = true;
        for (Answer<?> answer : open) {
            answer.future.completeExceptionally(new IllegalStateException("the router was closed"));
        }
    }
}
