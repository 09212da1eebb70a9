package io.github.vrrp4j.examples.node.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: a decimal number and its unit, {@code 100ms} or {@code 1.5s}. */
public final class DurationText {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)([a-zµ]*)");

    private DurationText() {}

    /**
     * Reads a duration exactly.
     *
     * @throws IllegalArgumentException if the unit is missing or neither {@code ms} nor {@code s}, if the number is not a
     *     decimal one of at most nine digits on each side of the point, or if it is finer than a nanosecond
     */
    public static Duration parse(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a duration; write a number and its unit, like 100ms or 1.5s");
        }
        BigDecimal number = new BigDecimal(matcher.group(1));
        int decimalsOfUnit = switch (matcher.group(2)) {
            case "s" -> 9;
            case "ms" -> 6;
            case "" ->
                throw new IllegalArgumentException("'" + text + "' has no unit; write " + text + "s or " + text + "ms");
            default ->
                throw new IllegalArgumentException("'" + text + "' has the unit '" + matcher.group(2)
                        + "'; the units are ms and s, like 100ms or 1.5s");
        };
        try {
            return Duration.ofNanos(number.movePointRight(decimalsOfUnit).longValueExact());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("'" + text + "' is finer than a nanosecond", e);
        }
    }
}
