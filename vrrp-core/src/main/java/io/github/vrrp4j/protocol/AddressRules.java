package io.github.vrrp4j.protocol;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which addresses of a {@link VirtualRouterConfig} go together. */
final class AddressRules {

    private AddressRules() {}

    /**
     * Checks all of them.
     *
     * @throws IllegalArgumentException saying what is wrong, and what is allowed
     */
    static void check(Version version, List<VirtualAddress> addresses, @Nullable UnicastPeers peers, HostConfig host) {
        requireAddresses(version, addresses);
        requireExcluded(addresses, host.excludedAddresses());
        requireSource(addresses, peers, host.sourceAddress());
    }

    private static void requireAddresses(Version version, List<VirtualAddress> addresses) {
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("a virtual router needs at least one virtual address (RFC 5798 §5.2.5)");
        }
        if (addresses.size() > Advertisement.MAX_ADDRESSES) {
            throw new IllegalArgumentException(addresses.size() + " virtual addresses are more than the "
                    + Advertisement.MAX_ADDRESSES + " that one advertisement can carry (RFC 5798 §5.2.5)");
        }
        AddressFamily family = addresses.get(0).address().family();
        if (version.sendsV2() && family == AddressFamily.IPV6) {
            throw new IllegalArgumentException("VRRPv2 does not carry IPv6 addresses such as " + addresses.get(0)
                    + ": use version 3 (RFC 3768 §5.3.9)");
        }
        Set<IpAddress> seen = new HashSet<>();
        for (VirtualAddress virtual : addresses) {
            if (virtual.address().family() != family) { // R-5.2.9-01
                throw new IllegalArgumentException("IPv4 and IPv6 addresses in one virtual router ("
                        + addresses.get(0) + ", " + virtual + "): configure one for each, the VRID may be the same"
                        + " (RFC 5798 §5.2.9)");
            }
            if (!seen.add(virtual.address())) {
                throw new IllegalArgumentException("virtual address " + virtual.address() + " stands twice");
            }
        }
        if (family == AddressFamily.IPV6 && !addresses.get(0).address().isIpv6LinkLocal()) { // R-5.2.9-02
            throw new IllegalArgumentException("the first IPv6 virtual address " + addresses.get(0)
                    + " is not link-local, fe80::/10 (RFC 9568 §5.2.9)");
        }
    }

    private static void requireExcluded(List<VirtualAddress> addresses, List<VirtualAddress> excluded) {
        Set<IpAddress> seen = new HashSet<>();
        addresses.forEach(virtual -> seen.add(virtual.address()));
        for (VirtualAddress virtual : excluded) {
            if (!seen.add(virtual.address())) {
                throw new IllegalArgumentException("excluded address " + virtual.address() + " stands twice");
            }
        }
    }

    private static void requireSource(
            List<VirtualAddress> addresses, @Nullable UnicastPeers peers, @Nullable IpAddress source) {
        AddressFamily family = addresses.get(0).address().family();
        if (source != null && source.family() != family) {
            throw new IllegalArgumentException("source address " + source + " is not " + family);
        }
        if (source != null && contains(addresses, source)) {
            throw new IllegalArgumentException("source address " + source + " is a virtual address, which moves");
        }
        if (peers == null) {
            return;
        }
        for (IpAddress peer : peers.addresses()) {
            if (peer.family() != family) {
                throw new IllegalArgumentException("unicast peer " + peer + " is not " + family);
            }
            if (peer.equals(source)) {
                throw new IllegalArgumentException(
                        "unicast peer " + peer + " is the source address of this router itself");
            }
            if (contains(addresses, peer)) {
                throw new IllegalArgumentException(
                        "unicast peer " + peer + " is a virtual address; name the peer's own address");
            }
        }
    }

    /** Whether an address is among them, whatever its prefix length. Does not allocate. */
    static boolean contains(List<VirtualAddress> addresses, IpAddress address) {
        for (VirtualAddress virtual : addresses) {
            if (virtual.address().equals(address)) {
                return true;
            }
        }
        return false;
    }
}
