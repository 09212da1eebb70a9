package io.github.vrrp4j.examples.node.monitor;

import java.util.HexFormat;

/** IP packets in hexadecimal digits: VRID 10, priority 100, interval 1 s. */
final class Packets {

    /** VRRPv3 from 192.0.2.2 for 192.0.2.1, with the pseudo-header in the checksum. */
    static final String IPV4 = "45c0002000000000ff701899c0000202e0000012310a6401006405fdc0000201";

    /** The same with priority 0. */
    static final String IPV4_RESIGNING = "45c0002000000000ff701899c0000202e0000012310a0001006469fdc0000201";

    /** VRRPv2 from 192.0.2.2 for 192.0.2.1. */
    static final String IPV4_VERSION_2 =
            "45c0002800000000ff701891c0000202e0000012210a64010001b8f1c00002010000000000000000";

    /** Behind an IPv4 header with the option Router Alert. */
    static final String IPV4_OPTIONS = "46c0002400000000ff708390c0000202e000001294040000310a64010064a88ec0000201";

    /** The octets of the VRRPv3 message over IPv6. */
    static final String IPV6_MESSAGE =
            "310a640200644023fe80000000000000000000000000000120010db8000000000000000000000001";

    static final String IPV6_ADDRESSES = "fe800000000000000000000000000002ff020000000000000000000000000012";

    /** VRRPv3 from fe80::2 for fe80::1 and 2001:db8::1. */
    static final String IPV6 = "6c000000002870ff" + IPV6_ADDRESSES + IPV6_MESSAGE;

    /** The MAC addresses of an Ethernet header. */
    static final String MACS = "01005e00001200005e00010a";

    private Packets() {}

    static byte[] octets(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
