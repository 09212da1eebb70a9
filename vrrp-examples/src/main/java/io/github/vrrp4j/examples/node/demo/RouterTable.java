package io.github.vrrp4j.examples.node.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The neighbour table of a router: whom it sends to. */
final class RouterTable {
    private static final Pattern ENTRY =
            Pattern.compile("(?<address>\\S+) (dev \\S+ )?lladdr (?<mac>[0-9a-f:]+) .*", Pattern.DOTALL);
    private static final String NOBODY = "nobody";

    private final StoryLan lan;
    private final String router;
    private final String interfaceName;
    private final Map<String, String> hosts = new HashMap<>();
    private final Map<String, List<String>> history = new HashMap<>();

    /** Finds out the MAC addresses of hosts, on their interfaces of that name. */
    RouterTable(StoryLan lan, String router, String interfaceName, List<String> hosts) throws IOException {
        this.lan = lan;
        this.router = router;
        this.interfaceName = interfaceName;
        for (String host : hosts) {
            Matcher link = Pattern.compile("link/ether (\\S+)").matcher(lan.ip(host, "link show dev " + interfaceName));
            if (!link.find()) {
                throw new IOException(host + " has no MAC address");
            }
            this.hosts.put(link.group(1), host);
        }
    }

    /** Writes each change into the timeline from now on. */
    void watch() throws IOException {
        lan.start(
                router,
                "ip monitor on " + router,
                List.of("ip", "-4", "monitor", "neigh", "dev", interfaceName),
                this::onLine);
    }

    private synchronized Optional<Observation> onLine(String line) {
        Matcher entry = ENTRY.matcher(line);
        if (!entry.matches()) {
            return Optional.empty();
        }
        String address = entry.group("address");
        String host = hosts.getOrDefault(entry.group("mac"), NOBODY);
        List<String> before = history.computeIfAbsent(address, key -> new ArrayList<>());
        if (!before.isEmpty() && before.get(before.size() - 1).equals(host)) {
            return Optional.empty();
        }
        before.add(host);
        return Optional.of(new Observation.Note(
                System.nanoTime(), router, "sends what is for " + address + " to " + host + ", " + entry.group("mac")));
    }

    /** The hosts to which it sent what is for an address, one after the other, since {@link #watch}. */
    synchronized List<String> history(String address) {
        return List.copyOf(history.getOrDefault(address, List.of()));
    }

    /** The host to which it sends what is for an address, as the table is now. */
    String host(String address) throws IOException {
        Matcher entry = ENTRY.matcher(lan.ip(router, "neigh show " + address + " dev " + interfaceName));
        return entry.matches() ? hosts.getOrDefault(entry.group("mac"), NOBODY) : NOBODY;
    }
}
