package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.netlink.SystemCallException;
import io.github.vrrp4j.netlink.libc.NativeSocket;
import io.github.vrrp4j.netlink.libc.SocketOption;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Sends to the group of one family with protocol 112, TTL or hop limit 255 and class CS6 from one interface. Never queues
 * input: a socket of protocol 112 would be given every advertisement that arrives, and nobody reads them here.
 */
abstract class SendSocket implements Closeable {

    static final int HOP_LIMIT = 255; // R-5.1.1.3-01, R-5.1.2.3-01
    static final int CLASS_SELECTOR_6 = 0xc0;

    static final int PRIORITY_INTERACTIVE = 6; // TC_PRIO_INTERACTIVE, the highest band of pfifo_fast

    private final NativeSocket socket;
    private final String interfaceName;
    private final IpAddress group;
    private final int maxLength;
    private final OutgoingMessage outgoing;

    /**
     * Takes over an open socket.
     *
     * @param group where everything goes
     * @param destination the same as a sockaddr
     * @param maxLength the octets of the longest message
     */
    SendSocket(NativeSocket socket, String interfaceName, IpAddress group, ByteBuffer destination, int maxLength) {
        this.socket = socket;
        this.interfaceName = interfaceName;
        this.group = group;
        this.maxLength = maxLength;
        this.outgoing = new OutgoingMessage(destination, maxLength);
    }

    static SendSocket open(AddressFamily family, String interfaceName, int interfaceIndex) throws IOException {
        return family == AddressFamily.IPV4
                ? Ipv4SendSocket.open(interfaceName, interfaceIndex)
                : Ipv6SendSocket.open(interfaceName, interfaceIndex);
    }

    static NativeSocket open(int family, String interfaceName, VrrpSocket.Setup setup) throws IOException {
        return VrrpSocket.open("send", family, interfaceName, socket -> {
            socket.set(SocketOption.SO_RCVBUF, 0); // the kernel makes its minimum of it
            setup.apply(socket);
            socket.set(SocketOption.SO_PRIORITY, PRIORITY_INTERACTIVE); // after IP_TOS, which sets it too
        });
    }

    /** The octets of the longest message of a family. */
    static int maxMessageLength(AddressFamily family) {
        return family == AddressFamily.IPV4 ? Ipv4SendSocket.MAX_MESSAGE_LENGTH : Ipv6SendSocket.MAX_MESSAGE_LENGTH;
    }

    /** Where the message is written before {@link #send}: big-endian, always the same. */
    ByteBuffer message() {
        return outgoing.message();
    }

    /** Makes {@code source} the source address of what is sent from now on. */
    synchronized void pinSource(IpAddress source) throws IOException {
        requireOpen();
        pinSource(socket, source);
    }

    abstract void pinSource(NativeSocket socket, IpAddress source) throws IOException;

    /** Sends the first {@code length} octets of {@link #message}. Does not block; does not allocate unless it fails. */
    synchronized void send(int length) throws IOException {
        if (length < 1 || length > maxLength) {
            throw new IllegalArgumentException("length " + length + " is not in 1.." + maxLength);
        }
        requireOpen();
        int errno = outgoing.send(socket, length);
        if (errno != 0) {
            throw new SystemCallException("sendmsg " + group + " dev " + interfaceName, errno, null);
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
