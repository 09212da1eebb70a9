package io.github.vrrp4j.examples.node.doctor;

import io.github.vrrp4j.netlink.InterfaceState;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The settings of sysctl(8) that decide whether virtual addresses work. */
final class SysctlChecks {
    private static final String SYSCTL = "sysctl";
    private static final String FILE = "/etc/sysctl.d/60-vrrp.conf";

    private static final int STRICT = 1;
    private static final int ARP_IGNORE_ALL = 8;

    private SysctlChecks() {}

    /**
     * ip_nonlocal_bind of one family.
     *
     * @param family ipv4 or ipv6
     */
    static Finding nonlocalBind(String family, boolean allowed) {
        String name = "net." + family + ".ip_nonlocal_bind";
        return allowed
                ? Finding.ok(SYSCTL, Finding.HOST, name + " is 1")
                : Finding.warn(
                        SYSCTL,
                        Finding.HOST,
                        name + " is 0: a service cannot bind a virtual address while this host is BACKUP",
                        set(name, 1));
    }

    /**
     * The settings of IPv4 on one interface.
     *
     * @param others the other interfaces of the host
     */
    static List<Finding> ipv4(WatchedInterface watched, Sysctls.Ipv4 values, Collection<InterfaceState> others) {
        List<Finding> findings = new ArrayList<>();
        String name = watched.name();
        boolean shared = others.stream().anyMatch(other -> sharesSubnet(watched, other));
        findings.add(
                values.rpFilter() == STRICT && shared
                        ? warn(
                                name,
                                "rp_filter is 1 (strict), and another interface is in the same subnet: advertisements"
                                        + " may be dropped here",
                                set(conf(name, "rp_filter"), 2))
                        : ok(name, "rp_filter is " + values.rpFilter()));
        findings.add(arpIgnore(name, values, shared));
        findings.add(
                shared && values.arpAnnounce() == 0
                        ? warn(
                                name,
                                "arp_announce is 0, and another interface is in the same subnet: its ARP requests may"
                                        + " come from a virtual address of this one",
                                set(conf(name, "arp_announce"), 2))
                        : ok(name, "arp_announce is " + values.arpAnnounce()));
        findings.add(
                shared && values.arpFilter() != 0
                        ? warn(
                                name,
                                "arp_filter is 1, and another interface is in the same subnet: this one may not answer"
                                        + " for its virtual addresses",
                                set(conf(name, "arp_filter"), 0) + "; of net.ipv4.conf.all.arp_filter too")
                        : ok(name, "arp_filter is " + values.arpFilter()));
        findings.add(promoteSecondaries(watched, values));
        return findings;
    }

    private static Finding arpIgnore(String name, Sysctls.Ipv4 values, boolean shared) {
        if (values.arpIgnore() == ARP_IGNORE_ALL) {
            return Finding.fail(
                    SYSCTL,
                    name,
                    "arp_ignore is 8: nobody gets an answer for a virtual address",
                    set(conf(name, "arp_ignore"), 1) + "; of net.ipv4.conf.all.arp_ignore too");
        }
        return shared && values.arpIgnore() == 0
                ? warn(
                        name,
                        "arp_ignore is 0, and another interface is in the same subnet: that one answers for the virtual"
                                + " addresses of this one too",
                        set(conf("all", "arp_ignore"), 1))
                : ok(name, "arp_ignore is " + values.arpIgnore());
    }

    private static boolean sharesSubnet(WatchedInterface watched, InterfaceState other) {
        return other.up()
                && !other.loopback()
                && watched.ownAddresses(AddressFamily.IPV4).stream()
                        .anyMatch(own -> other.addresses().stream()
                                .anyMatch(address -> own.address()
                                        .hasPrefixOf(
                                                address.address(),
                                                Math.min(own.prefixLength(), address.prefixLength()))));
    }

    /** The kernel takes secondary addresses away with their primary one, unless it may promote one of them. */
    private static Finding promoteSecondaries(WatchedInterface watched, Sysctls.Ipv4 values) {
        boolean secondary = watched.virtualRouters().stream()
                .map(VirtualRouterConfig::addresses)
                .flatMap(List::stream)
                .anyMatch(virtual -> watched.ownAddresses(AddressFamily.IPV4).stream()
                        .anyMatch(own -> own.prefixLength() == virtual.prefixLength()
                                && own.address().hasPrefixOf(virtual.address(), own.prefixLength())));
        return secondary && values.promoteSecondaries() == 0
                ? warn(
                        watched.name(),
                        "promote_secondaries is 0: who removes the interface's own address removes the virtual ones of"
                                + " the same prefix with it",
                        set(conf(watched.name(), "promote_secondaries"), 1))
                : ok(watched.name(), "promote_secondaries is " + values.promoteSecondaries());
    }

    /** The settings of IPv6 on one interface, where a virtual router needs them. */
    static List<Finding> ipv6(WatchedInterface watched, Sysctls.Ipv6 values) {
        String name = watched.name();
        if (values.disabled()) {
            return List.of(Finding.fail(
                    SYSCTL,
                    name,
                    "disable_ipv6 is 1: IPv6 is off",
                    set("net.ipv6.conf." + written(name) + ".disable_ipv6", 0)));
        }
        Finding acceptDad = values.acceptDad() == 2
                ? warn(
                        name,
                        "accept_dad is 2: another host with the same link-local address switches IPv6 off here",
                        set("net.ipv6.conf." + written(name) + ".accept_dad", 1)
                                + "; of net.ipv6.conf.all.accept_dad too")
                : ok(name, "accept_dad is " + values.acceptDad());
        return List.of(ok(name, "disable_ipv6 is 0"), acceptDad);
    }

    private static Finding ok(String interfaceName, String text) {
        return Finding.ok(SYSCTL, interfaceName, text);
    }

    private static Finding warn(String interfaceName, String text, String remedy) {
        return Finding.warn(SYSCTL, interfaceName, text, remedy);
    }

    /** The name of a setting of IPv4 on one interface. */
    static String conf(String interfaceName, String setting) {
        return "net.ipv4.conf." + written(interfaceName) + "." + setting;
    }

    /** sysctl(8) takes a slash for a dot that separates nothing. */
    private static String written(String interfaceName) {
        return interfaceName.replace('.', '/');
    }

    /** The remedy that sets it, now and for ever. */
    static String set(String name, int value) {
        return "sysctl -w " + name + "=" + value + "; to keep it: echo '" + name + " = " + value + "' >> " + FILE;
    }
}
