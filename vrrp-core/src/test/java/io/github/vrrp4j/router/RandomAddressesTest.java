package io.github.vrrp4j.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Virtual routers that want the same few addresses in turn, on a host that is slow and refuses now and then. Whatever
 * happened: once it is over, on the host is what state and configuration of each say, and that is what was told.
 * {@code mvn -pl vrrp-core test -Dtest=RandomAddressesTest -Dvrrp4j.seed=N} plays one seed again.
 */
class RandomAddressesTest {

    private static final int SEEDS = 300;
    private static final int STEPS = 80;
    private static final int FIRST_VRID = 51;
    private static final int ROUTERS = 4;

    private final FakeNetwork network = new FakeNetwork();
    private final Queue<Runnable> executor = new ArrayDeque<>();
    private final Map<VirtualRouterId, Set<VirtualAddress>> told = new HashMap<>();
    private final List<String> mistakes = new ArrayList<>();
    private final List<VirtualRouterId> ids = new ArrayList<>();
    private final VrrpRouter router = VrrpRouter.builder(network)
            .executor(executor::add)
            .listener(this::hear)
            .build();
    private Random random = new Random();
    private long nowNs;
    private boolean refuses;

    static LongStream seeds() {
        Long one = Long.getLong("vrrp4j.seed");
        return one != null ? LongStream.of(one) : LongStream.range(0, SEEDS);
    }

    @ParameterizedTest(name = "-Dvrrp4j.seed={0}")
    @MethodSource("seeds")
    void onTheHostIsWhatStateAndConfigurationSay(long seed) throws IOException {
        random = new Random(seed);
        network.clock = () -> nowNs;
        network.onAdd = this::refuseSometimes;
        network.onRemove = this::refuseSometimes;
        add();
        for (int step = 0; step < STEPS; step++) {
            step();
        }
        refuses = false;
        Set<Integer> backups = comeToRest();

        assertThat(mistakes).isEmpty();
        Set<VirtualAddress> wanted = new LinkedHashSet<>();
        for (VirtualRouterStatus status : router.status()) {
            boolean backup = backups.contains(status.id().vrid());
            assertThat(status.state()).isEqualTo(backup ? State.BACKUP : State.MASTER);
            assertThat(status.addressesHeld()).isEqualTo(!backup);
            assertThat(told.getOrDefault(status.id(), Set.of()))
                    .isEqualTo(backup ? Set.of() : Set.copyOf(status.addresses()));
            if (!backup) {
                wanted.addAll(status.addresses());
            }
        }
        assertThat(network.addresses).containsExactlyInAnyOrderElementsOf(wanted);
    }

    private void refuseSometimes() {
        if (refuses && random.nextInt(3) == 0) {
            throw new IllegalStateException("refused");
        }
    }

    private void step() throws IOException {
        switch (random.nextInt(10)) {
            case 0 -> add();
            case 1, 2 -> configure();
            case 3 -> priority(anyId(), 1 + random.nextInt(255));
            case 4 -> network.hear(anyId().vrid(), random.nextBoolean() ? 0 : 255);
            case 5 -> refuses = !refuses;
            case 6 -> nowNs += random.nextInt(4) * 1_000_000_000L;
            case 7, 8 -> work();
            default -> router.doWork();
        }
    }

    private void work() {
        Runnable task = executor.poll();
        if (task != null) {
            task.run();
        }
    }

    private VirtualRouterId anyId() {
        return ids.get(random.nextInt(ids.size()));
    }

    private void add() throws IOException {
        if (ids.size() < ROUTERS) {
            boolean before = refuses;
            refuses = false;
            try {
                ids.add(router.add("eth0", anyConfig(FIRST_VRID + ids.size())));
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("belongs to");
            } finally {
                refuses = before;
            }
        }
    }

    private void configure() throws IOException {
        VirtualRouterId id = anyId();
        try {
            router.configure(id, anyConfig(id.vrid()));
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("belongs to");
        }
    }

    private VirtualRouterConfig anyConfig(int vrid) {
        VirtualRouterConfig.Builder config =
                VirtualRouterConfig.builder(vrid).priority(random.nextBoolean() ? 100 : 255);
        Set<Integer> hosts = new LinkedHashSet<>();
        IntStream.rangeClosed(0, random.nextInt(3)).forEach(i -> hosts.add(10 + random.nextInt(8)));
        hosts.forEach(host -> config.address("192.0.2." + host + (random.nextBoolean() ? "/24" : "/32")));
        return config.build();
    }

    /** Longer than the longest delay of a retry and a new start; some hear a MASTER meanwhile. Returns their VRIDs. */
    private void priority(VirtualRouterId id, int priority) {
        assertThat(router.priority(id, priority)).isNotCompletedExceptionally();
    }

    private Set<Integer> comeToRest() {
        Set<Integer> backups = new LinkedHashSet<>();
        for (VirtualRouterId id : ids) {
            priority(id, 100);
            if (random.nextBoolean()) {
                backups.add(id.vrid());
            }
        }
        for (int i = 0; i < 100; i++) {
            nowNs += 500_000_000L;
            for (int vrid : backups) {
                network.hear(vrid, 200);
                router.doWork();
            }
            router.doWork();
            while (!executor.isEmpty()) {
                work();
                router.doWork();
            }
        }
        return backups;
    }

    /** The router catches what a listener throws, so mistakes are kept. */
    private void hear(VrrpEvent event) {
        if (event instanceof VrrpEvent.AddressesAcquired acquired) {
            Set<VirtualAddress> addresses = new LinkedHashSet<>(acquired.addresses());
            if (addresses.equals(told.put(acquired.id(), addresses))) {
                mistakes.add("told twice: " + event);
            }
        } else if (event instanceof VrrpEvent.AddressesReleased released && told.remove(released.id()) == null) {
            mistakes.add("never acquired: " + event);
        }
    }
}
