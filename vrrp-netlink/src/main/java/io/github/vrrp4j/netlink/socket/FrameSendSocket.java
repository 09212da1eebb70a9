package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.netlink.SystemCallException;
import io.github.vrrp4j.netlink.libc.NativeSocket;
import io.github.vrrp4j.netlink.libc.SocketOption;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.AdvertisementFrame;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Sends messages to the group of one family as whole Ethernet frames (packet(7)), so that they may come from any MAC address:
 * that of a virtual router needs no interface that has it, and the first advertisement already carries it. Never queues input.
 */
final class FrameSendSocket implements Closeable {

    private static final int NO_PROTOCOL = 0;

    private final NativeSocket socket;
    private final IpAddress group;
    private final MacAddress groupMac;
    private final String interfaceName;
    private final OutgoingMessage outgoing;

    private FrameSendSocket(NativeSocket socket, AddressFamily family, String interfaceName) {
        this.socket = socket;
        this.group = family.vrrpGroup();
        this.groupMac = MacAddress.ofMulticastGroup(group);
        this.interfaceName = interfaceName;
        this.outgoing = new OutgoingMessage(
                Structures.ethernetAddress(groupMac, AdvertisementFrame.etherType(family)),
                AdvertisementFrame.headersLength(family) + SendSocket.maxMessageLength(family));
    }

    static FrameSendSocket open(AddressFamily family, String interfaceName) throws IOException {
        NativeSocket socket = NativeSocket.openRaw("frames dev " + interfaceName, NativeSocket.AF_PACKET, NO_PROTOCOL);
        try {
            socket.set(SocketOption.SO_PRIORITY, SendSocket.PRIORITY_INTERACTIVE);
            return new FrameSendSocket(socket, family, interfaceName);
        } catch (IOException | RuntimeException | Error e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Sends the first {@code length} octets of {@code message}. Does not block; does not allocate unless it fails.
     *
     * @param interfaceIndex of the interface that has the name now
     */
    synchronized void send(int interfaceIndex, MacAddress mac, IpAddress source, ByteBuffer message, int length)
            throws IOException {
        if (socket.descriptor() == -1) {
            throw new IOException("the link on " + interfaceName + " is closed");
        }
        ByteBuffer frame = outgoing.message();
        int headersLength =
                AdvertisementFrame.encodeHeaders(frame, 0, groupMac, mac, source, group, SendSocket.HOP_LIMIT, length);
        frame.put(headersLength, message, 0, length);
        outgoing.putDestination(Structures.SOCKET_ADDRESS_LINK_INDEX_OFFSET, interfaceIndex);
        int errno = outgoing.send(socket, headersLength + length);
        if (errno != 0) {
            throw new SystemCallException("sendmsg " + group + " from " + mac + " dev " + interfaceName, errno, null);
        }
    }

    @Override
    public synchronized void close() {
        socket.close();
    }
}
