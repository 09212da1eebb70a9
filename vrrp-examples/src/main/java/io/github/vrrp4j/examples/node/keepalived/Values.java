package io.github.vrrp4j.examples.node.keepalived;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Single values as keepalived writes them. What cannot be read is told; ranges are for the reader of the YAML. */
final class Values {
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}(\\.\\d{0,9})?|\\.\\d{1,9}");
    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,9}");
    private static final Set<String> TRUE = Set.of("", "on", "true", "yes");
    private static final Set<String> FALSE = Set.of("off", "false", "no");

    private Values() {}

    /** Seconds, with a point or without. */
    static Optional<BigDecimal> seconds(Statement statement, String text, Notes notes) {
        if (!DECIMAL.matcher(text).matches()) {
            notes.error(statement, "'" + text + "' is not a number of seconds; write one like 1 or 0.5");
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(text.startsWith(".") ? "0" + text : text));
    }

    /** Like {@link #seconds}, as the YAML writes it: {@code 0.5s}. */
    static Optional<String> duration(Statement statement, String text, Notes notes) {
        return seconds(statement, text, notes).map(Values::duration);
    }

    static String duration(BigDecimal seconds) {
        BigDecimal plain = seconds.stripTrailingZeros();
        return (plain.scale() < 0 ? plain.setScale(0, RoundingMode.UNNECESSARY) : plain).toPlainString() + "s";
    }

    /** A whole number of at most nine digits. */
    static Optional<Integer> integer(Statement statement, String text, Notes notes) {
        if (!INTEGER.matcher(text).matches()) {
            notes.error(statement, "'" + text + "' is not a whole number; write one like 51");
            return Optional.empty();
        }
        return Optional.of(Integer.parseInt(text));
    }

    /** One of keepalived's six words; none at all is true. */
    static boolean bool(Statement statement, Notes notes) {
        String text = statement.argument(0);
        if (!TRUE.contains(text) && !FALSE.contains(text)) {
            notes.error(statement, "'" + text + "' is none of on, off, true, false, yes, no");
        }
        return !FALSE.contains(text);
    }
}
