package io.github.vrrp4j.examples.node.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes what happens, line by line, with the time since the start of the stage, and remembers it. */
final class Timeline {

    /**
     * A line with a time.
     *
     * @param ns since the start
     * @param who of whom it tells; empty for what the story does
     */
    record Entry(long ns, String who, String text) {}

    private final PrintWriter out;
    private final long startNs;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Result> results = new ArrayList<>();

    Timeline(PrintWriter out, long startNs) {
        this.out = out;
        this.startNs = startNs;
    }

    /** A line with a time. */
    void event(long atNs, String who, String text) {
        entries.add(new Entry(atNs - startNs, who, text));
        line(String.format(Locale.ROOT, "%+9.3f s  %-7s %s", (atNs - startNs) / 1e9, who, text));
    }

    /** A line without a time. */
    void line(String text) {
        out.println(text);
        out.flush();
    }

    /** Remembers what became of a promise; writes nothing. */
    void result(Result result) {
        results.add(result);
    }

    /** Every line with a time so far, as it was written. */
    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** What became of every promise so far. */
    List<Result> results() {
        return List.copyOf(results);
    }

    /** {@code 360.9 ms}. */
    static String milliseconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
    }
}
