package io.github.vrrp4j.benchmarks.simulation;

import io.github.vrrp4j.benchmarks.Host;
import io.github.vrrp4j.benchmarks.ResultsFile;
import io.github.vrrp4j.examples.node.run.LogSetup;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.simulation.RandomFaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/** Runs random faults on every processor, and writes seeds and virtual hours per second. */
final class SimulationThroughput {

    /** Enough for the JVM to have compiled everything. */
    private static final long WARM_UP_SEEDS = 20_000;

    private static final long SEEDS = 20_000;
    private static final int ROUNDS = 5;
    private static final int[][] HOSTS = {{2, 8}, {2, 2}, {8, 8}, {64, 64}};

    /** Runs of 64 hosts exchange far more packets. */
    private static final int MANY_HOSTS = 64;

    private static final long SEEDS_OF_MANY_HOSTS = 500;

    private record Round(double seedsPerSecond, double hoursPerSecond) {}

    private SimulationThroughput() {}

    /** Takes the file of results and the directory for raw figures. */
    public static void main(String[] arguments) throws IOException {
        LogSetup.silence();
        Path raw = Path.of(arguments[1]);
        Files.createDirectories(raw);
        String before = Host.load();
        measure(new RandomFaults(), 0, WARM_UP_SEEDS);
        StringBuilder rows = new StringBuilder();
        for (int[] hosts : HOSTS) {
            rows.append(row(hosts[0], hosts[1]));
        }
        String markdown = String.format(
                Locale.ROOT,
                """
                Host: %s; load average %s before, %s after.
                Each row: %d rounds of different seeds on %d threads after a warm-up; every check is on, no trace, no capture.

                | hosts | seeds of a round | seeds per second, median | virtual hours per second: min | median | max |
                |--:|--:|--:|--:|--:|--:|
                %s""",
                Host.describe(),
                before,
                Host.load(),
                ROUNDS,
                Runtime.getRuntime().availableProcessors(),
                rows);
        System.out.println(markdown);
        Files.writeString(raw.resolve("simulation.md"), markdown);
        new ResultsFile(Path.of(arguments[0])).replace("simulation", markdown);
    }

    private static String row(int minHosts, int maxHosts) {
        RandomFaults faults = new RandomFaults(minHosts, maxHosts, List.of(AddressFamily.values()));
        long seeds = minHosts == MANY_HOSTS ? SEEDS_OF_MANY_HOSTS : SEEDS;
        double[] seedsPerSecond = new double[ROUNDS];
        double[] hoursPerSecond = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            Round round = measure(faults, i * seeds, seeds);
            seedsPerSecond[i] = round.seedsPerSecond();
            hoursPerSecond[i] = round.hoursPerSecond();
        }
        Arrays.sort(seedsPerSecond);
        Arrays.sort(hoursPerSecond);
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.0f | %.1f | **%.1f** | %.1f |%n",
                minHosts == maxHosts ? Integer.toString(minHosts) : minHosts + " to " + maxHosts,
                seeds,
                seedsPerSecond[ROUNDS / 2],
                hoursPerSecond[0],
                hoursPerSecond[ROUNDS / 2],
                hoursPerSecond[ROUNDS - 1]);
    }

    private static Round measure(RandomFaults faults, long firstSeed, long seeds) {
        long startNs = System.nanoTime();
        long virtualNs = LongStream.range(firstSeed, firstSeed + seeds)
                .parallel()
                .map(seed -> faults.run(seed).toNanos())
                .sum();
        double seconds = (System.nanoTime() - startNs) / 1e9;
        return new Round(seeds / seconds, virtualNs / 3.6e12 / seconds);
    }
}
