package io.github.vrrp4j.netlink;

import io.github.vrrp4j.netlink.route.InterfaceAddress;
import io.github.vrrp4j.netlink.route.NetworkInterface;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An interface as the kernel described it at one moment: {@code ip address show dev NAME}.
 *
 * @param name its name at that moment
 * @param up whether it is administratively up
 * @param carrier whether something is connected to it; false while it is down
 * @param loopback whether it is the loopback interface
 * @param multicast whether it can carry multicast
 * @param resolvesAddresses whether neighbours there resolve addresses: an Ethernet without IFF_NOARP
 * @param mtuOctets the longest IP packet, header included; 0 if the kernel did not say
 * @param mac its MAC address; null if it is not an Ethernet
 * @param addresses of both families, IPv4 first, in the kernel's order
 */
public record InterfaceState(
        String name,
        boolean up,
        boolean carrier,
        boolean loopback,
        boolean multicast,
        boolean resolvesAddresses,
        int mtuOctets,
        @Nullable MacAddress mac,
        List<Address> addresses) {

    private static final int IFF_UP = 0x1;
    private static final int IFF_LOOPBACK = 0x8;
    private static final int IFF_MULTICAST = 0x1000;
    private static final int IFF_LOWER_UP = 0x1_0000;

    /** Copies the list. */
    public InterfaceState {
        addresses = List.copyOf(addresses);
    }

    /**
     * An address of the interface.
     *
     * @param prefixLength 0..32 or 0..128
     * @param tentative whether duplicate address detection (RFC 4862 §5.4) has not found it unique, for now or at all
     * @param duplicate whether that found another host with it: it stays tentative, and is never used
     */
    public record Address(IpAddress address, int prefixLength, boolean tentative, boolean duplicate) {}

    static InterfaceState of(String name, NetworkInterface described, List<InterfaceAddress> addresses) {
        int flags = described.flags();
        return new InterfaceState(
                name,
                (flags & IFF_UP) != 0,
                (flags & IFF_LOWER_UP) != 0,
                (flags & IFF_LOOPBACK) != 0,
                (flags & IFF_MULTICAST) != 0,
                described.ethernetAddress() != null && !described.isNoArp(),
                described.mtuOctets(),
                described.ethernetAddress(),
                addresses.stream()
                        .map(each -> new Address(
                                each.address(), each.prefixLength(), each.isTentative(), each.isDuplicate()))
                        .toList());
    }
}
