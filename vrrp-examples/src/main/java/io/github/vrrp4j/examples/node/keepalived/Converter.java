package io.github.vrrp4j.examples.node.keepalived;

import io.github.vrrp4j.examples.node.config.NearestName;
import io.github.vrrp4j.examples.node.keepalived.Reasons.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tree of a whole file to YAML. */
final class Converter {
    private static final String INSTANCE = "vrrp_instance";
    private static final String GROUP = "vrrp_sync_group";
    private static final Set<String> KNOWN = Set.of(
            INSTANCE,
            GROUP,
            "global_defs",
            "vrrp_script",
            "track_file",
            "vrrp_track_file",
            "vrrp_track_process",
            "track_process",
            "garp_group",
            "interface_up_down_delays");

    private final Notes notes;
    private final Host host;

    private Converter(Host host, Notes notes) {
        this.host = host;
        this.notes = notes;
    }

    /** The YAML of what can be said in it; what cannot goes to the notes. */
    static Yaml convert(List<Statement> file, Place start, Host host, Notes notes) {
        return new Converter(host, notes).convert(file, start);
    }

    /** Every word that may begin a statement outside of blocks. */
    static Set<String> topKeywords() {
        Set<String> keywords = new HashSet<>(KNOWN);
        keywords.addAll(Reasons.TOP.keySet());
        return keywords;
    }

    private Yaml convert(List<Statement> file, Place start) {
        file.forEach(this::top);
        var globals = new Globals(file, host, notes);
        var checks = new Checks(globals.account(), notes);
        for (Statement statement : file) {
            switch (statement.keyword()) {
                case "vrrp_script" -> checks.script(statement);
                case "track_file", "vrrp_track_file" -> checks.file(statement);
                case "vrrp_track_process", "track_process" -> checks.process(statement);
                default -> {}
            }
        }
        List<RouterText> routers = instances(file, globals, checks);
        if (routers.isEmpty()) {
            notes.error(start, INSTANCE, "there is none; without load balancing, nothing is left to do");
        }
        var groups = new GroupConverter(routers, checks, notes);
        file.stream().filter(statement -> statement.keyword().equals(GROUP)).forEach(groups::read);
        groups.dropWeights();
        return write(start, globals, checks, routers, groups);
    }

    private void top(Statement statement) {
        String keyword = statement.keyword();
        Reason reason = Reasons.TOP.get(keyword);
        if (reason != null && reason.kind() == Note.Kind.ERROR) {
            notes.error(statement, reason.text());
        } else if (reason != null) {
            notes.ignored(statement, reason.text());
        } else if (!KNOWN.contains(keyword)) {
            String hint = keyword.length() > 64
                    ? ""
                    : NearestName.of(keyword, topKeywords())
                            .map(name -> "; did you mean '" + name + "'?")
                            .orElse("");
            notes.error(statement, "no keyword outside of blocks" + hint);
        } else if (!statement.hasBlock()) {
            notes.error(statement, "its block is missing: { ... }");
        }
    }

    private List<RouterText> instances(List<Statement> file, Globals globals, Checks checks) {
        List<RouterText> routers = new ArrayList<>();
        var names = new Names("instance");
        Set<String> taken = new HashSet<>();
        for (Statement statement : file) {
            if (statement.keyword().equals(INSTANCE)) {
                String name = statement.argument(0);
                if (name.isEmpty()) {
                    notes.error(statement, "it needs a name");
                } else if (!taken.add(name)) {
                    notes.error(statement, "the name " + name + " is taken by an earlier one");
                }
                routers.add(InstanceConverter.convert(statement, names.of(name), globals, checks, notes));
            }
        }
        return routers;
    }

    private Yaml write(Place start, Globals globals, Checks checks, List<RouterText> routers, GroupConverter groups) {
        var yaml = new Yaml();
        yaml.comment(0, "Made from " + start.file() + " by 'vrrp convert FILE'.");
        for (Note note : notes.all()) {
            yaml.comment(0, note.format());
        }
        globals.last("vrrp_rt_priority")
                .ifPresent(line -> yaml.line(0, "realtime-priority: " + Yaml.scalar(line.argument(0)), line.place()));
        globals.last("vrrp_no_swap").ifPresent(line -> yaml.line(0, "lock-memory: true", line.place()));
        mapping(yaml, "health-checks", usedBy(routers, checks));
        mapping(yaml, "groups", groups.groups());
        yaml.line(0, routers.isEmpty() ? "virtual-routers: []" : "virtual-routers:", start);
        routers.forEach(router -> router.write(yaml));
        return yaml;
    }

    /** Not those that keepalived ignores everywhere. */
    private static Map<String, Item> usedBy(List<RouterText> routers, Checks checks) {
        Map<String, Item> used = new LinkedHashMap<>(checks.used());
        Set<String> names = new HashSet<>();
        routers.forEach(router -> router.tracked().forEach(tracked -> names.add(tracked.check())));
        used.keySet().retainAll(names);
        return used;
    }

    private static void mapping(Yaml yaml, String key, Map<String, Item> items) {
        if (!items.isEmpty()) {
            Item first = items.values().iterator().next();
            yaml.line(0, key + ":", first.place());
            items.forEach((name, item) -> yaml.line(2, Yaml.scalar(name) + ": " + item.yaml(), item.place()));
        }
    }
}
