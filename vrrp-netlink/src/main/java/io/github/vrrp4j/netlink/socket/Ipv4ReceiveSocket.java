package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.netlink.libc.NativeSocket;
import io.github.vrrp4j.netlink.libc.SocketOption;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.AdvertisementView;
import io.github.vrrp4j.packet.IpAddress;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Receives for 224.0.0.18 (raw(7), ip(7)). The kernel hands packets over with their IP header. */
final class Ipv4ReceiveSocket extends ReceiveSocket {

    private static final int MAX_HEADER_LENGTH = 60;
    private static final int DESTINATION_OFFSET = 16;
    private static final int MIN_HEADER_LENGTH = 20;

    private static final int MAX_LENGTH = MAX_HEADER_LENGTH + Ipv4SendSocket.MAX_MESSAGE_LENGTH;

    private static final int GROUP = (int) AddressFamily.IPV4.vrrpGroup().lo();

    private Ipv4ReceiveSocket(NativeSocket socket) {
        super(socket, MAX_LENGTH);
    }

    static Ipv4ReceiveSocket open(String interfaceName, int interfaceIndex) throws IOException {
        return new Ipv4ReceiveSocket(open(NativeSocket.AF_INET, interfaceName, socket -> {
            IpAddress group = AddressFamily.IPV4.vrrpGroup();
            socket.set(SocketOption.IP_MULTICAST_ALL, 0);
            socket.bind(Structures.socketAddressIpv4(group));
            socket.set(SocketOption.IP_ADD_MEMBERSHIP, Structures.multicastRequest(group, 0, interfaceIndex));
        }));
    }

    @Override
    boolean wrap(IncomingMessages incoming, int index, AdvertisementView view) {
        ByteBuffer packets = incoming.network();
        int offset = incoming.offset(index);
        int length = incoming.length(index);
        // The kernel delivers nothing else to a socket bound to the group; this holds should a later one think again.
        if (length >= MIN_HEADER_LENGTH && packets.getInt(offset + DESTINATION_OFFSET) != GROUP) {
            return false;
        }
        // More than fits cannot be an advertisement. Seen as nothing at all it is counted as malformed.
        view.wrapIpv4Packet(packets, offset, length <= MAX_LENGTH ? length : 0);
        return true;
    }
}
