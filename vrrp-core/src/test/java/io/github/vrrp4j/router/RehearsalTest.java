package io.github.vrrp4j.router;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.protocol.State;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is rehearsed before a router starts, and that a start does not hang on it. */
class RehearsalTest {

    private final OwnThreads threads = new OwnThreads(1);

    @AfterEach
    void endThreads() {
        threads.end(1_000_000_000);
    }

    @Test
    void eachTakeoverGoesToMasterAndBackAndHearsTheNewMasterOnceMore() {
        VirtualRouterStatus status = Rehearsal.run(threads);

        long takeovers = requireNonNull(status.statistics().get(Counter.MASTER_TRANSITIONS));
        assertThat(takeovers).isBetween(1L, 250L);
        assertThat(status.statistics())
                .containsEntry(Counter.ADVERTISEMENT_RCVD, 2 * takeovers)
                .containsEntry(Counter.ADDRESS_FAILURES, 0L);
        assertThat(status.state()).isEqualTo(State.BACKUP);
    }

    @Test
    @Timeout(10)
    void addressThreadThatHangsEndsIt() {
        CountDownLatch released = new CountDownLatch(1);
        threads.addresses().execute(() -> awaitUninterruptibly(released));

        VirtualRouterStatus status = Rehearsal.run(threads);

        assertThat(status.statistics()).containsEntry(Counter.MASTER_TRANSITIONS, 1L);
        assertThat(status.addressesHeld()).isFalse();
        released.countDown();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
