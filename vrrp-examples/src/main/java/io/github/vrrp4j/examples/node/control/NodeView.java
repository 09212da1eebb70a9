package io.github.vrrp4j.examples.node.control;

import io.github.vrrp4j.router.VirtualRouterId;
import java.util.Map;

/** What the node knows of its virtual routers that the router does not. For any thread. */
@FunctionalInterface
public interface NodeView {

    /** The names that the configuration in force gives. */
    Map<VirtualRouterId, String> names();

    /** How many calls of hooks were dropped since the start because too many waited. */
    default long hookCallsDropped(VirtualRouterId id) {
        return 0;
    }

    /** How many events hooks and clients were not told since the start because too many waited, of all virtual routers. */
    default long eventsDropped() {
        return 0;
    }
}
