package io.github.vrrp4j.examples.lan;

import java.util.List;

/**
 * How a router takes part.
 *
 * @param priority 1..254, or 255 for the owner
 * @param intervalMs its advertisement interval in milliseconds, a multiple of 10
 * @param preempts Preempt_Mode
 * @param version {@code 3}, {@code 2} or {@code 2+3}; keepalived takes the first of them
 * @param addresses the virtual addresses with their prefix lengths
 * @param virtualMac whether they have the virtual router MAC address; FRR's always have
 */
record Settings(
        int priority, int intervalMs, boolean preempts, String version, List<String> addresses, boolean virtualMac) {

    private static final List<String> IPV4 = List.of(Lan.VIRTUAL + "/24");
    private static final List<String> IPV6 = List.of(Lan.VIRTUAL_LINK_LOCAL + "/64", Lan.VIRTUAL_IPV6 + "/64");

    static Settings of(int priority, int intervalMs) {
        return new Settings(priority, intervalMs, true, "3", IPV4, false);
    }

    Settings version(String version) {
        return new Settings(priority, intervalMs, preempts, version, addresses, virtualMac);
    }

    Settings withoutPreempting() {
        return new Settings(priority, intervalMs, false, version, addresses, virtualMac);
    }

    Settings ipv6() {
        return new Settings(priority, intervalMs, preempts, version, IPV6, virtualMac);
    }

    Settings withVirtualMac() {
        return new Settings(priority, intervalMs, preempts, version, addresses, true);
    }
}
