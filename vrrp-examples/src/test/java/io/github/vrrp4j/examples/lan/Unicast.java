package io.github.vrrp4j.examples.lan;

import java.util.List;

/**
 * How routers find each other by unicast.
 *
 * @param family what they have in common
 * @param a the address of host a that counts
 * @param b that of host b
 */
record Unicast(Family family, String a, String b) {

    /** The kinds of addresses that advertisements can go between. */
    enum Family {
        IPV4,
        IPV6_LINK_LOCAL,
        IPV6_GLOBAL
    }

    static Unicast of(Family family) {
        return switch (family) {
            case IPV4 -> new Unicast(family, "192.0.2.1", "192.0.2.2");
            case IPV6_LINK_LOCAL -> new Unicast(family, "fe80::1", "fe80::2");
            case IPV6_GLOBAL -> new Unicast(family, "2001:db8::1", "2001:db8::2");
        };
    }

    String virtual() {
        return family == Family.IPV4 ? Lan.VIRTUAL : Lan.VIRTUAL_IPV6;
    }

    Lan lan() {
        return family == Family.IPV4 ? new Lan() : Lan.withIpv6();
    }

    Settings settings(int priority, int intervalMs) {
        Settings settings = Settings.of(priority, intervalMs);
        return family == Family.IPV4 ? settings : settings.ipv6();
    }

    String own(Host host) {
        return host.name().equals("a") ? a : b;
    }

    String other(Host host) {
        return host.name().equals("a") ? b : a;
    }

    Router start(Router.Program program, Host host, Settings settings) {
        return program == Router.Program.KEEPALIVED ? keepalived(host, settings) : node(host, settings);
    }

    Keepalived keepalived(Host host, Settings settings) {
        // Without unicast_ttl it sends IPv6 with the kernel's hop limit, 64.
        return Keepalived.start(
                host,
                settings,
                "unicast_src_ip " + own(host) + "\nunicast_ttl 255\nunicast_peer {\n" + other(host) + "\n}");
    }

    Node node(Host host, Settings settings) {
        return node(host, settings, List.of(other(host)));
    }

    Node node(Host host, Settings settings, List<String> peers) {
        String source = family == Family.IPV6_GLOBAL ? "    source-address: " + own(host) + "\n" : "";
        return Node.start(
                host,
                Node.config(settings, String.join(", ", settings.addresses())) + source + "    unicast-peers: ["
                        + String.join(", ", peers) + "]\n");
    }
}
