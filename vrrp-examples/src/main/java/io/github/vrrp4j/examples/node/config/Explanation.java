package io.github.vrrp4j.examples.node.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A file with every value in force: what it says, and what it leaves to the defaults. */
public final class Explanation {
    private static final String STEP = "  ";

    /** Behind most values. */
    private static final int COMMENT_COLUMN = 40;

    private final List<String> lines = new ArrayList<>();

    private Explanation() {}

    /**
     * Reads and checks a file, and explains it. The text is YAML that means the same; its comments say what is a default, and
     * which timers come of it. Values of headers that may be secrets are not shown.
     *
     * @throws InvalidConfigException with every mistake that was found
     */
    public static String of(Path file) throws InvalidConfigException {
        return of(file, ConfigFile.tree(file));
    }

    /**
     * As {@link #of(Path)}, of YAML that stands in no file.
     *
     * @param file where it comes from, for the first line
     */
    public static String of(Path file, String yaml) throws InvalidConfigException {
        return of(file, YamlText.compose(yaml));
    }

    private static String of(Path file, Node root) throws InvalidConfigException {
        NodeConfig config = NodeConfigMapper.map(root);
        Explanation explanation = new Explanation();
        explanation.lines.add("# " + file + ": every value in force");
        explanation.file((MappingNode) root, new TimerText(config));
        return String.join("\n", explanation.lines) + "\n";
    }

    private void file(MappingNode root, TimerText timers) {
        Map<String, Node> written = values(root);
        for (Section.Key key : Schema.FILE.keys()) {
            Node value = written.get(key.name());
            if (value != null && key.name().equals("hooks")) {
                mapping("hooks", Schema.HOOKS, value, "");
            } else if (value instanceof MappingNode checks && key.name().equals("health-checks")) {
                lines.add("health-checks:" + (checks.getValue().isEmpty() ? " {}" : ""));
                checks.getValue().forEach(check -> healthCheck(check, STEP));
            } else if (!key.name().equals(NodeConfigMapper.VIRTUAL_ROUTERS)) {
                line(key, value, "");
            }
        }
        lines.add(NodeConfigMapper.VIRTUAL_ROUTERS + ":");
        Iterator<List<String>> texts = timers.ofEntries().iterator();
        if (written.get(NodeConfigMapper.VIRTUAL_ROUTERS) instanceof SequenceNode entries) {
            entries.getValue().forEach(entry -> virtualRouter((MappingNode) entry, texts.next()));
        }
    }

    private void healthCheck(NodeTuple named, String indent) {
        Map<String, Node> written = values((MappingNode) named.getValueNode());
        lines.add(indent + FlowYaml.of(named.getKeyNode()) + ":");
        for (Section.Key key : Schema.HEALTH_CHECK.keys()) {
            Node value = written.get(key.name());
            boolean concerned = key.defaultYaml() != null
                    || written.keySet().stream().anyMatch(kind -> key.values().contains("with `" + kind + "`"));
            if (value instanceof MappingNode && key.name().equals("http")) {
                mapping("http", Schema.HTTP_CHECK, value, indent + STEP);
            } else if (value != null || concerned) {
                line(key, value, indent + STEP);
            }
        }
    }

    private void virtualRouter(MappingNode entry, List<String> timers) {
        Map<String, Node> written = values(entry);
        int start = lines.size();
        String indent = STEP + STEP;
        for (Section.Key key : Schema.VIRTUAL_ROUTER.keys()) {
            Node value = written.get(key.name());
            if (key.name().equals("announcements")) {
                mapping(key.name(), Schema.ANNOUNCEMENTS, value, indent);
            } else if (value != null && key.name().equals("hooks")) {
                mapping(key.name(), Schema.HOOKS, value, indent);
            } else {
                line(key, value, indent);
            }
        }
        timers.forEach(text -> lines.add(indent + "# " + text));
        Predicate<String> isComment = line -> line.stripLeading().startsWith("#");
        int first = start;
        while (isComment.test(lines.get(first))) {
            first++;
        }
        lines.set(first, STEP + "- " + lines.get(first).substring(indent.length()));
    }

    /** A mapping with a line for each key; with nothing written, all are defaults. */
    private void mapping(String name, Section section, @Nullable Node node, String indent) {
        Map<String, Node> written = node instanceof MappingNode mapping ? values(mapping) : Map.of();
        boolean empty = written.isEmpty() && section.keys().stream().noneMatch(key -> key.defaultYaml() != null);
        lines.add(indent + name + ":" + (empty ? " {}" : ""));
        section.keys().forEach(key -> line(key, written.get(key.name()), indent + STEP));
    }

    private void line(Section.Key key, @Nullable Node value, String indent) {
        if (value != null) {
            lines.add(indent + key.name() + ": " + FlowYaml.of(key.name(), value));
            return;
        }
        String standard = key.defaultYaml();
        String text =
                indent + (standard == null ? "# " + key.name() + ": " + key.otherwise() : key.name() + ": " + standard);
        lines.add(text
                + " ".repeat(Math.max(2, COMMENT_COLUMN - text.length()))
                + (standard == null ? "(default)" : "# default"));
    }

    private static Map<String, Node> values(MappingNode mapping) {
        Map<String, Node> values = new HashMap<>();
        mapping.getValue()
                .forEach(entry -> values.put(((ScalarNode) entry.getKeyNode()).getValue(), entry.getValueNode()));
        return values;
    }
}
