package io.github.vrrp4j.examples.node.config;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects the mistakes of one file, so that all are told at once. */
final class Problems {
    private final List<Problem> found = new ArrayList<>();

    void at(Node node, String text) {
        found.add(Problem.at(node, text));
    }

    void throwIfAny() throws InvalidConfigException {
        if (!found.isEmpty()) {
            throw new InvalidConfigException(found);
        }
    }
}
