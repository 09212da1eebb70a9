package io.github.vrrp4j.examples.node.keepalived;

import io.github.vrrp4j.examples.node.hooks.Hook;
import io.github.vrrp4j.examples.node.keepalived.Script.Account;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The programs that keepalived runs when one virtual router changes its state, those of its group among them. */
final class Hooks {
    static final Set<String> KEYWORDS =
            Set.of("notify_master", "notify_backup", "notify_fault", "notify_stop", "notify");

    private static final Map<String, Hook> STATES = states();

    /** Replaced by the node with the priority in force. */
    private static final String PRIORITY = "{priority}";

    private static final Pattern BRACES = Pattern.compile("\\{[a-z-]+}");

    private final Account standard;
    private final Notes notes;
    private final Map<Hook, List<List<String>>> commands = new EnumMap<>(Hook.class);
    private @Nullable Account account;
    private @Nullable Place place;

    Hooks(Account standard, Notes notes) {
        this.standard = standard;
        this.notes = notes;
    }

    private static Map<String, Hook> states() {
        Map<String, Hook> states = new LinkedHashMap<>();
        states.put("MASTER", Hook.ON_MASTER);
        states.put("BACKUP", Hook.ON_BACKUP);
        states.put("FAULT", Hook.ON_FAULT);
        states.put("STOP", Hook.ON_STOP);
        return states;
    }

    /**
     * Takes the programs of a block.
     *
     * @param kind {@code INSTANCE} or {@code GROUP}
     * @param name of it
     */
    void add(Block block, String kind, String name) {
        STATES.forEach((state, hook) -> block.last("notify_" + state.toLowerCase(Locale.ROOT))
                .flatMap(this::program)
                .ifPresent(program -> add(hook, program)));
        block.last("notify")
                .flatMap(this::program)
                .ifPresent(program -> STATES.forEach((state, hook) -> {
                    List<String> told = new ArrayList<>(program);
                    told.addAll(List.of(kind, name, state, PRIORITY));
                    add(hook, told);
                }));
    }

    /** The program and its arguments; empty if the line is wrong, which is told. */
    private Optional<List<String>> program(Statement line) {
        Optional<Script> script = Script.of(line, standard, notes);
        if (script.isEmpty()) {
            return Optional.empty();
        }
        List<String> arguments = script.get().arguments();
        if (account != null && !account.equals(script.get().account())) {
            notes.error(line, "all hooks of a virtual router are run by one user; the one before has another");
            return Optional.empty();
        }
        if (arguments.stream().anyMatch(argument -> BRACES.matcher(argument).find())) {
            notes.error(line, "a word in braces would be replaced; let a script of your own write it");
            return Optional.empty();
        }
        account = script.get().account();
        place = place == null ? line.place() : place;
        return Optional.of(arguments);
    }

    private void add(Hook hook, List<String> program) {
        commands.computeIfAbsent(hook, none -> new ArrayList<>()).add(program);
    }

    boolean isEmpty() {
        return commands.isEmpty();
    }

    /** Writes the key {@code hooks}, if there is anything to run. */
    void write(Yaml yaml, int indent) {
        if (commands.isEmpty()) {
            return;
        }
        yaml.line(indent, "hooks:", place);
        commands.forEach((hook, programs) -> {
            List<String> lists = programs.stream().map(Yaml::list).toList();
            String value = lists.size() == 1 ? lists.get(0) : "[" + String.join(", ", lists) + "]";
            yaml.line(indent + 2, hook.key() + ": " + value, place);
        });
        yaml.line(indent + 2, "append-arguments: false", place);
        if (account != null && account.user() != null) {
            yaml.line(indent + 2, "user: " + Yaml.scalar(account.user()), place);
            if (account.group() != null) {
                yaml.line(indent + 2, "group: " + Yaml.scalar(account.group()), place);
            }
        }
    }
}
