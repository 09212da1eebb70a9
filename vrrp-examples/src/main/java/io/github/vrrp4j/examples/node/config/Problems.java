package io.github.vrrp4j.examples.node.config;

import io.github.vrrp4j.command.Command;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects the mistakes of one file, so that all are told at once; and its commands, which only the host can judge. */
final class Problems {
    private final List<Problem> found = new ArrayList<>();
    private final List<WrittenCommand> commands = new ArrayList<>();

    void at(Node node, String text) {
        found.add(Problem.at(node, text));
    }

    void command(Node node, String key, Command command) {
        commands.add(new WrittenCommand(command, Problem.at(node, key)));
    }

    /** Those of {@link #command}, in the order of reading. */
    List<WrittenCommand> commands() {
        return List.copyOf(commands);
    }

    void throwIfAny() throws InvalidConfigException {
        if (!found.isEmpty()) {
            throw new InvalidConfigException(found);
        }
    }
}
