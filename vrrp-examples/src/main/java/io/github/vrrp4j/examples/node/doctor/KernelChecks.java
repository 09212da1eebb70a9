package io.github.vrrp4j.examples.node.doctor;

import io.github.vrrp4j.packet.AddressFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the kernel must be able to do. */
final class KernelChecks {
    private static final String MACVLAN = "macvlan";

    private KernelChecks() {}

    /**
     * The families that the kernel knows.
     *
     * @param known those that it knows
     * @param needed those that some virtual router needs
     */
    static List<Finding> families(Set<AddressFamily> known, Set<AddressFamily> needed) {
        List<Finding> findings = new ArrayList<>();
        for (AddressFamily family : AddressFamily.values()) {
            String check = family == AddressFamily.IPV4 ? "ipv4" : "ipv6";
            if (known.contains(family)) {
                findings.add(Finding.ok(check, Finding.HOST, "the kernel has it"));
            } else if (needed.contains(family)) {
                findings.add(Finding.fail(
                        check,
                        Finding.HOST,
                        "the kernel does not have it",
                        "modprobe " + check + "; if the kernel was started with " + check
                                + ".disable=1, start it without"));
            } else {
                findings.add(Finding.ok(check, Finding.HOST, "the kernel does not have it, and nothing needs it"));
            }
        }
        return findings;
    }

    /**
     * Whether a macvlan can be made on an interface.
     *
     * @param problem why not; null if it can
     * @param needed whether a virtual router there has virtual-mac: true
     */
    static Finding macvlan(String interfaceName, @Nullable String problem, boolean needed) {
        if (problem == null) {
            return Finding.ok(MACVLAN, interfaceName, "one can be made, and deleted again");
        }
        return needed
                ? Finding.fail(
                        MACVLAN,
                        interfaceName,
                        "none can be made, which virtual-mac: true needs: " + problem,
                        "modprobe macvlan; some kernels and clouds do not have it, and no port of a bridge or bond can"
                                + " carry one: write virtual-mac: false into the file")
                : Finding.warn(
                        MACVLAN,
                        interfaceName,
                        "none can be made, which a virtual router MAC address would need: " + problem,
                        "modprobe macvlan; some kernels and clouds do not have it: virtual routers run without");
    }
}
