package io.github.vrrp4j.packet;

import java.nio.ByteBuffer;

/**
 * A Neighbor Solicitation or Neighbor Advertisement with one link-layer address option; they have the same layout (RFC 4861
 * §4.3, §4.4).
 */
final class NeighborDiscoveryFrame {

    /** The octets of the frame: Ethernet, IPv6 and ICMPv6 headers and the option. */
    static final int LENGTH = 86;

    /** The EtherType of IPv6. */
    static final int ETHER_TYPE = 0x86dd;

    private static final int ETHERNET_SOURCE_OFFSET = 6;
    private static final int ETHER_TYPE_OFFSET = 12;
    private static final int IPV6_OFFSET = 14;
    private static final int PAYLOAD_LENGTH_OFFSET = IPV6_OFFSET + 4;
    private static final int NEXT_HEADER_OFFSET = IPV6_OFFSET + 6;
    private static final int HOP_LIMIT_OFFSET = IPV6_OFFSET + 7;
    private static final int SOURCE_OFFSET = IPV6_OFFSET + 8;
    private static final int DESTINATION_OFFSET = IPV6_OFFSET + 24;
    private static final int ICMPV6_OFFSET = IPV6_OFFSET + 40;
    private static final int ICMPV6_CHECKSUM_OFFSET = ICMPV6_OFFSET + 2;
    private static final int FLAGS_OFFSET = ICMPV6_OFFSET + 4;
    private static final int TARGET_OFFSET = ICMPV6_OFFSET + 8;
    private static final int OPTION_OFFSET = ICMPV6_OFFSET + 24;
    private static final int OPTION_ADDRESS_OFFSET = OPTION_OFFSET + 2;

    private static final int ICMPV6_LENGTH = LENGTH - ICMPV6_OFFSET;
    private static final int NEXT_HEADER_ICMPV6 = 58;

    /** The length of the option, in units of 8 octets. */
    private static final int OPTION_LENGTH = 1;

    private NeighborDiscoveryFrame() {}

    /**
     * Writes the frame at {@code offset} of a big-endian buffer, to the MAC address of the group.
     *
     * @param type of the ICMPv6 message
     * @param flags the four octets before the target
     * @param optionType whose address {@code mac} is
     * @param group the destination
     */
    static void encode(
            ByteBuffer buffer,
            int offset,
            int type,
            int flags,
            int optionType,
            MacAddress mac,
            IpAddress source,
            IpAddress group,
            IpAddress target) {
        MacAddress.ofMulticastGroup(group).write(buffer, offset);
        mac.write(buffer, offset + ETHERNET_SOURCE_OFFSET);
        buffer.putShort(offset + ETHER_TYPE_OFFSET, (short) ETHER_TYPE);
        buffer.putInt(offset + IPV6_OFFSET, 6 << 28);
        buffer.putShort(offset + PAYLOAD_LENGTH_OFFSET, (short) ICMPV6_LENGTH);
        buffer.put(offset + NEXT_HEADER_OFFSET, (byte) NEXT_HEADER_ICMPV6);
        buffer.put(offset + HOP_LIMIT_OFFSET, (byte) 255);
        source.write(buffer, offset + SOURCE_OFFSET);
        group.write(buffer, offset + DESTINATION_OFFSET);
        buffer.putShort(offset + ICMPV6_OFFSET, (short) (type << Byte.SIZE));
        buffer.putShort(offset + ICMPV6_CHECKSUM_OFFSET, (short) 0);
        buffer.putInt(offset + FLAGS_OFFSET, flags);
        target.write(buffer, offset + TARGET_OFFSET);
        buffer.putShort(offset + OPTION_OFFSET, (short) (optionType << Byte.SIZE | OPTION_LENGTH));
        mac.write(buffer, offset + OPTION_ADDRESS_OFFSET);
        long sum = Checksum.sum(buffer, offset + ICMPV6_OFFSET, ICMPV6_LENGTH)
                + Checksum.pseudoHeaderSum(
                        source.hi(), source.lo(), group.hi(), group.lo(), NEXT_HEADER_ICMPV6, ICMPV6_LENGTH);
        buffer.putShort(offset + ICMPV6_CHECKSUM_OFFSET, (short) ~Checksum.fold(sum));
    }
}
