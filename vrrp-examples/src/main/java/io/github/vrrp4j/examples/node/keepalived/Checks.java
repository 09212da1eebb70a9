package io.github.vrrp4j.examples.node.keepalived;

import io.github.vrrp4j.examples.node.keepalived.Reasons.Reason;
import io.github.vrrp4j.examples.node.keepalived.Script.Account;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The health checks of the file: {@code vrrp_script}, {@code track_file}, {@code vrrp_track_process} and the interfaces that
 * somebody tracks. Only those that are tracked are run, as in keepalived.
 */
final class Checks {
    private static final Pattern DEV_TCP = Pattern.compile("<\\s*/dev/tcp/([0-9A-Za-z.-]+)/(\\d{1,5})");
    private static final Map<String, Reason> NONE = Map.of();

    private final Notes notes;
    private final Account standard;
    private final Map<String, Definition> scripts = new LinkedHashMap<>();
    private final Map<String, Definition> files = new LinkedHashMap<>();
    private final Map<String, Definition> processes = new LinkedHashMap<>();
    private final Map<String, Item> used = new LinkedHashMap<>();
    private final Names names = new Names("check");

    /** For programs that do not say whose rights they have, the account that the whole file says. */
    Checks(Account standard, Notes notes) {
        this.standard = standard;
        this.notes = notes;
    }

    /**
     * A check before anybody tracks it.
     *
     * @param what the keys of the YAML that say what it looks at
     * @param schedule those that say how often
     * @param inverted the same with the opposite result; empty if there is no such thing
     * @param weight what it means for who does not say
     */
    record Definition(
            Map<String, String> what,
            Map<String, String> schedule,
            Map<String, String> inverted,
            Weight weight,
            Place place) {}

    /**
     * What a check does to the priority.
     *
     * @param value 0 for a fault
     * @param reverse whether the opposite result does it
     */
    record Weight(int value, boolean reverse) {
        static final Weight FAULT = new Weight(0, false);
    }

    /** Reads a {@code vrrp_script}. */
    void script(Statement statement) {
        Block block = new Block(
                statement.block(),
                Set.of("script", "interval", "timeout", "weight", "rise", "fall", "user", "init_fail"),
                NONE,
                notes);
        Account account = block.last("user")
                .map(line -> Account.of(line.argument(0), line.argument(1)))
                .orElse(standard);
        Optional<Script> script = block.last("script").flatMap(line -> Script.of(line, account, notes));
        if (!block.has("script")) {
            notes.missing(statement, "it has no script");
        }
        block.last("init_fail")
                .ifPresent(line -> notes.note(line, "its first result counts at once, and nothing before it does"));
        Map<String, String> schedule = new LinkedHashMap<>();
        String interval = block.last("interval")
                .flatMap(line -> Values.duration(line, line.argument(0), notes))
                .orElse("1s");
        schedule.put("interval", interval);
        schedule.put(
                "timeout",
                block.last("timeout")
                        .flatMap(line -> Values.duration(line, line.argument(0), notes))
                        .filter(timeout -> !timeout.equals("0s"))
                        .orElse(interval));
        schedule.put("rise", count(block, "rise"));
        schedule.put("fall", count(block, "fall"));
        Weight weight = block.last("weight")
                .map(line -> weight(line, line.arguments(), Weight.FAULT))
                .orElse(Weight.FAULT);
        script.ifPresent(found -> define(
                scripts, statement, new Definition(what(found), schedule, inverted(found), weight, statement.place())));
    }

    private String count(Block block, String keyword) {
        return block.last(keyword)
                .flatMap(line -> Values.integer(line, line.argument(0), notes))
                .map(count -> Integer.toString(count))
                .orElse("1");
    }

    /** A shell that does nothing but connect is what a TCP check is. */
    private static Map<String, String> what(Script script) {
        String last = script.arguments().get(script.arguments().size() - 1);
        Matcher connect = DEV_TCP.matcher(last);
        boolean shell =
                script.arguments().size() == 3 && script.arguments().get(1).equals("-c");
        if (shell && connect.matches()) {
            return Map.of("tcp", Yaml.scalar(connect.group(1) + ":" + connect.group(2)));
        }
        return command(script.arguments(), script.account());
    }

    private static Map<String, String> inverted(Script script) {
        Map<String, String> what = command(script.arguments(), script.account());
        what.put("exit-status", "1..255");
        return what;
    }

    private static Map<String, String> command(List<String> arguments, Account account) {
        Map<String, String> what = new LinkedHashMap<>();
        what.put("command", Yaml.list(arguments));
        if (account.user() != null) {
            what.put("user", Yaml.scalar(account.user()));
        }
        if (account.group() != null) {
            what.put("group", Yaml.scalar(account.group()));
        }
        return what;
    }

