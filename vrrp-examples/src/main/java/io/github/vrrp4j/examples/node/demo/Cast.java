package io.github.vrrp4j.examples.node.demo;

import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.time.Duration;
import java.util.List;

/**
 * Who plays: the nodes, and the virtual router they share.
 *
 * @param vrid its VRID
 * @param advertisementInterval its Advertisement_Interval
 * @param virtualAddress where the client asks
 * @param clientAddress the client's own
 * @param nodes the routers
 */
record Cast(
        int vrid,
        Duration advertisementInterval,
        VirtualAddress virtualAddress,
        VirtualAddress clientAddress,
        List<Node> nodes) {

    /** How often the client asks. */
    static final Duration REQUEST_INTERVAL = Duration.ofMillis(5);

    /**
     * One router.
     *
     * @param name how the timeline calls it, one word
     * @param priority 1..254
     * @param address its own
     */
    record Node(String name, int priority, VirtualAddress address) {

        /** Skew_Time (RFC 5798 §6.1): ((256 - Priority) * Master_Adver_Interval) / 256. */
        Duration skewTime(Duration masterAdverInterval) {
            return masterAdverInterval.multipliedBy(256 - priority).dividedBy(256);
        }

        /** Master_Down_Interval (RFC 5798 §6.1): (3 * Master_Adver_Interval) + Skew_Time. */
        Duration masterDownInterval(Duration masterAdverInterval) {
            return masterAdverInterval.multipliedBy(3).plus(skewTime(masterAdverInterval));
        }
    }

    /** What the router of a node runs. */
    VirtualRouterConfig config(Node node) {
        return VirtualRouterConfig.builder(vrid)
                .priority(node.priority())
                .advertisementInterval(advertisementInterval)
                .address(virtualAddress)
                .build();
    }
}
