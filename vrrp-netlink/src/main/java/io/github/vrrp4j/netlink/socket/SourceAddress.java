package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.netlink.route.InterfaceAddress;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The choice of the address that advertisements come from. */
final class SourceAddress {

    private SourceAddress() {}

    /**
     * For IPv4 the first primary address that is not virtual (R-5.1.1.1-01); failing that, the first secondary one that is
     * not. A virtual address that a crash left behind may stand first, and even make the interface's own address a secondary
     * one.
     *
     * <p>For IPv6 the first link-local address that is not virtual and not tentative (R-5.1.2.1-01), preferably one that is
     * not deprecated.
     *
     * @param addresses in the kernel's order, of one family
     * @return null if there is none
     */
    static @Nullable IpAddress choose(List<InterfaceAddress> addresses, Predicate<IpAddress> virtual) {
        IpAddress secondChoice = null;
        for (InterfaceAddress candidate : addresses) {
            boolean ipv6 = candidate.address().family() == AddressFamily.IPV6;
            if (virtual.test(candidate.address())
                    || (ipv6 && (!candidate.address().isIpv6LinkLocal() || candidate.isTentative()))) {
                continue;
            }
            if (ipv6 ? !candidate.isDeprecated() : !candidate.isSecondary()) {
                return candidate.address();
            }
            if (secondChoice == null) {
                secondChoice = candidate.address();
            }
        }
        return secondChoice;
    }

    /**
     * The address that was asked for, wherever on the host it is; a link-local one on the interface.
     *
     * @param addresses of one family and of all interfaces
     * @return null if it is not there, or not usable yet
     */
    static @Nullable IpAddress find(IpAddress wanted, List<InterfaceAddress> addresses, int interfaceIndex) {
        return addresses.stream()
                        .anyMatch(each -> each.address().equals(wanted)
                                && !(wanted.family() == AddressFamily.IPV6 && each.isTentative())
                                && !(wanted.isIpv6LinkLocal() && each.interfaceIndex() != interfaceIndex))
                ? wanted
                : null;
    }

    /** What stands in the way where {@link #choose} finds nothing, and how to mend it. */
    static String whyNone(
            AddressFamily family,
            String interfaceName,
            List<InterfaceAddress> addresses,
            Predicate<IpAddress> virtual) {
        String problem = family == AddressFamily.IPV4
                ? whyNoIpv4(interfaceName, addresses)
                : ownLinkLocal(addresses, virtual)
                        .map(own -> whyNot(interfaceName, own))
                        .orElseGet(() -> whyNoLinkLocal(interfaceName, addresses));
        return "no source address for advertisements on " + interfaceName + ": " + problem;
    }

    private static String whyNoIpv4(String interfaceName, List<InterfaceAddress> addresses) {
        return "it has " + (addresses.isEmpty() ? "no IPv4 address" : "virtual addresses only")
                + "; add one of its own, as with ip address add ADDRESS/PREFIXLEN dev " + interfaceName;
    }

    private static String whyNot(String interfaceName, InterfaceAddress own) {
        if (own.isDuplicate()) {
            return "another host on the link has its link-local address " + own.address()
                    + " too (dadfailed); give one of them another, then ip link set " + interfaceName + " down and up";
        }
        return "its link-local address " + own.address()
                + " is still tentative, that is, checked for duplicates on the link (RFC 4862); try again when"
                + " ip -6 address show dev " + interfaceName + " does not say tentative any more";
    }

    private static String whyNoLinkLocal(String interfaceName, List<InterfaceAddress> addresses) {
        boolean onlyVirtual = addresses.stream().anyMatch(each -> each.address().isIpv6LinkLocal());
        return "it has no IPv6 link-local address" + (onlyVirtual ? " but virtual ones" : "")
                + "; ip link show dev " + interfaceName
                + " must say LOWER_UP and sysctl net.ipv6.conf." + interfaceName
                + ".disable_ipv6 0, or add one, as with ip address add fe80::1/64 dev " + interfaceName;
    }

    /** The most promising one: not a duplicate if there is another. */
    private static Optional<InterfaceAddress> ownLinkLocal(
            List<InterfaceAddress> addresses, Predicate<IpAddress> virtual) {
        List<InterfaceAddress> own = addresses.stream()
                .filter(each -> each.address().isIpv6LinkLocal() && !virtual.test(each.address()))
                .toList();
        return own.stream()
                .filter(each -> !each.isDuplicate())
                .findFirst()
                .or(() -> own.stream().findFirst());
    }
}
