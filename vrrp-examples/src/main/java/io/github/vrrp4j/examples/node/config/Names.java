package io.github.vrrp4j.examples.node.config;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Names that people give: of virtual routers, health checks and groups. */
final class Names {

    /** Digits alone would be taken for a VRID on the command line. */
    private static final Pattern NAME = Pattern.compile("(?!\\d+$)[A-Za-z0-9_][A-Za-z0-9._-]{0,63}");

    private final Problems problems;

    Names(Problems problems) {
        this.problems = problems;
    }

    /** One entry of a mapping from names: where the name stands, and what belongs to it. */
    record Named(Node nameNode, Node value) {}

    /**
     * The entries of a mapping by name, in the order of the file, without those whose names are wrong or doubled.
     *
     * @param node a mapping; anything else is reported
     * @param example how the mapping is written
     */
    Map<String, Named> map(String key, Node node, String example) {
        Map<String, Named> named = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            problems.at(node, key + " is a mapping; write " + example);
            return named;
        }
        for (NodeTuple entry : mapping.getValue()) {
            Node nameNode = entry.getKeyNode();
            if (!(nameNode instanceof ScalarNode scalar)) {
                problems.at(nameNode, "a name is a word here; write " + example);
                continue;
            }
            String name = scalar.getValue();
            Named earlier = named.get(name);
            if (earlier != null) {
                problems.at(nameNode, twice("the name", name, earlier.nameNode()));
            } else if (isName(key, nameNode, name)) {
                named.put(name, new Named(nameNode, entry.getValueNode()));
            }
        }
        return named;
    }

    /** Whether it may be a name; reported if not. */
    boolean isName(String key, Node node, String name) {
        if (NAME.matcher(name).matches()) {
            return true;
        }
        problems.at(
                node,
                key + ": '" + name
                        + "' is not a name; write 1 to 64 letters, digits, '.', '_' and '-', not digits alone");
        return false;
    }

    /**
     * Free texts by free texts, such as header fields.
     *
     * @param node a mapping; anything else is reported
     */
    Map<String, String> texts(String key, Node node, String example) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            problems.at(node, key + " is a mapping; write " + example);
            return texts;
        }
        Scalars scalars = new Scalars(problems);
        Map<String, Node> first = new HashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            Node nameNode = entry.getKeyNode();
            scalars.text("a name in " + key, nameNode).ifPresent(name -> {
                Node earlier = first.putIfAbsent(name, nameNode);
                if (earlier != null) {
                    problems.at(nameNode, twice("the name", name, earlier));
                }
                scalars.text(name, entry.getValueNode()).ifPresent(value -> texts.put(name, value));
            });
        }
        return texts;
    }

    static String twice(String what, String name, Node earlier) {
        return what + " '" + name + "' stands here a second time, first at "
                + Marks.text(earlier.getStartMark().orElseThrow()) + "; keep one of them";
    }

    /** What to say of a name that is not among those that there are. */
    static String unknown(String what, String written, Collection<String> known, String ifNone) {
        String help = NearestName.of(written, known)
                .map(name -> "did you mean '" + name + "'?")
                .orElseGet(() -> known.isEmpty() ? ifNone : "there are " + String.join(", ", known));
        return "unknown " + what + " '" + written + "'; " + help;
    }
}
