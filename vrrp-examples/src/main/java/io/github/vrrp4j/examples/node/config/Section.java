package io.github.vrrp4j.examples.node.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one kind of mapping, in the order in which people read about them.
 *
 * @param title what such a mapping describes
 * @param where it stands in the file
 * @param keys at least one
 */
record Section(String title, String where, List<Key> keys) {

    Section {
        keys = List.copyOf(keys);
    }

    /** The names of the keys, in order. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        keys.forEach(key -> names.add(key.name()));
        return names;
    }

    /**
     * One key.
     *
     * @param name as it is written
     * @param values what it takes
     * @param defaultYaml what may be written to say the same as nothing; null if there is no such text
     * @param otherwise what holds where there is no such text
     * @param text one sentence
     */
    record Key(String name, String values, @Nullable String defaultYaml, String otherwise, String text) {

        static Key required(String name, String values, String text) {
            return new Key(name, values, null, "required", text);
        }

        static Key withDefault(String name, String values, String defaultYaml, String text) {
            return new Key(name, values, defaultYaml, "", text);
        }

        static Key optional(String name, String values, String otherwise, String text) {
            return new Key(name, values, null, otherwise, text);
        }
    }
}
