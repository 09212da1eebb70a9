package io.github.vrrp4j.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.protocol.UnicastPeers;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.NeighborAnnouncer;
import io.github.vrrp4j.spi.Placement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What the system refuses to a virtual router with unicast peers. */
class UnicastFailureTest {

    private static final IpAddress UNREACHABLE = IpAddress.parse("192.0.2.3");

    private final List<String> failures = new ArrayList<>();

    /** 3 s + 56 / 256 s until the first advertisement. */
    @Test
    void onePeerThatCannotBeSentToKeepsNoOtherFromIt() throws IOException {
        FakeNetwork network = new FakeNetwork();
        AtomicLong nowNs = new AtomicLong();
        network.clock = nowNs::get;
        network.unreachable.add(UNREACHABLE);
        List<VrrpEvent> events = new ArrayList<>();
        VrrpRouter router = VrrpRouter.builder(network).listener(events::add).build();
        router.add(
                "eth0",
                VirtualRouterConfig.builder(51)
                        .priority(200)
                        .address("192.0.2.10/24")
                        .unicastPeers(
                                UnicastPeers.of(List.of(FakeNetwork.PEER, UNREACHABLE, IpAddress.parse("192.0.2.4"))))
                        .build());
        router.doWork();

        nowNs.set(3_218_750_000L);
        router.doWork();

        assertThat(network.sent).hasValue(3);
        assertThat(router.status().get(0).statistics())
                .containsEntry(Counter.ADVERTISEMENT_SENT, 2L)
                .containsEntry(Counter.SEND_FAILURES, 1L);
        assertThat(events)
                .filteredOn(VrrpEvent.SendFailed.class::isInstance)
                .singleElement()
                .hasToString("vrid=51 if=eth0 advertisement not sent: no route to 192.0.2.3; failures so far 1");
    }

    @Test
    void anOwnAddressThatCannotBeAnnouncedIsTold() {
        announceOwn(Runnable::run, () -> {
            throw new IOException("refused");
        });

        assertThat(failures).containsExactly("refused");
    }

    @Test
    void anAnnouncerThatThrowsAnErrorIsTold() {
        announceOwn(Runnable::run, () -> {
            throw new AssertionError("broken");
        });

        assertThat(failures).containsExactly("neighbor announcer: java.lang.AssertionError: broken");
    }

    @Test
    void anExecutorThatTakesNoWorkIsTold() {
        announceOwn(
                work -> {
                    throw new RejectedExecutionException("full");
                },
                () -> {});

        assertThat(failures).containsExactly("address executor: java.util.concurrent.RejectedExecutionException: full");
    }

    @FunctionalInterface
    private interface Announcement {
        void send() throws IOException;
    }

    private void announceOwn(Executor executor, Announcement announcement) {
        NeighborAnnouncer announcer = new NeighborAnnouncer() {
            @Override
            public void announce(Placement placement, VirtualAddress address) {
                throw new AssertionError("not this one");
            }

            @Override
            public void announceOwn(String interfaceName, IpAddress address) throws IOException {
                assertThat(interfaceName).isEqualTo("eth0");
                assertThat(address).isEqualTo(FakeNetwork.SOURCE);
                announcement.send();
            }
        };
        new OwnAddressAnnouncer("eth0", announcer, executor, Runnable::run, error -> failures.add(error.getMessage()))
                .announce(FakeNetwork.SOURCE);
    }
}
