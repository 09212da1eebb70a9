package io.github.vrrp4j.simulation;

import static io.github.vrrp4j.simulation.SimulatedHost.INTERFACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.VrrpRouter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Random hosts, random faults, then peace: exactly one router holds the address, the one with the highest priority, and
 * neighbours reach it. To
 * replay one seed: {@code mvn test -pl vrrp-core -Dtest=RandomFaultsTest -Dvrrp4j.seed=SEED}.
 */
class RandomFaultsTest {

    private static final int SEEDS = 500;
    private static final int FAULTS = 12;
    private static final String VIP = "192.0.2.250/24";
    private static final IpAddress VIRTUAL = IpAddress.parse("192.0.2.250");

    @TestFactory
    List<DynamicTest> afterTheFaultsTheHighestPriorityAloneHoldsTheAddress() {
        Long seed = Long.getLong("vrrp4j.seed");
        List<DynamicTest> tests = new ArrayList<>();
        for (long s = seed == null ? 0 : seed; s < (seed == null ? SEEDS : seed + 1); s++) {
            long run = s;
            tests.add(DynamicTest.dynamicTest("seed " + run, () -> new Run(run).execute()));
        }
        return tests;
    }

    private static final class Run {
        private final SplittableRandom random;
        private final SimulatedLan lan;
        private final List<SimulatedHost> hosts = new ArrayList<>();
        private final List<Integer> priorities = new ArrayList<>();
        private final List<Boolean> running = new ArrayList<>();

        private Run(long seed) {
            random = new SplittableRandom(seed);
            lan = new SimulatedLan(seed);
        }

        private void execute() throws IOException {
            int count = random.nextInt(2, 6);
            for (int i = 0; i < count; i++) {
                hosts.add(lan.addHost("h" + i, "192.0.2." + (i + 1) + "/24"));
                priorities.add(random.nextInt(1, 256));
                running.add(false);
                start(i);
            }
            for (int i = 0; i < FAULTS; i++) {
                fault();
                lan.run(Duration.ofMillis(random.nextInt(3_000)));
            }
            makePeace();
            // The slowest: a pause of up to 5 s, 10 s of leaving the address to others after a refusal, a removal tried
            // each
            // 10 s, and the longest Master_Down_Interval of 4 s.
            lan.run(Duration.ofSeconds(30));

            assertThat(lan.holders(VIRTUAL)).hasSize(1);
            SimulatedHost winner = lan.holders(VIRTUAL).get(0);
            // Of equal priorities the incumbent stays (RFC 5798 §6.4.2).
            assertThat(priorities.get(hosts.indexOf(winner))).isEqualTo(Collections.max(priorities));

            // Neighbours may have heard the loser last, and the winner never of the loser: the refresh puts that right.
            lan.run(Duration.ofSeconds(61));
            assertThat(lan.holders(VIRTUAL)).containsExactly(winner);
            assertThat(lan.reachedAt(VIRTUAL)).contains(winner);
        }

        private void start(int i) throws IOException {
            hosts.get(i).refuseAddresses(null);
            VrrpRouter router = hosts.get(i).startRouter();
            router.add(
                    INTERFACE,
                    VirtualRouterConfig.builder(7)
                            .priority(priorities.get(i))
                            .address(VIP)
                            .build());
            running.set(i, true);
        }

        private void fault() throws IOException {
            int i = random.nextInt(hosts.size());
            SimulatedHost host = hosts.get(i);
            switch (random.nextInt(9)) {
                case 0 -> lan.loss(random.nextDouble() * 0.9);
                case 1 -> lan.delay(Duration.ZERO, Duration.ofMillis(random.nextInt(500)));
                case 2 -> lan.partition(host);
                case 3 -> lan.heal();
                case 4 -> host.pause(Duration.ofMillis(random.nextInt(5_000)));
                case 5 -> host.refuseAddresses(random.nextBoolean() ? "refused" : null);
                case 6 -> {
                    host.crash();
                    running.set(i, false);
                }
                case 7 -> {
                    if (running.get(i)) {
                        host.killRouter();
                        running.set(i, false);
                    }
                }
                default -> {
                    if (!running.get(i)) {
                        start(i);
                    }
                }
            }
        }

        private void makePeace() throws IOException {
            lan.loss(0);
            lan.delay(Duration.ofNanos(50_000), Duration.ofNanos(50_000));
            lan.heal();
            for (int i = 0; i < hosts.size(); i++) {
                hosts.get(i).refuseAddresses(null);
                if (!running.get(i)) {
                    start(i);
                }
            }
        }
    }
}
