package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.netlink.SystemCallException;
import io.github.vrrp4j.netlink.libc.Errno;
import io.github.vrrp4j.netlink.libc.LibC;
import io.github.vrrp4j.netlink.libc.Native;
import io.github.vrrp4j.netlink.libc.NativeMemory;
import io.github.vrrp4j.netlink.libc.NativeSocket;
import io.github.vrrp4j.netlink.route.NetworkInterface;
import io.github.vrrp4j.netlink.route.Rtnetlink;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.GratuitousArp;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.spi.NeighborAnnouncer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Sends gratuitous ARP requests through a packet(7) socket; the shell's {@code arping -U -c 1 -I DEV ADDRESS}.
 *
 * <p>On an interface where nobody keeps ARP entries (IFF_NOARP, or not an Ethernet: loopback, tunnels) nothing is sent,
 * and that is no error: there is nobody to tell, and a virtual router there works without.
 *
 * <pre>
 * the memory:   0 struct msghdr   56 struct iovec   72 struct sockaddr_ll   96 frame
 * </pre>
 */
public final class GratuitousArpAnnouncer implements NeighborAnnouncer, Closeable {

    /** Protocol 0: a packet socket of it receives nothing. */
    private static final int NO_PROTOCOL = 0;

    private static final int NAME_OFFSET = 0;
    private static final int NAME_LENGTH_OFFSET = 8;
    private static final int VECTOR_OFFSET = 16;
    private static final int VECTOR_COUNT_OFFSET = 24;
    private static final int VECTOR = 56;
    private static final int VECTOR_LENGTH_OFFSET = VECTOR + 8;

    // struct sockaddr_ll { u16 family; be16 protocol; int ifindex; u16 hatype; u8 pkttype; u8 halen; u8 addr[8]; }
    private static final int DESTINATION = 72;
    private static final int DESTINATION_LENGTH = 20;
    private static final int DESTINATION_PROTOCOL_OFFSET = DESTINATION + 2;
    private static final int DESTINATION_INDEX_OFFSET = DESTINATION + 4;
    private static final int DESTINATION_MAC_LENGTH_OFFSET = DESTINATION + 11;
    private static final int DESTINATION_MAC_OFFSET = DESTINATION + 12;
    private static final int FRAME = 96;

    private final LibC libc = Native.libc();
    private final Rtnetlink rtnetlink;
    private final NativeSocket socket;
    private final NativeMemory memory = new NativeMemory(FRAME + GratuitousArp.FRAME_LENGTH);
    private final ByteBuffer header = memory.bytes();
    private final ByteBuffer network = memory.networkView(0, memory.size());

    private GratuitousArpAnnouncer(Rtnetlink rtnetlink, NativeSocket socket) {
        this.rtnetlink = rtnetlink;
        this.socket = socket;
        header.putLong(NAME_OFFSET, memory.address(DESTINATION))
                .putInt(NAME_LENGTH_OFFSET, DESTINATION_LENGTH)
                .putLong(VECTOR_OFFSET, memory.address(VECTOR))
                .putLong(VECTOR_COUNT_OFFSET, 1)
                .putLong(VECTOR, memory.address(FRAME))
                .putLong(VECTOR_LENGTH_OFFSET, GratuitousArp.FRAME_LENGTH)
                .putShort(DESTINATION, (short) NativeSocket.AF_PACKET)
                .put(DESTINATION_MAC_LENGTH_OFFSET, (byte) MacAddress.LENGTH);
        network.putShort(DESTINATION_PROTOCOL_OFFSET, (short) GratuitousArp.ETHER_TYPE);
        MacAddress.BROADCAST.write(network, DESTINATION_MAC_OFFSET);
    }

    /** Opens the packet socket. */
    public static GratuitousArpAnnouncer open(Rtnetlink rtnetlink) throws IOException {
        NativeSocket socket = NativeSocket.openRaw("packet", NativeSocket.AF_PACKET, NO_PROTOCOL);
        return new GratuitousArpAnnouncer(rtnetlink, socket);
    }

    @Override
    public void announce(String interfaceName, IpAddress address) throws IOException {
        if (address.family() != AddressFamily.IPV4) {
            throw new IOException("announcing " + address + " on " + interfaceName + " is not supported yet; IPv4 is");
        }
        NetworkInterface networkInterface = rtnetlink.networkInterface(interfaceName);
        MacAddress mac = networkInterface.ethernetAddress();
        if (mac != null && !networkInterface.isNoArp()) {
            send(interfaceName, networkInterface.index(), mac, address);
        }
    }

    /**
     * Goes the way of {@link #announce} to its end, where the kernel refuses to send on an interface of index 0, which no
     * interface has (ENXIO).
     */
    public void rehearse() throws IOException {
        send("none", 0, MacAddress.BROADCAST, AddressFamily.IPV4.vrrpGroup());
    }

    private synchronized void send(String interfaceName, int interfaceIndex, MacAddress mac, IpAddress address)
            throws IOException {
        if (socket.descriptor() == -1) {
            throw new IOException("this network is closed");
        }
        header.putInt(DESTINATION_INDEX_OFFSET, interfaceIndex);
        GratuitousArp.encode(network, FRAME, mac, address);
        long sent;
        do {
            sent = libc.sendmsg(socket.descriptor(), memory.address(0), NativeSocket.MSG_DONTWAIT);
        } while (sent == -1 && Errno.EINTR.is(Native.errno()));
        if (sent == -1) {
            int errno = Native.errno();
            throw new SystemCallException("sendmsg ARP " + address + " dev " + interfaceName, errno, null);
        }
    }

    @Override
    public synchronized void close() {
        socket.close();
    }
}
