package io.github.vrrp4j.examples.node.config;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects the mistakes and warnings of one file, so that all are told at once. */
final class Problems {
    private final List<Problem> found = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    void at(Node node, String text) {
        found.add(Problem.at(node, text));
    }

    void warnAt(Node node, String text) {
        warnings.add(Problem.at(node, text));
    }

    /** What is no mistake and yet probably not meant, in the order of the file. */
    List<Problem> warnings() {
        return warnings.stream().sorted().toList();
    }

    void throwIfAny() throws InvalidConfigException {
        if (!found.isEmpty()) {
            throw new InvalidConfigException(found);
        }
    }
}
