package io.github.vrrp4j.netlink.route;

import io.github.vrrp4j.netlink.SystemCallException;
import io.github.vrrp4j.netlink.libc.Errno;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.Placement;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/**
 * Puts virtual addresses on interfaces of this host and takes them away, and reports what the kernel answered.
 *
 * <p>An address and its prefix length are one thing here: {@link #remove} takes away exactly what it names. The kernel has
 * an IPv4 address several times with different prefix lengths, so that {@link #add} puts it beside the other; an IPv6 address
 * it has once on an interface, and {@link #add} with another prefix length fails. Whoever changes a prefix length removes the
 * old address first.
 *
 * <p>An IPv6 address comes without duplicate address detection, since the MASTER before may still answer for it, and with a
 * preferred lifetime of 0: it is deprecated, so that what this host sends comes from its own addresses and outlives the next
 * failover. keepalived does both, the second for /128. Services are not harmed: to answer from the address, to listen on it
 * and to bind it work as ever, and a host that has nothing else in that scope still uses it (RFC 6724 §5).
 *
 * <p>With an IPv6 address the kernel joins its solicited-node group (R-6.4.3-02) and answers Neighbor Solicitations for it
 * (R-6.4.3-03), and without it no more (R-6.4.2-02).
 *
 * <p>The kernel ties IPv4 addresses of one prefix on one interface together: the first is primary, later ones are secondary,
 * and removing the primary removes them all, the host's own included, unless the sysctl {@code
 * net.ipv4.conf.NAME.promote_secondaries} is 1. {@link #remove} takes away what it names and nothing else: where the
 * sysctl is 0, it is 1 for the moment of the removal.
 */
public final class RtnetlinkAddressManager implements AddressManager {

    private final Rtnetlink rtnetlink;

    /** Uses a connection that somebody else closes. */
    public RtnetlinkAddressManager(Rtnetlink rtnetlink) {
        this.rtnetlink = rtnetlink;
    }

    @Override
    public boolean add(Placement placement, VirtualAddress address) throws IOException {
        String interfaceName = device(placement, address);
        int index = rtnetlink.networkInterface(interfaceName).index();
        boolean added = rtnetlink.addAddress(interfaceName, index, address);
        if (!added && address.address().family() == AddressFamily.IPV6) {
            requireUsable(interfaceName, index, address);
        }
        return added;
    }

    /** The one that has the address: its own choice, or the one that advertises. */
    private static String device(Placement placement, VirtualAddress address) {
        return Objects.requireNonNullElse(address.options().device(), placement.interfaceName());
    }

    /** The kernel has every IPv6 address once: whoever put it there may have chosen another prefix length, or DAD. */
    private void requireUsable(String interfaceName, int index, VirtualAddress address) throws IOException {
        for (InterfaceAddress own : rtnetlink.addresses(AddressFamily.IPV6, interfaceName, index)) {
            if (!own.address().equals(address.address())) {
                continue;
            }
            if (own.prefixLength() != address.prefixLength()) {
                throw new IOException(address + " on " + interfaceName + ": the address is there with prefix length "
                        + own.prefixLength() + "; remove it, as with ip address delete " + own.address() + "/"
                        + own.prefixLength() + " dev " + interfaceName);
            }
            if (own.isTentative()) {
                rtnetlink.removeAddress(interfaceName, index, address);
                rtnetlink.addAddress(interfaceName, index, address);
            }
        }
    }

    @Override
    public void remove(Placement placement, VirtualAddress address) throws IOException {
        String interfaceName = device(placement, address);
        NetworkInterface networkInterface;
        try {
            networkInterface = rtnetlink.networkInterface(interfaceName);
        } catch (SystemCallException e) {
            if (Errno.ENODEV.is(e.errno())) {
                return; // the addresses of an interface go with it
            }
            throw e;
        }
        int index = networkInterface.index();
        boolean promote = address.address().family() == AddressFamily.IPV4
                && !networkInterface.promotesSecondaries()
                && hasSecondaries(interfaceName, index, address);
        if (promote) {
            rtnetlink.promoteSecondaries(interfaceName, index, true);
        }
        try {
            rtnetlink.removeAddress(interfaceName, index, address);
        } finally {
            if (promote) {
                rtnetlink.promoteSecondaries(interfaceName, index, false);
            }
        }
    }

    /** Whether the address is there, primary, and other addresses would go with it. */
    private boolean hasSecondaries(String interfaceName, int index, VirtualAddress virtual) throws IOException {
        List<InterfaceAddress> addresses = rtnetlink.addresses(AddressFamily.IPV4, interfaceName, index);
        return addresses.stream()
                .filter(own -> !own.isSecondary()
                        && own.address().equals(virtual.address())
                        && own.prefixLength() == virtual.prefixLength())
                .anyMatch(own -> addresses.stream().anyMatch(other -> other.isSecondary() && other.hasPrefixOf(own)));
    }
}
