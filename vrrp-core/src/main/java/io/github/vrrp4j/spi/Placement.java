package io.github.vrrp4j.spi;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.MacAddress;

/**
 * Where one virtual router puts its addresses, and how.
 *
 * @param interfaceName the interface on which it advertises
 * @param family of the addresses it advertises
 * @param vrid 1..255; with interface and family it names the virtual router
 * @param virtualMac whether the addresses answer with the virtual router's MAC address (RFC 5798 §7.3) and not with that of
 *     the interface
 * @param accept the Accept_Mode in force: whether the host takes packets that are addressed to the virtual addresses
 */
public record Placement(String interfaceName, AddressFamily family, int vrid, boolean virtualMac, boolean accept) {

    /** The virtual router's MAC address: 00-00-5E-00-01-{VRID} or 00-00-5E-00-02-{VRID} (R-7.3-01). */
    public MacAddress virtualMacAddress() {
        return MacAddress.ofVirtualRouter(family, vrid);
    }

    /** {@code eth0 IPV4 vrid 51}. */
    @Override
    public String toString() {
        return interfaceName + " " + family + " vrid " + vrid;
    }
}
