package io.github.vrrp4j.examples.node.keepalived;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The lines of {@code virtual_routes} to routes. */
final class RouteConverter {
    private static final Set<String> TYPES = Set.of(
            "blackhole", "unreachable", "prohibit", "throw", "local", "broadcast", "multicast", "anycast", "nat");
    /** What every route is anyway. */
    private static final Set<String> NEEDLESS = Set.of("unicast", "inet", "inet6");

    private static final Map<String, String> TABLES =
            Map.of("main", "254", "local", "255", "default", "253", "unspec", "254");
    private static final Map<String, String> PROTOCOLS = Map.of(
            "kernel", "2", "boot", "3", "static", "4", "ra", "9", "bird", "12", "keepalived", "18", "ospf", "188");
    private static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry("via", "via"),
            Map.entry("gw", "via"),
            Map.entry("dev", "device"),
            Map.entry("oif", "device"),
            Map.entry("src", "source"),
            Map.entry("table", "table"),
            Map.entry("metric", "metric"),
            Map.entry("priority", "metric"),
            Map.entry("preference", "metric"),
            Map.entry("proto", "protocol"),
            Map.entry("protocol", "protocol"),
            Map.entry("scope", "scope"));

    private final Notes notes;

    RouteConverter(Notes notes) {
        this.notes = notes;
    }

    /** One route; empty if it cannot be said, which is told. */
    Optional<Item> route(Statement statement) {
        List<String> words = statement.words();
        Map<String, String> route = new LinkedHashMap<>();
        boolean wrong = false;
        int i = 0;
        while (i < words.size() && !wrong) {
            String word = words.get(i++);
            if (NEEDLESS.contains(word)) {
                continue;
            }
            if (word.equals("no_track")) {
                notes.ignored(statement, "no_track: a route that somebody takes away is put back");
            } else if (TYPES.contains(word)) {
                wrong = refuse(statement, "a route of the type " + word);
            } else if (word.equals("or") || word.equals("nexthop")) {
                wrong = refuse(statement, "a route with several next hops");
            } else if (KEYS.containsKey(word) && i < words.size()) {
                wrong = !put(statement, KEYS.getOrDefault(word, ""), words.get(i++), words, route);
            } else if (word.equals("to") && i < words.size()) {
                route.put("to", Yaml.scalar(destination(words.get(i++))));
            } else if (route.containsKey("to")) {
                wrong = refuse(statement, "the option " + word);
            } else {
                route.put("to", Yaml.scalar(destination(word)));
            }
        }
        if (!wrong && !route.containsKey("to")) {
            wrong = refuse(statement, "a route without a destination");
        }
        return wrong ? Optional.empty() : Optional.of(new Item(Yaml.mapping(route), statement.place()));
    }

    /** An address of all zeros without a prefix length is no host. */
    private static String destination(String written) {
        return written.equals("0.0.0.0") ? "0.0.0.0/0" : written.equals("::") ? "::/0" : written;
    }

    private boolean put(Statement statement, String key, String value, List<String> words, Map<String, String> route) {
        String plain = switch (key) {
            case "table" -> TABLES.getOrDefault(value, value);
            case "protocol" -> PROTOCOLS.getOrDefault(value, value);
            default -> value;
        };
        boolean numeric = key.equals("table") || key.equals("protocol") || key.equals("metric");
        if (numeric && !plain.matches("\\d{1,10}")) {
            return !refuse(statement, "the name " + value + " of a " + key + ", only its number,");
        }
        if (key.equals("scope") && !Set.of("global", "link", "host").contains(plain)) {
            return !refuse(statement, "scope " + value);
        }
        if (key.equals("via") && route.containsKey("via")) {
            return !refuse(statement, "a second next hop in " + String.join(" ", words));
        }
        route.put(key, Yaml.scalar(plain));
        return true;
    }

    private boolean refuse(Statement statement, String what) {
        notes.error(statement, what + " is not supported; set the route from hooks, or for good");
        return true;
    }
}
