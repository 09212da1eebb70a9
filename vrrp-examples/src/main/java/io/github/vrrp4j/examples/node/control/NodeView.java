package io.github.vrrp4j.examples.node.control;

import io.github.vrrp4j.router.VirtualRouterId;
import java.util.Map;

/** What the node knows of its virtual routers that the router does not. For any thread. */
@FunctionalInterface
public interface NodeView {

    /** The names that the configuration in force gives. */
    Map<VirtualRouterId, String> names();
}
