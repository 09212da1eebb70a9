package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.netlink.route.InterfaceAddress;
import io.github.vrrp4j.packet.IpAddress;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The choice of the address that advertisements come from. */
final class SourceAddress {

    private SourceAddress() {}

    /**
     * The first primary address that is not virtual; failing that, the first secondary one that is not. A virtual address
     * that a crash left behind may stand first, and even make the interface's own address a secondary one.
     *
     * @param addresses in the kernel's order
     * @return null if every address is virtual
     */
    static @Nullable IpAddress choose(List<InterfaceAddress> addresses, Predicate<IpAddress> virtual) {
        IpAddress secondary = null;
        for (InterfaceAddress candidate : addresses) {
            if (virtual.test(candidate.address())) {
                continue;
            }
            if (!candidate.isSecondary()) {
                return candidate.address();
            }
            if (secondary == null) {
                secondary = candidate.address();
            }
        }
        return secondary;
    }
}
