package io.github.vrrp4j.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.protocol.Announcements;
import io.github.vrrp4j.spi.Placement;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;
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
    private long nowNs;

    private final VirtualAddresses addresses = new VirtualAddresses(
            new Placement("eth0", AddressFamily.IPV4, 51, false, true),
            addresses("192.0.2.10/24", "192.0.2.11/24"),
            Announcements.DEFAULT,
            network,
            this::announce,
            () -> nowNs,
            executor::add,
            loop::add,
            this);

    private void announce(Placement placement, VirtualAddress virtual) throws IOException {
        if (virtual.address().equals(unannounceable)) {
            throw new IOException("ENOBUFS for " + virtual.address());
        }
        announced.add(virtual.address().toString());
    }

    private static Holdings addresses(String... addresses) {
        return new Holdings(Stream.of(addresses).map(VirtualAddress::parse).toList(), List.of());
    }

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
        runAt(0);
        assertThat(announced).hasSize(5).containsOnly("192.0.2.11");
        assertThat(outcomes)
                .containsExactly(
                        "acquired",
                        "announcement failed: ENOBUFS for 192.0.2.10",
                        "announcement failed: ENOBUFS for 192.0.2.10");
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

    /** An address of an old configuration is no reason for the others to be without a MASTER. */
    @Test
    void anObsoleteAddressThatCannotBeRemovedKeepsNoOtherFromBeingHeldAndIsTriedForEver() {
        acquireNow();
        outcomes.clear();
        network.onRemove = () -> {
            throw new IllegalStateException("busy");
        };
        addresses.change(addresses("192.0.2.11/24", "192.0.2.12/24"), Announcements.DEFAULT);
        for (int attempt = 1; attempt <= 10; attempt++) { // until 32.7 s
            runAll(executor);
            runAll(loop);
            nowNs = addresses.deadlineNs();
            addresses.onDeadline(nowNs);
        }

        assertThat(addresses.held()).isTrue();
        assertThat(addresses.settled()).isFalse();
        assertThat(addresses.claims(IpAddress.parse("192.0.2.10"))).isTrue();
        assertThat(announced.subList(10, announced.size())).startsWith("192.0.2.12", "192.0.2.12");
        assertThat(outcomes)
                .startsWith(
                        "acquired", "failed: address manager: java.lang.IllegalStateException: busy, 1, false, PT0.1S")
                .doesNotContain("failed: address manager: java.lang.IllegalStateException: busy, 6, false, null");
        assertThat(outcomes.stream().filter("acquired"::equals)).hasSize(1);

        network.onRemove = () -> {};
        nowNs += 10_000_000_000L;
        addresses.onDeadline(nowNs);
        runAll(executor);
        runAll(loop);
        assertThat(addresses.settled()).isTrue();
        assertThat(network.addresses)
                .containsExactlyInAnyOrder(
                        VirtualAddress.parse("192.0.2.11/24"), VirtualAddress.parse("192.0.2.12/24"));
        assertThat(addresses.claims(IpAddress.parse("192.0.2.10"))).isFalse();
    }

    @Test
    void removalIsTriedAgainAfterTwiceTheDelayButNeverMoreThanTenSeconds() {
        network.onRemove = () -> {
            throw new IllegalStateException("busy");
        };
        addresses.release();
        for (int attempt = 1; attempt <= 9; attempt++) {
            runAll(executor);
            runAll(loop);
            nowNs = addresses.deadlineNs();
            addresses.onDeadline(nowNs);
        }
        // 0.1 + 0.2 + 0.4 + 0.8 + 1.6 + 3.2 + 6.4 + 10 + 10 s
        assertThat(nowNs).isEqualTo(32_700_000_000L);
        assertThat(addresses.settled()).isFalse();
    }

    @Test
    void evidenceOfWrongCachesStartsTwoBurstsButNotWithinASecondOfTheLast() {
        acquireNow();
        addresses.reassert(300_000_000L);

        runAt(999_999_999L);
        assertThat(announced).hasSize(10);
        runAt(1_000_000_000L);
        assertThat(announced).hasSize(20); // two addresses, five times, twice
        runAt(5_999_999_999L);
        assertThat(announced).hasSize(20);
        runAt(6_000_000_000L);
        assertThat(announced).hasSize(30);
        runAt(65_999_999_999L);
        assertThat(announced).hasSize(30);
        runAt(66_000_000_000L);
        assertThat(announced).hasSize(32);
    }

    @Test
    void whatIsNotHeldIsNotAnnounced() {
        addresses.acquire();
        addresses.reassert(0);
        assertThat(addresses.deadlineNs()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aWorkerThatLagsIsGivenNoMoreAnnouncements() {
        acquireNow();
        addresses.onDeadline(5_000_000_000L);
        addresses.onDeadline(65_000_000_000L);
        addresses.onDeadline(125_000_000_000L);
        assertThat(executor).hasSize(1);
    }

    @Test
    void whatSomebodyElseTookAwayIsPutBackAndAnnounced() {
        acquireNow();
        network.addresses.remove(VirtualAddress.parse("192.0.2.11/24"));

        addresses.repair(2_000_000_000L);
        runAt(2_000_000_000L);

        assertThat(network.addresses).hasSize(2);
        assertThat(outcomes).containsExactly("acquired", "repaired [192.0.2.11/24]");
        assertThat(announced).hasSize(20);
    }

    @Test
    void whatIsTakenAwayAgainAndAgainIsPutBackTenTimesASecond() {
        acquireNow();
        for (int ms = 1_000; ms < 2_000; ms++) {
            network.addresses.clear();
            addresses.repair(ms * 1_000_000L);
            runAt(ms * 1_000_000L);
        }
        assertThat(outcomes.stream().filter(outcome -> outcome.startsWith("repaired")))
                .hasSize(10);
    }

    @Test
    void whatNobodyToldOfIsFoundWithinHalfAMinute() {
        acquireNow();
        network.addresses.clear();
        runAt(29_999_999_999L);
        assertThat(network.addresses).isEmpty();
        runAt(30_000_000_000L);
        assertThat(network.addresses).hasSize(2);
    }

    @Test
    void whatCannotBePutBackIsTriedSixTimesThenGivenUp() {
        acquireNow();
        network.addresses.clear();
        network.onAdd = () -> {
            throw new IllegalStateException("no");
        };
        addresses.repair(nowNs);
        for (int ms = 0; ms <= 3_200; ms += 100) {
            runAt(ms * 1_000_000L);
        }
        assertThat(addresses.held()).isFalse();
        assertThat(outcomes).last().asString().endsWith("no, 6, true, null");
    }

    /** Before they come to the host, so that what is killed meanwhile leaves nothing unknown. */
    @Test
    void anAddressThatIsOnlyAddedIsPreparedBeforeItComes() {
        acquireNow();
        Holdings three = addresses("192.0.2.10/24", "192.0.2.11/24", "192.0.2.12/24");
        List<Integer> preparedBefore = new ArrayList<>();
        network.onAdd = () -> preparedBefore.add(preparedCount());
        addresses.change(three, Announcements.DEFAULT);
        runAt(nowNs);
        assertThat(network.addresses).hasSize(3);
        assertThat(preparedBefore).containsExactly(3, 3, 3);
    }

    @Test
    void aBackupPreparesAnAddressThatIsOnlyAdded() {
        addresses.release();
        runAt(nowNs);
        addresses.change(addresses("192.0.2.10/24", "192.0.2.11/24", "192.0.2.12/24"), Announcements.DEFAULT);
        addresses.release(); // before the work began
        runAt(nowNs);
        assertThat(preparedCount()).isEqualTo(3);
        assertThat(network.addresses).isEmpty();
    }

    private int preparedCount() {
        return network.prepared.values().stream().mapToInt(List::size).sum();
    }

    private void acquireNow() {
        addresses.acquire();
        runAt(nowNs);
        assertThat(announced).hasSize(10);
    }

    /** Until nothing is left to do at that time. */
    private void runAt(long atNs) {
        nowNs = atNs;
        do {
            addresses.onDeadline(nowNs);
        } while (runAll(executor) + runAll(loop) > 0);
    }

    @Override
    public void acquired() {
        outcomes.add("acquired");
    }

    @Override
    public void cleaned() {}

    @Override
    public void released() {
        outcomes.add("released");
    }

    @Override
    public void repaired(Holdings holdings) {
        outcomes.add("repaired " + holdings.addresses());
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
