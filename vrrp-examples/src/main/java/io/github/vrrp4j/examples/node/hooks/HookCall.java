package io.github.vrrp4j.examples.node.hooks;

import io.github.vrrp4j.command.Command;
import java.time.Duration;
import java.util.List;

/**
 * The commands of one hook that wait for their turn.
 *
 * @param hook whose they are
 * @param commands with everything that they are told; run one after the other
 * @param timeout after which each is killed
 */
record HookCall(Hook hook, List<Command> commands, Duration timeout) {}
