package io.github.vrrp4j.examples.node.monitor;

/**
 * The filter of a live capture (pcap-filter(7)): what may hold a VRRP packet, so that the kernel drops the rest. Files need
 * none.
 */
final class CaptureFilter {

    /** Over IPv4, over IPv6, and behind one extension header with hop-by-hop or destination options. */
    static final String VRRP = "(ip proto 112 or ip6 proto 112 or ((ip6[6] = 0 or ip6[6] = 60) and ip6[40] = 112))";

    private CaptureFilter() {}

    static String of(LinkType linkType) {
        return switch (linkType) {
            // "vlan" moves all that stands behind it by a tag, hence the order. Behind two, everything: that is rare.
            case ETHERNET -> VRRP + " or (vlan and (" + VRRP + " or vlan))";
            // Here the kernel takes the tag off.
            case LINUX_COOKED, LINUX_COOKED_V2, RAW_IP -> VRRP;
        };
    }
}
