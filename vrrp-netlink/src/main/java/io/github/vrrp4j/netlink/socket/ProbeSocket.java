package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.netlink.SystemCallException;
import io.github.vrrp4j.netlink.libc.Errno;
import io.github.vrrp4j.netlink.libc.LibC;
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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends ARP probes or Neighbor Solicitations on one interface and receives ARP packets or Neighbor Advertisements there,
 * through a packet(7) socket. Bound to one protocol, it does not receive what this host sends. Not safe for use by two
 * threads.
 */
public final class ProbeSocket implements Closeable {

    /** More than any Neighbor Advertisement has; the checksum of one that is cut fails. */
    private static final int MAX_FRAME_LENGTH = 2048;

    /** So many frames are looked at in one call, against floods. */
    private static final int MAX_FRAMES = 1024;

    // Classic BPF (bpf(4)): LD BYTE ABS, JMP JEQ K, RET K.
    private static final int LOAD_BYTE = 0x30;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int RETURN = 0x06;

    private static final int NEXT_HEADER_OFFSET = 14 + 6;
    private static final int NEXT_HEADER_ICMPV6 = 58;
    private static final int ICMPV6_TYPE_OFFSET = 14 + 40;
    private static final int TYPE_NEIGHBOR_ADVERTISEMENT = 136;

    private final LibC libc = Native.libc();
    private final NativeMemory memory = new NativeMemory(MAX_FRAME_LENGTH);
    private final ByteBuffer frame = memory.networkView(0, MAX_FRAME_LENGTH);
    private final NativeSocket socket;
    private final String interfaceName;
    private final int interfaceIndex;

    private ProbeSocket(NativeSocket socket, String interfaceName, int interfaceIndex) {
        this.socket = socket;
        this.interfaceName = interfaceName;
        this.interfaceIndex = interfaceIndex;
    }

    /** Opens the socket. */
    public static ProbeSocket open(AddressFamily family, String interfaceName, int interfaceIndex) throws IOException {
        // Without a protocol it receives nothing until it is bound, and by then the filter is there.
        NativeSocket socket = NativeSocket.openRaw("probe dev " + interfaceName, NativeSocket.AF_PACKET, 0);
        try {
            if (family == AddressFamily.IPV6) {
                socket.filter(
                        NativeSocket.filterStep(LOAD_BYTE, 0, 0, NEXT_HEADER_OFFSET),
                        NativeSocket.filterStep(JUMP_IF_EQUAL, 0, 3, NEXT_HEADER_ICMPV6),
                        NativeSocket.filterStep(LOAD_BYTE, 0, 0, ICMPV6_TYPE_OFFSET),
                        NativeSocket.filterStep(JUMP_IF_EQUAL, 0, 1, TYPE_NEIGHBOR_ADVERTISEMENT),
                        NativeSocket.filterStep(RETURN, 0, 0, MAX_FRAME_LENGTH),
                        NativeSocket.filterStep(RETURN, 0, 0, 0));
            }
            int etherType = family == AddressFamily.IPV4 ? ArpProbe.ETHER_TYPE : NeighborSolicitation.ETHER_TYPE;
            ByteBuffer address = Structures.ethernetAddress(MacAddress.BROADCAST, etherType);
            socket.bind(address.putInt(Structures.SOCKET_ADDRESS_LINK_INDEX_OFFSET, interfaceIndex));
            return new ProbeSocket(socket, interfaceName, interfaceIndex);
        } catch (IOException | RuntimeException | Error e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Sends one ARP probe (RFC 5227 §2.1.1) or Neighbor Solicitation (RFC 4861 §4.3).
     *
     * @param mac whom the answer is for
     * @param source the same for IPv6; for IPv4 not used
     * @param address of the family of this socket
     */
    public void ask(MacAddress mac, IpAddress source, IpAddress address) throws IOException {
        if (address.family() == AddressFamily.IPV4) {
            sendArpProbe(mac, address);
        } else {
            sendSolicitation(mac, source, address);
        }
    }

    /** Sends one ARP probe. */
    public void sendArpProbe(MacAddress mac, IpAddress address) throws IOException {
        OutgoingMessage message = new OutgoingMessage(
                Structures.ethernetAddress(MacAddress.BROADCAST, ArpProbe.ETHER_TYPE), ArpProbe.FRAME_LENGTH);
        send(message, ArpProbe.encode(message.message(), 0, mac, address), "ARP probe " + address);
    }

    /** Sends one Neighbor Solicitation. */
    public void sendSolicitation(MacAddress mac, IpAddress source, IpAddress address) throws IOException {
        OutgoingMessage message = new OutgoingMessage(
                Structures.ethernetAddress(MacAddress.BROADCAST, NeighborSolicitation.ETHER_TYPE),
                NeighborSolicitation.FRAME_LENGTH);
        int length = NeighborSolicitation.encode(message.message(), 0, mac, source, address);
        send(message, length, "Neighbor Solicitation " + address);
    }

    /** The frame has its own destination; the socket address only says where it goes out. */
    private void send(OutgoingMessage message, int length, String what) throws IOException {
        if (socket.descriptor() == -1) {
            throw new IOException("this probe is closed");
        }
        message.putDestination(Structures.SOCKET_ADDRESS_LINK_INDEX_OFFSET, interfaceIndex);
        int errno = message.send(socket, length);
        if (errno != 0) {
            throw new SystemCallException("sendmsg " + what + " dev " + interfaceName, errno, null);
        }
    }

    /** Hands over the claims among the frames that have arrived. Does not block. */
    public void receive(Consumer<AddressClaim> receiver) {
        receive(null, receiver);
    }

    /**
     * The same, of the frames to one MAC address alone: what neighbours send to all does not prove that they reach it.
     *
     * @param destination null for any
     */
    public void receive(@Nullable MacAddress destination, Consumer<AddressClaim> receiver) {
        for (int i = 0; i < MAX_FRAMES && socket.descriptor() != -1; i++) {
            long length =
                    libc.recv(socket.descriptor(), memory.address(0), MAX_FRAME_LENGTH, NativeSocket.MSG_DONTWAIT);
            if (length >= 0) {
                AddressClaim claim = AddressClaim.read(frame, 0, (int) length);
                if (claim != null
                        && (destination == null || MacAddress.read(frame, 0).equals(destination))) {
                    receiver.accept(claim);
                }
            } else if (Errno.EAGAIN.is(Native.errno())) {
                return;
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
