package io.github.vrrp4j.netlink.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vrrp4j.netlink.libc.Native;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Needs Linux, but neither root nor a network. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class WaiterIT {

    private static final long FAR_NS = TimeUnit.HOURS.toNanos(1);

    private Waiter waiter;

    @BeforeEach
    void open() throws IOException {
        Native.load();
        waiter = Waiter.open(new LoopThread(0));
    }

    @AfterEach
    void close() {
        waiter.close();
    }

    @Test
    void awaitReturnsAtTheDeadlineAndNotBefore() {
        for (int i = 0; i < 20; i++) {
            long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(10) + i;

            waiter.await(deadlineNs);

            assertThat(System.nanoTime()).isBetween(deadlineNs, deadlineNs + TimeUnit.SECONDS.toNanos(5));
        }
    }

    @Test
    void theSameDeadlineMayBeAwaitedTwice() {
        long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(50);
        waiter.wakeup();
        waiter.await(deadlineNs);

        waiter.await(deadlineNs);

        assertThat(System.nanoTime()).isGreaterThanOrEqualTo(deadlineNs);
    }

    @Test
    void aDeadlineThatHasPassedReturnsAtOnce() {
        waiter.await(0);
        waiter.await(Long.MIN_VALUE);
        waiter.await(System.nanoTime());
    }

    @Test
    void aTimerThatHasExpiredDoesNotEndTheNextAwaitEarly() {
        waiter.await(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1));
        long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(30);

        waiter.await(deadlineNs);

        assertThat(System.nanoTime()).isGreaterThanOrEqualTo(deadlineNs);
    }

    @Test
    void wakeupsBeforeAwaitEndTheNextOneAndNoOther() {
        waiter.wakeup();
        waiter.wakeup();
        waiter.await(Long.MAX_VALUE);
        long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(30);

        waiter.await(deadlineNs);

        assertThat(System.nanoTime()).isGreaterThanOrEqualTo(deadlineNs);
    }

    @Test
    void noWakeupIsLost() {
        int rounds = 20_000;
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger answered = new AtomicInteger();
        CompletableFuture<Void> asking = CompletableFuture.runAsync(() -> {
            for (int round = 1; round <= rounds; round++) {
                asked.set(round);
                waiter.wakeup();
                while (answered.get() < round) {
                    Thread.onSpinWait();
                }
            }
        });

        // A lost wakeup would leave this thread asleep for an hour and the test without its time.
        while (answered.get() < rounds) {
            waiter.await(System.nanoTime() + FAR_NS);
            answered.set(asked.get());
        }
        asking.join();
    }

    @Test
    void awaitDoesNotSpin() {
        var threads = ManagementFactory.getThreadMXBean();
        waiter.await(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1));
        long beforeNs = threads.getCurrentThreadCpuTime();

        waiter.await(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500));

        assertThat(threads.getCurrentThreadCpuTime() - beforeNs).isLessThan(TimeUnit.MILLISECONDS.toNanos(250));
    }

    @Test
    void awaitAfterCloseIsAMistakeThatIsNamed() {
        waiter.close();

        assertThatThrownBy(() -> waiter.await(Long.MAX_VALUE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("this network is closed");
    }
}
