package io.github.vrrp4j.examples.node.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads sysctl(8) values of the network.
 *
 * @param root /proc/sys/net
 */
record Sysctls(Path root) {

    static Sysctls ofThisHost() {
        return new Sysctls(Path.of("/proc/sys/net"));
    }

    /** What the kernel goes by for IPv4 on one interface. */
    record Ipv4(int rpFilter, int arpIgnore, int arpAnnounce, int arpFilter, int promoteSecondaries) {}

    /** What the kernel goes by for IPv6 on one interface. */
    record Ipv6(boolean disabled, int acceptDad) {}

    /** Of each setting, the higher of {@code all} and the interface's counts (ip-sysctl of the kernel's documentation). */
    Ipv4 ipv4(String interfaceName) {
        return new Ipv4(
                higher("ipv4", interfaceName, "rp_filter"),
                higher("ipv4", interfaceName, "arp_ignore"),
                higher("ipv4", interfaceName, "arp_announce"),
                higher("ipv4", interfaceName, "arp_filter"),
                higher("ipv4", interfaceName, "promote_secondaries"));
    }

    Ipv6 ipv6(String interfaceName) {
        return new Ipv6(
                value("ipv6", "conf", interfaceName, "disable_ipv6") != 0, higher("ipv6", interfaceName, "accept_dad"));
    }

    /** Whether a program may bind an address that the host does not have. */
    boolean bindsNonlocal(String family) {
        return value(family, "ip_nonlocal_bind") != 0;
    }

    /** Whether the kernel has IPv4 or IPv6. */
    boolean has(String family) {
        return Files.isDirectory(root.resolve(family));
    }

    private int higher(String family, String interfaceName, String setting) {
        return Math.max(value(family, "conf", "all", setting), value(family, "conf", interfaceName, setting));
    }

    /** 0 if there is none. */
    private int value(String... path) {
        Path file = root;
        for (String part : path) {
            file = file.resolve(part);
        }
        try {
            return Integer.parseInt(Files.readString(file).strip());
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }
}
