package io.github.vrrp4j.examples.node.doctor;

import io.github.vrrp4j.netlink.VirtualMacProbe;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether the network carries the frames of a virtual router MAC address. */
final class VirtualMacChecks {
    private static final String VIRTUAL_MAC = "virtual-mac";

    private VirtualMacChecks() {}

    /** Whether a virtual router of the file needs that on an interface. */
    static boolean areNeeded(WatchedInterface watched) {
        return watched.virtualRouters().stream().anyMatch(each -> each.host().virtualMac());
    }

    /**
     * Whom to ask, in this order: the routers that advertise there, the default gateways, the unicast peers. Those that cannot be
     * asked from this interface are left out.
     */
    static List<IpAddress> neighbors(WatchedInterface watched, List<IpAddress> heard, List<IpAddress> gateways) {
        List<IpAddress> all = new ArrayList<>(heard);
        all.addAll(gateways);
        watched.virtualRouters().stream().map(UnicastChecks::peers).forEach(all::addAll);
        boolean ipv6 = watched.usableLinkLocal() != null;
        Set<IpAddress> good = new LinkedHashSet<>();
        for (IpAddress each : all) {
            boolean askable = switch (each.family()) {
                case IPV4 -> true;
                case IPV6 -> ipv6;
            };
            if (askable && watched.isOnLink(each) && !isOwn(watched, each)) {
                good.add(each);
            }
        }
        return List.copyOf(good);
    }

    private static boolean isOwn(WatchedInterface watched, IpAddress address) {
        return watched.state() != null
                && watched.state().addresses().stream()
                        .anyMatch(own -> own.address().equals(address));
    }

    /**
     * What was found on one interface.
     *
     * @param result of the last neighbour that was asked; null if there was none
     */
    static Finding judge(WatchedInterface watched, VirtualMacProbe.@Nullable Result result) {
        String again = "./vrrp doctor; again while another router advertises on " + watched.name()
                + ", or its default gateway answers";
        if (result == null) {
            return Finding.warn(
                    VIRTUAL_MAC,
                    watched.name(),
                    "not known whether the network carries a virtual router MAC address: there is no neighbour to ask, as"
                            + " no router is heard, and there is no default gateway",
                    again);
        }
        return switch (result.outcome()) {
            case PASSES -> Finding.ok(VIRTUAL_MAC, watched.name(), result.text());
            case DOES_NOT_PASS ->
                Finding.fail(
                        VIRTUAL_MAC,
                        watched.name(),
                        result.text(),
                        "virtual-mac: false; write that into the file for " + routers(watched)
                                + " on every host, or let the network carry it");
            case UNKNOWN -> Finding.warn(VIRTUAL_MAC, watched.name(), result.text(), again);
        };
    }

    /** What could not be tried. */
    static Finding failed(WatchedInterface watched, String problem) {
        return Finding.fail(
                VIRTUAL_MAC,
                watched.name(),
                "it cannot be tried: " + problem,
                "virtual-mac: false; write that into the file for " + routers(watched) + ", or use another interface");
    }

    private static String routers(WatchedInterface watched) {
        return String.join(
                ", ",
                watched.virtualRouters().stream()
                        .filter(each -> each.host().virtualMac())
                        .map(VirtualRouterConfig::vrid)
                        .map(vrid -> "vrid " + vrid)
                        .toList());
    }
}
