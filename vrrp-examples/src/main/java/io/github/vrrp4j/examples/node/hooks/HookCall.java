package io.github.vrrp4j.examples.node.hooks;

import io.github.vrrp4j.command.Command;
import java.time.Duration;

/**
 * One run of a command that waits for its turn.
 *
 * @param hook such as on-master, for the log
 * @param state whether it tells a state: a newer one makes it stale
 * @param command with everything that it is told
 * @param timeout after which it is killed
 */
record HookCall(String hook, boolean state, Command command, Duration timeout) {}
