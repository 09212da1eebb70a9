package io.github.vrrp4j.netlink.route;

import io.github.vrrp4j.netlink.SystemCallException;
import io.github.vrrp4j.netlink.libc.Errno;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.InterfaceName;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.packet.VirtualRoute;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What this module asks of rtnetlink. Every call blocks until the kernel has answered: normally some ten microseconds,
 * at most 2 seconds once the kernel has taken the request. Safe for use by any thread.
 */
public final class Rtnetlink implements Closeable {

    /** No interface has it: the kernel numbers them from 1. */
    private static final int ANY_INTERFACE = 0;

    /** So short that whoever asked before the interface changed could not have done better. */
    private static final long RECENT_NS = 10_000_000;

    private record Answer(String name, long timeNs, NetworkInterface networkInterface) {}

    private final RtnetlinkSocket socket;
    private volatile @Nullable Answer last;

    private Rtnetlink(RtnetlinkSocket socket) {
        this.socket = socket;
    }

    /** Opens the socket. */
    public static Rtnetlink open() throws IOException {
        return new Rtnetlink(RtnetlinkSocket.open());
    }

    /**
     * The interface of this name: {@code ip link show dev NAME}.
     *
     * @throws SystemCallException with ENODEV if there is none
     */
    public NetworkInterface networkInterface(String name) throws IOException {
        requireName(name);
        return socket.link(
                "RTM_GETLINK dev " + name,
                (buffer, sequence) -> Request.networkInterface(buffer, sequence, name),
                NetworkInterface::read);
    }

