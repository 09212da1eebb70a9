package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.netlink.SystemCallException;
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

/**
 * Sends gratuitous ARP requests through a packet(7) socket; the shell's {@code arping -U -c 1 -I DEV ADDRESS}.
 *
 * <p>On an interface where nobody keeps ARP entries (IFF_NOARP, or not an Ethernet: loopback, tunnels) nothing is sent,
 * and that is no error: there is nobody to tell, and a virtual router there works without.
 */
public final class GratuitousArpAnnouncer implements NeighborAnnouncer, Closeable {

    /** Protocol 0: a packet socket of it receives nothing. */
    private static final int NO_PROTOCOL = 0;

    private final Rtnetlink rtnetlink;
    private final NativeSocket socket;
    private final OutgoingMessage outgoing =
            new OutgoingMessage(Structures.ethernetBroadcast(GratuitousArp.ETHER_TYPE), GratuitousArp.FRAME_LENGTH);

    private GratuitousArpAnnouncer(Rtnetlink rtnetlink, NativeSocket socket) {
        this.rtnetlink = rtnetlink;
        this.socket = socket;
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
        outgoing.putDestination(Structures.SOCKET_ADDRESS_LINK_INDEX_OFFSET, interfaceIndex);
        int length = GratuitousArp.encode(outgoing.message(), 0, mac, address);
        int errno = outgoing.send(socket, length);
        if (errno != 0) {
            throw new SystemCallException("sendmsg ARP " + address + " dev " + interfaceName, errno, null);
        }
    }

    @Override
    public synchronized void close() {
        socket.close();
    }
}
