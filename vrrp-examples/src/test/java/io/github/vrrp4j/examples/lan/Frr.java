package io.github.vrrp4j.examples.lan;

import io.github.vrrp4j.netlink.testing.Finished;
import io.github.vrrp4j.netlink.testing.RunningProgram;
import java.util.List;
import java.util.stream.Collectors;

/**
 * FRR's vrrpd with one virtual router of one family. Its addresses stand on a macvlan interface with the virtual MAC address,
 * which zebra, FRR's other daemon here, takes up and down.
 */
final class Frr implements Router {

    private static final String DAEMONS = "/usr/lib/frr/";

    /** Of the macvlan interface: without one, vrrpd does not advertise over IPv6. */
    static final String LINK_LOCAL = "fe80::f";

    private final RunningProgram vrrpd;

    private Frr(RunningProgram vrrpd) {
        this.vrrpd = vrrpd;
    }

    /** The virtual MAC address of its frames. */
    static String mac(boolean ipv6) {
        return Lan.virtualMac(ipv6);
    }

    static Frr start(Host host, Settings settings) {
        if (!host.namespace().ip("-o link show").contains("vrrp0@")) {
            addMacvlan(host, settings.addresses());
            startDaemon(host, "zebra", "");
            Lan.await(
                    "zebra listens",
                    () -> host.directory().resolve("zserv.api").toFile().exists());
        }
        String lines = settings.addresses().stream()
                .map(address -> address.replaceAll("/.*", ""))
                .map(address -> " vrrp " + Lan.VRID + (isIpv6(address) ? " ipv6 " : " ip ") + address)
                .collect(Collectors.joining("\n"));
        return new Frr(
                startDaemon(host, "vrrpd", """
                debug vrrp protocol
                interface eth0
                 vrrp %1$d version 3
                 vrrp %1$d priority %2$d
                 vrrp %1$d advertisement-interval %3$d
                %4$s
                """.formatted(Lan.VRID, settings.priority(), settings.intervalMs(), lines)));
    }

    private static boolean isIpv6(String address) {
        return address.contains(":");
    }

    private static void addMacvlan(Host host, List<String> addresses) {
        boolean ipv6 = isIpv6(addresses.get(0));
        host.namespace().ip("link add vrrp0 link eth0 address " + mac(ipv6) + " type macvlan mode bridge");
        host.namespace().ip("link set vrrp0 up");
        // Or eth0 would answer ARP for the virtual address too, with its own MAC address.
        host.namespace().exec("sysctl", "-qw", "net.ipv4.conf.all.arp_ignore=1").requireSuccess();
        addresses.forEach(
                address -> host.namespace().ip("address add " + address + " dev vrrp0" + (ipv6 ? " nodad" : "")));
        if (ipv6) { // the one that came last is the source
            host.namespace().ip("address add " + LINK_LOCAL + "/64 dev vrrp0 nodad");
        }
    }

    private static RunningProgram startDaemon(Host host, String name, String config) {
        // They drop to a user of their own, who writes pid file and sockets there.
        Finished.of("chown", "frr", host.directory().toString()).requireSuccess();
        Finished.of("chmod", "755", host.directory() + "/..").requireSuccess();
        return host.namespace()
                .spawn(
                        DAEMONS + name,
                        "--log=stdout",
                        "--log-level=debugging",
                        "--vty_port=0",
                        "--vty_socket=" + host.directory(),
                        "--socket=" + host.directory().resolve("zserv.api"),
                        "--pid_file=" + host.directory().resolve(name + ".pid"),
                        "--config_file=" + host.write(name + ".conf", config));
    }

    @Override
    public void awaitBackup() {
        vrrpd.awaitLine(line -> line.contains("Initialize -> Backup"), Lan.SOON);
    }

    void awaitMaster() {
        vrrpd.awaitLine(line -> line.contains("Backup -> Master"), Lan.SOON);
    }

    /** SIGTERM: a master resigns. */
    void terminate() {
        vrrpd.terminate();
    }

    /** The virtual MAC address stays on the interface, as does the address, but switches learn from others where it is. */
    @Override
    public void kill() {
        Host.signal("KILL", vrrpd.pid());
        vrrpd.awaitEnd(Lan.SOON);
    }
}
