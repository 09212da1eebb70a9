package io.github.vrrp4j.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Answers answers = new Answers(tasks::add);

    /** So that whoever applies a first configuration can tell at once that it is wrong. */
    @Test
    void whatIsKnownAlreadyIsAnsweredAtOnce() {
        assertThat(answers.to(CompletableFuture.completedFuture("done"))).isCompletedWithValue("done");
        assertThat(answers.to(CompletableFuture.failedFuture(new IOException("no such interface"))))
                .isCompletedExceptionally();
        assertThat(tasks).isEmpty();
    }

    @Test
    void whatBecomesKnownLaterIsAnsweredOnTheExecutor() {
        CompletableFuture<String> work = new CompletableFuture<>();
        CompletableFuture<String> answer = answers.to(work);
        work.complete("done");
        assertThat(answer).isNotDone();

        tasks.remove().run();
        assertThat(answer).isCompletedWithValue("done");
    }
}
