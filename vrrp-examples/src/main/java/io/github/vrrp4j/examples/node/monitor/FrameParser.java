package io.github.vrrp4j.examples.node.monitor;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.AdvertisementView;
import io.github.vrrp4j.packet.IpAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the VRRP message in a captured frame. Pure; never throws on any bytes.
 *
 * <pre>
 * Ethernet         destination 6, source 6, EtherType 2
 * Linux cooked v1  packet type 2, ARPHRD 2, address length 2, address 8, EtherType 2
 * Linux cooked v2  EtherType 2, reserved 2, interface index 4, ARPHRD 2, packet type 1, address length 1, address 8
 * VLAN tag         (behind an EtherType that says so) priority and VLAN ID 2, EtherType 2
 * </pre>
 */
final class FrameParser {

    /** More tags than this do not occur; it bounds the work for one frame. */
    static final int MAX_VLAN_TAGS = 8;

    /** More IPv6 extension headers than this do not occur. */
    static final int MAX_EXTENSION_HEADERS = 8;

    private static final int ETHERNET_TYPE_OFFSET = 12;
    private static final int COOKED_TYPE_OFFSET = 14;
    private static final int COOKED_V2_HEADER_LENGTH = 20;
    private static final int COOKED_V2_INTERFACE_INDEX_OFFSET = 4;

    private static final int ETHER_TYPE_IPV4 = 0x0800;
    private static final int ETHER_TYPE_IPV6 = 0x86dd;
    private static final int ETHER_TYPE_8021Q = 0x8100;
    private static final int ETHER_TYPE_8021AD = 0x88a8;

    /** Stacked tags before 802.1ad. */
    private static final int ETHER_TYPE_OLD_STACKED = 0x9100;

    private static final int VLAN_TAG_LENGTH = 4;
    private static final int VLAN_ID_MASK = 0x0fff;

    private static final int IPV4_MIN_HEADER_LENGTH = 20;
    private static final int IPV4_TOTAL_LENGTH_OFFSET = 2;
    private static final int IPV4_FRAGMENT_OFFSET = 6;
    private static final int IPV4_TTL_OFFSET = 8;
    private static final int IPV4_PROTOCOL_OFFSET = 9;
    private static final int IPV4_SOURCE_OFFSET = 12;
    private static final int IPV4_DESTINATION_OFFSET = 16;

    /** More Fragments, and the offset of a fragment. */
    private static final int IPV4_FRAGMENT_MASK = 0x3fff;

    private static final int IPV6_HEADER_LENGTH = 40;
    private static final int IPV6_PAYLOAD_LENGTH_OFFSET = 4;
    private static final int IPV6_NEXT_HEADER_OFFSET = 6;
    private static final int IPV6_HOP_LIMIT_OFFSET = 7;
    private static final int IPV6_SOURCE_OFFSET = 8;
    private static final int IPV6_DESTINATION_OFFSET = 24;
    private static final int IPV6_HOP_BY_HOP = 0;
    private static final int IPV6_DESTINATION_OPTIONS = 60;

    /** Extension headers come in units of this. */
    private static final int IPV6_EXTENSION_UNIT = 8;

    private final ByteBuffer frame;

    private FrameParser(ByteBuffer frame) {
        this.frame = frame;
    }

    /**
     * Looks for an IP packet of the protocol VRRP.
     *
     * @param frame in big-endian order, from 0 to its limit
     * @return empty for anything else, and for fragments
     */
    static Optional<IpPacket> parse(LinkType linkType, ByteBuffer frame) {
        FrameParser parser = new FrameParser(frame);
        return switch (linkType) {
            case ETHERNET -> parser.typeAndPayload(ETHERNET_TYPE_OFFSET);
            case LINUX_COOKED -> parser.typeAndPayload(COOKED_TYPE_OFFSET);
            case LINUX_COOKED_V2 -> parser.cookedV2();
            case RAW_IP -> parser.rawIp();
        };
    }

    private Optional<IpPacket> typeAndPayload(int typeOffset) {
        int payloadOffset = typeOffset + Short.BYTES;
        return holds(0, payloadOffset) ? payload(u16(typeOffset), payloadOffset, 0) : Optional.empty();
    }

    private Optional<IpPacket> cookedV2() {
        return holds(0, COOKED_V2_HEADER_LENGTH)
                ? payload(u16(0), COOKED_V2_HEADER_LENGTH, frame.getInt(COOKED_V2_INTERFACE_INDEX_OFFSET))
                : Optional.empty();
    }

    private Optional<IpPacket> rawIp() {
        if (!holds(0, 1)) {
            return Optional.empty();
        }
        int etherType = u8(0) >>> 4 == 4 ? ETHER_TYPE_IPV4 : ETHER_TYPE_IPV6;
        return payload(etherType, 0, 0);
    }

