package io.github.vrrp4j.examples.node.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Writes what happens, line by line, with the time since the start of the stage. */
final class Timeline {
    private final PrintWriter out;
    private final long startNs;

    Timeline(PrintWriter out, long startNs) {
        this.out = out;
        this.startNs = startNs;
    }

    /** A line with a time. */
    void event(long atNs, String who, String text) {
        line(String.format(Locale.ROOT, "%+9.3f s  %-7s %s", (atNs - startNs) / 1e9, who, text));
    }

    /** A line without a time. */
    void line(String text) {
        out.println(text);
        out.flush();
    }

    /** {@code 360.9 ms}. */
    static String milliseconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
    }
}
