package io.github.vrrp4j.examples.node.hooks;

import io.github.vrrp4j.command.Command;
import java.time.Duration;
import java.util.List;
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

    /** Those that there are, each once. */
    public List<Command> commands() {
        return Stream.of(onMaster, onBackup, onFault, onEvent)
                .flatMap(Stream::ofNullable)
                .distinct()
                .toList();
    }
}
