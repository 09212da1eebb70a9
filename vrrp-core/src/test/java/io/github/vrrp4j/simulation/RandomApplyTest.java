package io.github.vrrp4j.simulation;

import static io.github.vrrp4j.simulation.SimulatedHost.INTERFACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.health.CheckSchedule;
import io.github.vrrp4j.health.Health;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.HostConfig;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.Group;
import io.github.vrrp4j.router.MonitoredCheck;
import io.github.vrrp4j.router.Plan;
import io.github.vrrp4j.router.RouterConfig;
import io.github.vrrp4j.router.TrackedCheck;
import io.github.vrrp4j.router.VirtualRouterStatus;
import io.github.vrrp4j.router.VrrpRouter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Any configuration becomes any other, at any moment: what runs then is what was wanted last. */
@SuppressWarnings("FutureReturnValueIgnored") // what follows shows what became of it
class RandomApplyTest {

    private static final int SEEDS = 300;
    private static final int CHANGES = 12;
    private static final int ADDRESSES = 8;

    @Test
    void whateverWasAppliedInBetweenTheLastOneRuns() {
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                run(seed);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private static void run(long seed) {
        SimulatedLan lan = new SimulatedLan(seed);
        SeededRandom random = new SeededRandom(seed);
        SimulatedHost host = lan.addHost("a", "192.0.2.1/24");
        VrrpRouter router = host.startRouter();
        List<CompletableFuture<Plan>> answers = new ArrayList<>();
        RouterConfig wanted = RouterConfig.EMPTY;
        for (int i = 0; i < CHANGES; i++) {
            wanted = config(random);
            answers.add(router.apply(wanted));
            if (random.chance(0.6)) {
                lan.run(Duration.ofMillis(random.between(0, random.chance(0.5) ? 2 : 6_000)));
            }
        }
        lan.run(Duration.ofSeconds(10));
        assertThat(answers).allMatch(answer -> answer.isDone() && !answer.isCompletedExceptionally(), "done");
        assertThat(router.config()).isEqualTo(wanted);
        assertThat(router.plan(wanted).isEmpty()).isTrue();
        assertThat(router.status())
                .extracting(VirtualRouterStatus::state)
                .containsOnly(router.status().isEmpty() ? new State[0] : new State[] {State.MASTER});
        Set<IpAddress> held = IntStream.range(0, ADDRESSES)
                .mapToObj(last -> IpAddress.parse("192.0.2.10" + last))
                .filter(host::holds)
                .collect(Collectors.toSet());
        assertThat(held)
                .isEqualTo(wanted.virtualRouters().stream()
                        .flatMap(entry -> entry.config().addresses().stream())
                        .map(address -> address.address())
                        .collect(Collectors.toSet()));
    }

    /** Up to four virtual routers that share eight addresses out, some of them in a group, with up to two checks. */
    private static RouterConfig config(SeededRandom random) {
        List<MonitoredCheck> checks = new ArrayList<>();
        for (String name : List.of("web", "db")) {
            if (random.chance(0.5)) {
                checks.add(new MonitoredCheck(
                        name,
                        timeout -> Health.healthy(""),
                        new CheckSchedule(
                                Duration.ofMillis(random.chance(0.5) ? 100 : 200), Duration.ofSeconds(1), 1, 1)));
            }
        }
        List<List<String>> shares = IntStream.range(0, 4)
                .mapToObj(i -> (List<String>) new ArrayList<String>())
                .toList();
        for (int last = 0; last < ADDRESSES; last++) {
            if (random.chance(0.6)) {
                shares.get(random.between(0, 3)).add("192.0.2.10" + last + "/24");
            }
        }
        List<RouterConfig.Entry> entries = new ArrayList<>();
        for (int i = 0; i < shares.size(); i++) {
            if (!shares.get(i).isEmpty()) {
                VirtualRouterConfig.Builder builder = VirtualRouterConfig.builder(51 + i)
                        .priority(random.chance(0.7) ? 100 : random.between(1, 255))
                        .host(HostConfig.DEFAULT.acceptMode(random.chance(0.8)));
                shares.get(i).forEach(builder::address);
                entries.add(
                        random.between(0, entries.size()),
                        new RouterConfig.Entry(INTERFACE, builder.build(), tracked(random, checks)));
            }
        }
        return new RouterConfig(entries, checks, groups(random, entries));
    }

    private static List<TrackedCheck> tracked(SeededRandom random, List<MonitoredCheck> checks) {
        return checks.stream()
                .filter(check -> random.chance(0.4))
                .<TrackedCheck>map(check -> new TrackedCheck.Down(check.name()))
                .toList();
    }

    private static List<Group> groups(SeededRandom random, List<RouterConfig.Entry> entries) {
        List<RouterConfig.Entry> alike = entries.stream()
                .filter(entry -> entry.config().priority() == 100)
                .toList();
        return alike.size() >= 2 && random.chance(0.5)
                ? List.of(new Group(
                        "all", alike.stream().map(RouterConfig.Entry::id).toList()))
                : List.of();
    }
}
