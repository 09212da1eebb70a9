package io.github.vrrp4j.packet;

import java.nio.ByteBuffer;

/** Where things stand in an IPv4 packet (RFC 791 §3.1), and where the VRRP message in it begins. */
final class Ipv4Header {

    static final int TOTAL_LENGTH_OFFSET = 2;
    static final int TTL_OFFSET = 8;
    static final int SOURCE_OFFSET = 12;
    static final int DESTINATION_OFFSET = 16;

    private static final int MIN_LENGTH = 20;

    private Ipv4Header() {}

    /**
     * The octets of the header, options included; -1 if it is broken.
     *
     * @param length of the packet; what is behind the total length is not looked at
     */
    static int length(ByteBuffer buffer, int offset, int length) {
        if (length < MIN_LENGTH) {
            return -1;
        }
        int versionAndIhl = Byte.toUnsignedInt(buffer.get(offset));
        int headerLength = (versionAndIhl & 0x0f) * Integer.BYTES;
        int totalLength = totalLength(buffer, offset);
        boolean broken = versionAndIhl >>> 4 != 4
                || headerLength < MIN_LENGTH
                || totalLength < headerLength
                || totalLength > length;
        return broken ? -1 : headerLength;
    }

    static int totalLength(ByteBuffer buffer, int offset) {
        return Short.toUnsignedInt(buffer.getShort(offset + TOTAL_LENGTH_OFFSET));
    }
}
