package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.netlink.libc.NativeSocket;
import io.github.vrrp4j.netlink.libc.SocketOption;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.AdvertisementView;
import io.github.vrrp4j.spi.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Takes what this host receives for its own addresses of one family with protocol 112, by whatever interface: what a router
 * has forwarded may come in by another one than that with the address. Joins no group, and hears none that others on this
 * host have joined.
 */
final class UnicastReceiveSocket extends ReceiveSocket implements Transport.Receiver {

    private static final int IPV4_MAX_LENGTH = 60 + Ipv4SendSocket.MAX_MESSAGE_LENGTH;
    private static final int IPV4_MIN_LENGTH = 20;
    private static final int IPV4_DESTINATION_OFFSET = 16;
    private static final int UNKNOWN_INTERFACE = 0;

    private final AddressFamily family;
    private SocketLink[] links = {};

    // Of the packet that was wrapped last.
    private long destinationHi;
    private long destinationLo;
    private int interfaceIndex;

    private UnicastReceiveSocket(AddressFamily family, NativeSocket socket) {
        super(socket, family == AddressFamily.IPV4 ? IPV4_MAX_LENGTH : Ipv6SendSocket.MAX_MESSAGE_LENGTH);
        this.family = family;
    }

    static UnicastReceiveSocket open(AddressFamily family) throws IOException {
        boolean ipv4 = family == AddressFamily.IPV4;
        int number = ipv4 ? NativeSocket.AF_INET : NativeSocket.AF_INET6;
        NativeSocket opened = VrrpSocket.open("receive unicast", number, socket -> {
            enlargeQueue(socket);
            if (ipv4) {
                socket.set(SocketOption.IP_MULTICAST_ALL, 0);
            } else {
                socket.set(SocketOption.IPV6_MULTICAST_ALL, 0);
                socket.set(SocketOption.IPV6_CHECKSUM, -1); // a wrong one arrives here and is counted
                socket.set(SocketOption.IPV6_RECVHOPLIMIT, 1);
                socket.set(SocketOption.IPV6_RECVPKTINFO, 1);
            }
            socket.acceptInput();
        });
        return new UnicastReceiveSocket(family, opened);
    }

    /**
     * Hands each packet that has arrived, at most {@code limit}, to the links whose source is its destination. Does not block
     * or allocate.
     *
     * @return the packets that arrived
     */
    int receive(int limit, SocketLink[] links) {
        this.links = links;
        return receive(limit, this);
    }

    @Override
    boolean wrap(IncomingMessages incoming, int index, AdvertisementView view) {
        return family == AddressFamily.IPV4 ? wrapIpv4(incoming, index, view) : wrapIpv6(incoming, index, view);
    }

    private boolean wrapIpv4(IncomingMessages incoming, int index, AdvertisementView view) {
        int length = incoming.length(index);
        if (length < IPV4_MIN_LENGTH) {
            return false;
        }
        ByteBuffer packets = incoming.network();
        int offset = incoming.offset(index);
        destinationHi = 0;
        destinationLo = Integer.toUnsignedLong(packets.getInt(offset + IPV4_DESTINATION_OFFSET));
        interfaceIndex = UNKNOWN_INTERFACE;
        // More than fits cannot be an advertisement: nothing at all counts as malformed.
        view.wrapIpv4Packet(packets, offset, length <= IPV4_MAX_LENGTH ? length : 0);
        return true;
    }

    private boolean wrapIpv6(IncomingMessages incoming, int index, AdvertisementView view) {
        PacketInfo info = incoming.readPacketInfo(index);
        int length = incoming.length(index);
        destinationHi = info.destinationHi();
        destinationLo = info.destinationLo();
        interfaceIndex = info.interfaceIndex();
        view.wrapMessage(
                AddressFamily.IPV6,
                incoming.sourceHi(index),
                incoming.sourceLo(index),
                destinationHi,
                destinationLo,
                info.hopLimit(),
                incoming.network(),
                incoming.offset(index),
                length <= Ipv6SendSocket.MAX_MESSAGE_LENGTH ? length : 0);
        return true;
    }

    /** Called back with each packet that was wrapped. */
    @Override
    public void onPacket(AdvertisementView packet) {
        for (SocketLink link : links) {
            if (link.family() == family) {
                link.takeUnicast(destinationHi, destinationLo, interfaceIndex, packet);
            }
        }
    }
}
