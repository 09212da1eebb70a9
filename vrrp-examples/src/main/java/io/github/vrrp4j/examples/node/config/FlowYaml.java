package io.github.vrrp4j.examples.node.config;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A value as YAML on one line. */
final class FlowYaml {

    /** What is no more than itself inside brackets and braces. */
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_/.+-][A-Za-z0-9_/.+-]*");

    private FlowYaml() {}

    /** What reads as the same value again. */
    static String of(Node node) {
        if (node instanceof SequenceNode list) {
            return list.getValue().stream().map(FlowYaml::of).collect(Collectors.joining(", ", "[", "]"));
        }
        if (node instanceof MappingNode mapping) {
            return mapping.getValue().stream()
                    .map(entry -> of(entry.getKeyNode()) + ": " + of(entry.getValueNode()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        ScalarNode scalar = (ScalarNode) node;
        String value = scalar.getValue();
        return scalar.isPlain() && SAFE.matcher(value).matches() ? value : quoted(value);
    }

    private static String quoted(String value) {
        if (value.codePoints().allMatch(FlowYaml::isOrdinary)) {
            return "'" + value.replace("'", "''") + "'";
        }
        StringBuilder text = new StringBuilder("\"");
        value.codePoints().forEach(each -> {
            if (each == '"' || each == '\\') {
                text.append('\\').append((char) each);
            } else if (isOrdinary(each)) {
                text.appendCodePoint(each);
            } else {
                text.append(String.format("\\U%08x", each));
            }
        });
        return text.append('"').toString();
    }

    private static boolean isOrdinary(int codePoint) {
        return (codePoint >= ' ' && codePoint < 0x7F) || Character.isLetterOrDigit(codePoint);
    }
}
