package io.github.vrrp4j.netlink.route;

import io.github.vrrp4j.netlink.SystemCallException;
import io.github.vrrp4j.netlink.libc.Errno;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.VirtualAddress;
import java.io.IOException;
import java.util.List;

/** Addresses on the interfaces of this host, each with its prefix length one thing. Safe for use by any thread. */
public final class HostAddresses {

    private final Rtnetlink rtnetlink;

    /** Uses a connection that somebody else closes. */
    public HostAddresses(Rtnetlink rtnetlink) {
        this.rtnetlink = rtnetlink;
    }

    /**
     * Puts an address on an interface.
     *
     * @return false if it was there already
     * @throws IOException if it cannot be there, also because an IPv6 address is there with another prefix length
     */
    boolean add(String device, VirtualAddress address) throws IOException {
        int index = rtnetlink.recentInterface(device).index();
        boolean added = rtnetlink.addAddress(device, index, address);
        if (!added && address.address().family() == AddressFamily.IPV6) {
            requireUsable(device, index, address);
        }
        return added;
    }

    /** The kernel has every IPv6 address once: whoever put it there may have chosen another prefix length, or DAD. */
    private void requireUsable(String device, int index, VirtualAddress address) throws IOException {
        for (InterfaceAddress own : rtnetlink.addresses(AddressFamily.IPV6, device, index)) {
            if (!own.address().equals(address.address())) {
                continue;
            }
            if (own.prefixLength() != address.prefixLength()) {
                throw new IOException(address + " on " + device + ": the address is there with prefix length "
                        + own.prefixLength() + "; remove it, as with ip address delete " + own.address() + "/"
                        + own.prefixLength() + " dev " + device);
            }
            if (own.isTentative()) {
                rtnetlink.removeAddress(device, index, address);
                rtnetlink.addAddress(device, index, address);
            }
        }
    }

    /**
     * Takes away exactly this address, and no other of its prefix with it. One thread at a time: another would find
     * promote_secondaries 1, and lose the other addresses when it is 0 again.
     *
     * @return false if it was not there, or the interface is not
     */
    public synchronized boolean remove(String device, VirtualAddress address) throws IOException {
        NetworkInterface networkInterface;
        try {
            networkInterface = rtnetlink.networkInterface(device);
        } catch (SystemCallException e) {
            if (Errno.ENODEV.is(e.errno())) {
                return false; // the addresses of an interface go with it
            }
            throw e;
        }
        int index = networkInterface.index();
        boolean promote = address.address().family() == AddressFamily.IPV4
                && !networkInterface.promotesSecondaries()
                && hasSecondaries(device, index, address);
        if (promote) {
            rtnetlink.promoteSecondaries(device, index, true);
        }
        try {
            return rtnetlink.removeAddress(device, index, address);
        } finally {
            if (promote) {
                rtnetlink.promoteSecondaries(device, index, false);
            }
        }
    }

    /** Whether the address is there, primary, and other addresses would go with it. */
    private boolean hasSecondaries(String device, int index, VirtualAddress virtual) throws IOException {
        List<InterfaceAddress> addresses = rtnetlink.addresses(AddressFamily.IPV4, device, index);
        return addresses.stream()
                .filter(own -> !own.isSecondary()
                        && own.address().equals(virtual.address())
                        && own.prefixLength() == virtual.prefixLength())
                .anyMatch(own -> addresses.stream().anyMatch(other -> other.isSecondary() && other.hasPrefixOf(own)));
    }
}
