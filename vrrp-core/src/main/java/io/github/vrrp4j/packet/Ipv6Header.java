package io.github.vrrp4j.packet;

import java.nio.ByteBuffer;

/** Where things stand in an IPv6 packet (RFC 8200 §3), and where the VRRP message in it begins. */
final class Ipv6Header {

    /** The octets of the fixed header. */
    static final int LENGTH = 40;

    static final int PAYLOAD_LENGTH_OFFSET = 4;
    static final int NEXT_HEADER_OFFSET = 6;
    static final int HOP_LIMIT_OFFSET = 7;
    static final int SOURCE_OFFSET = 8;
    static final int DESTINATION_OFFSET = 24;

    private static final int HOP_BY_HOP_OPTIONS = 0;
    private static final int DESTINATION_OPTIONS = 60;

    /** Extension headers count their length in units of 8 octets, without the first. */
    private static final int EXTENSION_UNIT = 8;

    /** RFC 8200 §4.1: Hop-by-Hop Options once, Destination Options twice at most. */
    private static final int MAX_EXTENSIONS = 3;

    private Ipv6Header() {}

    /**
     * The octets of payload that are extension headers, up to a VRRP message; -1 if there is no VRRP message, or the header
     * is broken.
     *
     * @param length of the packet; what is behind the payload length is not looked at
     */
    static int extensionsLength(ByteBuffer buffer, int offset, int length) {
        if (length < LENGTH || Byte.toUnsignedInt(buffer.get(offset)) >>> 4 != 6) {
            return -1;
        }
        int payloadLength = payloadLength(buffer, offset);
        if (payloadLength > length - LENGTH) {
            return -1;
        }
        int nextHeader = Byte.toUnsignedInt(buffer.get(offset + NEXT_HEADER_OFFSET));
        int extensions = 0;
        for (int i = 0; i < MAX_EXTENSIONS && payloadLength - extensions >= EXTENSION_UNIT; i++) {
            if (nextHeader != DESTINATION_OPTIONS && !(nextHeader == HOP_BY_HOP_OPTIONS && i == 0)) {
                break;
            }
            int extension = offset + LENGTH + extensions;
            nextHeader = Byte.toUnsignedInt(buffer.get(extension));
            extensions += (Byte.toUnsignedInt(buffer.get(extension + 1)) + 1) * EXTENSION_UNIT;
        }
        return nextHeader == AdvertisementView.PROTOCOL && extensions <= payloadLength ? extensions : -1;
    }

    static int payloadLength(ByteBuffer buffer, int offset) {
        return Short.toUnsignedInt(buffer.getShort(offset + PAYLOAD_LENGTH_OFFSET));
    }
}
