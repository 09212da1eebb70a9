package io.github.vrrp4j.examples.node.hooks;

import io.github.vrrp4j.command.Command;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The commands that are told what becomes of one virtual router.
 *
 * @param commands those of each hook, run one after the other
 * @param appendArguments whether they are given what happened behind their own arguments
 * @param timeout after which a command is killed, 10 ms to 1 hour
 * @param collapse whether of several states that wait for a slow command only the newest is told
 */
public record HookCommands(
        Map<Hook, List<Command>> commands, boolean appendArguments, Duration timeout, boolean collapse) {

    private static final Duration MIN_TIMEOUT = Duration.ofMillis(10);
    private static final Duration MAX_TIMEOUT = Duration.ofHours(1);

    /**
     * Copies the commands and checks the range.
     *
     * @throws IllegalArgumentException saying what is allowed
     */
    public HookCommands {
        commands = commands.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, each -> List.copyOf(each.getValue())));
        if (timeout.compareTo(MIN_TIMEOUT) < 0 || timeout.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException("timeout " + timeout.toMillis() + "ms is not in 10ms..1h");
        }
    }

    /** Those of one hook; empty if there are none. */
    List<Command> of(Hook hook) {
        return commands.getOrDefault(hook, List.of());
    }

    /** Those of all hooks, each once. */
    public List<Command> all() {
        return commands.values().stream().flatMap(Collection::stream).distinct().toList();
    }
}
