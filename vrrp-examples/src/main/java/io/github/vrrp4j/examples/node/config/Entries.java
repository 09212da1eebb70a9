package io.github.vrrp4j.examples.node.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
    private final Set<String> known;
    private final Map<String, Node> values = new HashMap<>();

    /** Known keys that a misspelt one probably meant; it would be no help to report them as missing too. */
    private final Set<String> probablyMeant = new HashSet<>();

    /**
     * Sorts the entries of a mapping.
     *
     * @param section the keys that may stand there, in the order in which a message lists them
     */
    Entries(MappingNode mapping, Section section, Problems problems) {
        this.known = section.names();
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
                unknown(keyNode, key);
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

    private void unknown(Node keyNode, String key) {
        Optional<String> nearest = NearestName.of(key, known);
        nearest.ifPresent(probablyMeant::add);
        problems.at(
                keyNode,
                "unknown key '" + key + "'; "
                        + nearest.map(name -> "did you mean '" + name + "'?")
                                .orElseGet(() -> "allowed are " + String.join(", ", known)));
    }

    /**
     * The value of a key, whatever it is.
     *
     * @throws IllegalArgumentException if it is no key of the section
     */
    Optional<Node> get(String key) {
        if (!known.contains(key)) {
            throw new IllegalArgumentException(key);
        }
        return Optional.ofNullable(values.get(key));
    }

    /** Which of these keys are there, in this order. */
    List<String> present(List<String> keys) {
        return keys.stream().filter(values::containsKey).toList();
    }

    /** Whether a misspelt key probably meant one of these, and has been told so. */
    boolean probablyMeantAnyOf(List<String> keys) {
        return keys.stream().anyMatch(probablyMeant::contains);
    }

    /** Where the mapping starts. */
    Node node() {
        return mapping;
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
