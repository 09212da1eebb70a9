package io.github.vrrp4j.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Address work on an executor and a loop that run when the test says so. */
class VirtualAddressesTest implements VirtualAddresses.Outcome {

    private final FakeNetwork network = new FakeNetwork();
    private final Queue<Runnable> executor = new ArrayDeque<>();
    private final Queue<Runnable> loop = new ArrayDeque<>();
    private final List<String> outcomes = new ArrayList<>();
    private final List<String> announced = new ArrayList<>();
    private @Nullable IpAddress unannounceable;

    private final VirtualAddresses addresses = new VirtualAddresses(
            "eth0",
            List.of(VirtualAddress.parse("192.0.2.10/24"), VirtualAddress.parse("192.0.2.11/24")),
            network,
            (interfaceName, address) -> {
                if (address.equals(unannounceable)) {
                    throw new IOException("ENOBUFS for " + address);
                }
                announced.add(address.toString());
            },
            () -> 0,
            executor::add,
            loop::add,
            this);

    private static int runAll(Queue<Runnable> tasks) {
        int count = 0;
        Runnable task;
        while ((task = tasks.poll()) != null) {
            task.run();
            count++;
        }
        return count;
    }

    @Test
    void workThatWaitsIsReplacedByThatOfTheNewestGoal() {
        for (int i = 0; i < 1_000; i++) { // a host whose address manager hangs, while the state flaps
            addresses.acquire();
            addresses.release();
        }
        addresses.acquire();

        runAll(executor);
        assertThat(runAll(loop)).isEqualTo(1);
        assertThat(outcomes).containsExactly("acquired");
        assertThat(network.addresses).hasSize(2);
    }

    @Test
    void aGoalThatChangesUnderTheWorkIsReachedNext() {
        addresses.acquire();
        network.onAdd = addresses::release;
        runAll(executor);
        runAll(loop);
        assertThat(network.addresses).isEmpty();
        assertThat(outcomes).containsExactly("released");
        assertThat(announced).isEmpty();
    }

    @Test
    void anAddressThatCannotBeAnnouncedKeepsNoOtherFromIt() {
        unannounceable = IpAddress.parse("192.0.2.10");
        addresses.acquire();
        runAll(executor);
        runAll(loop);
        assertThat(announced).hasSize(5).containsOnly("192.0.2.11");
        assertThat(outcomes).containsExactly("acquired", "announcement failed: ENOBUFS for 192.0.2.10");
    }

    @Test
    void anAddressThatCannotBeAddedKeepsNoOtherFromIt() {
        Queue<String> refusals = new ArrayDeque<>(List.of("first"));
        network.onAdd = () -> {
            if (refusals.poll() != null) {
                throw new IllegalStateException("refused");
            }
        };
        addresses.acquire();
        runAll(executor);
        runAll(loop);
        assertThat(network.addresses).containsExactly(VirtualAddress.parse("192.0.2.11/24"));
        assertThat(announced).isEmpty();
        assertThat(outcomes)
                .containsExactly("failed: address manager: java.lang.IllegalStateException: refused, 1, true, PT0.1S");
    }

    @Override
    public void acquired() {
        outcomes.add("acquired");
    }

    @Override
    public void released() {
        outcomes.add("released");
    }

    @Override
    public void failed(IOException error, int attempt, boolean acquiring, @Nullable Duration retryIn) {
        outcomes.add("failed: " + error.getMessage() + ", " + attempt + ", " + acquiring + ", " + retryIn);
    }

    @Override
    public void announcementFailed(IOException error) {
        outcomes.add("announcement failed: " + error.getMessage());
    }
}
