package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.netlink.SystemCallException;
import io.github.vrrp4j.netlink.libc.NativeSocket;
import io.github.vrrp4j.netlink.route.Devices;
import io.github.vrrp4j.netlink.route.NetworkInterface;
import io.github.vrrp4j.netlink.route.Rtnetlink;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.GratuitousArp;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.packet.UnsolicitedNeighborAdvertisement;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.spi.NeighborAnnouncer;
import io.github.vrrp4j.spi.Placement;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Sends gratuitous ARP requests, the shell's {@code arping -U -c 1 -I DEV ADDRESS}, and unsolicited Neighbor Advertisements
 * through a packet(7) socket.
 *
 * <p>A Neighbor Advertisement comes from the address that it announces. Its Router flag says whether the interface forwards
 * at this moment (sysctl {@code net.ipv6.conf.NAME.forwarding}): neighbours take a router that clears it from their lists of
 * default routers (RFC 4861 §7.2.5).
 *
 * <p>With a virtual MAC address, that address is the source on the Ethernet, the sender's hardware address and the target's, in
 * what goes out on the interface that advertises.
 *
 * <p>On an interface where nobody keeps a neighbour cache (IFF_NOARP, or not an Ethernet: loopback, tunnels) nothing is sent,
 * and that is no error: there is nobody to tell, and a virtual router there works without.
 *
 * <p>An address is announced on the interface that has it ({@link Devices}). One that stands on another interface than the
 * one that advertises is announced on both if its prefix length is that of one host, or if nobody can be told where it
 * stands: Linux answers ARP requests for it wherever they come in, so neighbours of the advertising interface may know it by
 * that one's MAC address. With a virtual MAC address they do not, since there arp_ignore is 1.
 */
public final class EthernetAnnouncer implements NeighborAnnouncer, Closeable {

    /** Protocol 0: a packet socket of it receives nothing. */
    private static final int NO_PROTOCOL = 0;

    private static final IpAddress ALL_NODES = IpAddress.parse("ff02::1");

    private final Rtnetlink rtnetlink;
    private final NativeSocket socket;
    private final OutgoingMessage arp = new OutgoingMessage(
            Structures.ethernetAddress(MacAddress.BROADCAST, GratuitousArp.ETHER_TYPE), GratuitousArp.FRAME_LENGTH);
    private final OutgoingMessage advertisement = new OutgoingMessage(
            Structures.ethernetAddress(
                    MacAddress.ofMulticastGroup(ALL_NODES), UnsolicitedNeighborAdvertisement.ETHER_TYPE),
            UnsolicitedNeighborAdvertisement.FRAME_LENGTH);

    private EthernetAnnouncer(Rtnetlink rtnetlink, NativeSocket socket) {
        this.rtnetlink = rtnetlink;
        this.socket = socket;
    }

    /** Opens the packet socket. */
    public static EthernetAnnouncer open(Rtnetlink rtnetlink) throws IOException {
        NativeSocket socket = NativeSocket.openRaw("packet", NativeSocket.AF_PACKET, NO_PROTOCOL);
        return new EthernetAnnouncer(rtnetlink, socket);
    }

    @Override
    public void announce(Placement placement, VirtualAddress address) throws IOException {
        String advertising = placement.interfaceName();
        String device = address.options().device();
        if (device == null) {
            MacAddress virtual = placement.virtualMac() ? placement.virtualMacAddress() : null;
            announce(advertising, virtual, address.address());
            return;
        }
        boolean told = announce(device, null, address.address());
        boolean ofOneHost = address.prefixLength() == address.address().family().maxPrefixLength();
        if ((!told || ofOneHost) && !device.equals(advertising) && !placement.virtualMac()) {
            announce(advertising, null, address.address());
        }
    }

    @Override
    public void announceOwn(String interfaceName, IpAddress address) throws IOException {
        announce(interfaceName, null, address);
    }

    /** With the MAC address of the interface, unless another is given; whether anybody there can be told. */
    private boolean announce(String interfaceName, @Nullable MacAddress virtual, IpAddress address) throws IOException {
        NetworkInterface networkInterface = rtnetlink.recentInterface(interfaceName);
        MacAddress own = networkInterface.ethernetAddress();
        if (own == null || networkInterface.isNoArp()) {
            return false;
        }
        MacAddress mac = virtual != null ? virtual : own; // R-8.1.2-04, R-8.2.2-06
        announce(interfaceName, networkInterface.index(), mac, address, networkInterface.forwardsIpv6());
        return true;
    }

    private synchronized void announce(
            String interfaceName, int interfaceIndex, MacAddress mac, IpAddress address, boolean router)
            throws IOException {
        if (socket.descriptor() == -1) {
            throw new IOException("this network is closed");
        }
        boolean ipv4 = address.family() == AddressFamily.IPV4;
        OutgoingMessage frame = ipv4 ? arp : advertisement;
        int length = ipv4
                ? GratuitousArp.encode(frame.message(), 0, mac, address)
                : UnsolicitedNeighborAdvertisement.encode( // R-8.2.2-06
                        frame.message(), 0, mac, address, address, router);
        frame.putDestination(Structures.SOCKET_ADDRESS_LINK_INDEX_OFFSET, interfaceIndex);
        int errno = frame.send(socket, length);
        if (errno != 0) {
            String what = ipv4 ? "ARP " : "Neighbor Advertisement ";
            throw new SystemCallException("sendmsg " + what + address + " dev " + interfaceName, errno, null);
        }
    }

    @Override
    public synchronized void close() {
        socket.close();
    }
}
