package io.github.vrrp4j.examples.node.monitor;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times and intervals as text. */
final class TimeText {
    private static final DateTimeFormatter NANOSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private TimeText() {}

    /** ISO 8601 in UTC, always with nine decimals. */
    static String of(Instant time) {
        return NANOSECONDS.format(time);
    }

    /** ISO 8601 in UTC, cut to milliseconds. */
    static String toMillis(Instant time) {
        return MILLISECONDS.format(time);
    }

    /** Centiseconds as seconds: {@code 1s}, {@code 0.25s}. */
    static String ofCs(int cs) {
        return BigDecimal.valueOf(cs, 2).stripTrailingZeros().toPlainString() + "s";
    }
}