    private Optional<IpPacket> payload(int firstEtherType, int firstOffset, int interfaceIndex) {
        int etherType = firstEtherType;
        int offset = firstOffset;
        List<Integer> vlanIds = new ArrayList<>();
        for (int tags = 0; isVlanTag(etherType); tags++) {
            if (tags == MAX_VLAN_TAGS || !holds(offset, VLAN_TAG_LENGTH)) {
                return Optional.empty();
            }
            int vlanId = u16(offset) & VLAN_ID_MASK;
            if (vlanId != 0) {
                vlanIds.add(vlanId);
            }
            etherType = u16(offset + Short.BYTES);
            offset += VLAN_TAG_LENGTH;
        }
        IpPacket.Link link = new IpPacket.Link(interfaceIndex, List.copyOf(vlanIds));
        return switch (etherType) {
            case ETHER_TYPE_IPV4 -> ipv4(offset, link);
            case ETHER_TYPE_IPV6 -> ipv6(offset, link);
            default -> Optional.empty();
        };
    }

    private static boolean isVlanTag(int etherType) {
        return etherType == ETHER_TYPE_8021Q || etherType == ETHER_TYPE_8021AD || etherType == ETHER_TYPE_OLD_STACKED;
    }

    private Optional<IpPacket> ipv4(int offset, IpPacket.Link link) {
        if (!holds(offset, IPV4_MIN_HEADER_LENGTH)
                || u8(offset) >>> 4 != 4
                || u8(offset + IPV4_PROTOCOL_OFFSET) != AdvertisementView.PROTOCOL
                || (u16(offset + IPV4_FRAGMENT_OFFSET) & IPV4_FRAGMENT_MASK) != 0) {
            return Optional.empty();
        }
        int headerLength = (u8(offset) & 0x0f) * Integer.BYTES;
        int totalLength = u16(offset + IPV4_TOTAL_LENGTH_OFFSET);
        boolean sound = headerLength >= IPV4_MIN_HEADER_LENGTH && totalLength >= headerLength;
        int captured = frame.limit() - offset;
        return Optional.of(new IpPacket(
                link,
                AddressFamily.IPV4,
                IpAddress.read(AddressFamily.IPV4, frame, offset + IPV4_SOURCE_OFFSET),
                IpAddress.read(AddressFamily.IPV4, frame, offset + IPV4_DESTINATION_OFFSET),
                u8(offset + IPV4_TTL_OFFSET),
                Math.min(offset + headerLength, frame.limit()),
                sound ? Math.max(0, Math.min(totalLength, captured) - headerLength) : 0,
                sound && totalLength <= captured));
    }

    private Optional<IpPacket> ipv6(int offset, IpPacket.Link link) {
        if (!holds(offset, IPV6_HEADER_LENGTH) || u8(offset) >>> 4 != 6) {
            return Optional.empty();
        }
        int promisedEnd = offset + IPV6_HEADER_LENGTH + u16(offset + IPV6_PAYLOAD_LENGTH_OFFSET);
        int end = Math.min(promisedEnd, frame.limit());
        int nextHeader = u8(offset + IPV6_NEXT_HEADER_OFFSET);
        int message = offset + IPV6_HEADER_LENGTH;
        for (int headers = 0; nextHeader != AdvertisementView.PROTOCOL; headers++) {
            boolean options = nextHeader == IPV6_HOP_BY_HOP || nextHeader == IPV6_DESTINATION_OPTIONS;
            if (!options || headers == MAX_EXTENSION_HEADERS || end - message < IPV6_EXTENSION_UNIT) {
                return Optional.empty();
            }
            nextHeader = u8(message);
            message += (u8(message + 1) + 1) * IPV6_EXTENSION_UNIT;
        }
        return Optional.of(new IpPacket(
                link,
                AddressFamily.IPV6,
                IpAddress.read(AddressFamily.IPV6, frame, offset + IPV6_SOURCE_OFFSET),
                IpAddress.read(AddressFamily.IPV6, frame, offset + IPV6_DESTINATION_OFFSET),
                u8(offset + IPV6_HOP_LIMIT_OFFSET),
                Math.min(message, end),
                Math.max(0, end - message),
                promisedEnd <= frame.limit() && message <= end));
    }

    private boolean holds(int offset, int length) {
        return frame.limit() - offset >= length;
    }

    private int u8(int offset) {
        return Byte.toUnsignedInt(frame.get(offset));
    }

    private int u16(int offset) {
        return Short.toUnsignedInt(frame.getShort(offset));
    }
}
