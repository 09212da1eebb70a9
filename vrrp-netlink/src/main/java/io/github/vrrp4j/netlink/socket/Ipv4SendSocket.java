package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.netlink.SystemCallException;
import io.github.vrrp4j.netlink.libc.Errno;
import io.github.vrrp4j.netlink.libc.LibC;
import io.github.vrrp4j.netlink.libc.Native;
import io.github.vrrp4j.netlink.libc.NativeMemory;
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
 *
 * <pre>
 * the memory of one socket:   0 struct msghdr   56 struct iovec   72 struct sockaddr_in   96 message
 * </pre>
 */
final class Ipv4SendSocket implements Closeable {

    /** The octets of the longest message: header and 255 addresses (RFC 5798 §5.2.5). */
    static final int MAX_MESSAGE_LENGTH = 8 + 255 * 4;

    private static final int TTL = 255; // R-5.1.1.3-01
    private static final int CLASS_SELECTOR_6 = 0xc0;
    private static final int PRIORITY_INTERACTIVE = 6; // TC_PRIO_INTERACTIVE, the highest band of pfifo_fast

    // struct msghdr { void *name; u32 namelen; struct iovec *iov; size_t iovlen; void *control; size_t controllen; ...
    // }
    private static final int NAME_OFFSET = 0;
    private static final int NAME_LENGTH_OFFSET = 8;
    private static final int VECTOR_OFFSET = 16;
    private static final int VECTOR_COUNT_OFFSET = 24;

    private static final int VECTOR = 56; // struct iovec { void *base; size_t len; }
    private static final int VECTOR_LENGTH_OFFSET = VECTOR + 8;
    private static final int DESTINATION = 72;
    private static final int MESSAGE = 96;

    private final LibC libc = Native.libc();
    private final NativeSocket socket;
    private final String interfaceName;
    private final int interfaceIndex;
    private final NativeMemory memory = new NativeMemory(MESSAGE + MAX_MESSAGE_LENGTH);
    private final ByteBuffer header = memory.bytes();
    private final ByteBuffer message = memory.networkView(MESSAGE, MAX_MESSAGE_LENGTH);

    private Ipv4SendSocket(NativeSocket socket, String interfaceName, int interfaceIndex) {
        this.socket = socket;
        this.interfaceName = interfaceName;
        this.interfaceIndex = interfaceIndex;
        ByteBuffer destination = Structures.socketAddressIpv4(AddressFamily.IPV4.vrrpGroup());
        header.put(DESTINATION, destination, 0, destination.limit())
                .putLong(NAME_OFFSET, memory.address(DESTINATION))
                .putInt(NAME_LENGTH_OFFSET, destination.limit())
                .putLong(VECTOR_OFFSET, memory.address(VECTOR))
                .putLong(VECTOR_COUNT_OFFSET, 1)
                .putLong(VECTOR, memory.address(MESSAGE));
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
        return message;
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
        header.putLong(VECTOR_LENGTH_OFFSET, length);
        long sent;
        do {
            sent = libc.sendmsg(socket.descriptor(), memory.address(0), NativeSocket.MSG_DONTWAIT);
        } while (sent == -1 && Errno.EINTR.is(Native.errno()));
        if (sent == -1) {
            int errno = Native.errno();
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
