package io.github.vrrp4j.examples.node.demo;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What the nodes' logs say about who has which address, to be compared with who answers there. */
final class GivenUp {

    /** A node may be asked before it has written down that it has the address. */
    private static final long EARLY_NS = Duration.ofMillis(50).toNanos();

    /** Whether a node has an address, by the time from which on. */
    private final Map<String, NavigableMap<Long, Boolean>> held = new HashMap<>();

    private int count;

    /** Takes a line of a log. */
    void onHolding(Observation.Holding holding) {
        for (String address : holding.addresses()) {
            NavigableMap<Long, Boolean> log =
                    held.computeIfAbsent(key(holding.node(), address), key -> new TreeMap<>());
            Map.Entry<Long, Boolean> latest = log.lastEntry();
            boolean had = latest != null && latest.getValue();
            if (!holding.held() && latest == null) {
                continue; // it never had it: keepalived says so when it starts
            }
            if (had && !holding.held()) {
                count++;
            }
            log.put(holding.atNs(), holding.held());
        }
    }

    /** How often a node that had an address said that it had given it up. */
    int count() {
        return count;
    }

    /** Whether the request was sent when the node that answered it had given the address up, and did not have it again. */
    boolean answeredNevertheless(Observation.Answer answer) {
        NavigableMap<Long, Boolean> log = held.getOrDefault(key(answer.node(), answer.address()), new TreeMap<>());
        Map.Entry<Long, Boolean> latest = log.floorEntry(answer.sentNs());
        Map.Entry<Long, Boolean> next = log.higherEntry(answer.sentNs());
        return latest != null && !latest.getValue() && (next == null || next.getKey() - answer.sentNs() > EARLY_NS);
    }

    private static String key(String node, String address) {
        return node + " " + address;
    }
}
