package io.github.vrrp4j.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A check that is interrupted while it waits. */
final class Interrupted {

    private Interrupted() {}

    /** Interrupts the thread of a check with a timeout of an hour when it waits; what it then says. */
    static Health whileChecking(HealthCheck check) throws Exception {
        CompletableFuture<Health> result = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        result.complete(check.check(Duration.ofHours(1)));
                        assertThat(Thread.currentThread().isInterrupted()).isTrue();
                    } catch (Throwable e) {
                        result.completeExceptionally(e);
                    }
                },
                "server of an interrupted check");
        thread.start();
        thread.join(100); // most often it waits by then, and otherwise finds that it is interrupted before
        thread.interrupt();
        return result.get(10, TimeUnit.SECONDS);
    }
}
