package io.github.vrrp4j.examples.node.config;

import io.github.vrrp4j.command.Command;
import io.github.vrrp4j.examples.node.hooks.HookCommands;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** The commands that are told what becomes of virtual routers. */
final class HooksMapper {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    private HooksMapper() {}

    /**
     * The hooks; empty if there is none.
     *
     * @param node a mapping; anything else is reported
     */
    static Optional<HookCommands> map(String key, Node node, Problems problems) {
        if (!(node instanceof MappingNode mapping)) {
            problems.at(node, key + " is a mapping; write {on-master: [/usr/local/bin/program, argument]}");
            return Optional.empty();
        }
        Entries entries = new Entries(mapping, Schema.HOOKS, problems);
        CommandMapper commands = new CommandMapper(entries, problems);
        Scalars scalars = new Scalars(problems);
        Command onMaster = commands.get("on-master").orElse(null);
        Command onBackup = commands.get("on-backup").orElse(null);
        Command onFault = commands.get("on-fault").orElse(null);
        Command onEvent = commands.get("on-event").orElse(null);
        Duration timeout = Timeouts.read(entries, "timeout", DEFAULT_TIMEOUT, problems);
        boolean collapse = entries.get("collapse")
                .flatMap(value -> scalars.bool("collapse", value))
                .orElse(false);
        if (Stream.of(onMaster, onBackup, onFault, onEvent).allMatch(Objects::isNull)) {
            return Optional.empty();
        }
        return Optional.of(new HookCommands(onMaster, onBackup, onFault, onEvent, timeout, collapse));
    }
}
