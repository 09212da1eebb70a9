package io.github.vrrp4j.netlink;

import io.github.vrrp4j.netlink.libc.Native;
import io.github.vrrp4j.netlink.route.AcceptModeFilter;
import io.github.vrrp4j.netlink.route.HostHoldings;
import io.github.vrrp4j.netlink.route.HostRecord;
import io.github.vrrp4j.netlink.route.Rtnetlink;
import io.github.vrrp4j.netlink.route.RtnetlinkAddressManager;
import io.github.vrrp4j.netlink.route.RtnetlinkAddressManager.RouteWatch;
import io.github.vrrp4j.netlink.route.VirtualMacs;
import io.github.vrrp4j.netlink.socket.EthernetAnnouncer;
import io.github.vrrp4j.netlink.socket.LinuxTransport;
import io.github.vrrp4j.netlink.socket.LoopThread;
import io.github.vrrp4j.netlink.state.Ledger;
import io.github.vrrp4j.netlink.state.StateDirectory;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.NanoClock;
import io.github.vrrp4j.spi.NeighborAnnouncer;
import io.github.vrrp4j.spi.Network;
import io.github.vrrp4j.spi.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The network of this Linux host, in the network namespace (network_namespaces(7)) that the process was in when it was
 * opened.
 *
 * <p>Needs CAP_NET_RAW and CAP_NET_ADMIN, and a 64-bit JVM. Keeps no threads. After {@link #close} nothing of it is left
 * in the process, and it may be opened again; virtual addresses stay as they are.
 */
public final class LinuxNetwork implements Network, AutoCloseable {

    private final Rtnetlink rtnetlink;
    private final LinuxTransport transport;
    private final EthernetAnnouncer neighborAnnouncer;
    private final AddressManager addressManager;
    private final LinuxOptions options;
    private final Ledger ledger;
    private final List<Leftover> leftovers;

    private LinuxNetwork(
            LinuxOptions options,
            Rtnetlink rtnetlink,
            LinuxTransport transport,
            EthernetAnnouncer neighborAnnouncer,
            Ledger ledger,
            List<Leftover> leftovers) {
        this.options = options;
        this.rtnetlink = rtnetlink;
        this.transport = transport;
        this.neighborAnnouncer = neighborAnnouncer;
        this.addressManager = addressManager(rtnetlink, ledger, transport::watchRoutes);
        this.ledger = ledger;
        this.leftovers = List.copyOf(leftovers);
    }

    /**
     * As {@link #open(LinuxOptions)}, with {@link LinuxOptions#DEFAULTS}.
     *
     * @throws IOException as there
     */
    public static LinuxNetwork open() throws IOException {
        return open(LinuxOptions.DEFAULTS);
    }

    /**
     * Opens the network. Takes a few 100 ms the first time in a JVM, while jnr-ffi loads and the path of taking an
     * address over is run once against an interface that cannot exist, so that the first real one is not slow.
     *
     * <p>The real-time priority is given to the thread that calls {@link Transport#await}, when it does so first; threads that
     * it starts do not inherit it. Locked memory is that of the whole process, until {@link #close}.
     *
     * <p>With a state directory, what processes that are gone have left in this network namespace is removed first, whatever
     * will be configured; {@link #leftovers} tells.
     *
     * @throws MissingCapabilitiesException if the process may not do what is needed
     * @throws SystemCallException if the kernel refuses a socket
     * @throws IOException if this is not Linux, the native library cannot be loaded, the state directory cannot be used, or
     *     another option is not permitted; the message says what is missing and how to give it
     */
    public static LinuxNetwork open(LinuxOptions options) throws IOException {
        prepareProcess();
        MonotonicClock.require();
        LoopThread loopThread = new LoopThread(options.realtimePriority());
        loopThread.require();
        List<AutoCloseable> opened = new ArrayList<>();
        try {
            Rtnetlink rtnetlink = keep(opened, Rtnetlink.open());
            List<Leftover> leftovers = List.of();
            Ledger ledger = Ledger.inMemory();
            if (options.stateDirectory() != null) {
                StateDirectory directory = StateDirectory.open(options.stateDirectory());
                leftovers = directory.sweep(HostHoldings.removers(rtnetlink));
                ledger = keep(opened, directory.claim());
            }
            LinuxTransport transport = keep(opened, LinuxTransport.open(loopThread));
            EthernetAnnouncer neighborAnnouncer = keep(opened, EthernetAnnouncer.open(rtnetlink));
            Rehearsal.run(rtnetlink, neighborAnnouncer);
            if (options.lockMemory()) {
                MemoryLock.lock();
            }
            return new LinuxNetwork(options, rtnetlink, transport, neighborAnnouncer, ledger, leftovers);
        } catch (IOException | RuntimeException | Error e) {
            Collections.reverse(opened);
            opened.forEach(each -> closeAfter(each, e));
            throw e;
        }
    }

    private static void prepareProcess() throws IOException {
        requireLinux();
        Capabilities.require();
        Native.load();
    }

    /** What is put on the host, each manager for one thing and before the next. */
    static AddressManager addressManager(Rtnetlink rtnetlink, Ledger ledger, RouteWatch routeWatch) {
        HostRecord record = new HostRecord(ledger);
        AddressManager addresses = new RtnetlinkAddressManager(rtnetlink, ledger, routeWatch);
        return new VirtualMacs(rtnetlink, record, new AcceptModeFilter(record, addresses));
    }

    static void requireLinux() throws IOException {
        String system = System.getProperty("os.name", "unknown");
        if (!system.equals("Linux")) {
            throw new IOException("LinuxNetwork needs Linux; this is " + system);
        }
    }

    private static <T extends AutoCloseable> T keep(List<AutoCloseable> opened, T resource) {
        opened.add(resource);
        return resource;
    }

    private static void closeAfter(AutoCloseable resource, Throwable failure) {
        try {
            resource.close();
        } catch (Exception e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * Removes what processes that are gone have left in this network namespace, and nothing else; opens no network. Blocks for
     * as long as that takes.
     *
     * @param stateDirectory that of those processes; if it is not there, there is nothing to do
     * @return what was found
     * @throws MissingCapabilitiesException if the process may not do what is needed
     * @throws IOException if this is not Linux, the native library cannot be loaded, or the state directory cannot be used
     */
    public static List<Leftover> cleanUp(Path stateDirectory) throws IOException {
        prepareProcess();
        if (Files.notExists(stateDirectory)) {
            return List.of();
        }
        try (Rtnetlink rtnetlink = Rtnetlink.open()) {
            return List.copyOf(StateDirectory.open(stateDirectory).sweep(HostHoldings.removers(rtnetlink)));
        }
    }

    /**
     * What {@link #cleanUp} would find now; removes nothing. Needs no capabilities.
     *
     * @param stateDirectory that of those processes; if it is not there, nothing is found
     * @throws IOException if this is not Linux, or the state directory cannot be used
     */
    public static List<Leftover> findLeftovers(Path stateDirectory) throws IOException {
        requireLinux();
        return Files.notExists(stateDirectory)
                ? List.of()
                : List.copyOf(StateDirectory.open(stateDirectory).look());
    }

    /** What was found in the state directory when this network was opened; empty without one. */
    public List<Leftover> leftovers() {
        return leftovers;
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
     * <p>Routes come and go with {@code ip route add} and {@code ip route delete}; those with another protocol number are not
     * touched.
     *
     * <p>With a virtual MAC address, the addresses stand on a macvlan interface that has it, {@code vrrp4-INDEX-VRID} or {@code
     * vrrp6-INDEX-VRID} by the index of the one that advertises, which answers ARP for its own addresses alone meanwhile
     * (sysctl arp_ignore 1 and arp_announce 2, given back afterwards). {@code prepare} says where that is not possible.
     *
     * <p>With Accept_Mode false, a table of nftables, {@code inet vrrp4j-FAMILY-VRID-INTERFACE}, drops what is addressed to the
     * virtual addresses while they are on the host, through the program nft(8), which has to be there. What the host forwards is
     * not touched.
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

    /** Closes every socket, links included, and gives the state file up. Not while another thread is in {@link Transport#await}. Idempotent. */
    @Override
    public void close() {
        transport.close();
        neighborAnnouncer.close();
        rtnetlink.close();
        ledger.close();
        if (options.lockMemory()) {
            MemoryLock.unlock();
        }
    }
}
