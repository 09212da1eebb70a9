package io.github.vrrp4j.examples.node.keepalived;

import io.github.vrrp4j.examples.node.keepalived.Tracking.Tracked;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One virtual router of the YAML to be. */
final class RouterText {
    private final Statement statement;
    private final String name;
    private final Map<String, Item> values = new LinkedHashMap<>();
    private final Map<String, List<Item>> lists = new LinkedHashMap<>();
    private final List<Tracked> tracked = new ArrayList<>();
    private final Hooks hooks;

    RouterText(Statement statement, String name, Hooks hooks) {
        this.statement = statement;
        this.name = name;
        this.hooks = hooks;
    }

    /** What keepalived calls it. */
    String instanceName() {
        return statement.argument(0);
    }

    /** The same as the YAML takes it. */
    String name() {
        return name;
    }

    Place place() {
        return statement.place();
    }

    Hooks hooks() {
        return hooks;
    }

    /** Sets a key to what is YAML already. */
    void put(String key, String yaml, Place place) {
        values.put(key, new Item(yaml, place));
    }

    /** What a key is set to. */
    Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key)).map(Item::yaml);
    }

    /** Sets a key to a list, unless that is empty. */
    void put(String key, List<Item> items) {
        if (!items.isEmpty()) {
            lists.put(key, items);
        }
    }

    /** What it tracks, to be changed. */
    List<Tracked> tracked() {
        return tracked;
    }

    /** Writes it as an element of the list of virtual routers. */
    void write(Yaml yaml) {
        yaml.line(2, "- name: " + Yaml.scalar(name), place());
        values.forEach((key, item) -> yaml.line(4, key + ": " + item.yaml(), item.place()));
        lists.forEach((key, items) -> list(yaml, key, items));
        if (!tracked.isEmpty()) {
            list(yaml, "health-checks", tracked.stream().map(Tracked::item).toList());
        }
        hooks.write(yaml, 4);
    }

    private static void list(Yaml yaml, String key, List<Item> items) {
        yaml.line(4, key + ":", items.get(0).place());
        items.forEach(item -> yaml.line(6, "- " + item.yaml(), item.place()));
    }
}
