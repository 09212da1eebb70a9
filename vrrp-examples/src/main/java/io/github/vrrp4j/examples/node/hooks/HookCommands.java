package io.github.vrrp4j.examples.node.hooks;

import io.github.vrrp4j.command.Command;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The commands that are told what becomes of one virtual router. Null stands for none.
 *
 * @param onMaster run when it becomes MASTER
 * @param onBackup run when it becomes BACKUP
 * @param onFault run when it cannot take part any more
 * @param onEvent run on each of these and on everything else that happens to it
 * @param timeout after which a command is killed
 * @param collapse whether of several states that wait for a slow command only the newest is told
 */
public record HookCommands(
        @Nullable Command onMaster,
        @Nullable Command onBackup,
        @Nullable Command onFault,
        @Nullable Command onEvent,
        Duration timeout,
        boolean collapse) {}
