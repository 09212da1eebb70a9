package io.github.vrrp4j.examples.node.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The values of one YAML mapping by key. Unknown, doubled and missing keys are reported here. */
final class Entries {
    private final MappingNode mapping;
    private final Problems problems;
    private final Map<String, Node> values = new HashMap<>();

    /** Known keys that a misspelt one probably meant; it would be no help to report them as missing too. */
    private final Set<String> probablyMeant = new HashSet<>();

    /**
     * Sorts the entries of a mapping.
     *
     * @param known the keys that may stand there, in the order in which a message lists them
     */
    Entries(MappingNode mapping, Set<String> known, Problems problems) {
        this.mapping = mapping;
        this.problems = problems;
        Map<String, Mark> first = new HashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            Node keyNode = entry.getKeyNode();
            if (!(keyNode instanceof ScalarNode scalar)) {
                problems.at(keyNode, "a key is a word here; allowed are " + String.join(", ", known));
                continue;
            }
            String key = scalar.getValue();
            Mark mark = keyNode.getStartMark().orElseThrow();
            Mark earlier = first.putIfAbsent(key, mark);
            if (!known.contains(key)) {
                unknown(keyNode, key, known);
            } else if (earlier != null) {
                problems.at(
                        keyNode,
                        "the key '" + key + "' stands here a second time, first at " + Marks.text(earlier)
                                + "; keep one of them");
            } else {
                values.put(key, entry.getValueNode());
            }
        }
    }

    private void unknown(Node keyNode, String key, Set<String> known) {
        Optional<String> nearest = NearestName.of(key, known);
        nearest.ifPresent(probablyMeant::add);
        problems.at(
                keyNode,
                "unknown key '" + key + "'; "
                        + nearest.map(name -> "did you mean '" + name + "'?")
                                .orElseGet(() -> "allowed are " + String.join(", ", known)));
    }

    /** The value of a key, whatever it is. */
    Optional<Node> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /**
     * The value of a key that must be there; its absence is reported at the start of the mapping.
     *
     * @param example a line that would mend it
     */
    Optional<Node> required(String key, String example) {
        Optional<Node> value = get(key);
        if (value.isEmpty() && !probablyMeant.contains(key)) {
            problems.at(mapping, "the key '" + key + "' is missing; add a line like " + example);
        }
        return value;
    }
}
