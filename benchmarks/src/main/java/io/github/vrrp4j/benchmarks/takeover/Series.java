package io.github.vrrp4j.benchmarks.takeover;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** The takeovers of one kind by one contender. */
final class Series {

    /** Columns of {@link #rows}. */
    static final String HEADER = """
            | takeover | BACKUP | n | ms | min | lower quartile | median | upper quartile | max |
            |---|---|--:|---|--:|--:|--:|--:|--:|
            """;

    private static final double NS_PER_MS = 1e6;
    private static final double NS_PER_US = 1e3;

    private final String kind;
    private final String contender;
    private final List<Takeover> takeovers = new ArrayList<>();

    Series(String kind, String contender) {
        this.kind = kind;
        this.contender = contender;
    }

    void add(Takeover takeover) {
        takeovers.add(takeover);
        System.out.printf(
                Locale.ROOT,
                "%-6s %-10s advertisement %8.3f ms late, announcement %8.3f ms late%n",
                kind,
                contender,
                takeover.advertisementLateNs() / NS_PER_MS,
                takeover.announcementLateNs() / NS_PER_MS);
    }

    /** Markdown. */
    String rows() {
        return row("first GARP late", Takeover::announcementLateNs)
                + row("first advertisement late", Takeover::advertisementLateNs)
                + row("advertisement to GARP", Takeover::advertisementToAnnouncementNs);
    }

    private String row(String quantity, ToLongFunction<Takeover> value) {
        long[] sorted = takeovers.stream().mapToLong(value).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d | %s | %.2f | %.2f | **%.2f** | %.2f | %.2f |%n",
                kind,
                contender,
                sorted.length,
                quantity,
                quantileMs(sorted, 0),
                quantileMs(sorted, 0.25),
                quantileMs(sorted, 0.5),
                quantileMs(sorted, 0.75),
                quantileMs(sorted, 1));
    }

    /** Linear between the two values that are nearest. */
    static double quantileMs(long[] sorted, double fraction) {
        double position = fraction * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return (sorted[below] + (position - below) * (sorted[above] - sorted[below])) / NS_PER_MS;
    }

    /** Lines of kind, contender, and the two latenesses in microseconds. */
    String csv() {
        StringBuilder text = new StringBuilder();
        for (Takeover takeover : takeovers) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s,%s,%.1f,%.1f%n",
                    kind,
                    contender,
                    takeover.advertisementLateNs() / NS_PER_US,
                    takeover.announcementLateNs() / NS_PER_US));
        }
        return text.toString();
    }
}
