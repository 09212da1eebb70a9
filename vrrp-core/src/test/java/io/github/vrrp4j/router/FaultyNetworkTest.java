package io.github.vrrp4j.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.packet.VirtualRoute;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.LinkFault;
import io.github.vrrp4j.spi.Placement;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What implementations of the service interfaces, executors and listeners do that they should not. */
@Timeout(20)
class FaultyNetworkTest {

    private static final VirtualAddress VIRTUAL = VirtualAddress.parse("192.0.2.10/24");

    private final FakeNetwork network = new FakeNetwork();
    private final List<VrrpEvent> events = new CopyOnWriteArrayList<>();

    private static VirtualRouterConfig config(int vrid, String address) {
        return VirtualRouterConfig.builder(vrid)
                .priority(200)
                .advertisementInterval(Duration.ofMillis(10))
                .address(address)
                .build();
    }

    private VrrpRouter started() throws IOException {
        VrrpRouter router = VrrpRouter.builder(network).listener(events::add).start();
        router.add("eth0", config(51, "192.0.2.10/24"));
        return router;
    }

    private static void await(BooleanSupplier condition) {
        long limitNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for 10 s").isLessThan(limitNs);
            Thread.onSpinWait();
        }
    }

    private boolean heard(Class<? extends VrrpEvent> type) {
        return events.stream().anyMatch(type::isInstance);
    }

    private static Runnable throwOnce(AtomicBoolean armed, Error error) {
        return () -> {
            if (armed.getAndSet(false)) {
                throw error;
            }
        };
    }

    @Test
    void anInterruptedThreadThatClosesStillRemovesTheAddresses() throws IOException {
        VrrpRouter router = started();
        await(() -> network.addresses.contains(VIRTUAL));

        network.onRemove = () -> {
            long doneNs =
                    System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200); // a slow kernel, still far from the limit
            while (System.nanoTime() < doneNs) {
                Thread.onSpinWait();
            }
        };
        Thread.currentThread().interrupt();
        router.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(network.addresses).isEmpty();
        assertThat(router.status().get(0).statistics()).containsEntry(Counter.PRIORITY_ZERO_PKTS_SENT, 1L);
    }

    @Test
    void aSecondCloseLeavesTheLinksAlone() throws IOException {
        VrrpRouter router = started();
        router.close();
        router.close();
        assertThat(network.openLinks).hasValue(0);
    }

    @Test
    void linksAreClosedEvenIfTheLastTurnFails() throws IOException {
        VrrpRouter router = VrrpRouter.builder(network).build();
        router.add("eth0", config(51, "192.0.2.10/24"));
        network.onPoll = () -> {
            throw new IllegalStateException("poll");
        };
        assertThatThrownBy(router::close).hasMessage("poll");
        assertThat(network.openLinks).hasValue(0);
    }

    /** An API that moves addresses may be away when a node starts. */
    @Test
    void leftoversThatCannotBeRemovedYetAreRemovedLater() throws IOException {
        network.addresses.add(VIRTUAL);
        AtomicBoolean failing = new AtomicBoolean(true);
        network.onRemove = () -> {
            if (failing.get()) {
                throw new IllegalStateException("manager");
            }
        };
        try (VrrpRouter router =
                VrrpRouter.builder(network).listener(events::add).build()) {
            VirtualRouterConfig slow =
                    VirtualRouterConfig.builder(51).address("192.0.2.10/24").build();
            router.add("eth0", slow);
            await(() -> {
                router.doWork();
                return heard(VrrpEvent.AddressFailed.class);
            });
            assertThat(router.status().get(0).state()).isEqualTo(State.BACKUP);

            failing.set(false);
            await(() -> {
                router.doWork();
                return network.addresses.isEmpty();
            });
            assertThat(router.isReleased()).isFalse();
        }
    }

    @Test
    void anErrorWhileAddingLeavesNoLinkOpen() {
        try (VrrpRouter router =
                VrrpRouter.builder(network).addressManager(new FailingManager()).build()) {
            assertThatThrownBy(() -> router.add("eth0", config(51, "192.0.2.10/24")))
                    .isInstanceOf(NoClassDefFoundError.class);
            assertThat(network.openLinks).hasValue(0);
        }
    }

    private static final class FailingManager implements AddressManager {
        @Override
        public void prepare(Placement placement, List<VirtualAddress> addresses, List<VirtualRoute> routes) {
            throw new NoClassDefFoundError("prepare");
        }

        @Override
        public boolean add(Placement placement, VirtualAddress address) {
            return true;
        }

        @Override
        public void remove(Placement placement, VirtualAddress address) {}
    }

    /** Not only with RejectedExecutionException: whoever runs the executor decides what it throws. */
    @Test
    void anExecutorThatThrowsForAWhileDelaysAddressWork() throws IOException {
        AtomicBoolean closed = new AtomicBoolean(true);
        try (VrrpRouter router = VrrpRouter.builder(network)
                .executor(task -> {
                    if (closed.get()) {
                        throw new IllegalStateException("closed");
                    }
                    task.run();
                })
                .build()) {
            router.add("eth0", config(51, "192.0.2.10/24"));
            await(() -> {
                router.doWork();
                return router.status().get(0).state() == State.MASTER;
            });
            closed.set(false);
            await(() -> {
                router.doWork();
                return router.status().get(0).addressesHeld();
            });
        }
        assertThat(network.addresses).isEmpty();
    }

    @Test
    void leftoversBehindAFaultThatIsOverBeforeTheLoopStartsAreRemoved() throws IOException {
        network.addresses.add(VIRTUAL);
        network.fault = LinkFault.INTERFACE_MISSING;
        try (VrrpRouter router = VrrpRouter.builder(network).build()) {
            router.add("eth0", config(51, "192.0.2.10/24"));
            network.fault = null;
            router.doWork();
            assertThat(router.status().get(0).state()).isEqualTo(State.BACKUP);
            assertThat(network.addresses).isEmpty();
        }
    }

    @Test
    void afterATurnThatFailedAnotherIsDueAtOnce() throws IOException {
        try (VrrpRouter router = VrrpRouter.builder(network).build()) {
            network.onPoll = throwOnce(new AtomicBoolean(true), new NoClassDefFoundError("poll"));
            router.add("eth0", config(51, "192.0.2.10/24"));
            assertThatThrownBy(router::doWork).hasMessage("poll");
            assertThat(router.nextDeadlineNs()).isLessThanOrEqualTo(System.nanoTime());
        }
    }

    @Test
    void aCommandThatFailsKeepsNoOtherFromBeingRun() {
        List<String> done = new ArrayList<>();
        Loop loop = new Loop(System::nanoTime, network, new EventDispatcher(List.of(), Runnable::run));
        loop.execute(() -> {
            throw new IllegalStateException("first");
        });
        loop.execute(() -> done.add("second"));
        network.onPoll = () -> done.add("packets");
        assertThatThrownBy(loop::turn).hasMessage("first");
        assertThat(done).containsExactly("second", "packets");
    }

    @Test
    void anAddressIsTakenWhateverItsPrefixLength() throws IOException {
        try (VrrpRouter router = VrrpRouter.builder(network).build()) {
            router.add("eth0", config(51, "192.0.2.10/24"));
            assertThatThrownBy(() -> router.add("eth0", config(52, "192.0.2.10/32")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("virtual address 192.0.2.10/32 belongs to vrid=51 if=eth0 already");
        }
    }

    @Test
    void aLinkThatThrowsIsAFailureToSendAndDoesNotKeepTheAddressesOnTheHost() throws IOException {
        network.onSend = () -> {
            throw new IllegalStateException("send");
        };
        try (VrrpRouter router = started()) {
            await(() -> network.addresses.contains(VIRTUAL));
            await(() -> router.status().get(0).state() == State.MASTER); // told only after address work has begun
            await(() -> heard(VrrpEvent.SendFailed.class));
        }
        assertThat(network.addresses).isEmpty();
        assertThat(heard(VrrpEvent.LoopFailed.class)).isFalse();
    }

    @Test
    void anErrorOfTheTransportDoesNotEndTheLoop() throws IOException {
        network.onPoll = throwOnce(new AtomicBoolean(true), new NoClassDefFoundError("poll"));
        try (VrrpRouter router = started()) {
            await(() -> network.addresses.contains(VIRTUAL));
            await(() -> heard(VrrpEvent.LoopFailed.class));
            assertThat(router.status()).hasSize(1);
        }
    }

    @Test
    void anErrorOfTheAddressManagerIsAFailedAttempt() throws IOException {
        network.onAdd = throwOnce(new AtomicBoolean(true), new NoClassDefFoundError("add"));
        try (VrrpRouter router = started()) {
            await(() -> heard(VrrpEvent.AddressesAcquired.class));
            assertThat(router.status().get(0).statistics()).containsEntry(Counter.ADDRESS_FAILURES, 1L);
        }
        assertThat(network.addresses).isEmpty();
    }

    @Test
    void anErrorOfAListenerEndsNothing() throws IOException {
        AtomicBoolean armed = new AtomicBoolean(true);
        try (VrrpRouter router = VrrpRouter.builder(network)
                .listener(event ->
                        throwOnce(armed, new NoClassDefFoundError("listener")).run())
                .listener(events::add)
                .start()) {
            router.add("eth0", config(51, "192.0.2.10/24"));
            await(() -> heard(VrrpEvent.AddressesAcquired.class));
        }
    }

    @Test
    void anExecutorThatRefusesForAWhileDelaysAddressWorkAndDropsEvents() throws IOException {
        AtomicLong nowNs = new AtomicLong();
        network.clock =
                nowNs::get; // however long a turn takes, no second attempt is due before the executor takes tasks
        AtomicBoolean refusing = new AtomicBoolean(true);
        VrrpRouter router = VrrpRouter.builder(network)
                .listener(events::add)
                .executor(task -> {
                    if (refusing.get()) {
                        throw new RejectedExecutionException("full");
                    }
                    task.run();
                })
                .build();
        Runnable nextTurn = () -> {
            nowNs.set(Math.max(nowNs.get(), router.nextDeadlineNs()));
            router.doWork();
        };
        router.add("eth0", config(51, "192.0.2.10/24"));
        await(() -> {
            nextTurn.run();
            return router.status().get(0).state() == State.MASTER;
        });
        router.doWork(); // the refusal comes back as a failed attempt
        assertThat(router.status().get(0).statistics()).containsEntry(Counter.ADDRESS_FAILURES, 1L);

        refusing.set(false);
        await(() -> {
            nextTurn.run();
            return heard(VrrpEvent.AddressesAcquired.class);
        });

        // Two transitions and the failed attempt.
        assertThat(events.get(0)).isEqualTo(new VrrpEvent.EventsDropped(3));
        assertThat(((VrrpEvent.OfVirtualRouter) events.get(1)).sequence()).isEqualTo(4);
        assertThat(network.addresses).containsExactly(VIRTUAL);
        router.close();
        assertThat(network.addresses).isEmpty();
    }

    @Test
    void closeGivesUpOnAddressesThatCannotBeRemoved() throws IOException {
        VrrpRouter router = started();
        await(() -> network.addresses.contains(VIRTUAL));
        network.onRemove = () -> {
            throw new IllegalStateException("busy");
        };
        long beforeNs = System.nanoTime();
        router.close();
        assertThat(Duration.ofNanos(System.nanoTime() - beforeNs))
                .isBetween(Duration.ofMillis(1_500), Duration.ofMillis(2_500));
        assertThat(router.status().get(0).state()).isEqualTo(State.INITIALIZE);
    }

    @Test
    void beyond1024WaitingEventsTheRestIsDroppedAndCounted() {
        List<Runnable> tasks = new ArrayList<>();
        EventDispatcher dispatcher = new EventDispatcher(List.of(events::add), tasks::add);
        for (int i = 0; i < 1_500; i++) {
            dispatcher.emit(new VrrpEvent.LoopFailed(new IllegalStateException("event " + i)));
        }
        tasks.forEach(Runnable::run);
        assertThat(events).hasSize(1 + 1_024);
        assertThat(events.get(0)).isEqualTo(new VrrpEvent.EventsDropped(476));
        assertThat(events.get(1_024)).hasToString("loop failed: java.lang.IllegalStateException: event 1023");
    }
}
