package io.github.vrrp4j.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
@SuppressWarnings("FutureReturnValueIgnored") // what follows shows what became of it
class SubscriptionTest {

    private final FakeNetwork network = new FakeNetwork();
    private final List<VrrpEvent> events = new CopyOnWriteArrayList<>();

    private static VirtualRouterConfig config(int vrid) {
        return VirtualRouterConfig.builder(vrid)
                .priority(255)
                .advertisementInterval(Duration.ofMillis(10))
                .address("192.0.2." + vrid + "/24")
                .build();
    }

    private static VirtualRouterId id(int vrid) {
        return new VirtualRouterId("eth0", AddressFamily.IPV4, vrid);
    }

    private static void await(BooleanSupplier condition) {
        long limitNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for 10 s").isLessThan(limitNs);
            Thread.onSpinWait();
        }
    }

    @Test
    void whoComesLateIsToldWhatIsSoAndThenWhatFollows() throws IOException {
        try (VrrpRouter router = VrrpRouter.builder(network).build()) {
            router.add("eth0", config(51));
            router.add("eth0", config(52));
            router.doWork();
            router.doWork();
            router.subscribe(events::add);
            router.doWork();
            assertThat(events)
                    .extracting(Object::toString)
                    .containsExactly("vrid=51 if=eth0 is MASTER", "vrid=52 if=eth0 is MASTER");
            VrrpEvent.CurrentStatus status = (VrrpEvent.CurrentStatus) events.get(0);
            assertThat(status.status().state()).isEqualTo(State.MASTER);
            assertThat(status.sequence()).isEqualTo(2); // became MASTER, acquired
            events.clear();
            router.priority(id(51), 77);
            router.doWork();
            assertThat(events).singleElement().isEqualTo(new VrrpEvent.PriorityChanged(id(51), 3, 255, 77));
        }
        assertThat(events).extracting(Object::toString).contains("vrid=51 if=eth0 MASTER->INITIALIZE cause=SHUTDOWN");
    }

    @Test
    void ofOneVirtualRouterNothingElseIsHeardEvenIfItComesLater() throws IOException {
        try (VrrpRouter router = VrrpRouter.builder(network).build()) {
            router.add("eth0", config(51));
            router.subscribe(id(52), events::add);
            router.doWork();
            assertThat(events).isEmpty();
            router.add("eth0", config(52));
            router.doWork();
            assertThat(events)
                    .isNotEmpty()
                    .allMatch(event -> ((VrrpEvent.OfVirtualRouter) event).id().equals(id(52)));
            assertThat(((VrrpEvent.OfVirtualRouter) events.get(0)).sequence()).isEqualTo(1);
        }
    }

    @Test
    void afterItIsClosedNothingIsHeard() throws IOException {
        try (VrrpRouter router = VrrpRouter.builder(network).build()) {
            Subscription subscription = router.subscribe(events::add);
            Subscription atOnce = router.subscribe(events::add);
            atOnce.close();
            router.doWork();
            subscription.close();
            router.add("eth0", config(51));
            router.doWork();
            assertThat(events).isEmpty();
        }
    }

    /** Or it would stay in the list for ever. */
    @Test
    void oneThatIsClosedBeforeTheLoopTakesItGetsNothing() {
        EventDispatcher dispatcher = new EventDispatcher(List.of(), Runnable::run);
        EventQueue queue = dispatcher.newQueue(events::add);
        dispatcher.remove(queue);
        dispatcher.add(queue);
        List<Runnable> tasks = new ArrayList<>();
        EventQueue open = new EventQueue(events::add, tasks::add);
        dispatcher.add(open);
        dispatcher.emit(new VrrpEvent.LoopFailed(new IllegalStateException("one")));
        assertThat(tasks).hasSize(1);
        assertThat(events).isEmpty();
    }

    @Test
    void aListenerThatHangsDelaysNeitherAnotherOneNorTheProtocol() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (VrrpRouter router = VrrpRouter.builder(network).start()) {
            router.subscribe(event -> {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            router.subscribe(event -> {
                events.add(event);
                throw new IllegalStateException("listener");
            });
            router.add("eth0", config(51));
            await(() -> events.stream().anyMatch(VrrpEvent.AddressesAcquired.class::isInstance));
            int before = network.sent.get();
            await(() -> network.sent.get() > before + 3);
            release.countDown();
        }
    }

    @Test
    void whatASlowListenerMissesIsCountedAndTheSequenceShowsTheGap() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (VrrpRouter router = VrrpRouter.builder(network).start()) {
            router.add("eth0", config(51));
            router.subscribe(event -> {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                events.add(event);
            });
            for (int i = 0; i < 2_000; i++) {
                router.priority(id(51), 100 + i % 2).get(10, TimeUnit.SECONDS);
            }
            release.countDown();
            await(() -> events.size() >= 1_024);
            router.priority(id(51), 9).get(10, TimeUnit.SECONDS);
            await(() -> events.stream()
                    .anyMatch(event -> event instanceof VrrpEvent.PriorityChanged changed && changed.to() == 9));
            long dropped = events.stream()
                    .filter(VrrpEvent.EventsDropped.class::isInstance)
                    .mapToLong(event -> ((VrrpEvent.EventsDropped) event).count())
                    .sum();
            List<Long> sequences = events.stream()
                    .filter(VrrpEvent.OfVirtualRouter.class::isInstance)
                    .map(event -> ((VrrpEvent.OfVirtualRouter) event).sequence())
                    .toList();
            assertThat(dropped).isGreaterThan(900);
            assertThat(sequences).isSorted();
            assertThat(sequences.get(sequences.size() - 1) - sequences.get(0))
                    .isEqualTo(sequences.size() - 1 + dropped);
        }
    }

    @Test
    void nobodySubscribesToAClosedRouter() {
        VrrpRouter router = VrrpRouter.builder(network).start();
        router.close();
        assertThatThrownBy(() -> router.subscribe(events::add)).hasMessage("the router is closed");
    }
}
