package io.github.vrrp4j.benchmarks.takeover;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** Takeovers of one kind, of both programs in turns. */
final class Series {

    /** Columns of {@link #rows}. */
    static final String HEADER = """
            | end of the MASTER | takeover | ms | n | vrrp4j: min | median | max | keepalived: min | median | max |
            |---|---|---|--:|--:|--:|--:|--:|--:|--:|
            """;

    /** Columns of {@link #csv}. */
    static final String CSV_HEADER = "end,takeover,program,advertisement_late_us,garp_late_us,master_us\n";

    private static final double NS_PER_MS = 1e6;
    private static final double NS_PER_US = 1e3;

    private final Mode mode;
    private final String kind;
    private final List<Takeover> ofVrrp4j = new ArrayList<>();
    private final List<Takeover> ofKeepalived = new ArrayList<>();

    Series(Mode mode, String kind) {
        this.mode = mode;
        this.kind = kind;
    }

    void add(Takeover vrrp4j, Takeover keepalived) {
        ofVrrp4j.add(vrrp4j);
        ofKeepalived.add(keepalived);
        System.out.print(csvLine("vrrp4j", vrrp4j) + csvLine("keepalived", keepalived));
    }

    /** Markdown. */
    String rows() {
        return row("first GARP late", Takeover::announcementLateNs)
                + row("first advertisement late", Takeover::advertisementLateNs)
                + row("advertisement to GARP", Takeover::advertisementToAnnouncementNs)
                + switch (mode) {
                    case SIGKILL -> "";
                    case SIGTERM -> row("MASTER: signal to priority 0", Takeover::masterNs);
                    case LINK_DOWN -> row("MASTER: address kept", Takeover::masterNs);
                };
    }

    private String row(String quantity, ToLongFunction<Takeover> value) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %d | %s | %s |%n",
                mode.text(),
                kind,
                quantity,
                ofVrrp4j.size(),
                cells(ofVrrp4j, value),
                cells(ofKeepalived, value));
    }

    private static String cells(List<Takeover> takeovers, ToLongFunction<Takeover> value) {
        long[] sorted = takeovers.stream().mapToLong(value).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "%.2f | **%.2f** | %.2f",
                sorted[0] / NS_PER_MS,
                medianMs(sorted),
                sorted[sorted.length - 1] / NS_PER_MS);
    }

    /** Of an even number the mean of the middle two. */
    static double medianMs(long[] sorted) {
        int middle = sorted.length / 2;
        long twice = sorted.length % 2 == 0 ? sorted[middle - 1] + sorted[middle] : 2 * sorted[middle];
        return twice / (2 * NS_PER_MS);
    }

    /** A line for each takeover, in the order of the rounds. */
    String csv() {
        StringBuilder text = new StringBuilder();
        ofVrrp4j.forEach(takeover -> text.append(csvLine("vrrp4j", takeover)));
        ofKeepalived.forEach(takeover -> text.append(csvLine("keepalived", takeover)));
        return text.toString();
    }

    private String csvLine(String program, Takeover takeover) {
        return String.format(
                Locale.ROOT,
                "%s,%s,%s,%.1f,%.1f,%.1f%n",
                mode.text(),
                kind,
                program,
                takeover.advertisementLateNs() / NS_PER_US,
                takeover.announcementLateNs() / NS_PER_US,
                takeover.masterNs() / NS_PER_US);
    }
}
