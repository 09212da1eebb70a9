package io.github.vrrp4j.examples.node.keepalived;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** YAML text in the making: lines, and for each of them the place in keepalived.conf that it comes from. */
final class Yaml {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./][A-Za-z0-9_./+-]*");
    private static final Pattern LOOKS_LIKE_NUMBER = Pattern.compile("[0-9.].*");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern SAFE_WITH_DIGIT =
            Pattern.compile("\\d+(\\.\\d+)?(s|ms)|\\d+\\.\\d+\\.\\d+\\.\\d+(/\\d+)?|\\d+\\.\\.\\d+");
    private static final Set<String> WORDS_OF_YAML =
            Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n");

    private final StringBuilder text = new StringBuilder();
    private final List<@Nullable Place> places = new ArrayList<>();

    /** Adds one line. */
    void line(int indent, String content, @Nullable Place place) {
        text.append(" ".repeat(indent)).append(content).append('\n');
        places.add(place);
    }

    /** Adds one line of comment. */
    void comment(int indent, String content) {
        line(indent, "# " + content.replaceAll("\\p{Cntrl}|[\\u0080-\\u009F\\u2028\\u2029]", "?"), null);
    }

    String text() {
        return text.toString();
    }

    /** Where a line, from 1, comes from; null if from nowhere. */
    @Nullable
    Place placeOf(int line) {
        return line >= 1 && line <= places.size() ? places.get(line - 1) : null;
    }

    /** A value that is a text, quoted where it could be taken for something else. A whole number stays one. */
    static String scalar(String value) {
        if (NUMBER.matcher(value).matches() || SAFE_WITH_DIGIT.matcher(value).matches()) {
            return value;
        }
        boolean plain = PLAIN.matcher(value).matches()
                && !LOOKS_LIKE_NUMBER.matcher(value).matches()
                && !WORDS_OF_YAML.contains(value.toLowerCase(Locale.ROOT));
        if (plain) {
            return value;
        }
        boolean printable = value.chars().noneMatch(Yaml::isControl);
        return printable ? "'" + value.replace("'", "''") + "'" : escaped(value);
    }

    private static String escaped(String value) {
        var escaped = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (character == '"' || character == '\\') {
                escaped.append('\\').append(character);
            } else if (isControl(character)) {
                escaped.append(String.format("\\u%04X", (int) character));
            } else {
                escaped.append(character);
            }
        }
        return escaped.append('"').toString();
    }

    /** Line separators among them, which YAML would fold. */
    private static boolean isControl(int character) {
        return Character.isISOControl(character) || character == 0x2028 || character == 0x2029 || character == 0xFEFF;
    }

    /** {@code [a, b]}, of texts. */
    static String list(Collection<String> values) {
        return values.stream().map(Yaml::scalar).collect(Collectors.joining(", ", "[", "]"));
    }

    /** <code>{key: value}</code>, of values that are YAML already. */
    static String mapping(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
