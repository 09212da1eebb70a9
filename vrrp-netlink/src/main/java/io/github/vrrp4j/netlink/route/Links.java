package io.github.vrrp4j.netlink.route;

import io.github.vrrp4j.netlink.SystemCallException;
import io.github.vrrp4j.netlink.libc.Errno;
import io.github.vrrp4j.netlink.route.RtnetlinkSocket.RequestWriter;
import io.github.vrrp4j.packet.MacAddress;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Interfaces that come and go: what this module asks of rtnetlink about them. As {@link Rtnetlink}, whose socket it uses. */
final class Links {

    private final RtnetlinkSocket socket;

    Links(Rtnetlink rtnetlink) {
        this.socket = rtnetlink.socket();
    }

    /** {@code ip -d link show dev NAME}; null if there is none. */
    @Nullable
    LinkDetails find(String name) throws IOException {
        try {
            return get(name);
        } catch (SystemCallException e) {
            if (Errno.ENODEV.is(e.errno())) {
                return null;
            }
            throw e;
        }
    }

    /**
     * The same.
     *
     * @throws SystemCallException with ENODEV if there is none
     */
    LinkDetails get(String name) throws IOException {
        Rtnetlink.requireName(name);
        return get("RTM_GETLINK dev " + name, (buffer, sequence) -> Request.networkInterface(buffer, sequence, name));
    }

    /** The interface with an index, whatever its name is now; null if there is none. */
    @Nullable
    LinkDetails find(int index) throws IOException {
        try {
            return get("RTM_GETLINK index " + index, (buffer, sequence) -> LinkRequest.get(buffer, sequence, index));
        } catch (SystemCallException e) {
            if (Errno.ENODEV.is(e.errno())) {
                return null;
            }
            throw e;
        }
    }

    private LinkDetails get(String call, RequestWriter writer) throws IOException {
        return socket.link(call, writer, LinkDetails::read);
    }

    /** {@code ip link add link PARENT name NAME address MAC type macvlan mode MODE}, which leaves it down. */
    void addMacvlan(LinkDetails parent, String name, MacAddress mac, int mode) throws IOException {
        socket.change(
                "RTM_NEWLINK " + name + " type macvlan address " + mac + " link " + parent.name(),
                (buffer, sequence) -> LinkRequest.addMacvlan(buffer, sequence, parent.index(), name, mac, mode));
    }

    /** The same and {@code ip link delete dev NAME}, within one system call. */
    void addAndDeleteMacvlan(LinkDetails parent, String name, MacAddress mac, int mode) throws IOException {
        socket.change(
                "RTM_NEWLINK macvlan link " + parent.name(),
                (buffer, sequence) ->
                        LinkRequest.addAndDeleteMacvlan(buffer, sequence, parent.index(), name, mac, mode));
        // The answer to the second message has the sequence number of the first, and is not waited for.
        LinkDetails left = find(name);
        if (left != null) {
            delete(left);
        }
    }

    /** {@code ip link set dev NAME addrgenmode none}. */
    void generateNoAddress(LinkDetails link) throws IOException {
        socket.change(
                "RTM_NEWLINK addrgenmode none dev " + link.name(),
                (buffer, sequence) -> LinkRequest.generateNoAddress(buffer, sequence, link.index()));
    }

    /** {@code sysctl net.ipv4.conf.NAME.SETTING=VALUE}. */
    void configureIpv4(LinkDetails link, Map<Integer, Integer> settings) throws IOException {
        socket.change(
                "RTM_NEWLINK IFLA_INET_CONF " + settings + " dev " + link.name(),
                (buffer, sequence) -> LinkRequest.configureIpv4(buffer, sequence, link.index(), settings));
    }

    /** {@code ip link set dev NAME up}, or {@code down}. */
    void setUp(LinkDetails link, boolean up) throws IOException {
        socket.change(
                "RTM_NEWLINK " + (up ? "up" : "down") + " dev " + link.name(),
                (buffer, sequence) -> LinkRequest.setUp(buffer, sequence, link.index(), up));
    }

    /** {@code ip link delete dev NAME}; one that is gone is a success. */
    void delete(LinkDetails link) throws IOException {
        socket.change(
                "RTM_DELLINK dev " + link.name(),
                (buffer, sequence) -> LinkRequest.delete(buffer, sequence, link.index()),
                Errno.ENODEV);
    }
}
