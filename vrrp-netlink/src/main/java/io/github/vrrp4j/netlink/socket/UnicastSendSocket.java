package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.netlink.SystemCallException;
import io.github.vrrp4j.netlink.libc.NativeSocket;
import io.github.vrrp4j.netlink.libc.SocketOption;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Sends to single addresses of one family with protocol 112, TTL or hop limit 255 and class CS6, by whatever interface the
 * routing table says. Opened when it is first needed, and anew when the source is another: a socket that was once bound to a
 * link-local address stays bound to its interface. Never queues input.
 */
final class UnicastSendSocket implements Closeable {

    /**
     * A packet counts against the socket for as long as it waits for the MAC address of its next hop, and the kernel keeps up to
     * 208 KiB of them for each neighbour that does not answer (sysctl net.ipv4.neigh.default.unres_qlen_bytes), as much as a
     * socket may send by default: one dead peer would keep others from being sent to. This is a limit for hundreds of them, and
     * no memory until it is needed.
     */
    private static final int SEND_BUFFER_LENGTH = 64 << 20;

    private final AddressFamily family;
    private final int maxLength;
    private @Nullable OutgoingMessage outgoing;
    private @Nullable NativeSocket socket;
    private @Nullable IpAddress boundSource;
    private int boundInterfaceIndex;
    private boolean closed;

    UnicastSendSocket(AddressFamily family) {
        this.family = family;
        this.maxLength =
                family == AddressFamily.IPV4 ? Ipv4SendSocket.MAX_MESSAGE_LENGTH : Ipv6SendSocket.MAX_MESSAGE_LENGTH;
    }

    /** Loads what the first packet to a peer needs, which may be the one that says that this router took over. Sends nothing. */
    static void rehearse() {
        for (AddressFamily family : AddressFamily.values()) {
            IpAddress loopback = IpAddress.parse(family == AddressFamily.IPV4 ? "127.0.0.1" : "::1");
            try {
                new UnicastSendSocket(family).open(loopback, 0).close();
            } catch (IOException e) {
                // A host without the family; what else may be wrong is told by the first packet that is meant.
            }
        }
    }

    /**
     * Sends the first {@code length} octets of a message. Does not block; does not allocate unless it fails or the source is
     * another than the last time.
     *
     * @param interfaceIndex the scope of link-local addresses
     */
    synchronized void send(IpAddress source, int interfaceIndex, IpAddress peer, ByteBuffer message, int length)
            throws IOException {
        if (length < 1 || length > maxLength) {
            throw new IllegalArgumentException("length " + length + " is not in 1.." + maxLength);
        }
        NativeSocket bound = socket;
        if (bound == null || !source.equals(boundSource) || interfaceIndex != boundInterfaceIndex) {
            bound = rebind(source, interfaceIndex);
        }
        OutgoingMessage packet = outgoing;
        if (packet == null) {
            packet = new OutgoingMessage(address(peer, interfaceIndex), maxLength);
            outgoing = packet;
        }
        if (family == AddressFamily.IPV4) {
            packet.putDestination(Structures.SOCKET_ADDRESS_IPV4_ADDRESS_OFFSET, peer);
        } else {
            packet.putDestination(Structures.SOCKET_ADDRESS_IPV6_ADDRESS_OFFSET, peer);
            packet.putDestination(
                    Structures.SOCKET_ADDRESS_IPV6_SCOPE_OFFSET, peer.isIpv6LinkLocal() ? interfaceIndex : 0);
        }
        packet.message().put(0, message, 0, length);
        int errno = packet.send(bound, length);
        if (errno != 0) {
            throw new SystemCallException("sendmsg " + peer + " from " + source, errno, null);
        }
    }

    private NativeSocket rebind(IpAddress source, int interfaceIndex) throws IOException {
        if (closed) {
            throw new IOException("the link with the address " + source + " is closed");
        }
        if (socket != null) {
            socket.close();
            socket = null;
        }
        NativeSocket opened = open(source, interfaceIndex);
        socket = opened;
        boundSource = source;
        boundInterfaceIndex = interfaceIndex;
        return opened;
    }

    private NativeSocket open(IpAddress source, int interfaceIndex) throws IOException {
        boolean ipv4 = family == AddressFamily.IPV4;
        int number = ipv4 ? NativeSocket.AF_INET : NativeSocket.AF_INET6;
        return VrrpSocket.open("send from " + source, number, opened -> {
            opened.set(SocketOption.SO_RCVBUF, 0); // the kernel makes its minimum of it
            enlargeBuffer(opened);
            if (ipv4) {
                opened.set(SocketOption.IP_TTL, SendSocket.HOP_LIMIT);
                opened.set(SocketOption.IP_TOS, SendSocket.CLASS_SELECTOR_6);
            } else {
                opened.set(SocketOption.IPV6_CHECKSUM, -1); // the message comes with its own
                opened.set(SocketOption.IPV6_UNICAST_HOPS, SendSocket.HOP_LIMIT);
                opened.set(SocketOption.IPV6_TCLASS, SendSocket.CLASS_SELECTOR_6);
            }
            opened.set(SocketOption.SO_PRIORITY, SendSocket.PRIORITY_INTERACTIVE); // after IP_TOS, which sets it too
            opened.bind(address(source, interfaceIndex));
        });
    }

    private static void enlargeBuffer(NativeSocket socket) throws SystemCallException {
        try {
            socket.set(SocketOption.SO_SNDBUFFORCE, SEND_BUFFER_LENGTH);
        } catch (SystemCallException e) {
            // CAP_NET_ADMIN in a user namespace is not enough: then as much as net.core.wmem_max allows.
            socket.set(SocketOption.SO_SNDBUF, SEND_BUFFER_LENGTH);
        }
    }

    private ByteBuffer address(IpAddress address, int interfaceIndex) {
        return family == AddressFamily.IPV4
                ? Structures.socketAddressIpv4(address)
                : Structures.socketAddressIpv6(address, address.isIpv6LinkLocal() ? interfaceIndex : 0);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
