package io.github.vrrp4j.packet;

import java.nio.ByteBuffer;

/**
 * The unsolicited Neighbor Advertisement that tells the neighbours on an Ethernet who holds an IPv6 address now (RFC
 * 5798 §6.4.1, R-8.2.2-06; layout RFC 4861 §4.4): to all nodes, Solicited clear, Override set, Router as given, with the Target
 * Link-Layer Address option.
 */
public final class UnsolicitedNeighborAdvertisement {

    /** The octets of the frame: Ethernet, IPv6 and ICMPv6 headers and the option. */
    public static final int FRAME_LENGTH = 86;

    /** The EtherType of IPv6. */
    public static final int ETHER_TYPE = 0x86dd;

    private static final IpAddress ALL_NODES = new IpAddress(AddressFamily.IPV6, 0xff02_0000_0000_0000L, 1);

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

    private static final int ICMPV6_LENGTH = FRAME_LENGTH - ICMPV6_OFFSET;
    private static final int NEXT_HEADER_ICMPV6 = 58;
    private static final int TYPE_NEIGHBOR_ADVERTISEMENT = 136;
    private static final int FLAG_ROUTER = 0x8000_0000;
    private static final int FLAG_OVERRIDE = 0x2000_0000;
    private static final short TARGET_LINK_LAYER_ADDRESS_OF_8_OCTETS = 2 << Byte.SIZE | 1;

    private UnsolicitedNeighborAdvertisement() {}

    /**
     * Writes the frame at {@code offset} of a big-endian buffer.
     *
     * @param mac the MAC address that now answers for {@code address}
     * @param source the IPv6 source address
     * @param address the IPv6 address that is announced
     * @param router whether this host forwards, so that neighbours keep it as a router
     * @return {@link #FRAME_LENGTH}
     * @throws IndexOutOfBoundsException if the buffer is too small
     */
    public static int encode(
            ByteBuffer buffer, int offset, MacAddress mac, IpAddress source, IpAddress address, boolean router) {
        MacAddress.ofMulticastGroup(ALL_NODES).write(buffer, offset);
        mac.write(buffer, offset + ETHERNET_SOURCE_OFFSET);
        buffer.putShort(offset + ETHER_TYPE_OFFSET, (short) ETHER_TYPE);
        buffer.putInt(offset + IPV6_OFFSET, 6 << 28);
        buffer.putShort(offset + PAYLOAD_LENGTH_OFFSET, (short) ICMPV6_LENGTH);
        buffer.put(offset + NEXT_HEADER_OFFSET, (byte) NEXT_HEADER_ICMPV6);
        buffer.put(offset + HOP_LIMIT_OFFSET, (byte) 255);
        source.write(buffer, offset + SOURCE_OFFSET);
        ALL_NODES.write(buffer, offset + DESTINATION_OFFSET);
        buffer.putShort(offset + ICMPV6_OFFSET, (short) (TYPE_NEIGHBOR_ADVERTISEMENT << Byte.SIZE));
        buffer.putShort(offset + ICMPV6_CHECKSUM_OFFSET, (short) 0);
        buffer.putInt(offset + FLAGS_OFFSET, FLAG_OVERRIDE | (router ? FLAG_ROUTER : 0));
        address.write(buffer, offset + TARGET_OFFSET);
        buffer.putShort(offset + OPTION_OFFSET, TARGET_LINK_LAYER_ADDRESS_OF_8_OCTETS);
        mac.write(buffer, offset + OPTION_ADDRESS_OFFSET);
        long sum = Checksum.sum(buffer, offset + ICMPV6_OFFSET, ICMPV6_LENGTH)
                + Checksum.pseudoHeaderSum(
                        source.hi(), source.lo(), ALL_NODES.hi(), ALL_NODES.lo(), NEXT_HEADER_ICMPV6, ICMPV6_LENGTH);
        buffer.putShort(offset + ICMPV6_CHECKSUM_OFFSET, (short) ~Checksum.fold(sum));
        return FRAME_LENGTH;
    }
}
