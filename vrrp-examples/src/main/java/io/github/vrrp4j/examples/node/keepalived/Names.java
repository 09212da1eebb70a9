package io.github.vrrp4j.examples.node.keepalived;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Names as the YAML takes them for what keepalived may call anything: one for each, never the same for two. */
final class Names {
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final int MAX_LENGTH = 56;

    private final String kind;
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();

    /** For things of one kind, the word for which begins the names of those that cannot keep their own. */
    Names(String kind) {
        this.kind = kind;
    }

    /** The name for what keepalived calls so: the same, where it can be. */
    String of(String written) {
        return names.computeIfAbsent(written, this::unique);
    }

    private String unique(String written) {
        String name = written.replaceAll("[^A-Za-z0-9._-]", "-");
        name = name.length() > MAX_LENGTH ? name.substring(0, MAX_LENGTH) : name;
        if (name.isEmpty() || DIGITS.matcher(name).matches() || name.startsWith("-") || name.startsWith(".")) {
            name = kind + "-" + name;
        }
        String free = name;
        for (int i = 2; !taken.add(free); i++) {
            free = name + "-" + i;
        }
        return free;
    }
}
