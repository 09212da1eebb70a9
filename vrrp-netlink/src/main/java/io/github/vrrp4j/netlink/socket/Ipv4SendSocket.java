package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.netlink.SystemCallException;
import io.github.vrrp4j.netlink.libc.NativeSocket;
import io.github.vrrp4j.netlink.libc.SocketOption;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.AdvertisementView;
import io.github.vrrp4j.packet.IpAddress;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Sends to 224.0.0.18 with protocol 112, TTL 255 and class CS6 from one interface (raw(7), ip(7)). Never queues input:
 * a socket of protocol 112 would be given every advertisement that arrives, and nobody reads them here.
 */
final class Ipv4SendSocket implements Closeable {

    /** The octets of the longest message: header, 255 addresses, and VRRPv2's Authentication Data (RFC 3768 §5.1). */
    static final int MAX_MESSAGE_LENGTH = 8 + 255 * 4 + 8;

    private static final int TTL = 255; // R-5.1.1.3-01
    private static final int CLASS_SELECTOR_6 = 0xc0;
    private static final int PRIORITY_INTERACTIVE = 6; // TC_PRIO_INTERACTIVE, the highest band of pfifo_fast

    private final NativeSocket socket;
    private final String interfaceName;
    private final int interfaceIndex;
    private final OutgoingMessage outgoing =
            new OutgoingMessage(Structures.socketAddressIpv4(AddressFamily.IPV4.vrrpGroup()), MAX_MESSAGE_LENGTH);

    private Ipv4SendSocket(NativeSocket socket, String interfaceName, int interfaceIndex) {
        this.socket = socket;
        this.interfaceName = interfaceName;
        this.interfaceIndex = interfaceIndex;
    }

    static Ipv4SendSocket open(String interfaceName, int interfaceIndex) throws IOException {
        NativeSocket socket =
                NativeSocket.openRaw("send dev " + interfaceName, NativeSocket.AF_INET, AdvertisementView.PROTOCOL);
        try {
            socket.set(SocketOption.SO_RCVBUF, 0); // the kernel makes its minimum of it
            socket.dropInput();
            socket.set(SocketOption.SO_BINDTODEVICE, interfaceName);
            socket.set(SocketOption.IP_MULTICAST_TTL, TTL);
            socket.set(SocketOption.IP_MULTICAST_LOOP, 0);
            socket.set(SocketOption.IP_TOS, CLASS_SELECTOR_6);
            socket.set(SocketOption.SO_PRIORITY, PRIORITY_INTERACTIVE); // after IP_TOS, which sets it too
            return new Ipv4SendSocket(socket, interfaceName, interfaceIndex);
        } catch (IOException | RuntimeException | Error e) {
            socket.close();
            throw e;
        }
    }

    /** Where the message is written before {@link #send}: big-endian, always the same. */
    ByteBuffer message() {
        return outgoing.message();
    }

    /** Makes {@code source} the source address of what is sent from now on. */
    synchronized void pinSource(IpAddress source) throws IOException {
        requireOpen();
        socket.set(
                SocketOption.IP_MULTICAST_IF,
                Structures.multicastRequest(AddressFamily.IPV4.vrrpGroup(), source.lo(), interfaceIndex));
    }

    /** Sends the first {@code length} octets of {@link #message}. Does not block; does not allocate unless it fails. */
    synchronized void send(int length) throws IOException {
        if (length < 1 || length > MAX_MESSAGE_LENGTH) {
            throw new IllegalArgumentException("length " + length + " is not in 1.." + MAX_MESSAGE_LENGTH);
        }
        requireOpen();
        int errno = outgoing.send(socket, length);
        if (errno != 0) {
            throw new SystemCallException("sendmsg 224.0.0.18 dev " + interfaceName, errno, null);
        }
    }

    private void requireOpen() throws IOException {
        if (socket.descriptor() == -1) {
            throw new IOException("the link on " + interfaceName + " is closed");
        }
    }

    @Override
    public synchronized void close() {
        socket.close();
    }
}
