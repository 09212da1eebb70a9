package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.netlink.libc.Errno;
import io.github.vrrp4j.netlink.libc.LibC;
import io.github.vrrp4j.netlink.libc.Native;
import io.github.vrrp4j.netlink.libc.NativeMemory;
import io.github.vrrp4j.netlink.libc.NativeSocket;
import io.github.vrrp4j.netlink.libc.SocketOption;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.AdvertisementView;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.spi.Transport;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Takes what one interface receives for 224.0.0.18 with protocol 112 (raw(7)). Bound to the group, so that unicast
 * packets do not arrive, and to the interface, so that those of other interfaces do not.
 */
final class Ipv4ReceiveSocket implements Closeable {

    private static final int MAX_HEADER_LENGTH = 60;
    private static final int DESTINATION_OFFSET = 16;
    private static final int MIN_HEADER_LENGTH = 20;

    private static final int GROUP = (int) AddressFamily.IPV4.vrrpGroup().lo();

    private final LibC libc = Native.libc();
    private final NativeSocket socket;
    private final NativeMemory memory = new NativeMemory(MAX_HEADER_LENGTH + Ipv4SendSocket.MAX_MESSAGE_LENGTH);
    private final ByteBuffer packet = memory.networkView(0, memory.size());
    private final AdvertisementView view = new AdvertisementView();

    private Ipv4ReceiveSocket(NativeSocket socket) {
        this.socket = socket;
    }

    /** Opens the socket and joins the group. */
    static Ipv4ReceiveSocket open(String interfaceName, int interfaceIndex) throws IOException {
        NativeSocket socket =
                NativeSocket.openRaw("receive dev " + interfaceName, NativeSocket.AF_INET, AdvertisementView.PROTOCOL);
        try {
            // A raw socket takes every packet of its protocol, from anywhere, until the rest of this is done.
            socket.dropInput();
            socket.set(SocketOption.SO_BINDTODEVICE, interfaceName);
            socket.set(SocketOption.IP_MULTICAST_ALL, 0);
            IpAddress group = AddressFamily.IPV4.vrrpGroup();
            socket.bind(Structures.socketAddressIpv4(group));
            socket.set(SocketOption.IP_ADD_MEMBERSHIP, Structures.multicastRequest(group, 0, interfaceIndex));
            socket.acceptInput();
            return new Ipv4ReceiveSocket(socket);
        } catch (IOException | RuntimeException | Error e) {
            socket.close();
            throw e;
        }
    }

    int descriptor() {
        return socket.descriptor();
    }

    /**
     * Hands over what has arrived, at most {@code limit} packets. Does not block or allocate.
     *
     * @return the packets handed over
     */
    int receive(int limit, Transport.Receiver receiver) {
        int handedOver = 0;
        for (int i = 0; i < limit; i++) {
            int length = receive();
            if (length < 0) {
                break;
            }
            if (isForGroup(length)) {
                // More than fits cannot be an advertisement. Seen as nothing at all it is counted as malformed.
                view.wrapIpv4Packet(packet, 0, length <= memory.size() ? length : 0);
                receiver.onPacket(view);
                handedOver++;
            }
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
            length = libc.recv(
                    socket.descriptor(),
                    memory.address(0),
                    memory.size(),
                    NativeSocket.MSG_DONTWAIT | NativeSocket.MSG_TRUNC);
            // EINTR cannot repeat without end: a call that does not block has no time to be interrupted twice in a row.
        } while (length == -1 && Errno.EINTR.is(Native.errno()));
        // Any other error (ENETDOWN, ECONNREFUSED) was pending on the socket, and reporting it has cleared it, so that
        // the next wait does not come back for it again.
        return (int) length;
    }

    /** The kernel delivers nothing else to a socket bound to the group; this holds should a later kernel think again. */
    private boolean isForGroup(int length) {
        return length < MIN_HEADER_LENGTH || packet.getInt(DESTINATION_OFFSET) == GROUP;
    }

    @Override
    public synchronized void close() {
        socket.close();
    }
}
