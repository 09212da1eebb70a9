package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.netlink.libc.LibC;
import io.github.vrrp4j.netlink.libc.NativeMemory;
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

    private static final int GROUP = (int) AddressFamily.IPV4.vrrpGroup().lo();

    private final NativeMemory memory = new NativeMemory(MAX_HEADER_LENGTH + Ipv4SendSocket.MAX_MESSAGE_LENGTH);
    private final ByteBuffer packet = memory.networkView(0, memory.size());

    private Ipv4ReceiveSocket(NativeSocket socket) {
        super(socket);
    }

    static Ipv4ReceiveSocket open(String interfaceName, int interfaceIndex) throws IOException {
        return new Ipv4ReceiveSocket(VrrpSocket.open("receive", NativeSocket.AF_INET, interfaceName, socket -> {
            IpAddress group = AddressFamily.IPV4.vrrpGroup();
            socket.set(SocketOption.IP_MULTICAST_ALL, 0);
            socket.bind(Structures.socketAddressIpv4(group));
            socket.set(SocketOption.IP_ADD_MEMBERSHIP, Structures.multicastRequest(group, 0, interfaceIndex));
            socket.acceptInput();
        }));
    }

    @Override
    long callReceive(LibC libc, int descriptor) {
        return libc.recv(descriptor, memory.address(0), memory.size(), FLAGS);
    }

    @Override
    boolean wrap(int length, AdvertisementView view) {
        // The kernel delivers nothing else to a socket bound to the group; this holds should a later one think again.
        if (length >= MIN_HEADER_LENGTH && packet.getInt(DESTINATION_OFFSET) != GROUP) {
            return false;
        }
        // More than fits cannot be an advertisement. Seen as nothing at all it is counted as malformed.
        view.wrapIpv4Packet(packet, 0, length <= memory.size() ? length : 0);
        return true;
    }
}
