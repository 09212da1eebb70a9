package io.github.vrrp4j.netlink.route;

import io.github.vrrp4j.netlink.SystemCallException;
import io.github.vrrp4j.netlink.libc.Errno;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.VirtualAddress;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What this module asks of rtnetlink. Every call blocks until the kernel has answered: normally some ten microseconds,
 * at most 2 seconds once the kernel has taken the request. Safe for use by any thread.
 */
public final class Rtnetlink implements Closeable {

    private final RtnetlinkSocket socket;

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
        String call = "RTM_GETLINK dev " + name;
        List<NetworkInterface> found = new ArrayList<>(1);
        socket.request(
                call,
                (buffer, sequence) -> Request.networkInterface(buffer, sequence, name),
                (type, datagram, offset, end) -> {
                    if (type == Request.RTM_NEWLINK) {
                        found.add(NetworkInterface.read(datagram, offset, end));
                    }
                },
                found::clear);
        if (found.isEmpty()) {
            throw new MalformedMessageException(call + " was acknowledged without an interface");
        }
        return found.get(0);
    }

    static void requireName(String name) throws IOException {
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        if (length < 1 || length > Request.MAX_NAME_LENGTH) {
            throw new IOException("interface name '" + name + "' has " + length + " octets, not 1.."
                    + Request.MAX_NAME_LENGTH + "; ip link lists the names");
        }
    }

    /**
     * The addresses of one interface in the kernel's order: {@code ip -4 address show dev NAME},
     * or {@code -6}.
     *
     * @param interfaceName for messages
     */
    public List<InterfaceAddress> addresses(AddressFamily family, String interfaceName, int interfaceIndex)
            throws IOException {
        List<InterfaceAddress> addresses = new ArrayList<>();
        socket.request(
                "RTM_GETADDR dev " + interfaceName,
                (buffer, sequence) -> Request.addresses(buffer, sequence, family, interfaceIndex),
                (type, datagram, offset, end) -> {
                    if (type == Request.RTM_NEWADDR) {
                        InterfaceAddress address = InterfaceAddress.read(datagram, offset, end);
                        if (address != null && address.interfaceIndex() == interfaceIndex) {
                            addresses.add(address);
                        }
                    }
                },
                addresses::clear);
        return addresses;
    }

    /**
     * Puts an address on an interface: {@code ip address add ADDRESS/PREFIXLEN dev NAME}, for IPv6 with {@code nodad
     * preferred_lft 0}.
     *
     * @param interfaceName for messages
     * @return false if it is there already, for IPv6 with whatever prefix length
     */
    public boolean addAddress(String interfaceName, int interfaceIndex, VirtualAddress address) throws IOException {
        try {
            socket.request(
                    "RTM_NEWADDR " + address + " dev " + interfaceName,
                    (buffer, sequence) -> Request.newAddress(buffer, sequence, interfaceIndex, address),
                    (type, datagram, offset, end) -> {},
                    () -> {});
            return true;
        } catch (SystemCallException e) {
            if (!Errno.EEXIST.is(e.errno())) {
                throw e;
            }
            return false;
        }
    }

    /**
     * Takes an address from an interface: {@code ip address delete ADDRESS/PREFIXLEN dev NAME}. One that is not there, or an
     * interface that is not or knows no IPv6, is a success.
     *
     * @param interfaceName for messages
     */
    public void removeAddress(String interfaceName, int interfaceIndex, VirtualAddress address) throws IOException {
        try {
            socket.request(
                    "RTM_DELADDR " + address + " dev " + interfaceName,
                    (buffer, sequence) -> Request.deleteAddress(buffer, sequence, interfaceIndex, address),
                    (type, datagram, offset, end) -> {},
                    () -> {});
        } catch (SystemCallException e) {
            if (!Errno.EADDRNOTAVAIL.is(e.errno()) && !Errno.ENODEV.is(e.errno()) && !Errno.ENXIO.is(e.errno())) {
                throw e;
            }
        }
    }

    /**
     * Whether secondary IPv4 addresses outlive their primary one: {@code sysctl
     * net.ipv4.conf.NAME.promote_secondaries=1}, or {@code 0}.
     *
     * @param interfaceName for messages
     */
    public void promoteSecondaries(String interfaceName, int interfaceIndex, boolean promote) throws IOException {
        socket.request(
                "RTM_NEWLINK promote_secondaries " + (promote ? 1 : 0) + " dev " + interfaceName,
                (buffer, sequence) -> Request.promoteSecondaries(buffer, sequence, interfaceIndex, promote),
                (type, datagram, offset, end) -> {},
                () -> {});
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
