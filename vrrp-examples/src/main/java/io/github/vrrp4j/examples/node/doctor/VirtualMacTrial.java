package io.github.vrrp4j.examples.node.doctor;

import io.github.vrrp4j.netlink.VirtualMacProbe;
import io.github.vrrp4j.packet.IpAddress;
import java.io.IOException;
import java.util.List;

/** Tries a second MAC address on an interface. */
final class VirtualMacTrial {

    /** One that does not answer takes about two seconds. */
    private static final int MAX_NEIGHBORS = 3;

    private VirtualMacTrial() {}

    /**
     * Asks neighbours, until one answers.
     *
     * @param heard where the routers that were heard there send from
     */
    static Finding run(WatchedInterface watched, List<IpAddress> heard) {
        List<IpAddress> neighbors = VirtualMacChecks.neighbors(watched, heard, DefaultGateways.of(watched.name()));
        IpAddress linkLocal = watched.usableLinkLocal();
        VirtualMacProbe.Result result = null;
        try {
            for (IpAddress neighbor : neighbors.subList(0, Math.min(MAX_NEIGHBORS, neighbors.size()))) {
                result = VirtualMacProbe.run(watched.name(), neighbor, linkLocal == null ? neighbor : linkLocal);
                if (result.outcome() != VirtualMacProbe.Outcome.UNKNOWN) {
                    break;
                }
            }
            return VirtualMacChecks.judge(watched, result);
        } catch (IOException e) {
            return VirtualMacChecks.failed(watched, String.valueOf(e.getMessage()));
        }
    }
}
