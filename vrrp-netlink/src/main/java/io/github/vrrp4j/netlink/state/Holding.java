package io.github.vrrp4j.netlink.state;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thing on the host, with all that is needed to remove exactly it; one line of a state file: {@code KIND KEY=VALUE ...}.
 *
 * <p>In a value, what is not a printable ASCII character, the blank and the percent sign are written as {@code %XX}, octet by
 * octet in UTF-8.
 *
 * @param kind what it is: {@code address}; lower-case letters, digits and hyphens, beginning with a letter
 * @param values by keys of the same form, in the order in which they are written
 */
public record Holding(String kind, Map<String, String> values) {

    /** No line is longer: a few names, addresses and numbers. */
    static final int MAX_LINE_LENGTH = 4096;

    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]*");

    /** Copies the map. */
    public Holding {
        requireWord(kind);
        values.keySet().forEach(Holding::requireWord);
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    private static void requireWord(String word) {
        if (!WORD.matcher(word).matches()) {
            throw new IllegalArgumentException("'" + word + "' is not a word of letters, digits and hyphens");
        }
    }

    /** One without any value. */
    public static Holding of(String kind) {
        return new Holding(kind, Map.of());
    }

    /** The same with one value more; the same if the value is null. */
    public Holding with(String key, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(key, value.toString());
        return new Holding(kind, more);
    }

    /**
     * The value of a key.
     *
     * @throws IllegalArgumentException if there is none
     */
    public String value(String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException(key + "= is missing");
        }
        return value;
    }

    /** The value of a key; null if there is none. */
    public @Nullable String optional(String key) {
        return values.get(key);
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException if {@link #toString} would not write it so; the message says what is wrong
     */
    static Holding parse(String line) {
        if (line.length() > MAX_LINE_LENGTH) {
            throw new IllegalArgumentException("longer than " + MAX_LINE_LENGTH + " characters");
        }
        String[] parts = line.split(" ", -1);
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("'" + parts[i] + "' is not KEY=VALUE");
            }
            if (values.put(parts[i].substring(0, equals), decode(parts[i].substring(equals + 1))) != null) {
                throw new IllegalArgumentException("a key stands twice");
            }
        }
        Holding holding = new Holding(parts[0], values);
        if (!holding.toString().equals(line)) {
            throw new IllegalArgumentException("not written as this program writes");
        }
        return holding;
    }

    private static String decode(String text) {
        byte[] octets = new byte[text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '%') {
                if (i + 2 >= text.length()) {
                    throw new IllegalArgumentException("a value ends too soon behind its percent sign");
                }
                octets[length++] = (byte) (digit(text.charAt(i + 1)) << 4 | digit(text.charAt(i + 2)));
                i += 2;
            } else {
                octets[length++] = (byte) character;
            }
        }
        return new String(octets, 0, length, StandardCharsets.UTF_8);
    }

    private static int digit(char character) {
        int digit = Character.digit(character, 16);
        if (digit < 0) {
            throw new IllegalArgumentException("a percent sign without two hexadecimal digits");
        }
        return digit;
    }

    private static void encode(StringBuilder line, String text) {
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet > ' ' && octet < 0x7f && octet != '%') {
                line.append((char) octet);
            } else {
                line.append(String.format("%%%02X", octet));
            }
        }
    }

    /** The line without its end. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(kind);
        values.forEach((key, value) -> encode(line.append(' ').append(key).append('='), value));
        return line.toString();
    }
}
