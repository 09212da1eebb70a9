package io.github.vrrp4j.examples.node.config;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A value as YAML on one line. */
final class FlowYaml {

    /** What is no more than itself inside brackets and braces. */
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_/.+-][A-Za-z0-9_/.+-]*");

    private static final String HEADERS = "headers";

    /** Any other may be an API's key, whatever it is called. */
    private static final Set<String> SHOWN_HEADERS = Set.of("accept", "content-type", "host", "user-agent");

    private static final String HIDDEN = "'(not shown)'";

    private FlowYaml() {}

    /** What reads as the same value again, but for values of headers that may be secrets. */
    static String of(String key, Node node) {
        if (key.equals(HEADERS) && node instanceof MappingNode headers) {
            return headers.getValue().stream().map(FlowYaml::header).collect(Collectors.joining(", ", "{", "}"));
        }
        return of(node);
    }

    private static String header(NodeTuple header) {
        boolean shown = header.getKeyNode() instanceof ScalarNode name
                && SHOWN_HEADERS.contains(name.getValue().toLowerCase(Locale.ROOT));
        return of(header.getKeyNode()) + ": " + (shown ? of(header.getValueNode()) : HIDDEN);
    }

    /** As {@link #of(String, Node)}, where the key is not known. */
    static String of(Node node) {
        if (node instanceof SequenceNode list) {
            return list.getValue().stream().map(FlowYaml::of).collect(Collectors.joining(", ", "[", "]"));
        }
        if (node instanceof MappingNode mapping) {
            return mapping.getValue().stream()
                    .map(entry -> of(entry.getKeyNode()) + ": " + of(name(entry.getKeyNode()), entry.getValueNode()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        ScalarNode scalar = (ScalarNode) node;
        String value = scalar.getValue();
        return scalar.isPlain() && SAFE.matcher(value).matches() ? value : quoted(value);
    }

    private static String name(Node key) {
        return key instanceof ScalarNode scalar ? scalar.getValue() : "";
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