    static void requireName(String name) throws IOException {
        try {
            InterfaceName.require("interface", name);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * As {@link #networkInterface}, or what it said less than 10 ms ago: many virtual routers that become MASTER together ask
     * for one interface again and again.
     *
     * @throws SystemCallException with ENODEV if there is none
     */
    public NetworkInterface recentInterface(String name) throws IOException {
        long nowNs = System.nanoTime();
        Answer answer = last;
        if (answer == null || !answer.name.equals(name) || nowNs - answer.timeNs >= RECENT_NS) {
            answer = new Answer(name, nowNs, networkInterface(name));
            last = answer;
        }
        return answer.networkInterface;
    }

    /**
     * Lets {@link #recentInterface} answer with this interface for its next 10 ms. For a rehearsal, with one that does not exist,
     * so that the kernel refuses whatever is asked for it.
     */
    public void pretendInterface(NetworkInterface networkInterface) {
        last = new Answer(networkInterface.name(), System.nanoTime(), networkInterface);
    }

    /**
     * The addresses of one interface in the kernel's order: {@code ip -4 address show dev NAME},
     * or {@code -6}.
     *
     * @param interfaceName for messages
     */
    public List<InterfaceAddress> addresses(AddressFamily family, String interfaceName, int interfaceIndex)
            throws IOException {
        return addresses("RTM_GETADDR dev " + interfaceName, family, interfaceIndex);
    }

    /** The addresses of all interfaces: {@code ip -4 address show}, or {@code -6}. */
    public List<InterfaceAddress> addresses(AddressFamily family) throws IOException {
        return addresses("RTM_GETADDR", family, ANY_INTERFACE);
    }

    private List<InterfaceAddress> addresses(String call, AddressFamily family, int interfaceIndex) throws IOException {
        List<InterfaceAddress> addresses = new ArrayList<>();
        socket.request(
                call,
                (buffer, sequence) -> Request.addresses(buffer, sequence, family, interfaceIndex),
                (type, datagram, offset, end) -> {
                    if (type == Request.RTM_NEWADDR) {
                        InterfaceAddress address = InterfaceAddress.read(datagram, offset, end);
                        if (address != null
                                && (interfaceIndex == ANY_INTERFACE || address.interfaceIndex() == interfaceIndex)) {
                            addresses.add(address);
                        }
                    }
                },
                addresses::clear);
        return addresses;
    }

    /**
     * Puts an address on an interface: {@code ip address add ADDRESS/PREFIXLEN dev NAME} and what its options say, for IPv6
     * with {@code nodad preferred_lft 0}.
     *
     * @param interfaceName for messages
     * @return false if it is there already, for IPv6 with whatever prefix length
     */
    public boolean addAddress(String interfaceName, int interfaceIndex, VirtualAddress address) throws IOException {
        return socket.change(
                "RTM_NEWADDR " + address + " dev " + interfaceName,
                (buffer, sequence) -> Request.newAddress(buffer, sequence, interfaceIndex, address),
                Errno.EEXIST);
    }

    /**
     * Takes an address from an interface: {@code ip address delete ADDRESS/PREFIXLEN dev NAME}. One that is not there, or an
     * interface that is not or knows no IPv6, is a success.
     *
     * @param interfaceName for messages
     * @return false if it was not there
     */
    public boolean removeAddress(String interfaceName, int interfaceIndex, VirtualAddress address) throws IOException {
        return socket.change(
                "RTM_DELADDR " + address + " dev " + interfaceName,
                (buffer, sequence) -> Request.deleteAddress(buffer, sequence, interfaceIndex, address),
                Errno.EADDRNOTAVAIL,
                Errno.ENODEV,
                Errno.ENXIO);
    }

    /**
     * Whether secondary IPv4 addresses outlive their primary one: {@code sysctl
     * net.ipv4.conf.NAME.promote_secondaries=1}, or {@code 0}.
     *
     * @param interfaceName for messages
     */
    public void promoteSecondaries(String interfaceName, int interfaceIndex, boolean promote) throws IOException {
        socket.change(
                "RTM_NEWLINK promote_secondaries " + (promote ? 1 : 0) + " dev " + interfaceName,
                (buffer, sequence) -> LinkRequest.configureIpv4(
                        buffer,
                        sequence,
                        interfaceIndex,
                        Map.of(Request.IPV4_DEVCONF_PROMOTE_SECONDARIES, promote ? 1 : 0)));
    }

    /**
     * Adds a route: {@code ip route add}.
     *
     * @param interfaceName for messages
     * @param interfaceIndex 0 for the kernel's choice
     * @return false if there is one of the same destination, metric and table already
     */
    boolean addRoute(@Nullable String interfaceName, int interfaceIndex, VirtualRoute route) throws IOException {
        return socket.change(
                "RTM_NEWROUTE " + describe(interfaceName, route),
                (buffer, sequence) -> RouteRequest.newRoute(buffer, sequence, interfaceIndex, route),
                Errno.EEXIST);
    }

    /**
     * Deletes a route: {@code ip route delete}.
     *
     * @param interfaceName for messages
     * @param interfaceIndex 0 for any
     * @return false if it was not there
     */
    boolean removeRoute(@Nullable String interfaceName, int interfaceIndex, VirtualRoute route) throws IOException {
        return socket.change(
                "RTM_DELROUTE " + describe(interfaceName, route),
                (buffer, sequence) -> RouteRequest.deleteRoute(buffer, sequence, interfaceIndex, route),
                Errno.ESRCH,
                Errno.ENODEV);
    }

    /**
     * The routes of one table: {@code ip route show table TABLE proto PROTOCOL}. A table that does not exist has none.
     *
     * @param protocol 0 for those of everybody, which may be a million
     * @param wanted which of them to keep
     */
    List<InterfaceRoute> routes(AddressFamily family, long table, int protocol, Predicate<InterfaceRoute> wanted)
            throws IOException {
        List<InterfaceRoute> routes = new ArrayList<>();
        try {
            socket.request(
                    "RTM_GETROUTE table " + table,
                    (buffer, sequence) -> RouteRequest.routes(buffer, sequence, family, table, protocol),
                    (type, datagram, offset, end) -> {
                        if (type == RouteRequest.RTM_NEWROUTE) {
                            InterfaceRoute route = InterfaceRoute.read(datagram, offset, end);
                            if (route != null && wanted.test(route)) {
                                routes.add(route);
                            }
                        }
                    },
                    routes::clear);
        } catch (SystemCallException e) {
            if (!Errno.ENOENT.is(e.errno())) {
                throw e;
            }
        }
        return routes;
    }

    private static String describe(@Nullable String interfaceName, VirtualRoute route) {
        return route + (interfaceName == null || route.device() != null ? "" : " dev " + interfaceName);
    }

    /** For what has a class of its own. */
    RtnetlinkSocket socket() {
        return socket;
    }

    @Override
    public void close() {
        socket.close();
    }
}
