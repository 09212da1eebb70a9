package io.github.vrrp4j.examples.node.keepalived;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The values of {@code $NAME=VALUE}, replaced when they are used and not when they are defined. */
final class Definitions {
    static final Pattern DEFINITION = Pattern.compile("\\$([A-Za-z_][A-Za-z0-9_]*)=(.*)", Pattern.DOTALL);
    private static final Pattern USE =
            Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)\\}|\\$([A-Za-z_][A-Za-z0-9_]*)(?=\\s|$)");

    private final Map<String, String> values = new HashMap<>();

    Definitions(String instance) {
        values.put("_INSTANCE", instance);
        values.put("_HASH", "#");
        values.put("_BANG", "!");
    }

    /** Later ones replace earlier ones. A value of several lines has them separated by line feeds. */
    void define(String name, String value) {
        values.put(name, value);
    }

    /** The file that is read now, for {@code ${_PWD}}. */
    void file(Path file) {
        Path directory = file.toAbsolutePath().normalize().getParent();
        values.put("_PWD", directory == null ? "/" : directory.toString());
    }

    /** The line with its first known name replaced; null if it has none. */
    @Nullable
    String replaceFirst(String line) {
        Matcher matcher = USE.matcher(line);
        while (matcher.find()) {
            String name = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            String value = values.get(name);
            if (value != null) {
                return line.substring(0, matcher.start()) + value + line.substring(matcher.end());
            }
        }
        return null;
    }
}
