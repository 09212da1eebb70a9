package io.github.vrrp4j.examples.lan;

import io.github.vrrp4j.netlink.testing.NetworkNamespace;
import java.util.List;

/**
 * A second segment behind two hosts of a {@link Lan}, which are routers between the two: they have {@code eth1} there, with
 * 198.51.100.1 and .2, fe80::1 and ::2, 2001:db8:1::1 and ::2. Its bridge is a host too, {@link #SERVER}. Close it before
 * the LAN.
 */
final class OutsideLan implements AutoCloseable {

    static final String SERVER = "198.51.100.3";
    static final String SERVER_IPV6 = "2001:db8:1::3";

    /** The virtual addresses here. */
    static final String VIRTUAL = "198.51.100.10";

    static final String VIRTUAL_IPV6 = "2001:db8:1::10";

    private final NetworkNamespace bridge = NetworkNamespace.create("out");

    /** Its routers forward; the server sends what is for the LAN to the virtual address. */
    OutsideLan(Lan lan) {
        try {
            bridge.ip("link add br0 type bridge forward_delay 0 mcast_snooping 0");
            bridge.exec("sysctl", "-qw", "net.ipv4.conf.all.rp_filter=0", "net.ipv6.conf.all.disable_ipv6=0")
                    .requireSuccess();
            bridge.ip("link set br0 up");
            connect(lan.a, 1);
            connect(lan.b, 2);
            bridge.ip("address add " + SERVER + "/24 dev br0");
            bridge.ip("address add " + SERVER_IPV6 + "/64 dev br0 nodad");
            bridge.ip("route add 192.0.2.0/24 via " + VIRTUAL);
            bridge.ip("route add 2001:db8::/64 via " + VIRTUAL_IPV6);
        } catch (RuntimeException e) {
            bridge.close();
            throw e;
        }
    }

    private void connect(Host host, int number) {
        NetworkNamespace namespace = host.namespace();
        namespace.connect("eth1", bridge, port(host));
        bridge.ip("link set " + port(host) + " master br0");
        for (String address : List.of(
                "198.51.100." + number + "/24",
                "fe80::" + number + "/64 nodad",
                "2001:db8:1::" + number + "/64 nodad")) {
            namespace.ip("address add " + address + " dev eth1");
        }
        namespace
                .exec("sysctl", "-qw", "net.ipv4.ip_forward=1", "net.ipv6.conf.all.forwarding=1")
                .requireSuccess();
    }

    /** Pulls the cable of a host, which sees that. */
    void unplug(Host host) {
        bridge.ip("link set " + port(host) + " down");
    }

    /** Ends {@link #unplug}. */
    void plug(Host host) {
        bridge.ip("link set " + port(host) + " up");
    }

    private static String port(Host host) {
        return "port-" + host.name();
    }

    @Override
    public void close() {
        bridge.close();
    }
}
