package io.github.vrrp4j.netlink.route;

import io.github.vrrp4j.netlink.SystemCallException;
import io.github.vrrp4j.netlink.libc.Errno;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.spi.AddressManager;
import java.io.IOException;
import java.util.List;

/**
 * Puts virtual addresses on interfaces of this host and takes them away, and reports what the kernel answered.
 *
 * <p>An address and its prefix length are one thing here, as they are for the kernel: after a change of the prefix
 * length in a configuration, {@link #add} puts the address there a second time beside the old one, and {@link #remove}
 * takes away exactly what it names and leaves the other. Whoever changes a prefix length removes the old address first.
 *
 * <p>The kernel ties addresses of one prefix on one interface together: the first is primary, later ones are secondary,
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
    public void add(String interfaceName, VirtualAddress address) throws IOException {
        requireIpv4(interfaceName, address);
        rtnetlink.addAddress(
                interfaceName, rtnetlink.networkInterface(interfaceName).index(), address);
    }

    @Override
    public void remove(String interfaceName, VirtualAddress address) throws IOException {
        requireIpv4(interfaceName, address);
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
        boolean promote = !networkInterface.promotesSecondaries() && hasSecondaries(interfaceName, index, address);
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

    private static void requireIpv4(String interfaceName, VirtualAddress address) throws IOException {
        if (address.address().family() != AddressFamily.IPV4) {
            throw new IOException(address + " on " + interfaceName + " is not supported yet; IPv4 is");
        }
    }
}
