package io.github.vrrp4j.packet;

import java.nio.ByteBuffer;

/**
 * The headers that carry a VRRP message to its group on an Ethernet (RFC 5798 §5.1), for whoever sends whole frames:
 *
 * <pre>
 *  0  destination (6)  source (6)  EtherType (2)
 * 14  IPv4 header (20, RFC 791, without options) or IPv6 header (40, RFC 8200)
 * 34 or 54  VRRP message
 * </pre>
 */
public final class AdvertisementFrame {

    /** The EtherType of IPv4. */
    public static final int ETHER_TYPE_IPV4 = 0x0800;

    /** The EtherType of IPv6. */
    public static final int ETHER_TYPE_IPV6 = 0x86dd;

    private static final int SOURCE_MAC_OFFSET = 6;
    private static final int ETHER_TYPE_OFFSET = 12;
    private static final int IP_OFFSET = 14;
    private static final int IPV4_HEADER_LENGTH = 20;
    private static final int IPV4_CHECKSUM_OFFSET = 10;

    /** DSCP CS6, network control (RFC 2474 §4.2.2.2), as it stands in the TOS or Traffic Class octet. */
    private static final int CS6 = 0xc0;

    private static final int VERSION_4_WITHOUT_OPTIONS = 0x45;

    private AdvertisementFrame() {}

    /** The octets before the message: 34 or 54. */
    public static int headersLength(AddressFamily family) {
        return IP_OFFSET + (family == AddressFamily.IPV4 ? IPV4_HEADER_LENGTH : Ipv6Header.LENGTH);
    }

    /** The EtherType of a family. */
    public static int etherType(AddressFamily family) {
        return family == AddressFamily.IPV4 ? ETHER_TYPE_IPV4 : ETHER_TYPE_IPV6;
    }

    /**
     * Writes all headers at {@code offset} of a big-endian buffer; the message belongs right behind them. Never fragmented;
     * class CS6. Does not allocate.
     *
     * @param to the destination on the Ethernet
     * @param from the source on the Ethernet (R-7.2-03)
     * @param source the source in the IP header; its family is that of the frame
     * @param destination the destination in the IP header, of the same family
     * @param hopLimit TTL or Hop Limit: 255 in what a router sends (R-5.1.1.3-01, R-5.1.2.3-01)
     * @param messageLength the octets of the message
     * @return the octets written: {@link #headersLength}
     * @throws IndexOutOfBoundsException if the buffer is too small
     */
    public static int encodeHeaders(
            ByteBuffer buffer,
            int offset,
            MacAddress to,
            MacAddress from,
            IpAddress source,
            IpAddress destination,
            int hopLimit,
            int messageLength) {
        AddressFamily family = source.family();
        to.write(buffer, offset);
        from.write(buffer, offset + SOURCE_MAC_OFFSET);
        buffer.putShort(offset + ETHER_TYPE_OFFSET, (short) etherType(family));
        if (family == AddressFamily.IPV4) {
            ipv4Header(buffer, offset + IP_OFFSET, source, destination, hopLimit, messageLength);
        } else {
            ipv6Header(buffer, offset + IP_OFFSET, source, destination, hopLimit, messageLength);
        }
        return headersLength(family);
    }

    private static void ipv4Header(
            ByteBuffer buffer, int offset, IpAddress source, IpAddress destination, int hopLimit, int messageLength) {
        buffer.put(offset, (byte) VERSION_4_WITHOUT_OPTIONS).put(offset + 1, (byte) CS6);
        buffer.putShort(offset + Ipv4Header.TOTAL_LENGTH_OFFSET, (short) (IPV4_HEADER_LENGTH + messageLength));
        buffer.putInt(offset + 4, 0); // Identification, Flags, Fragment Offset
        buffer.put(offset + Ipv4Header.TTL_OFFSET, (byte) hopLimit).put(offset + 9, (byte) AdvertisementView.PROTOCOL);
        buffer.putShort(offset + IPV4_CHECKSUM_OFFSET, (short) 0);
        source.write(buffer, offset + Ipv4Header.SOURCE_OFFSET);
        destination.write(buffer, offset + Ipv4Header.DESTINATION_OFFSET);
        int checksum = ~Checksum.fold(Checksum.sum(buffer, offset, IPV4_HEADER_LENGTH));
        buffer.putShort(offset + IPV4_CHECKSUM_OFFSET, (short) checksum);
    }

    private static void ipv6Header(
            ByteBuffer buffer, int offset, IpAddress source, IpAddress destination, int hopLimit, int messageLength) {
        buffer.putInt(offset, 6 << 28 | CS6 << 20);
        buffer.putShort(offset + Ipv6Header.PAYLOAD_LENGTH_OFFSET, (short) messageLength);
        buffer.put(offset + Ipv6Header.NEXT_HEADER_OFFSET, (byte) AdvertisementView.PROTOCOL)
                .put(offset + Ipv6Header.HOP_LIMIT_OFFSET, (byte) hopLimit);
        source.write(buffer, offset + Ipv6Header.SOURCE_OFFSET);
        destination.write(buffer, offset + Ipv6Header.DESTINATION_OFFSET);
    }
}
