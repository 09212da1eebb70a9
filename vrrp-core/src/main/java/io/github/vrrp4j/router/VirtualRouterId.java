package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.AddressFamily;

/**
 * What tells one virtual router of a host from the others (RFC 5798 §5.2.9: an IPv4 and an IPv6 one may share a VRID).
 *
 * @param interfaceName the interface it advertises on
 * @param family the IP version of its addresses
 * @param vrid 1..255
 */
public record VirtualRouterId(String interfaceName, AddressFamily family, int vrid) {

    /** {@code vrid=51 if=eth0}, for IPv6 with {@code family=ipv6} behind it: how each log line begins. */
    @Override
    public String toString() {
        return "vrid=" + vrid + " if=" + interfaceName + (family == AddressFamily.IPV6 ? " family=ipv6" : "");
    }
}
