package io.github.vrrp4j.examples.node.config;

import io.github.vrrp4j.command.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Commands of the host, and whose rights they have. */
final class CommandMapper {
    static final String USER = "user";
    static final String GROUP = "group";

    private static final String EXAMPLE = "write [/usr/local/bin/program, argument]; there is no shell";
    private static final List<String> ANY = List.of("/bin/true");

    private final Entries entries;
    private final Problems problems;
    private final Scalars scalars;
    private final @Nullable String user;
    private final @Nullable String group;

    /** Reads user and group, which are those of each command in the mapping. */
    CommandMapper(Entries entries, Problems problems) {
        this.entries = entries;
        this.problems = problems;
        this.scalars = new Scalars(problems);
        String name = account(USER, written -> new Command(ANY, written, null, Map.of()));
        this.user = name;
        this.group = account(GROUP, written -> new Command(ANY, name, written, Map.of()));
    }

    @FunctionalInterface
    private interface Check {
        Command of(String written);
    }

    private @Nullable String account(String key, Check check) {
        return entries.get(key)
                .flatMap(node -> scalars.text(key, node)
                        .filter(written -> scalars.checked(node, "", () -> check.of(written))
                                .isPresent()))
                .orElse(null);
    }

    /** The command that a key names; empty if it is not there or wrong. */
    Optional<Command> get(String key) {
        return entries.get(key).flatMap(node -> command(key, node));
    }

    /** The commands that a key names, one or a list of them, in order; those that are wrong are left out. */
    List<Command> all(String key) {
        return entries.get(key).map(node -> several(key, node)).orElse(List.of());
    }

    private List<Command> several(String key, Node node) {
        boolean areSeveral = node instanceof SequenceNode list
                && !list.getValue().isEmpty()
                && list.getValue().stream().allMatch(SequenceNode.class::isInstance);
        List<Node> nodes = areSeveral ? ((SequenceNode) node).getValue() : List.of(node);
        return nodes.stream().flatMap(each -> command(key, each).stream()).toList();
    }

    private Optional<Command> command(String key, Node node) {
        List<String> arguments = new ArrayList<>();
        if (node instanceof ScalarNode) {
            Optional<String> program = scalars.text(key, node);
            if (program.isEmpty()) {
                return Optional.empty();
            }
            if (program.get().isBlank() || program.get().indexOf(' ') >= 0) {
                problems.at(
                        node, key + " '" + program.get() + "' is a list of a program and its arguments; " + EXAMPLE);
                return Optional.empty();
            }
            arguments.add(program.get());
        } else if (node instanceof SequenceNode list && !list.getValue().isEmpty()) {
            for (Node element : list.getValue()) {
                scalars.text("an argument of " + key, element).ifPresent(arguments::add);
            }
            if (arguments.size() < list.getValue().size()) {
                return Optional.empty();
            }
        } else {
            problems.at(node, key + " is a list of a program and its arguments; " + EXAMPLE);
            return Optional.empty();
        }
        Optional<Command> command = scalars.checked(node, "", () -> new Command(arguments, user, group, Map.of()));
        command.ifPresent(each -> problems.command(node, key, each));
        return command;
    }
}
