package io.github.vrrp4j.examples.node.keepalived;

import io.github.vrrp4j.examples.node.keepalived.Checks.Definition;
import io.github.vrrp4j.examples.node.keepalived.Checks.Weight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code track_} blocks of one instance or group to the checks that it tracks. Without a weight a failing check is a
 * fault; with one it adjusts the priority.
 */
final class Tracking {
    static final Set<String> KEYWORDS =
            Set.of("track_interface", "track_script", "track_file", "vrrp_track_file", "track_process");

    /** A number in a file that takes the priority down by more than it can be is a fault. */
    private static final int FAULT_WEIGHT = 254;

    private static final String LOWEST = "-2147483648";

    private final Checks checks;
    private final Notes notes;
    private final List<Tracked> tracked = new ArrayList<>();

    Tracking(Checks checks, Notes notes) {
        this.checks = checks;
        this.notes = notes;
    }

    /**
     * One check of a virtual router.
     *
     * @param adjustment 0 if a failure is a fault
     */
    record Tracked(String check, int adjustment, Statement statement) {
        Item item() {
            Map<String, String> values = new LinkedHashMap<>();
            values.put("check", Yaml.scalar(check));
            values.put("adjust-priority", Integer.toString(adjustment));
            String yaml = adjustment == 0 ? Yaml.scalar(check) : Yaml.mapping(values);
            return new Item(yaml, statement.place());
        }
    }

    /** Reads all track blocks of a block. */
    List<Tracked> read(Block block) {
        lines(block, "track_interface").forEach(this::link);
        lines(block, "track_script").forEach(line -> defined(line, "script", checks.script(line.keyword())));
        lines(block, "track_process").forEach(line -> defined(line, "process", checks.process(line.keyword())));
        lines(block, "track_file").forEach(this::file);
        lines(block, "vrrp_track_file").forEach(this::file);
        return tracked;
    }

    private static List<Statement> lines(Block block, String keyword) {
        return block.all(keyword).stream()
                .flatMap(statement -> statement.block().stream())
                .toList();
    }

    private void link(Statement line) {
        Weight weight = checks.weight(line, line.arguments(), Weight.FAULT);
        if (weight.reverse()) {
            notes.error(line, "reverse: there is no check for an interface that is down; use a vrrp_script");
            return;
        }
        String name = checks.use(
                "link-" + line.keyword(), Map.of("link", Yaml.scalar(line.keyword())), schedule(), line.place());
        track(name, weight.value(), line);
    }

    /** The kernel's word counts at once in keepalived; here the interface is looked at. */
    private static Map<String, String> schedule() {
        Map<String, String> schedule = new LinkedHashMap<>();
        schedule.put("interval", "100ms");
        schedule.put("rise", "1");
        schedule.put("fall", "1");
        return schedule;
    }

    private void defined(Statement line, String kind, Optional<Definition> found) {
        if (found.isEmpty()) {
            notes.missing(line, "there is no " + kind + " of this name; keepalived would run without it");
            return;
        }
        Definition definition = found.get();
        Weight weight = checks.weight(line, line.arguments(), definition.weight());
        boolean same =
                line.arguments().contains("noreverse") || line.arguments().contains("no_reverse");
        boolean inverted = weight.reverse() && !same;
        String wanted = line.keyword() + (kind.equals("script") ? "" : "-" + kind) + (inverted ? "-reversed" : "");
        if (inverted) {
            notes.note(line, "reverse: any status but 0 is healthy; a timeout still counts as a failure");
        }
        String name = checks.use(
                wanted,
                inverted ? definition.inverted() : definition.what(),
                definition.schedule(),
                definition.place());
        // Reversed, a weight above zero is taken away while the check is healthy: while the opposite one is not.
        track(name, inverted ? -weight.value() : weight.value(), line);
    }

    private void file(Statement line) {
        Optional<Definition> found = checks.file(line.keyword());
        if (found.isEmpty()) {
            notes.missing(line, "there is no track_file of this name; keepalived would run without it");
            return;
        }
        Definition definition = found.get();
        Weight weight = checks.weight(line, line.arguments(), definition.weight());
        int by = weight.reverse() ? -weight.value() : weight.value();
        String range;
        if (by == 0) {
            range = weight.reverse() ? "1..2147483647" : "0..0";
        } else if (by <= -FAULT_WEIGHT) {
            range = LOWEST + "..0";
        } else if (Math.abs(by) == 1) {
            notes.error(
                    line,
                    "the number in the file is the adjustment; give it a weight like -50 and write 0 or 1 there,"
                            + " or change the priority with 'vrrp priority VR N'");
            return;
        } else {
            notes.note(line, "the number in the file may be 0 or 1 alone; another is not multiplied by the weight");
            range = by < 0 ? LOWEST + "..0" : "1..2147483647";
        }
        notes.note(line, "while the file is missing, or holds no number, the check fails; in keepalived it would not");
        Map<String, String> what = new LinkedHashMap<>(definition.what());
        what.put("range", Yaml.scalar(range));
        String wanted = line.keyword() + "-file" + (by == 0 ? "" : by < 0 ? "-down" : "-up");
        String name = checks.use(wanted + (weight.reverse() ? "-reversed" : ""), what, schedule(), definition.place());
        track(name, by <= -FAULT_WEIGHT ? 0 : by, line);
    }

    private void track(String name, int adjustment, Statement line) {
        if (tracked.stream().noneMatch(other -> other.check().equals(name))) {
            tracked.add(new Tracked(name, adjustment, line));
        }
    }
}
