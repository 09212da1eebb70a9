package io.github.vrrp4j.examples.node.config;

import static io.github.vrrp4j.examples.node.config.ExplainedLines.STEP;
import static io.github.vrrp4j.examples.node.config.ExplainedLines.comment;
import static io.github.vrrp4j.examples.node.config.ExplainedLines.values;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A file with every value in force: what it says, and what it leaves to the defaults. */
public final class Explanation {
    private final ExplainedLines lines = new ExplainedLines();
    private @Nullable Node hooksOfFile;

    private Explanation() {}

    /**
     * Reads and checks a file, and explains it. The text is YAML that means the same; its comments say which values are
     * defaults, what is the default of the others, and which timers come of it. Values of headers that may be secrets are not
     * shown.
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
        explanation.file(root, new TimerText(config));
        return explanation.lines.text();
    }

    private void file(Node root, TimerText timers) {
        Map<String, Node> written = values(root);
        hooksOfFile = written.get("hooks");
        for (Section.Key key : Schema.FILE.keys()) {
            Node value = written.get(key.name());
            if (value != null && key.name().equals("hooks")) {
                lines.mapping("hooks", Schema.HOOKS, values(value), "", comment(key, value));
            } else if (value instanceof MappingNode checks && key.name().equals("health-checks")) {
                lines.add("health-checks:" + (checks.getValue().isEmpty() ? " {}" : ""), comment(key, value));
                checks.getValue().forEach(check -> healthCheck(check, STEP));
            } else if (value instanceof SequenceNode managers && key.name().equals("address-managers")) {
                lines.heading(key.name(), "", comment(key, value));
                managers.getValue().forEach(manager -> addressManager(manager, STEP));
            } else if (!key.name().equals(NodeConfigMapper.VIRTUAL_ROUTERS)) {
                lines.value(key, value, "");
            }
        }
        lines.heading(NodeConfigMapper.VIRTUAL_ROUTERS, "", "");
        Iterator<List<String>> texts = timers.ofEntries().iterator();
        if (written.get(NodeConfigMapper.VIRTUAL_ROUTERS) instanceof SequenceNode entries) {
            entries.getValue().forEach(entry -> lines.element(STEP, () -> virtualRouter(entry, texts.next())));
        }
    }

    private void healthCheck(NodeTuple named, String indent) {
        Map<String, Node> written = values(named.getValueNode());
        lines.heading(FlowYaml.of(named.getKeyNode()), indent, "");
        for (Section.Key key : Schema.HEALTH_CHECK.keys()) {
            Node value = written.get(key.name());
            boolean concerned = key.defaultYaml() != null
                    || written.keySet().stream().anyMatch(kind -> key.values().contains("with `" + kind + "`"));
            if (value != null && key.name().equals("http")) {
                Map<String, Node> page = value instanceof ScalarNode ? Map.of("url", value) : values(value);
                lines.mapping("http", Schema.HTTP_CHECK, page, indent + STEP, "");
            } else if (value != null && HealthCheckMapper.KINDS.contains(key.name())) {
                lines.add(indent + STEP + key.name() + ": " + FlowYaml.of(value));
            } else if (value != null || concerned) {
                lines.value(key, value, indent + STEP);
            }
        }
    }

    private void addressManager(Node manager, String indent) {
        if (!(manager instanceof MappingNode mapping)) {
            lines.add(indent + "- " + FlowYaml.of(manager));
            return;
        }
        Map<String, Node> written = values(mapping);
        Node command = written.get("command");
        String inner = indent + STEP;
        lines.element(indent, () -> {
            if (command != null) {
                lines.mapping("command", Schema.COMMAND_MANAGER, values(command), inner, "");
            } else {
                httpManager(values(written.get("http")), inner);
            }
        });
    }

    private void httpManager(Map<String, Node> written, String indent) {
        lines.heading("http", indent, "");
        for (Section.Key key : Schema.HTTP_MANAGER.keys()) {
            Node value = written.get(key.name());
            String method = AddressManagersMapper.USUAL_METHODS.get(key.name());
            if (value != null && method != null) {
                Section request = Schema.HTTP_REQUEST.withDefault("method", method);
                lines.mapping(key.name(), request, values(value), indent + STEP, comment(key, value));
            } else {
                lines.value(key, value, indent + STEP);
            }
        }
    }

    private void virtualRouter(Node entry, List<String> timers) {
        Map<String, Node> written = values(entry);
        String indent = STEP + STEP;
        Node device = written.get("interface");
        String own = device == null ? "" : FlowYaml.of(device);
        for (Section.Key key : Schema.VIRTUAL_ROUTER.keys()) {
            Node value = written.get(key.name());
            switch (key.name()) {
                case "announcements" -> lines.mapping(key.name(), Schema.ANNOUNCEMENTS, values(value), indent, "");
                case "addresses", "excluded-addresses" -> list(key, value, indent, each -> addressSection(each, own));
                case "routes" -> list(key, value, indent, each -> routeSection(each, own));
                case "health-checks" -> list(key, value, indent, each -> Schema.TRACKED_CHECK);
                case "hooks" -> hooks(key, value, indent);
                default -> lines.value(key, value, indent);
            }
        }
        timers.forEach(text -> lines.add(indent + "# " + text));
    }

    private void hooks(Section.Key key, @Nullable Node own, String indent) {
        if (own != null) {
            lines.mapping(key.name(), Schema.HOOKS, values(own), indent, comment(key, own));
        } else if (hooksOfFile != null) {
            lines.mapping(key.name(), Schema.HOOKS, values(hooksOfFile), indent, "# default, " + key.otherwise());
        } else {
            lines.value(key, null, indent);
        }
    }

    private void list(Section.Key key, @Nullable Node value, String indent, Function<Node, Section> sectionOfElement) {
        if (!(value instanceof SequenceNode list) || list.getValue().isEmpty()) {
            lines.value(key, value, indent);
            return;
        }
        lines.heading(key.name(), indent, comment(key, value));
        list.getValue().forEach(each -> lines.element(each, sectionOfElement.apply(each), indent + STEP));
    }

    /** What there is for an address of this family, and what holds for one of this virtual router. */
    private static Section addressSection(Node element, String interfaceName) {
        Node address = values(element).getOrDefault("address", element);
        boolean ipv6 = address instanceof ScalarNode scalar && scalar.getValue().indexOf(':') >= 0;
        Section section = Schema.ADDRESS
                .withOtherwise("device", interfaceName)
                .withOtherwise("preferred-lifetime", ipv6 ? "0s" : "for ever");
        return ipv6 ? section.without(List.of("label", "scope", "broadcast")) : section;
    }

    private static Section routeSection(Node element, String interfaceName) {
        boolean hop = values(element).containsKey("via");
        return Schema.ROUTE
                .withOtherwise("device", hop ? "as `via` says" : interfaceName)
                .withOtherwise("scope", hop ? "global" : "link");
    }
}
