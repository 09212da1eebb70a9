package io.github.vrrp4j.netlink.route;

/**
 * A changed sysctl {@code net.ipv4.conf.NAME.SETTING}.
 *
 * @param interfaceName as it was called when the value was changed
 * @param interfaceIndex of the interface; it keeps that when its name changes
 * @param setting {@code arp_ignore} or {@code arp_announce}
 * @param original its value before
 * @param ours the value given to it
 */
public record InterfaceSysctl(String interfaceName, int interfaceIndex, String setting, int original, int ours) {

    /** The IPV4_DEVCONF_ number of the setting. */
    int number() {
        return switch (setting) {
            case "arp_ignore" -> LinkDetails.Ipv4Settings.ARP_IGNORE;
            case "arp_announce" -> LinkDetails.Ipv4Settings.ARP_ANNOUNCE;
            default -> throw new IllegalArgumentException("'" + setting + "' is not arp_ignore or arp_announce");
        };
    }
}
