package io.github.vrrp4j.examples.node.doctor;

import io.github.vrrp4j.netlink.InterfaceState;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an interface must be to carry advertisements. */
final class InterfaceChecks {
    private static final String INTERFACE = "interface";
    private static final String ADDRESS = "own-address";
    private static final String MTU = "mtu";

    private static final int VRRP_HEADER_LENGTH = 8;
    private static final int AUTH_DATA_LENGTH = 8;
    private static final int IPV4_HEADER_LENGTH = 20;
    private static final int IPV6_HEADER_LENGTH = 40;

    private final WatchedInterface watched;
    private final InterfaceState state;
    private final List<Finding> findings = new ArrayList<>();

    private InterfaceChecks(WatchedInterface watched, InterfaceState state) {
        this.watched = watched;
        this.state = state;
    }

    /**
     * Judges one interface.
     *
     * @param existing the names of all interfaces
     * @param ipv6Disabled whether a sysctl keeps IPv6 from it, which is told elsewhere
     */
    static List<Finding> judge(WatchedInterface watched, Collection<String> existing, boolean ipv6Disabled) {
        InterfaceState state = watched.state();
        if (state == null) {
            return List.of(Finding.fail(
                    INTERFACE,
                    watched.name(),
                    "there is no such interface; there are " + String.join(", ", existing),
                    "ip link show; then write one of these names into the file, or create the interface"));
        }
        InterfaceChecks checks = new InterfaceChecks(watched, state);
        checks.link();
        if (watched.families().contains(AddressFamily.IPV4) && watched.choosesSource(AddressFamily.IPV4)) {
            checks.ipv4Address();
        }
        if (watched.families().contains(AddressFamily.IPV6)
                && watched.choosesSource(AddressFamily.IPV6)
                && !ipv6Disabled) {
            checks.linkLocalAddress();
        }
        watched.virtualRouters().forEach(checks::mtu);
        return checks.findings;
    }

    private void link() {
        if (!state.up()) {
            fail(INTERFACE, "it is administratively down", "ip link set dev " + state.name() + " up");
        } else if (!state.carrier()) {
            fail(
                    INTERFACE,
                    "it is up, but has no carrier: nothing is connected to it",
                    "ip link show dev " + state.name()
                            + "; it must say LOWER_UP: plug the cable in, or bring the other end up");
        } else {
            ok(INTERFACE, "up, with carrier" + (state.mac() == null ? "" : ", " + state.mac()));
        }
        if (!state.multicast() && watched.needsMulticast()) {
            fail(INTERFACE, "it carries no multicast", "ip link set dev " + state.name() + " multicast on");
        }
    }

    private void ipv4Address() {
        List<InterfaceState.Address> own = watched.ownAddresses(AddressFamily.IPV4);
        if (own.isEmpty()) {
            fail(
                    ADDRESS,
                    "no IPv4 address of its own, which advertisements come from",
                    "ip address add ADDRESS/PREFIXLEN dev " + state.name() + "; an address that no other host has");
        } else {
            ok(ADDRESS, text(own.get(0)));
        }
    }

    private static String text(InterfaceState.Address address) {
        return address.address() + "/" + address.prefixLength();
    }

    private void linkLocalAddress() {
        IpAddress usable = watched.usableLinkLocal();
        if (usable != null) {
            ok(ADDRESS, usable + ", usable");
            return;
        }
        InterfaceState.Address found = watched.ownAddresses(AddressFamily.IPV6).stream()
                .filter(each -> each.address().isIpv6LinkLocal())
                .findFirst()
                .orElse(null);
        if (found == null) {
            fail(
                    ADDRESS,
                    "no IPv6 link-local address of its own, which advertisements come from",
                    addLinkLocal(state.mac()));
        } else if (found.duplicate()) {
            fail(
                    ADDRESS,
                    "another host on the link has its link-local address " + found.address() + " too (dadfailed)",
                    "ip address delete " + text(found) + " dev " + state.name()
                            + "; then add another: ip address add fe80::HOST/64 dev " + state.name());
        } else {
            findings.add(Finding.warn(
                    ADDRESS,
                    state.name(),
                    "its link-local address " + found.address() + " is tentative: it is checked for duplicates, which"
                            + " takes a second or two while there is a carrier",
                    "ip -6 address show dev " + state.name() + "; try again when it does not say tentative any more"));
        }
    }

    /** The address that the kernel would have made (RFC 4291 appendix A), if it may be. */
    private String addLinkLocal(@Nullable MacAddress mac) {
        String address = mac == null ? "fe80::HOST" : IpAddress.linkLocal(mac).toString();
        return "ip address add " + address + "/64 dev " + state.name();
    }

    private void mtu(VirtualRouterConfig config) {
        boolean ipv4 = config.family() == AddressFamily.IPV4;
        int octets = (ipv4 ? IPV4_HEADER_LENGTH : IPV6_HEADER_LENGTH)
                + VRRP_HEADER_LENGTH
                + config.addresses().size() * config.family().addressLength()
                + (config.version().sendsV2() ? AUTH_DATA_LENGTH : 0);
        String subject = watched.subject(config.family(), config.vrid());
        String text = "advertisements of " + octets + " octets, MTU " + state.mtuOctets();
        findings.add(
                octets <= state.mtuOctets() || state.mtuOctets() == 0
                        ? Finding.ok(MTU, subject, text)
                        : Finding.fail(
                                MTU,
                                subject,
                                text,
                                "ip link set dev " + state.name() + " mtu " + octets
                                        + "; or move some of the addresses to another virtual router"));
    }

    private void ok(String check, String text) {
        findings.add(Finding.ok(check, state.name(), text));
    }

    private void fail(String check, String text, String remedy) {
        findings.add(Finding.fail(check, state.name(), text, remedy));
    }
}
