package io.github.vrrp4j.netlink;

import io.github.vrrp4j.netlink.libc.Native;
import io.github.vrrp4j.netlink.route.NetworkInterface;
import io.github.vrrp4j.netlink.route.Rtnetlink;
import io.github.vrrp4j.netlink.socket.ProbeSocket;
import io.github.vrrp4j.packet.AddressClaim;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Asks the neighbours on one interface who has an address, and hears who claims one: the shell's {@code arping -D} and {@code
 * ndisc6}. Neither changes what this host or its neighbours believe about who has the address.
 *
 * <p>Packet sockets (packet(7)), which need CAP_NET_RAW. Neither method blocks; one thread at a time.
 */
public final class NeighborProbe implements AutoCloseable {

    private final ProbeSocket socket;
    private final MacAddress mac;

    private NeighborProbe(ProbeSocket socket, MacAddress mac) {
        this.socket = socket;
        this.mac = mac;
    }

    /**
     * Listens for claims to addresses of a family from now on.
     *
     * @throws SystemCallException if there is no such interface, or the kernel refuses the socket
     * @throws IOException if it is not an Ethernet, or the native library cannot be loaded
     */
    public static NeighborProbe open(String interfaceName, AddressFamily family) throws IOException {
        LinuxNetwork.requireLinux();
        Native.load();
        try (Rtnetlink rtnetlink = Rtnetlink.open()) {
            NetworkInterface networkInterface = rtnetlink.networkInterface(interfaceName);
            MacAddress mac = networkInterface.requireResolving();
            return new NeighborProbe(ProbeSocket.open(family, interfaceName, networkInterface.index()), mac);
        }
    }

    /**
     * Sends one ARP probe (RFC 5227 §2.1.1).
     *
     * @param address an IPv4 address, on a probe for that family
     * @throws SystemCallException if the kernel refuses, for example while the interface is down
     */
    public void askIpv4(IpAddress address) throws IOException {
        socket.sendArpProbe(mac, address);
    }

    /**
     * Sends one Neighbor Solicitation (RFC 4861 §4.3).
     *
     * @param source the link-local address of the interface, which the answer goes to
     * @param address an IPv6 address, on a probe for that family
     * @throws SystemCallException if the kernel refuses, for example while the interface is down
     */
    public void askIpv6(IpAddress source, IpAddress address) throws IOException {
        socket.sendSolicitation(mac, source, address);
    }

    /** Hands over the claims that have arrived, asked for or not, those of this host not among them. */
    public void poll(Consumer<AddressClaim> receiver) {
        socket.receive(receiver);
    }

    /** Closes the socket. Idempotent. */
    @Override
    public void close() {
        socket.close();
    }
}
