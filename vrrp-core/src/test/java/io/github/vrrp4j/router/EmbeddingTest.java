package io.github.vrrp4j.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.vrrp4j.health.CheckSchedule;
import io.github.vrrp4j.health.Health;
import io.github.vrrp4j.health.HealthCheck;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an application that has routers inside relies on: threads, futures, and an end that comes. */
@Timeout(30)
@SuppressWarnings("FutureReturnValueIgnored") // what follows shows what became of it
class EmbeddingTest {

    private final FakeNetwork network = new FakeNetwork();

    private static VirtualRouterConfig config(int vrid) {
        return VirtualRouterConfig.builder(vrid)
                .priority(255)
                .advertisementInterval(Duration.ofMillis(10))
                .address("192.0.2." + vrid + "/24")
                .build();
    }

    private static RouterConfig tracking(HealthCheck check, Duration timeout) {
        return new RouterConfig(
                List.of(new RouterConfig.Entry("eth0", config(51), List.of(new TrackedCheck.Down("web")))),
                List.of(new MonitoredCheck("web", check, new CheckSchedule(Duration.ofMillis(10), timeout, 1, 1))),
                List.of());
    }

    private static void await(BooleanSupplier condition) {
        long limitNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for 10 s").isLessThan(limitNs);
            Thread.onSpinWait();
        }
    }

    private static boolean routerThreadsLive() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("vrrp-"));
    }

    private static final class Hanging implements TransitionHook {
        private final CountDownLatch begun = new CountDownLatch(1);

        @Override
        public void beforeRelease(VirtualRouterId id) throws InterruptedException {
            begun.countDown();
            new CountDownLatch(1).await();
        }
    }

    @Test
    void manyStartsInOneJvmLeaveNoThreadAndNothingOnTheHost() throws Exception {
        for (int i = 0; i < 10; i++) {
            try (VrrpRouter router = VrrpRouter.builder(network)
                    .hook(new TransitionHook() {}, Duration.ofSeconds(1))
                    .start()) {
                router.apply(tracking(timeout -> Health.healthy(""), Duration.ofSeconds(1)))
                        .get(10, TimeUnit.SECONDS);
                await(() -> router.status().get(0).addressesHeld());
            }
            assertThat(network.addresses).isEmpty();
            assertThat(network.openLinks).hasValue(0);
        }
        await(() -> !routerThreadsLive());
    }

    @Test
    void routersBesideEachOtherKnowNothingOfEachOther() throws Exception {
        List<FakeNetwork> networks = List.of(new FakeNetwork(), new FakeNetwork(), new FakeNetwork());
        List<VrrpRouter> routers = new ArrayList<>();
        for (FakeNetwork each : networks) {
            VrrpRouter router = VrrpRouter.builder(each).start();
            router.add("eth0", config(51));
            routers.add(router);
        }
        await(() -> networks.stream().allMatch(each -> each.addresses.size() == 1));
        routers.get(0).close();
        assertThat(networks.get(0).addresses).isEmpty();
        int before = networks.get(1).sent.get();
        await(() -> networks.get(1).sent.get() > before + 3);
        assertThat(networks.get(2).addresses).hasSize(1);
        routers.forEach(VrrpRouter::close);
        await(() -> !routerThreadsLive());
    }

    /** Whatever a caller hangs on a future never runs where advertisements are sent. */
    @Test
    void whatFollowsAFutureDoesNotHoldTheLoop() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (VrrpRouter router = VrrpRouter.builder(network).start()) {
            VirtualRouterId id = router.add("eth0", config(51));
            CountDownLatch inside = new CountDownLatch(1);
            for (int i = 0; inside.getCount() > 0; i++) { // some are done before anything can be hung on them
                CompletableFuture<Void> following = router.priority(id, 1 + i % 200)
                        .thenRun(() -> {
                            if (Thread.currentThread().getName().startsWith("vrrp-")) {
                                inside.countDown();
                                assertThat(Thread.currentThread().getName()).isNotEqualTo("vrrp-loop");
                                release.countDown();
                            }
                        });
                following.get(10, TimeUnit.SECONDS);
            }
            assertThat(release.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aCheckThatHangsIsInterruptedAtItsTimeoutAndNotCalledAgainBefore() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger interrupted = new AtomicInteger();
        try (VrrpRouter router = VrrpRouter.builder(network).start()) {
            router.apply(tracking(
                            timeout -> {
                                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                                try {
                                    new CountDownLatch(1).await();
                                } catch (InterruptedException e) {
                                    interrupted.incrementAndGet();
                                } finally {
                                    running.decrementAndGet();
                                }
                                return Health.healthy("too late");
                            },
                            Duration.ofMillis(20)))
                    .get(10, TimeUnit.SECONDS);
            await(() -> interrupted.get() >= 3);
            assertThat(router.status().get(0).faults()).containsExactly(Fault.UNHEALTHY);
            assertThat(router.status().get(0).state()).isEqualTo(State.INITIALIZE);
        }
        assertThat(most).hasValue(1);
        await(() -> !routerThreadsLive());
    }

    @Test
    void aCloseWhileAHookHangsAnswersTheFutureAndRemovesTheAddresses() throws Exception {
        Hanging hook = new Hanging();
        VrrpRouter router =
                VrrpRouter.builder(network).hook(hook, Duration.ofHours(1)).start();
        VirtualRouterId id = router.add("eth0", config(51));
        await(() -> router.status().get(0).addressesHeld());
        CompletableFuture<Void> relinquished = router.relinquish(id, Duration.ofSeconds(9));
        assertThat(hook.begun.await(10, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> removed = router.remove(id);
        router.close();
        assertThat(network.addresses).isEmpty();
        relinquished.get(1, TimeUnit.SECONDS); // at the close the hook was over
        assertThatThrownBy(() -> removed.get(1, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("the router was closed");
        await(() -> !routerThreadsLive());
    }

    @Test
    void threadsThatApplyAndOrderUntilItIsClosedGetEveryAnswer() throws Exception {
        List<CompletableFuture<?>> answers = new ArrayList<>();
        List<Thread> callers = new ArrayList<>();
        List<Throwable> mistakes = new ArrayList<>();
        VrrpRouter router = VrrpRouter.builder(network)
                .listener(event -> {
                    if (event instanceof VrrpEvent.LoopFailed failed) {
                        synchronized (mistakes) {
                            mistakes.add(failed.error());
                        }
                    }
                })
                .start();
        CountDownLatch begun = new CountDownLatch(3);
        for (int i = 0; i < 3; i++) {
            int first = 51 + i;
            Thread caller = new Thread(() -> {
                try {
                    callUntilClosed(router, first, begun, answers);
                } catch (IllegalStateException e) {
                    assertThat(e).hasMessage("the router is closed");
                }
            });
            caller.setUncaughtExceptionHandler((thread, error) -> {
                synchronized (mistakes) {
                    mistakes.add(error);
                }
            });
            caller.start();
            callers.add(caller);
        }
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        router.close();
        for (Thread caller : callers) {
            caller.join(10_000);
            assertThat(caller.isAlive()).isFalse();
        }
        assertThat(answers).allMatch(CompletableFuture::isDone);
        assertThat(mistakes).isEmpty();
        assertThat(network.addresses).isEmpty();
        await(() -> !routerThreadsLive());
    }

    private static void callUntilClosed(
            VrrpRouter router, int first, CountDownLatch begun, List<CompletableFuture<?>> answers) {
        for (int i = 0; ; i++) {
            CompletableFuture<?> answer;
            int vrid = 51 + (first + i) % 4;
            if (i % 2 == 0) {
                answer = router.apply(new RouterConfig(
                        List.of(
                                new RouterConfig.Entry("eth0", config(vrid), List.of()),
                                new RouterConfig.Entry("eth0", config(60 + i % 3), List.of())),
                        List.of(),
                        List.of()));
            } else {
                try {
                    answer = router.maintenance(
                            router.config().virtualRouters().get(0).id(), i % 4 == 1);
                } catch (IllegalArgumentException | IndexOutOfBoundsException e) { // it is gone meanwhile
                    continue;
                }
            }
            synchronized (answers) {
                answers.add(answer);
            }
            if (i == 40) {
                begun.countDown();
            }
        }
    }

    /** Each thread that uses the router may think that it is the only one. */
    @Test
    void whatBlocksWaitsForItsTurn() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        TransitionHook slow = new TransitionHook() {
            @Override
            public void beforeRelease(VirtualRouterId id) throws InterruptedException {
                end.await();
            }
        };
        try (VrrpRouter router =
                VrrpRouter.builder(network).hook(slow, Duration.ofSeconds(30)).start()) {
            VirtualRouterId first = router.add("eth0", config(51));
            VirtualRouterId second = router.add("eth0", config(52));
            await(() -> network.addresses.size() == 2);
            CompletableFuture<Void> removed = router.remove(first);
            ExecutorService others = Executors.newFixedThreadPool(2);
            try {
                Future<VirtualRouterId> added = others.submit(() -> router.add("eth0", config(51)));
                Future<?> configured = others.submit(() -> {
                    router.configure(
                            second, config(52).toBuilder().priority(254).build());
                    return null;
                });
                CompletableFuture<Void> queued = router.add(new RouterConfig.Entry("eth0", config(53), List.of()));
                assertThatThrownBy(() -> added.get(50, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
                assertThat(configured).isNotDone();
                assertThat(removed).isNotDone();
                end.countDown();
                assertThat(added.get(10, TimeUnit.SECONDS)).isEqualTo(first);
                configured.get(10, TimeUnit.SECONDS);
                queued.get(10, TimeUnit.SECONDS);
                assertThat(router.config().virtualRouters())
                        .extracting(
                                entry -> entry.config().vrid(),
                                entry -> entry.config().priority())
                        .containsExactlyInAnyOrder(tuple(52, 254), tuple(51, 255), tuple(53, 255));
            } finally {
                others.shutdownNow();
            }
        }
    }

    @Test
    void whoWaitsForItsTurnWhenTheRouterIsClosedIsTold() throws Exception {
        Hanging hook = new Hanging();
        VrrpRouter router =
                VrrpRouter.builder(network).hook(hook, Duration.ofSeconds(30)).start();
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            VirtualRouterId first = router.add("eth0", config(51));
            await(() -> !network.addresses.isEmpty());
            CompletableFuture<Void> removed = router.remove(first);
            hook.begun.await();
            Future<VirtualRouterId> added = other.submit(() -> router.add("eth0", config(52)));
            assertThatThrownBy(() -> added.get(50, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            router.close();
            assertThatThrownBy(() -> added.get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed");
            assertThat(removed).isCompletedExceptionally();
        } finally {
            other.shutdownNow();
            router.close();
        }
    }

    @Test
    void afterAnErrorInAnApplyTheNextOneWorks() throws Exception {
        try (VrrpRouter router = VrrpRouter.builder(network).start()) {
            assertThatThrownBy(() -> router.apply(new RouterConfig(
                                    List.of(new RouterConfig.Entry("eth9", config(51), List.of())),
                                    List.of(),
                                    List.of()))
                            .get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(IOException.class)
                    .hasRootCauseMessage("no interface eth9");
            router.apply(tracking(timeout -> Health.healthy(""), Duration.ofSeconds(1)))
                    .get(10, TimeUnit.SECONDS);
            assertThat(router.config().virtualRouters()).hasSize(1);
        }
    }
}
