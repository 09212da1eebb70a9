package io.github.vrrp4j.benchmarks.startup;

import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** Starts of one router as a row of Markdown. */
final class Table {

    static final String HEADER = """
            | router | starts | exec to first advertisement, ms: min | median | max | RSS, MB | PSS, MB |
            |---|--:|--:|--:|--:|--:|--:|
            """;

    private static final double NS_PER_MS = 1e6;
    private static final double KB_PER_MB = 1024;

    private Table() {}

    /** Of times the least, the median and the greatest; of memory the median. */
    static String row(String name, List<Starter.Start> starts) {
        long[] sorted = sorted(starts, Starter.Start::advertisementNs);
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.0f | **%.0f** | %.0f | %.1f | %.1f |%n",
                name,
                starts.size(),
                sorted[0] / NS_PER_MS,
                median(sorted) / NS_PER_MS,
                sorted[sorted.length - 1] / NS_PER_MS,
                median(sorted(starts, start -> start.memory().rssKb())) / KB_PER_MB,
                median(sorted(starts, start -> start.memory().pssKb())) / KB_PER_MB);
    }

    private static long[] sorted(List<Starter.Start> starts, ToLongFunction<Starter.Start> value) {
        return starts.stream().mapToLong(value).sorted().toArray();
    }

    /** Of an even number the mean of the middle two. */
    private static double median(long[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 0 ? (sorted[middle - 1] + sorted[middle]) / 2.0 : sorted[middle];
    }
}