    /** Reads a {@code track_file}: what its number means depends on the weight, so that is decided when it is tracked. */
    void file(Statement statement) {
        Block block = new Block(statement.block(), Set.of("file", "weight", "init_file"), NONE, notes);
        String path = block.last("file").map(line -> line.argument(0)).orElse("");
        if (!path.startsWith("/")) {
            notes.error(statement, "its file needs a path that begins with /");
            return;
        }
        block.last("init_file")
                .ifPresent(line -> notes.note(
                        line, "the node does not write the file; 'echo 0 > " + Script.shellWord(path) + "' does"));
        Weight one = new Weight(1, false);
        Weight weight = block.last("weight")
                .map(line -> weight(line, line.arguments(), one))
                .orElse(one);
        define(
                files,
                statement,
                new Definition(Map.of("file", Yaml.scalar(path)), Map.of(), Map.of(), weight, statement.place()));
    }

    /** Reads a {@code vrrp_track_process}: a running process of that name. */
    void process(Statement statement) {
        Block block = new Block(
                statement.block(),
                Set.of("process", "weight", "quorum", "delay", "terminate_delay", "fork_delay"),
                Map.of(
                        "quorum_max", new Reason(Note.Kind.ERROR, "processes are not counted; use a vrrp_script"),
                        "param_match", new Reason(Note.Kind.ERROR, "parameters are not compared; use a vrrp_script"),
                        "full_command", new Reason(Note.Kind.ERROR, "parameters are not compared; use a vrrp_script")),
                notes);
        for (String keyword : List.of("delay", "terminate_delay", "fork_delay")) {
            block.last(keyword).ifPresent(line -> notes.ignored(line, "the check looks each second"));
        }
        block.last("quorum")
                .filter(line -> !line.argument(0).equals("1"))
                .ifPresent(line -> notes.error(line, "processes are not counted; use a vrrp_script"));
        Optional<Statement> process =
                block.last("process").filter(line -> line.words().size() == 2);
        if (process.isEmpty()) {
            notes.error(statement, "it needs a process, by its name alone; use a vrrp_script for its parameters");
            return;
        }
        notes.note(statement, "a program looks for it each second, instead of the kernel's word when it ends");
        Weight one = new Weight(1, false);
        Weight weight = block.last("weight")
                .map(line -> weight(line, line.arguments(), one))
                .orElse(one);
        String name = process.get().argument(0);
        String pattern = name.replaceAll("([^A-Za-z0-9_-])", "\\\\$1");
        var script = new Script(List.of("pgrep", "--exact", "--", pattern), Account.NODE);
        Map<String, String> schedule = new LinkedHashMap<>();
        schedule.put("interval", "1s");
        schedule.put("timeout", "1s");
        schedule.put("rise", "1");
        schedule.put("fall", "1");
        define(
                processes,
                statement,
                new Definition(what(script), schedule, inverted(script), weight, statement.place()));
    }

    private void define(Map<String, Definition> kind, Statement statement, Definition definition) {
        String name = statement.argument(0);
        if (name.isEmpty()) {
            notes.error(statement, "it needs a name");
        } else if (kind.putIfAbsent(name, definition) != null) {
            notes.error(statement, "the name " + name + " is taken by an earlier one");
        }
    }

    Optional<Definition> script(String name) {
        return Optional.ofNullable(scripts.get(name));
    }

    Optional<Definition> file(String name) {
        return Optional.ofNullable(files.get(name));
    }

    Optional<Definition> process(String name) {
        return Optional.ofNullable(processes.get(name));
    }

    /** {@code N [reverse]}, with or without the word weight before it. */
    Weight weight(Statement statement, List<String> words, Weight otherwise) {
        int number = !words.isEmpty() && words.get(0).equals("weight") ? 1 : 0;
        if (words.isEmpty()) {
            return otherwise;
        }
        boolean reverse = words.contains("reverse");
        String text = number < words.size() ? words.get(number) : "";
        return Values.integer(statement, text, notes)
                .map(value -> new Weight(value, reverse))
                .orElse(otherwise);
    }

    /** Makes sure that a check of this name is run, and is this one; the name under which it is. */
    String use(String wanted, Map<String, String> what, Map<String, String> schedule, Place place) {
        Map<String, String> all = new LinkedHashMap<>(what);
        all.putAll(schedule);
        String name = names.of(wanted);
        used.putIfAbsent(name, new Item(Yaml.mapping(all), place));
        return name;
    }

    /** What is run, by name, in the order of use. */
    Map<String, Item> used() {
        return used;
    }
}
