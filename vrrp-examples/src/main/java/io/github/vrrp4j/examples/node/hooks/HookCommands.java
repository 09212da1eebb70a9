package io.github.vrrp4j.examples.node.hooks;

import io.github.vrrp4j.command.Command;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The commands that are told what becomes of one virtual router. Null stands for none.
 *
 * @param onMaster run when it becomes MASTER
 * @param onBackup run when it becomes BACKUP
 * @param onFault run when a fault keeps it from taking part
 * @param onEvent run on each of these and on everything else that happens to it
 * @param timeout after which a command is killed, 10 ms to 1 hour
 * @param collapse whether of several states that wait for a slow command only the newest is told
 */
public record HookCommands(
        @Nullable Command onMaster,
        @Nullable Command onBackup,
        @Nullable Command onFault,
        @Nullable Command onEvent,
        Duration timeout,
        boolean collapse) {

    private static final Duration MIN_TIMEOUT = Duration.ofMillis(10);
    private static final Duration MAX_TIMEOUT = Duration.ofHours(1);

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException saying what is allowed
     */
    public HookCommands {
        if (timeout.compareTo(MIN_TIMEOUT) < 0 || timeout.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException("timeout " + timeout.toMillis() + "ms is not in 10ms..3600s");
        }
    }

    /**
     * Why a node that is root will not run some of them, each with the way to mend it; empty if it will run all.
     *
     * @throws IOException if a file could not be looked at
     */
    public List<String> risksForRoot() throws IOException {
        List<String> risks = new ArrayList<>();
        List<Command> commands = Stream.of(onMaster, onBackup, onFault, onEvent)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        for (Command command : commands) {
            command.riskForRoot().ifPresent(risks::add);
        }
        return risks.stream().distinct().toList();
    }
}
