package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.netlink.libc.NativeSocket;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Structures of the Linux headers as octets, limit at their end. */
final class Structures {

    private static final int SOCKET_ADDRESS_IPV4_LENGTH = 16;

    /** Where struct sockaddr_ll has the index of the interface, an int. */
    static final int SOCKET_ADDRESS_LINK_INDEX_OFFSET = 4;

    private static final int SOCKET_ADDRESS_LINK_LENGTH = 20;
    private static final int SOCKET_ADDRESS_LINK_PROTOCOL_OFFSET = 2;
    private static final int SOCKET_ADDRESS_LINK_MAC_LENGTH_OFFSET = 11;
    private static final int SOCKET_ADDRESS_LINK_MAC_OFFSET = 12;

    /** Where struct sockaddr_in has the address. */
    static final int SOCKET_ADDRESS_IPV4_ADDRESS_OFFSET = 4;

    static final int SOCKET_ADDRESS_IPV6_LENGTH = 28;

    /** Where struct sockaddr_in6 has the address. */
    static final int SOCKET_ADDRESS_IPV6_ADDRESS_OFFSET = 8;

    /** Where struct sockaddr_in6 has the scope of a link-local address, an int. */
    static final int SOCKET_ADDRESS_IPV6_SCOPE_OFFSET = 24;

    private static final int MULTICAST_REQUEST_LENGTH = 12;
    private static final int MULTICAST_REQUEST_ADDRESS_OFFSET = 4;
    private static final int MULTICAST_REQUEST_INDEX_OFFSET = 8;

    private static final int MULTICAST_REQUEST_IPV6_LENGTH = 20;
    private static final int MULTICAST_REQUEST_IPV6_INDEX_OFFSET = 16;

    private Structures() {}

    /** struct sockaddr_in { u16 family; be16 port; be32 address; u8 zero[8]; }, with port 0. */
    static ByteBuffer socketAddressIpv4(IpAddress address) {
        ByteBuffer structure = ByteBuffer.allocate(SOCKET_ADDRESS_IPV4_LENGTH);
        address.write(structure, SOCKET_ADDRESS_IPV4_ADDRESS_OFFSET);
        return structure.order(ByteOrder.nativeOrder()).putShort(0, (short) NativeSocket.AF_INET);
    }

    /**
     * struct sockaddr_in6 { u16 family; be16 port; be32 flowinfo; u8 address[16]; u32 scope_id; }, with port 0.
     *
     * @param interfaceIndex the scope of a link-local address or group
     */
    static ByteBuffer socketAddressIpv6(IpAddress address, int interfaceIndex) {
        ByteBuffer structure = ByteBuffer.allocate(SOCKET_ADDRESS_IPV6_LENGTH);
        address.write(structure, SOCKET_ADDRESS_IPV6_ADDRESS_OFFSET);
        return structure
                .order(ByteOrder.nativeOrder())
                .putShort(0, (short) NativeSocket.AF_INET6)
                .putInt(SOCKET_ADDRESS_IPV6_SCOPE_OFFSET, interfaceIndex);
    }

    /**
     * struct ip_mreqn { be32 multiaddr; be32 address; int ifindex; } of ip(7).
     *
     * @param sourceAddress for IP_MULTICAST_IF the source of what is sent, as a number; 0 for none
     */
    static ByteBuffer multicastRequest(IpAddress group, long sourceAddress, int interfaceIndex) {
        ByteBuffer structure = ByteBuffer.allocate(MULTICAST_REQUEST_LENGTH);
        group.write(structure, 0);
        structure.putInt(MULTICAST_REQUEST_ADDRESS_OFFSET, (int) sourceAddress);
        return structure.order(ByteOrder.nativeOrder()).putInt(MULTICAST_REQUEST_INDEX_OFFSET, interfaceIndex);
    }

    /** struct ipv6_mreq { u8 multiaddr[16]; u32 ifindex; } of ipv6(7). */
    static ByteBuffer multicastRequestIpv6(IpAddress group, int interfaceIndex) {
        ByteBuffer structure = ByteBuffer.allocate(MULTICAST_REQUEST_IPV6_LENGTH);
        group.write(structure, 0);
        return structure.order(ByteOrder.nativeOrder()).putInt(MULTICAST_REQUEST_IPV6_INDEX_OFFSET, interfaceIndex);
    }

    /**
     * struct sockaddr_ll { u16 family; be16 protocol; int ifindex; u16 hatype; u8 pkttype; u8 halen; u8 addr[8]; } of
     * packet(7): a MAC address on an interface whose index is still 0.
     */
    static ByteBuffer ethernetAddress(MacAddress destination, int etherType) {
        ByteBuffer structure = ByteBuffer.allocate(SOCKET_ADDRESS_LINK_LENGTH);
        structure
                .putShort(SOCKET_ADDRESS_LINK_PROTOCOL_OFFSET, (short) etherType)
                .put(SOCKET_ADDRESS_LINK_MAC_LENGTH_OFFSET, (byte) MacAddress.LENGTH);
        destination.write(structure, SOCKET_ADDRESS_LINK_MAC_OFFSET);
        return structure.order(ByteOrder.nativeOrder()).putShort(0, (short) NativeSocket.AF_PACKET);
    }
}
