package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.netlink.libc.Errno;
import io.github.vrrp4j.netlink.libc.LibC;
import io.github.vrrp4j.netlink.libc.Native;
import io.github.vrrp4j.netlink.libc.NativeSocket;
import io.github.vrrp4j.netlink.libc.SocketOption;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.AdvertisementView;
import java.io.Closeable;
import java.io.IOException;

/**
 * Takes what this host receives for its own addresses of one family with protocol 112, by whatever interface: what a router
 * has forwarded may come in by another one than that with the address. Joins no group, and hears none that others on this
 * host have joined.
 */
final class UnicastReceiveSocket implements Closeable {

    private static final int FLAGS = NativeSocket.MSG_DONTWAIT | NativeSocket.MSG_TRUNC;
    private static final int IPV4_MAX_LENGTH = 60 + Ipv4SendSocket.MAX_MESSAGE_LENGTH;
    private static final int IPV4_MIN_LENGTH = 20;
    private static final int IPV4_DESTINATION_OFFSET = 16;
    private static final int UNKNOWN_INTERFACE = 0;

    private final LibC libc = Native.libc();
    private final AddressFamily family;
    private final NativeSocket socket;
    private final int maxLength;
    private final IncomingMessage incoming;
    private final AdvertisementView view = new AdvertisementView();

    private UnicastReceiveSocket(AddressFamily family, NativeSocket socket) {
        this.family = family;
        this.socket = socket;
        this.maxLength = family == AddressFamily.IPV4 ? IPV4_MAX_LENGTH : Ipv6SendSocket.MAX_MESSAGE_LENGTH;
        this.incoming = new IncomingMessage(maxLength);
    }

    static UnicastReceiveSocket open(AddressFamily family) throws IOException {
        boolean ipv4 = family == AddressFamily.IPV4;
        int number = ipv4 ? NativeSocket.AF_INET : NativeSocket.AF_INET6;
        NativeSocket opened = VrrpSocket.open("receive unicast", number, socket -> {
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

    int descriptor() {
        return socket.descriptor();
    }

    /**
     * Hands each packet that has arrived, at most {@code limit}, to the links whose source is its destination. Does not block
     * or allocate.
     *
     * @return the packets handed over, counted for each link that took one
     */
    int receive(int limit, SocketLink[] links) {
        int handedOver = 0;
        for (int i = 0; i < limit; i++) {
            int length = receive();
            if (length < 0) {
                break;
            }
            handedOver += family == AddressFamily.IPV4 ? handOverIpv4(length, links) : handOverIpv6(length, links);
        }
        return handedOver;
    }

    /**
     * Receives one packet; the lock keeps another thread from closing the descriptor under the call.
     *
     * @return the packet's own length, which may be more than the memory holds; -1 if there is none or after close
     */
    private synchronized int receive() {
        if (socket.descriptor() == -1) {
            return -1;
        }
        long length;
        do {
            length = incoming.receive(libc, socket.descriptor(), FLAGS);
        } while (length == -1 && Errno.EINTR.is(Native.errno())); // a call that does not block is not interrupted twice
        return (int) length;
    }

    private int handOverIpv4(int length, SocketLink[] links) {
        if (length < IPV4_MIN_LENGTH) {
            return 0;
        }
        // More than fits cannot be an advertisement: nothing at all counts as malformed.
        view.wrapIpv4Packet(incoming.message(), 0, length <= maxLength ? length : 0);
        long destination = Integer.toUnsignedLong(incoming.message().getInt(IPV4_DESTINATION_OFFSET));
        return handOver(0, destination, UNKNOWN_INTERFACE, links);
    }

    private int handOverIpv6(int length, SocketLink[] links) {
        PacketInfo info = incoming.readPacketInfo();
        view.wrapMessage(
                AddressFamily.IPV6,
                incoming.sourceHi(),
                incoming.sourceLo(),
                info.destinationHi(),
                info.destinationLo(),
                info.hopLimit(),
                incoming.message(),
                0,
                length <= maxLength ? length : 0);
        return handOver(info.destinationHi(), info.destinationLo(), info.interfaceIndex(), links);
    }

    private int handOver(long destinationHi, long destinationLo, int interfaceIndex, SocketLink[] links) {
        int handedOver = 0;
        for (SocketLink link : links) {
            if (link.family() == family && link.takeUnicast(destinationHi, destinationLo, interfaceIndex, view)) {
                handedOver++;
            }
        }
        return handedOver;
    }

    @Override
    public synchronized void close() {
        socket.close();
    }
}
