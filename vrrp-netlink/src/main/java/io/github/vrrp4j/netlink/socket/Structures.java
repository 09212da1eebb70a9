package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.netlink.libc.NativeSocket;
import io.github.vrrp4j.packet.IpAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Structures of the Linux headers as octets, limit at their end. */
final class Structures {

    /** The octets of struct sockaddr_in. */
    static final int SOCKET_ADDRESS_IPV4_LENGTH = 16;

    private static final int SOCKET_ADDRESS_IPV4_ADDRESS_OFFSET = 4;

    private static final int MULTICAST_REQUEST_LENGTH = 12;
    private static final int MULTICAST_REQUEST_ADDRESS_OFFSET = 4;
    private static final int MULTICAST_REQUEST_INDEX_OFFSET = 8;

    private Structures() {}

    /** struct sockaddr_in { u16 family; be16 port; be32 address; u8 zero[8]; }, with port 0. */
    static ByteBuffer socketAddressIpv4(IpAddress address) {
        ByteBuffer structure = ByteBuffer.allocate(SOCKET_ADDRESS_IPV4_LENGTH);
        address.write(structure, SOCKET_ADDRESS_IPV4_ADDRESS_OFFSET);
        return structure.order(ByteOrder.nativeOrder()).putShort(0, (short) NativeSocket.AF_INET);
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
}
