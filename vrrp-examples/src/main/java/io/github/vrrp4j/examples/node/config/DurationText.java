package io.github.vrrp4j.examples.node.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: a decimal number and its unit, {@code 100ms} or {@code 1.5s}, or several of them from the
 * longest unit to the shortest, {@code 1h30m} or {@code 1 min 30 s}. What this program prints of durations can be read again.
 */
public final class DurationText {

    /** How units are written, and what they are. */
    private enum Unit {
        DAY(86_400_000_000_000L, "d", "d"),
        HOUR(3_600_000_000_000L, "h", "h"),
        MINUTE(60_000_000_000L, "min", "m"),
        SECOND(1_000_000_000L, "s", "s"),
        MILLISECOND(1_000_000L, "ms", "ms"),
        MICROSECOND(1_000L, "us", "µs");

        final long ns;
        final String symbol;
        final String otherSymbol;

        Unit(long ns, String symbol, String otherSymbol) {
            this.ns = ns;
            this.symbol = symbol;
            this.otherSymbol = otherSymbol;
        }

        static Unit of(String name, String text) {
            for (Unit unit : values()) {
                if (unit.symbol.equals(name) || unit.otherSymbol.equals(name)) {
                    return unit;
                }
            }
            throw new IllegalArgumentException("'" + text + "' has the unit '" + name
                    + "'; the units are us, ms, s, m or min, h and d, like 100ms, 1.5s or 1h30m");
        }
    }

    private static final String NUMBER = "\\d{1,9}(?:\\.\\d{1,9})?";
    private static final Pattern PART = Pattern.compile("(" + NUMBER + ") ?([a-zµ]+)");
    private static final Pattern DURATION = Pattern.compile(PART + "(?: ?" + PART + "){0,5}");
    private static final Pattern BARE = Pattern.compile(NUMBER);
    private static final BigDecimal MAX_NS = BigDecimal.valueOf(Long.MAX_VALUE);

    private DurationText() {}

    /**
     * Reads a duration exactly.
     *
     * @throws IllegalArgumentException if a unit is missing or none of {@code d}, {@code h}, {@code min} or {@code m},
     *     {@code s}, {@code ms} and {@code us}, if a number is not a decimal one of at most nine digits on each side of the
     *     point, if units do not go down, if another than the last number has a fraction, or if the whole is finer than a
     *     nanosecond or longer than 292 years
     */
    public static Duration parse(String text) {
        if (BARE.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' has no unit; write " + text + "s or " + text + "ms");
        }
        if (!DURATION.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a duration; write a number and its unit, like 100ms, 1.5s or 1h30m");
        }
        BigDecimal ns = BigDecimal.ZERO;
        Unit before = null;
        boolean fraction = false;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            Unit unit = Unit.of(part.group(2), text);
            if (before != null && (fraction || unit.ns >= before.ns)) {
                throw new IllegalArgumentException(
                        "'" + text + "' is not a duration; write the longest unit first, each"
                                + " once, and a fraction at the end alone, like 1h30m or 1m0.5s");
            }
            ns = ns.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit.ns)));
            before = unit;
            fraction = part.group(1).indexOf('.') >= 0;
        }
        if (ns.compareTo(MAX_NS) > 0) {
            throw new IllegalArgumentException("'" + text + "' is longer than 292 years");
        }
        try {
            return Duration.ofNanos(ns.longValueExact());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("'" + text + "' is finer than a nanosecond", e);
        }
    }

    /**
     * A duration as a number and its unit, {@code 60s}, {@code 90s} or {@code 10min}: hours and minutes
     * if it is a whole number of them and longer than a minute.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public static String format(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(duration + " is negative");
        }
        long ns = duration.toNanos();
        if (ns == 0) {
            return "0s";
        }
        boolean minutes = ns > Unit.MINUTE.ns;
        for (Unit unit : Unit.values()) {
            boolean used = unit.ns < Unit.MINUTE.ns || (minutes && unit != Unit.DAY);
            if (used && ns % unit.ns == 0) {
                return ns / unit.ns + unit.symbol;
            }
        }
        return BigDecimal.valueOf(ns, 3).toPlainString() + "us";
    }
}
