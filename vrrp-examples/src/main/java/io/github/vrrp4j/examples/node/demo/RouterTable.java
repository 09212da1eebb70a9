package io.github.vrrp4j.examples.node.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The neighbour table of a router that believes it for four hours, as many routers do: whom it sends to. Nothing but gratuitous
 * ARP tells it in time that an address has moved.
 */
final class RouterTable {
    private static final String LIFETIME_S = "14400";
    private static final Pattern ENTRY =
            Pattern.compile("(?<address>\\S+) (dev \\S+ )?lladdr (?<mac>[0-9a-f:]+) .*", Pattern.DOTALL);
    private static final String NOBODY = "nobody";

    private final StoryLan lan;
    private final String router;
    private final String interfaceName;
    private final Map<String, String> hosts = new HashMap<>();
    private final Map<String, List<String>> history = new HashMap<>();

    /** Lets the router believe its table, and finds out the MAC addresses of hosts, on their interfaces of that name. */
    RouterTable(StoryLan lan, String router, String interfaceName, List<String> hosts) throws IOException {
        this.lan = lan;
        this.router = router;
        this.interfaceName = interfaceName;
        String settings = "net.ipv4.neigh." + interfaceName + ".";
        lan.run(
                router,
                "sysctl",
                "-qw",
                settings + "base_reachable_time_ms=" + LIFETIME_S + "000",
                settings + "gc_stale_time=" + LIFETIME_S,
                // It does not ask whether a neighbour that it has not heard of lately is still there.
                settings + "delay_first_probe_time=" + LIFETIME_S);
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
                List.of("ip", "monitor", "neigh", "dev", interfaceName),
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
