package io.github.vrrp4j.benchmarks.scale;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The rounds of one router under one load, as rows of Markdown: medians, and for what should not happen the sum. */
record Table(String router, Load load, List<Round> rounds) {

    private static final double US_PER_S = 1e6;
    private static final double PERCENT = 100;

    static final String STEADY_HEADER = """
            | virtual routers | router | rounds | settled | advertisements per second | of nominal | transitions of the BACKUP | MASTER CPU | BACKUP CPU | µs CPU per sent | µs CPU per received |
            |---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|
            """;

    static final String FAILOVER_HEADER = """
            | virtual routers | router | start to all addresses, s | SIGKILL to first address, ms | to last address, ms | first to last, ms | more transitions |
            |---|---|--:|--:|--:|--:|--:|
            """;

    String steadyRow() {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d | %d | %.0f | %.1f %% | %d | %.1f %% | %.1f %% | %.2f | %.2f |%n",
                load,
                router,
                rounds.size(),
                rounds.stream().filter(Round::settled).count(),
                median(round -> round.master().sent()),
                median(round -> round.master().sent()) / load.nominalRate() * PERCENT,
                rounds.stream().mapToInt(round -> round.backup().toMaster()).sum(),
                median(round -> round.master().cpu()) * PERCENT,
                median(round -> round.backup().cpu()) * PERCENT,
                median(round -> round.master().cpu() / round.master().sent()) * US_PER_S,
                median(round -> round.backup().cpu() / round.backup().received()) * US_PER_S);
    }

    String failoverRow() {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.2f | %.1f | %.1f | %.1f | %d |%n",
                load,
                router,
                median(Round::startS),
                median(Round::firstMs),
                median(Round::lastMs),
                median(round -> round.lastMs() - round.firstMs()),
                rounds.stream().mapToInt(Round::back).sum());
    }

    private double median(ToDoubleFunction<Round> value) {
        double[] sorted = rounds.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
