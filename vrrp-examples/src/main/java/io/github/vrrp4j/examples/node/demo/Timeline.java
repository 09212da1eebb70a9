package io.github.vrrp4j.examples.node.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Writes what happens, line by line, with the time since the start of the stage, and remembers it. Events are in the order of
 * their times, although some are told later than others: a line waits for {@value #SETTLE_MS} ms, or until something is written
 * that has no time.
 */
final class Timeline {
    private static final long SETTLE_MS = 250;

    /**
     * A line with a time.
     *
     * @param ns since the start
     * @param who of whom it tells; empty for what the story does
     */
    record Entry(long ns, String who, String text) {}

    private final PrintWriter out;
    private final long startNs;
    private final List<Entry> written = new ArrayList<>();

    /** By time. */
    private final List<Entry> waiting = new ArrayList<>();

    private final List<Result> results = new ArrayList<>();

    Timeline(PrintWriter out, long startNs) {
        this.out = out;
        this.startNs = startNs;
    }

    /** A line with a time. */
    void event(long atNs, String who, String text) {
        Entry entry = new Entry(atNs - startNs, who, text);
        int index = waiting.size();
        while (index > 0 && waiting.get(index - 1).ns() > entry.ns()) {
            index--;
        }
        waiting.add(index, entry);
    }

    /** Writes what is old enough now. */
    void settle(long nowNs) {
        writeUntil(nowNs - startNs - TimeUnit.MILLISECONDS.toNanos(SETTLE_MS));
    }

    private void writeUntil(long ns) {
        while (!waiting.isEmpty() && waiting.get(0).ns() <= ns) {
            Entry entry = waiting.remove(0);
            written.add(entry);
            print(String.format(Locale.ROOT, "%+9.3f s  %-7s %s", entry.ns() / 1e9, entry.who(), entry.text()));
        }
    }

    /** A line without a time, behind everything before. */
    void line(String text) {
        writeUntil(Long.MAX_VALUE);
        print(text);
    }

    private void print(String text) {
        out.println(text);
        out.flush();
    }

    /** Remembers what became of a promise; writes nothing. */
    void result(Result result) {
        results.add(result);
    }

    /** Every line with a time that was written. */
    List<Entry> entries() {
        return List.copyOf(written);
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
