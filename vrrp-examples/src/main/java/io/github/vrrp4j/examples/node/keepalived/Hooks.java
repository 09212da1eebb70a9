package io.github.vrrp4j.examples.node.keepalived;

import io.github.vrrp4j.examples.node.keepalived.Script.Account;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The programs that keepalived runs when one virtual router changes its state, those of its group among them. A hook has
 * one program for each state and gets arguments of the node's own behind those of the file; so a shell runs keepalived's one
 * after the other, with exactly the arguments that keepalived gives them.
 */
final class Hooks {
    static final Set<String> KEYWORDS =
            Set.of("notify_master", "notify_backup", "notify_fault", "notify_stop", "notify");
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
        return states;
    }

    /**
     * Takes the programs of a block.
     *
     * @param kind {@code INSTANCE} or {@code GROUP}
     * @param name of it
     * @param priority as it is configured
     */
    void add(Block block, String kind, String name, String priority) {
        STATES.forEach((state, key) ->
                block.last("notify_" + state.toLowerCase(Locale.ROOT)).ifPresent(line -> add(key, line, List.of())));
        STATES.forEach((state, key) ->
                block.last("notify").ifPresent(line -> add(key, line, List.of(kind, name, state, priority))));
        block.last("notify")
                .ifPresent(line -> notes.note(
                        line,
                        "its last argument is the configured priority, also while checks adjust it, and it is not run"
                                + " with STOP"));
        block.last("notify_stop")
                .ifPresent(line -> notes.error(
                        line, "no hook is run when the node stops; run it after the node, with ExecStopPost"));
    }

    private void add(String key, Statement line, List<String> more) {
        Script.of(line, standard, notes).ifPresent(script -> {
            if (account != null && !account.equals(script.account())) {
                notes.error(line, "all hooks of a virtual router are run by one user; the one before has another");
                return;
            }
            account = script.account();
            place = place == null ? line.place() : place;
            List<String> words = new ArrayList<>(script.arguments());
            words.addAll(more);
            commands.computeIfAbsent(key, none -> new ArrayList<>())
                    .add(new Script(words, script.account()).shellText());
        });
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
            yaml.line(indent + 2, key + ": " + Yaml.list(List.of("/bin/sh", "-c", String.join("; ", programs))), place);
        });
        if (account != null && account.user() != null) {
            yaml.line(indent + 2, "user: " + Yaml.scalar(account.user()), place);
            if (account.group() != null) {
                yaml.line(indent + 2, "group: " + Yaml.scalar(account.group()), place);
            }
        }
    }
}
