package io.github.vrrp4j.netlink.route;

import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.packet.VirtualRoute;
import io.github.vrrp4j.spi.Placement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which interface has what a virtual router holds. */
public final class Devices {

    private Devices() {}

    /** The one that has the address: its own choice, or the one that advertises. */
    public static String of(Placement placement, VirtualAddress address) {
        return Objects.requireNonNullElse(address.options().device(), placement.interfaceName());
    }

    /**
     * The one that a route leaves by: its own choice, or the one that advertises; null for the kernel's, if there is a next
     * hop. A link-local next hop is one on some interface only.
     */
    static @Nullable String of(Placement placement, VirtualRoute route) {
        if (route.device() != null) {
            return route.device();
        }
        boolean leadsToInterface = route.via() != null && !route.via().isIpv6LinkLocal();
        return leadsToInterface ? null : placement.interfaceName();
    }
}
