package io.github.vrrp4j.examples.node.doctor;

import io.github.vrrp4j.packet.Verdict;
import java.util.List;
import java.util.Map;

/**
 * What was heard on one interface for one family.
 *
 * @param routers in the order in which they were heard first
 * @param discarded how many packets any receiver would discard, by the reason
 */
record Heard(List<HeardRouter> routers, Map<Verdict, Integer> discarded) {

    /** Copies both. */
    Heard {
        routers = List.copyOf(routers);
        discarded = Map.copyOf(discarded);
    }
}
