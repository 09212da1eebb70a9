package io.github.vrrp4j.packet;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What an ARP packet or a Neighbor Advertisement says: that somebody has an address.
 *
 * <p>Of ARP both requests and replies count, for whoever stands in one as the sender claims the address (RFC 5227 §2.1.1). A
 * Neighbor Advertisement counts if it passes the checks of RFC 4861 §7.1.2.
 *
 * @param address the address, assignable to one host
 * @param mac who has it: of ARP the sender's hardware address; of a Neighbor Advertisement the Target Link-Layer Address, or
 *     without that option the source of the frame
 */
public record AddressClaim(IpAddress address, MacAddress mac) {

    private static final int ETHERNET_SOURCE_OFFSET = 6;
    private static final int ETHER_TYPE_OFFSET = 12;
    private static final int PACKET_OFFSET = 14;

    private static final int ARP_LENGTH = 28;
    private static final int ARP_OPERATION_OFFSET = 6;
    private static final int ARP_SENDER_HARDWARE_OFFSET = 8;
    private static final int ARP_SENDER_PROTOCOL_OFFSET = 14;

    /** Hardware type 1 (Ethernet), protocol type 0x0800 (IPv4). */
    private static final int ARP_ETHERNET_IPV4 = 0x0001_0800;

    private static final short ARP_LENGTHS = 6 << Byte.SIZE | 4;
    private static final int ARP_REQUEST = 1;
    private static final int ARP_REPLY = 2;

    private static final int IPV6_HEADER_LENGTH = 40;
    private static final int PAYLOAD_LENGTH_OFFSET = 4;
    private static final int NEXT_HEADER_OFFSET = 6;
    private static final int HOP_LIMIT_OFFSET = 7;
    private static final int SOURCE_OFFSET = 8;
    private static final int DESTINATION_OFFSET = 24;

    private static final int NEXT_HEADER_ICMPV6 = 58;

    /** Of a packet that no router has forwarded. */
    private static final int HOP_LIMIT = 255;

    private static final int ADVERTISEMENT_LENGTH = 24;
    private static final int TARGET_OFFSET = 8;

    /** Type 136, Code 0. */
    private static final short NEIGHBOR_ADVERTISEMENT = (short) (136 << Byte.SIZE);

    private static final int OPTION_UNIT_LENGTH = 8;
    private static final int TARGET_LINK_LAYER_ADDRESS = 2;

    /**
     * Reads the frame of {@code length} octets at {@code offset} of a big-endian buffer, which holds them. Reads nothing
     * outside of it.
     *
     * @return null if it is something else, or broken
     */
    public static @Nullable AddressClaim read(ByteBuffer buffer, int offset, int length) {
        if (length < PACKET_OFFSET) {
            return null;
        }
        int packet = offset + PACKET_OFFSET;
        int packetLength = length - PACKET_OFFSET;
        return switch (Short.toUnsignedInt(buffer.getShort(offset + ETHER_TYPE_OFFSET))) {
            case ArpProbe.ETHER_TYPE -> readArp(buffer, packet, packetLength);
            case NeighborSolicitation.ETHER_TYPE ->
                readIpv6(buffer, packet, packetLength, MacAddress.read(buffer, offset + ETHERNET_SOURCE_OFFSET));
            default -> null;
        };
    }

    private static @Nullable AddressClaim readArp(ByteBuffer buffer, int packet, int length) {
        if (length < ARP_LENGTH
                || buffer.getInt(packet) != ARP_ETHERNET_IPV4
                || buffer.getShort(packet + Integer.BYTES) != ARP_LENGTHS) {
            return null;
        }
        int operation = Short.toUnsignedInt(buffer.getShort(packet + ARP_OPERATION_OFFSET));
        if (operation != ARP_REQUEST && operation != ARP_REPLY) {
            return null;
        }
        return of(
                IpAddress.read(AddressFamily.IPV4, buffer, packet + ARP_SENDER_PROTOCOL_OFFSET),
                MacAddress.read(buffer, packet + ARP_SENDER_HARDWARE_OFFSET));
    }

    /** The sender of an ARP probe has no address, and claims none. */
    private static @Nullable AddressClaim of(IpAddress address, MacAddress mac) {
        return address.isAssignableUnicast() ? new AddressClaim(address, mac) : null;
    }

    private static @Nullable AddressClaim readIpv6(ByteBuffer buffer, int packet, int length, MacAddress frameSource) {
        if (length < IPV6_HEADER_LENGTH + ADVERTISEMENT_LENGTH
                || buffer.get(packet) >>> 4 != 6
                || Byte.toUnsignedInt(buffer.get(packet + NEXT_HEADER_OFFSET)) != NEXT_HEADER_ICMPV6
                || Byte.toUnsignedInt(buffer.get(packet + HOP_LIMIT_OFFSET)) != HOP_LIMIT) {
            return null;
        }
        int icmpv6 = packet + IPV6_HEADER_LENGTH;
        int icmpv6Length = Short.toUnsignedInt(buffer.getShort(packet + PAYLOAD_LENGTH_OFFSET));
        if (icmpv6Length < ADVERTISEMENT_LENGTH
                || icmpv6Length > length - IPV6_HEADER_LENGTH
                || buffer.getShort(icmpv6) != NEIGHBOR_ADVERTISEMENT
                || !isChecksumRight(buffer, packet, icmpv6, icmpv6Length)) {
            return null;
        }
        MacAddress mac = targetMac(buffer, icmpv6 + ADVERTISEMENT_LENGTH, icmpv6 + icmpv6Length, frameSource);
        return mac == null ? null : of(IpAddress.read(AddressFamily.IPV6, buffer, icmpv6 + TARGET_OFFSET), mac);
    }

    private static boolean isChecksumRight(ByteBuffer buffer, int packet, int icmpv6, int icmpv6Length) {
        long pseudoHeader = Checksum.pseudoHeaderSum(
                buffer.getLong(packet + SOURCE_OFFSET),
                buffer.getLong(packet + SOURCE_OFFSET + Long.BYTES),
                buffer.getLong(packet + DESTINATION_OFFSET),
                buffer.getLong(packet + DESTINATION_OFFSET + Long.BYTES),
                NEXT_HEADER_ICMPV6,
                icmpv6Length);
        return Checksum.fold(pseudoHeader + Checksum.sum(buffer, icmpv6, icmpv6Length)) == Checksum.VALID_SUM;
    }

    /** Walks the options (RFC 4861 §4.6); null if one of them is broken. */
    private static @Nullable MacAddress targetMac(ByteBuffer buffer, int options, int end, MacAddress without) {
        MacAddress mac = without;
        int option = options;
        while (option < end) {
            int length =
                    end - option < Short.BYTES ? 0 : Byte.toUnsignedInt(buffer.get(option + 1)) * OPTION_UNIT_LENGTH;
            if (length == 0 || length > end - option) {
                return null;
            }
            if (buffer.get(option) == TARGET_LINK_LAYER_ADDRESS && length == OPTION_UNIT_LENGTH) {
                mac = MacAddress.read(buffer, option + Short.BYTES);
            }
            option += length;
        }
        return mac;
    }
}
