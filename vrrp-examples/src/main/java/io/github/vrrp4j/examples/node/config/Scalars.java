package io.github.vrrp4j.examples.node.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads single values. Each method reports a value of the wrong type and returns empty. */
final class Scalars {
    private static final Pattern UNSIGNED_NUMBER = Pattern.compile("0|[1-9]\\d{0,11}");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?(0|[1-9]\\d*)");

    /** More digits than any value needs, few enough for an {@code int}. */
    private static final int MAX_DIGITS = 9;

    private final Problems problems;

    Scalars(Problems problems) {
        this.problems = problems;
    }

    /** A text, quoted or not; also one that looks like a number. */
    Optional<String> text(String key, Node node) {
        return scalar(key, node, "one value").map(ScalarNode::getValue);
    }

    /**
     * A whole number in decimal, given to a check that throws IllegalArgumentException, whose message is reported.
     * Quoted digits are a text, and refused.
     */
    Optional<Integer> wholeNumber(String key, Node node, Consumer<Integer> check) {
        Optional<ScalarNode> scalar = scalar(key, node, "a whole number");
        if (scalar.isEmpty()) {
            return Optional.empty();
        }
        String written = scalar.get().getValue();
        if (!WHOLE_NUMBER.matcher(written).matches()) {
            problems.at(node, key + " '" + written + "' is not a whole number; write decimal digits like 51");
            return Optional.empty();
        }
        if (!scalar.get().isPlain()) {
            problems.at(node, key + " is a text because of the quotes; write the number without them: " + written);
            return Optional.empty();
        }
        boolean negative = written.startsWith("-");
        int number = written.length() > MAX_DIGITS
                ? (negative ? Integer.MIN_VALUE : Integer.MAX_VALUE)
                : Integer.parseInt(written);
        try {
            check.accept(number);
            return Optional.of(number);
        } catch (IllegalArgumentException e) {
            problems.at(node, String.valueOf(e.getMessage()).replace(Integer.toString(number), written));
            return Optional.empty();
        }
    }

    /** {@code true} or {@code false}. */
    Optional<Boolean> bool(String key, Node node) {
        Optional<ScalarNode> scalar = scalar(key, node, "true or false");
        if (scalar.isEmpty()) {
            return Optional.empty();
        }
        String written = scalar.get().getValue();
        if (!scalar.get().isPlain() || !(written.equals("true") || written.equals("false"))) {
            problems.at(node, key + " '" + written + "' is neither true nor false; write one of these, without quotes");
            return Optional.empty();
        }
        return Optional.of(written.equals("true"));
    }

    /** A whole number in decimal, not negative, of 32 bits or not much more; the range is another's to check. */
    Optional<Long> unsignedNumber(String key, Node node) {
        return scalar(key, node, "a whole number").flatMap(scalar -> {
            String written = scalar.getValue();
            if (!scalar.isPlain() || !UNSIGNED_NUMBER.matcher(written).matches()) {
                problems.at(node, key + " '" + written + "' is not a whole number; write decimal digits like 51");
                return Optional.empty();
            }
            return Optional.of(Long.parseLong(written));
        });
    }

    /** One of several words. */
    <T> Optional<T> choice(String key, Node node, Map<String, T> choices, String allowed) {
        return text(key, node).flatMap(written -> {
            T chosen = choices.get(written);
            if (chosen == null) {
                problems.at(node, key + " '" + written + "' is unknown; write " + allowed);
            }
            return Optional.ofNullable(chosen);
        });
    }

    /**
     * What is made of a value by something that throws IllegalArgumentException, whose message is reported.
     *
     * @param written stands before a message that does not quote it; may be empty
     */
    <T> Optional<T> checked(Node node, String written, Supplier<T> made) {
        try {
            return Optional.of(made.get());
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            problems.at(node, (message.contains(written) ? "" : "'" + written + "': ") + message);
            return Optional.empty();
        }
    }

    /**
     * A duration as people write it, given to a setter that throws IllegalArgumentException, whose message is reported with
     * what was written.
     */
    void duration(String key, Node node, Consumer<Duration> setter) {
        text(key, node).ifPresent(written -> {
            try {
                setter.accept(DurationText.parse(written));
            } catch (IllegalArgumentException e) {
                String message = String.valueOf(e.getMessage());
                String value = message.contains(written) ? "" : "'" + written + "': ";
                problems.at(node, value + message);
            }
        });
    }

    private Optional<ScalarNode> scalar(String key, Node node, String wanted) {
        if (!(node instanceof ScalarNode scalar)) {
            problems.at(node, key + " is a list or a mapping here; it takes " + wanted);
            return Optional.empty();
        }
        if (scalar.getTag().equals(Tag.NULL)) {
            problems.at(node, key + " has no value; it takes " + wanted);
            return Optional.empty();
        }
        return Optional.of(scalar);
    }
}
