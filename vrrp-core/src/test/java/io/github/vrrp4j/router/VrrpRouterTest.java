package io.github.vrrp4j.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.Version;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class VrrpRouterTest {

    private static final VirtualAddress VIRTUAL = VirtualAddress.parse("192.0.2.10/24");

    private final FakeNetwork network = new FakeNetwork();

    private static VirtualRouterConfig config(int vrid) {
        return VirtualRouterConfig.builder(vrid)
                .priority(200)
                .advertisementInterval(Duration.ofMillis(10))
                .address(VIRTUAL)
                .build();
    }

    /** The threads have been told to end when close() returns; the last of them is gone a moment later. */
    private static void awaitEndOfRouterThreads() {
        long limitNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith("vrrp-"))) {
            assertThat(System.nanoTime()).as("router threads live on").isLessThan(limitNs);
            Thread.onSpinWait();
        }
    }

    @Test
    void aStartedRouterAcquiresItsAddressesAndGivesThemUpWhenClosed() throws Exception {
        for (int run = 1; run <= 3; run++) { // closes and starts again in one JVM, on one network
            long closingNs = 0;
            CountDownLatch acquired = new CountDownLatch(1);
            VrrpRouter router = VrrpRouter.builder(network)
                    .listener(event -> {
                        if (event instanceof VrrpEvent.AddressesAcquired) {
                            acquired.countDown();
                        }
                    })
                    .start();
            try (router) {
                router.add("eth0", config(51));
                assertThat(acquired.await(10, TimeUnit.SECONDS)).isTrue();
                assertThat(network.addresses).containsExactly(VIRTUAL);
                assertThat(router.status().get(0).addressesHeld()).isTrue();
                closingNs = System.nanoTime();
            }
            assertThat(System.nanoTime() - closingNs).isLessThan(VrrpRouter.DEFAULT_CLOSE_TIMEOUT.toNanos());
            assertThat(network.addresses).isEmpty();
            assertThat(network.openLinks).hasValue(0);
            assertThat(router.status().get(0).state()).isEqualTo(State.INITIALIZE);
            assertThat(router.status().get(0).statistics()).containsEntry(Counter.PRIORITY_ZERO_PKTS_SENT, 1L);
            awaitEndOfRouterThreads();
        }
    }

    /** Header 8, addresses 4 each, in VRRPv2 8 of Authentication Data. */
    @Test
    void addressesThatOnePacketCannotCarryAreRefusedAndNothingIsChanged() throws Exception {
        VirtualAddress another = VirtualAddress.parse("192.0.2.11/24");
        VirtualRouterConfig.Builder builder =
                VirtualRouterConfig.builder(51).address(VIRTUAL).address(another);
        VirtualRouterConfig two = builder.build();
        VirtualRouterConfig twoOfVersion2 = builder.version(Version.V2).build();
        network.maxMessageLength = 16;
        try (VrrpRouter router = VrrpRouter.builder(network).start()) {
            assertThatThrownBy(() -> router.add("eth0", twoOfVersion2))
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            "2 addresses make an advertisement of 24 octets; the MTU of eth0 leaves 16, enough for 0"
                                    + " addresses: move some to another virtual router, or raise the MTU");
            assertThat(router.status()).isEmpty();
            assertThat(network.openLinks).hasValue(0);

            VirtualRouterId id = router.add("eth0", two);
            network.maxMessageLength = 15;
            assertThatThrownBy(() -> router.configure(id, two))
                    .hasMessageContaining("leaves 15, enough for 1 addresses");
        }
    }

    @Test
    void aListenerThatHangsDelaysNoAdvertisement() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (VrrpRouter router = VrrpRouter.builder(network)
                .listener(event -> {
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                })
                .start()) {
            router.add("eth0", config(51));
            long limitNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (network.sent.get() < 20 && System.nanoTime() < limitNs) {
                Thread.onSpinWait();
            }
            assertThat(network.sent.get()).isGreaterThanOrEqualTo(20);
            release.countDown();
        }
    }

    @Test
    void aListenerThatThrowsHarmsNobody() throws Exception {
        CountDownLatch heard = new CountDownLatch(1);
        try (VrrpRouter router = VrrpRouter.builder(network)
                .listener(event -> {
                    throw new IllegalStateException("listener");
                })
                .listener(event -> heard.countDown())
                .start()) {
            router.add("eth0", config(51));
            assertThat(heard.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aVridIsTakenOncePerInterfaceAndAnAddressOnce() throws IOException {
        try (VrrpRouter router = VrrpRouter.builder(network).build()) {
            router.add("eth0", config(51));
            assertThatThrownBy(() -> router.add("eth0", config(51)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("vrid=51 if=eth0 exists already");
            assertThatThrownBy(() -> router.add("eth0", config(52)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("virtual address 192.0.2.10/24 belongs to vrid=51 if=eth0 already");
        }
    }

    @Test
    void whatCannotBeOpenedIsNotAdded() {
        try (VrrpRouter router = VrrpRouter.builder(network).build()) {
            assertThatThrownBy(() -> router.add("eth1", config(51))).hasMessage("no interface eth1");
            VirtualRouterConfig ownsTheSource =
                    VirtualRouterConfig.builder(51).address("192.0.2.1/24").build();
            network.addresses.add(ownsTheSource.addresses().get(0));
            assertThatThrownBy(() -> router.add("eth0", ownsTheSource)).hasMessage("no address on eth0 to send from");
            assertThat(network.addresses).containsExactlyElementsOf(ownsTheSource.addresses());
            assertThat(router.status()).isEmpty();
            assertThat(network.openLinks).hasValue(0);
        }
    }

    /** Or the virtual router that the loop brings from one to the other would take it off the host again. */
    @Test
    void anAddressOfAConfigurationThatIsStillOnItsWayIsTaken() throws IOException {
        VirtualRouterConfig other = VirtualRouterConfig.builder(52)
                .priority(255)
                .address("192.0.2.11/24")
                .build();
        try (VrrpRouter router = VrrpRouter.builder(network).build()) {
            VirtualRouterId id = router.add("eth0", config(51));
            router.doWork();
            router.configure(
                    id, VirtualRouterConfig.builder(51).address("192.0.2.11/24").build());
            router.configure(id, config(51));

            assertThatThrownBy(() -> router.add("eth0", other))
                    .hasMessage("virtual address 192.0.2.11/24 belongs to vrid=51 if=eth0 already");
            router.doWork();
            router.doWork(); // the outcome of the removal
            router.add("eth0", other);
            router.doWork();
            router.doWork();
            assertThat(network.addresses).contains(other.addresses().get(0));
        }
    }

    @Test
    void threadsThatConfigureItAndAskUntilItIsClosedLeaveNothingBehind() throws Exception {
        List<VrrpEvent> failures = new CopyOnWriteArrayList<>();
        List<Throwable> mistakes = new CopyOnWriteArrayList<>();
        List<Thread> callers = new ArrayList<>();
        try (VrrpRouter router = VrrpRouter.builder(network)
                .listener(event -> {
                    if (event instanceof VrrpEvent.LoopFailed || event instanceof VrrpEvent.AddressFailed) {
                        failures.add(event);
                    }
                })
                .start()) {
            VirtualRouterId id = router.add("eth0", config(51));
            CountDownLatch begun = new CountDownLatch(3);
            for (int i = 0; i < 3; i++) {
                Thread caller = new Thread(() -> callUntilClosed(router, id, begun));
                caller.setUncaughtExceptionHandler((thread, error) -> mistakes.add(error));
                caller.start();
                callers.add(caller);
            }
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        }
        for (Thread caller : callers) {
            caller.join(10_000);
            assertThat(caller.isAlive()).isFalse();
        }
        assertThat(mistakes).isEmpty();
        assertThat(failures).isEmpty();
        assertThat(network.addresses).isEmpty();
    }

    /** Ends when the router says that it is closed. */
    private static void callUntilClosed(VrrpRouter router, VirtualRouterId id, CountDownLatch begun) {
        try {
            for (int i = 0; ; i++) {
                router.configure(
                        id,
                        VirtualRouterConfig.builder(51)
                                .priority(200 + i % 50)
                                .advertisementInterval(Duration.ofMillis(10 + i % 3 * 10))
                                .address("192.0.2." + (10 + i % 5) + "/24")
                                .build());
                assertThat(router.priority(id, 1 + i % 255)).isNotNull();
                VirtualRouterStatus status = router.status().get(0);
                assertThat(status.masterDownInterval()).isPositive();
                if (i == 200) {
                    begun.countDown();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("the router is closed");
        }
    }

    @Test
    void aStartedRouterRefusesASecondDriver() {
        try (VrrpRouter router = VrrpRouter.builder(network).start()) {
            assertThatThrownBy(router::doWork).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(router::nextDeadlineNs).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void nothingIsAddedAfterClose() {
        VrrpRouter router = VrrpRouter.builder(network).start();
        router.close();
        router.close();
        assertThatThrownBy(() -> router.add("eth0", config(51))).hasMessage("the router is closed");
    }
}
