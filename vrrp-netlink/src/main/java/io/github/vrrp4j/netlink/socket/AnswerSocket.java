package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.netlink.SystemCallException;
import io.github.vrrp4j.netlink.libc.Native;
import io.github.vrrp4j.netlink.libc.NativeMemory;
import io.github.vrrp4j.netlink.libc.NativeSocket;
import io.github.vrrp4j.packet.AddressClaim;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.ArpProbe;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.packet.NeighborSolicitation;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Asks a neighbour on one interface for its MAC address and looks for the answer to one MAC address alone, through a packet(7)
 * socket: what the neighbour sends to all proves nothing. Not safe for use by two threads.
 */
public final class AnswerSocket implements Closeable {

    private static final int MAX_FRAME_LENGTH = 2048;

    /** So many frames are looked at in one call, against floods. */
    private static final int MAX_FRAMES = 1024;

    private final NativeMemory memory = new NativeMemory(MAX_FRAME_LENGTH);
    private final ByteBuffer frame = memory.networkView(0, MAX_FRAME_LENGTH);
    private final OutgoingMessage question;
    private final NativeSocket socket;
    private final String interfaceName;
    private final MacAddress mac;

    private AnswerSocket(NativeSocket socket, OutgoingMessage question, String interfaceName, MacAddress mac) {
        this.socket = socket;
        this.question = question;
        this.interfaceName = interfaceName;
        this.mac = mac;
    }

    /**
     * Opens the socket.
     *
     * @param mac whom the answers are for: the address of the interface
     */
    public static AnswerSocket open(AddressFamily family, String interfaceName, int interfaceIndex, MacAddress mac)
            throws IOException {
        int etherType = family == AddressFamily.IPV4 ? ArpProbe.ETHER_TYPE : NeighborSolicitation.ETHER_TYPE;
        ByteBuffer address = Structures.ethernetAddress(MacAddress.BROADCAST, etherType);
        address.putInt(Structures.SOCKET_ADDRESS_LINK_INDEX_OFFSET, interfaceIndex);
        NativeSocket socket = NativeSocket.openRaw("answers dev " + interfaceName, NativeSocket.AF_PACKET, 0);
        try {
            socket.bind(address);
            OutgoingMessage question =
                    new OutgoingMessage(address, Math.max(ArpProbe.FRAME_LENGTH, NeighborSolicitation.FRAME_LENGTH));
            return new AnswerSocket(socket, question, interfaceName, mac);
        } catch (IOException | RuntimeException | Error e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Sends one ARP probe (RFC 5227 §2.1.1) or Neighbor Solicitation.
     *
     * @param source for IPv6 whom the answer is for
     */
    public void ask(IpAddress neighbor, IpAddress source) throws IOException {
        int length = neighbor.family() == AddressFamily.IPV4
                ? ArpProbe.encode(question.message(), 0, mac, neighbor)
                : NeighborSolicitation.encode(question.message(), 0, mac, source, neighbor);
        int errno = question.send(socket, length);
        if (errno != 0) {
            throw new SystemCallException("sendmsg to " + neighbor + " dev " + interfaceName, errno, null);
        }
    }

    /** Whether an answer of the neighbour is among the frames that have arrived since. Does not block. */
    public boolean isAnswered(IpAddress neighbor) {
        for (int i = 0; i < MAX_FRAMES; i++) {
            long length = Native.libc()
                    .recv(socket.descriptor(), memory.address(0), MAX_FRAME_LENGTH, NativeSocket.MSG_DONTWAIT);
            if (length < 0) {
                return false; // there is no more, or the interface is gone or down, which sending will tell
            }
            AddressClaim claim = AddressClaim.read(frame, 0, (int) length);
            if (claim != null
                    && claim.address().equals(neighbor)
                    && MacAddress.read(frame, 0).equals(mac)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        socket.close();
    }
}
