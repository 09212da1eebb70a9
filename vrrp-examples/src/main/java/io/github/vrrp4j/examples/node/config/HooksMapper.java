package io.github.vrrp4j.examples.node.config;

import io.github.vrrp4j.command.Command;
import io.github.vrrp4j.examples.node.hooks.Hook;
import io.github.vrrp4j.examples.node.hooks.HookCommands;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        Map<Hook, List<Command>> all = new EnumMap<>(Hook.class);
        for (Hook hook : Hook.values()) {
            List<Command> ofHook = commands.all(hook.key());
            if (!ofHook.isEmpty()) {
                all.put(hook, ofHook);
            }
        }
        boolean appendArguments = flag(entries, "append-arguments", true, scalars);
        Duration timeout = Timeouts.read(entries, "timeout", DEFAULT_TIMEOUT, problems);
        boolean collapse = flag(entries, "collapse", false, scalars);
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(new HookCommands(all, appendArguments, timeout, collapse));
    }

    private static boolean flag(Entries entries, String key, boolean otherwise, Scalars scalars) {
        return entries.get(key).flatMap(value -> scalars.bool(key, value)).orElse(otherwise);
    }
}
