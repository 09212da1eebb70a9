package io.github.vrrp4j.netlink;

import io.github.vrrp4j.netlink.libc.Native;
import io.github.vrrp4j.netlink.route.AcceptModeFilter;
import io.github.vrrp4j.netlink.route.HostRecord;
import io.github.vrrp4j.netlink.route.Rtnetlink;
import io.github.vrrp4j.netlink.route.RtnetlinkAddressManager;
import io.github.vrrp4j.netlink.route.VirtualMacs;
import io.github.vrrp4j.netlink.socket.EthernetAnnouncer;
import io.github.vrrp4j.netlink.socket.LinuxTransport;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.NanoClock;
import io.github.vrrp4j.spi.NeighborAnnouncer;
import io.github.vrrp4j.spi.Network;
import io.github.vrrp4j.spi.Transport;
import java.io.IOException;

/**
 * The network of this Linux host, in the network namespace (network_namespaces(7)) that the process was in when it was
 * opened.
 *
 * <p>Needs CAP_NET_RAW and CAP_NET_ADMIN, and a 64-bit JVM. Starts no threads. After {@link #close} nothing of it is left
 * in the process, and it may be opened again; virtual addresses stay as they are.
 */
public final class LinuxNetwork implements Network, AutoCloseable {

    private final Rtnetlink rtnetlink;
    private final LinuxTransport transport;
    private final EthernetAnnouncer neighborAnnouncer;
    private final AddressManager addressManager;

    private LinuxNetwork(Rtnetlink rtnetlink, LinuxTransport transport, EthernetAnnouncer neighborAnnouncer) {
        this.rtnetlink = rtnetlink;
        this.transport = transport;
        this.neighborAnnouncer = neighborAnnouncer;
        AddressManager addresses = new RtnetlinkAddressManager(rtnetlink);
        this.addressManager =
                new VirtualMacs(rtnetlink, HostRecord.NONE, new AcceptModeFilter(HostRecord.NONE, addresses));
    }

    /**
     * Opens the network. Takes a few 100 ms the first time in a JVM, while jnr-ffi loads and the path of taking an
     * address over is run once against an interface that cannot exist, so that the first real one is not slow.
     *
     * @throws MissingCapabilitiesException if the process may not do what is needed
     * @throws SystemCallException if the kernel refuses a socket
     * @throws IOException if this is not Linux, or the native library cannot be loaded
     */
    public static LinuxNetwork open() throws IOException {
        String system = System.getProperty("os.name", "unknown");
        if (!system.equals("Linux")) {
            throw new IOException("LinuxNetwork needs Linux; this is " + system);
        }
        Capabilities.require();
        Native.load();
        MonotonicClock.require();
        Rtnetlink rtnetlink = Rtnetlink.open();
        try {
            LinuxTransport transport = LinuxTransport.open(rtnetlink);
            try {
                EthernetAnnouncer neighborAnnouncer = EthernetAnnouncer.open(rtnetlink);
                Rehearsal.run(rtnetlink, neighborAnnouncer);
                return new LinuxNetwork(rtnetlink, transport, neighborAnnouncer);
            } catch (IOException | RuntimeException | Error e) {
                transport.close();
                throw e;
            }
        } catch (IOException | RuntimeException | Error e) {
            rtnetlink.close();
            throw e;
        }
    }

    /** {@link System#nanoTime}, which is CLOCK_MONOTONIC on Linux. */
    @Override
    public NanoClock clock() {
        return System::nanoTime;
    }

    /**
     * Raw sockets, one pair per link. IPv6 needs a link-local address on the interface that is neither virtual nor tentative,
     * that is, checked for duplicates at the moment.
     */
    @Override
    public Transport transport() {
        return transport;
    }

    /**
     * rtnetlink: {@code ip address add} and {@code ip address delete}, with the kernel's answer awaited.
     *
     * <p>IPv6 addresses come with {@code nodad preferred_lft 0}: usable at once, and deprecated, so that what the host itself
     * sends comes from its own addresses.
     *
     * <p>An IPv4 address with another prefix length is another address: {@code add} puts it beside the first. An IPv6 address
     * is on an interface once, and {@code add} fails with another prefix length. {@code remove} leaves an address with another
     * prefix length alone. Other addresses of the same prefix stay, whichever of them is primary.
     *
     * <p>With a virtual MAC address, the addresses stand on a macvlan interface that has it, {@code vrrp4-INDEX-VRID} or {@code
     * vrrp6-INDEX-VRID} by the index of the one that advertises, which answers ARP for its own addresses alone meanwhile
     * (sysctl arp_ignore 1 and arp_announce 2, given back afterwards). {@code prepare} says where that is not possible.
     *
     * <p>With Accept_Mode false, a table of nftables, {@code inet vrrp4j-FAMILY-VRID-INTERFACE}, drops what is addressed to the
     * virtual addresses, through the program nft(8), which has to be there. What the host forwards is not touched.
     */
    @Override
    public AddressManager addressManager() {
        return addressManager;
    }

    /**
     * Gratuitous ARP and unsolicited Neighbor Advertisements through a packet socket; the Router flag of the latter is set
     * if the interface forwards (sysctl {@code net.ipv6.conf.NAME.forwarding}). Sends nothing, without an error, on an
     * interface without ARP: IFF_NOARP, loopback, tunnels.
     */
    @Override
    public NeighborAnnouncer neighborAnnouncer() {
        return neighborAnnouncer;
    }

    /** Closes every socket, links included. Not while another thread is in {@link Transport#await}. Idempotent. */
    @Override
    public void close() {
        transport.close();
        neighborAnnouncer.close();
        rtnetlink.close();
    }
}
