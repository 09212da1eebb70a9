package io.github.vrrp4j.examples.node.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Lines of YAML; comments say which values are defaults, and what is the default of those that are not. */
final class ExplainedLines {
    static final String STEP = "  ";

    /** Behind most values. */
    private static final int COMMENT_COLUMN = 40;

    private static final String DEFAULT = "# default";

    private final List<String> lines = new ArrayList<>();

    /** Everything so far, with the end of each line. */
    String text() {
        return String.join("\n", lines) + "\n";
    }

    void add(String line) {
        lines.add(line);
    }

    /** A line with a comment, for which there need not be a text. */
    void add(String line, String comment) {
        lines.add(comment.isEmpty() ? line : line + " ".repeat(Math.max(2, COMMENT_COLUMN - line.length())) + comment);
    }

    /** What is written, or else the default: as YAML where there is a text for it, otherwise as a comment. */
    void value(Section.Key key, @Nullable Node value, String indent) {
        String standard = key.defaultYaml();
        if (value != null) {
            add(indent + key.name() + ": " + FlowYaml.of(key.name(), value), comment(key, value));
        } else if (standard != null) {
            add(indent + key.name() + ": " + standard, DEFAULT);
        } else {
            add(indent + "# " + key.name() + ": " + key.otherwise(), "(default)");
        }
    }

    /** The first line of what has some lines below it. */
    void heading(String key, String indent, String comment) {
        add(indent + key + ":", comment);
    }

    /** What stands behind a written value: that it is the default, or which that is; nothing if there is none. */
    static String comment(Section.Key key, Node value) {
        if (key.isRequired()) {
            return "";
        }
        String standard = key.defaultYaml() == null ? key.otherwise() : key.defaultYaml();
        return isSame(value, standard) ? DEFAULT : DEFAULT + " " + standard;
    }

    private static boolean isSame(Node value, String standard) {
        if (!(value instanceof ScalarNode scalar)) {
            return FlowYaml.of(value).equals(standard);
        }
        Optional<Duration> duration = duration(standard);
        return scalar.getValue().equals(standard)
                || (duration.isPresent() && duration.equals(duration(scalar.getValue())));
    }

    private static Optional<Duration> duration(String text) {
        try {
            return Optional.of(DurationText.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A mapping with a line for each key; with nothing written, all are defaults. */
    void mapping(String name, Section section, Map<String, Node> written, String indent, String comment) {
        boolean empty = written.isEmpty() && section.keys().stream().noneMatch(key -> key.defaultYaml() != null);
        add(indent + name + ":" + (empty ? " {}" : ""), comment);
        section.keys().forEach(key -> value(key, written.get(key.name()), indent + STEP));
    }

    /** An element of a list: a mapping with all its keys, or a text that is short for one, with the other keys behind it. */
    void element(Node element, Section section, String indent) {
        if (element instanceof MappingNode mapping) {
            Map<String, Node> written = values(mapping);
            element(indent, () -> section.keys().forEach(key -> value(key, written.get(key.name()), indent + STEP)));
        } else {
            String defaults = section.keys().stream()
                    .filter(key -> !key.isRequired())
                    .map(key -> key.name() + " " + (key.defaultYaml() == null ? key.otherwise() : key.defaultYaml()))
                    .collect(Collectors.joining(", "));
            add(indent + "- " + FlowYaml.of(element), "# defaults: " + defaults);
        }
    }

    /** Lines that are an element of a list: the first that is no comment gets the dash. They are indented by a step more. */
    void element(String indent, Runnable adding) {
        int first = lines.size();
        adding.run();
        while (lines.get(first).stripLeading().startsWith("#")) {
            first++;
        }
        String line = lines.get(first).substring(indent.length() + STEP.length());
        lines.set(first, indent + "- " + line);
    }

    static Map<String, Node> values(@Nullable Node node) {
        Map<String, Node> values = new HashMap<>();
        if (node instanceof MappingNode mapping) {
            mapping.getValue()
                    .forEach(entry -> values.put(((ScalarNode) entry.getKeyNode()).getValue(), entry.getValueNode()));
        }
        return values;
    }
}
