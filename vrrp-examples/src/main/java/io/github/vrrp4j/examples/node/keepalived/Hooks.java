package io.github.vrrp4j.examples.node.keepalived;

import io.github.vrrp4j.examples.node.keepalived.Script.Account;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The programs that keepalived runs when one virtual router changes its state, those of its group among them. A hook has
 * one program for each state and gets arguments of the node's own behind those of the file; so a shell runs keepalived's one
 * after the other, with exactly the arguments that keepalived gives them. A stop has no hook of its own; it is one of the
 * events.
 */
final class Hooks {
    static final Set<String> KEYWORDS =
            Set.of("notify_master", "notify_backup", "notify_fault", "notify_stop", "notify");
    private static final String ON_EVENT = "on-event";

    /** Of all events, the one that a stop is. */
    private static final String ONLY_WHEN_STOPPED =
            "[ \"$VRRP_EVENT $VRRP_STATE\" = 'transition INITIALIZE' ] || exit 0; ";

    /** What the node says in the environment, for the shell to put in. */
    private static final String PRIORITY = "\"$VRRP_PRIORITY\"";

    private static final Map<String, String> STATES = states();

    private final Account standard;
    private final Notes notes;
    private final Map<String, List<String>> commands = new LinkedHashMap<>();
    private @Nullable Account account;
    private @Nullable Place place;

    Hooks(Account standard, Notes notes) {
        this.standard = standard;
        this.notes = notes;
    }

    private static Map<String, String> states() {
        Map<String, String> states = new LinkedHashMap<>();
        states.put("MASTER", "on-master");
        states.put("BACKUP", "on-backup");
        states.put("FAULT", "on-fault");
        states.put("STOP", ON_EVENT);
        return states;
    }

    /**
     * Takes the programs of a block.
     *
     * @param kind {@code INSTANCE} or {@code GROUP}
     * @param name of it
     */
    void add(Block block, String kind, String name) {
        STATES.forEach((state, key) -> block.last("notify_" + state.toLowerCase(Locale.ROOT))
                .flatMap(this::program)
                .ifPresent(program -> add(key, program)));
        block.last("notify")
                .flatMap(this::program)
                .ifPresent(program -> STATES.forEach((state, key) -> {
                    String told = kind + " " + Script.shellWord(name) + " " + state + " " + PRIORITY;
                    add(key, program + " " + told);
                }));
    }

    /** What a shell runs; empty if the line is wrong, which is told. */
    private Optional<String> program(Statement line) {
        Optional<Script> script = Script.of(line, standard, notes);
        if (script.isPresent()
                && account != null
                && !account.equals(script.get().account())) {
            notes.error(line, "all hooks of a virtual router are run by one user; the one before has another");
            return Optional.empty();
        }
        account = script.map(Script::account).orElse(account);
        place = place == null ? line.place() : place;
        return script.map(Script::shellText);
    }

    private void add(String key, String program) {
        commands.computeIfAbsent(key, none -> new ArrayList<>()).add(program);
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
        commands.forEach((key, texts) -> {
            List<String> programs = new ArrayList<>(texts);
            int last = programs.size() - 1;
            programs.set(last, "exec " + programs.get(last));
            String text = (key.equals(ON_EVENT) ? ONLY_WHEN_STOPPED : "") + String.join("; ", programs);
            yaml.line(indent + 2, key + ": " + Yaml.list(List.of("/bin/sh", "-c", text)), place);
        });
        if (account != null && account.user() != null) {
            yaml.line(indent + 2, "user: " + Yaml.scalar(account.user()), place);
            if (account.group() != null) {
                yaml.line(indent + 2, "group: " + Yaml.scalar(account.group()), place);
            }
        }
    }
}
