package io.github.vrrp4j.examples.node.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
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

    /** The same, where the default of a key is known. */
    Section withDefault(String name, String defaultYaml) {
        return with(name, key -> Key.withDefault(name, key.values(), defaultYaml, key.text()));
    }

    /** The same, where it is known what holds without a key. */
    Section withOtherwise(String name, String otherwise) {
        return with(name, key -> Key.optional(name, key.values(), otherwise, key.text()));
    }

    private Section with(String name, UnaryOperator<Key> change) {
        return new Section(
                title,
                where,
                keys.stream()
                        .map(key -> key.name().equals(name) ? change.apply(key) : key)
                        .toList());
    }

    /** The same with fewer keys. */
    Section without(List<String> names) {
        return new Section(
                title,
                where,
                keys.stream().filter(key -> !names.contains(key.name())).toList());
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
        private static final String REQUIRED = "required";

        static Key required(String name, String values, String text) {
            return new Key(name, values, null, REQUIRED, text);
        }

        static Key withDefault(String name, String values, String defaultYaml, String text) {
            return new Key(name, values, defaultYaml, "", text);
        }

        static Key optional(String name, String values, String otherwise, String text) {
            return new Key(name, values, null, otherwise, text);
        }

        boolean isRequired() {
            return otherwise.equals(REQUIRED);
        }
    }
}
