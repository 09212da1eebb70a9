package io.github.vrrp4j.packet;

import java.nio.ByteBuffer;

/**
 * An echo request of ICMP (RFC 792) or ICMPv6 (RFC 4443 §4.1), and what tells its reply from all others: identifier, sequence
 * number and eight octets of data.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +---------------+---------------+-------------------------------+
 * |     Type      |     Code      |           Checksum            |
 * +---------------+---------------+-------------------------------+
 * |          Identifier           |        Sequence Number        |
 * +-------------------------------+-------------------------------+
 * |                                                               |
 * +                             Data                              +
 * |                                                               |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param family whose ICMP it is
 * @param identifier 0..65535
 * @param sequence 0..65535
 * @param data whatever nobody else could guess
 */
public record Echo(AddressFamily family, int identifier, int sequence, long data) {

    /** Of request and reply, in octets. */
    public static final int LENGTH = 16;

    private static final int CODE_OFFSET = 1;
    private static final int CHECKSUM_OFFSET = 2;
    private static final int IDENTIFIER_OFFSET = 4;
    private static final int SEQUENCE_OFFSET = 6;
    private static final int DATA_OFFSET = 8;

    private static final int REQUEST_IPV4 = 8;
    private static final int REPLY_IPV4 = 0;
    private static final int REQUEST_IPV6 = 128;
    private static final int REPLY_IPV6 = 129;

    private static final int MAX_U16 = 0xffff;

    /**
     * Checks identifier and sequence number.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public Echo {
        if (identifier < 0 || identifier > MAX_U16 || sequence < 0 || sequence > MAX_U16) {
            throw new IllegalArgumentException(
                    "identifier " + identifier + " or sequence number " + sequence + " is not in 0.." + MAX_U16);
        }
    }

    /**
     * Writes the request at {@code offset} of a big-endian buffer. The checksum of ICMPv6 is 0, since it needs the addresses:
     * whoever sends it sees to that, as Linux does (raw(7), RFC 3542 §3.1).
     *
     * @return {@link #LENGTH}
     */
    public int encode(ByteBuffer buffer, int offset) {
        boolean ipv4 = family == AddressFamily.IPV4;
        buffer.put(offset, (byte) (ipv4 ? REQUEST_IPV4 : REQUEST_IPV6))
                .put(offset + CODE_OFFSET, (byte) 0)
                .putShort(offset + CHECKSUM_OFFSET, (short) 0)
                .putShort(offset + IDENTIFIER_OFFSET, (short) identifier)
                .putShort(offset + SEQUENCE_OFFSET, (short) sequence)
                .putLong(offset + DATA_OFFSET, data);
        if (ipv4) {
            buffer.putShort(offset + CHECKSUM_OFFSET, (short) ~Checksum.fold(Checksum.sum(buffer, offset, LENGTH)));
        }
        return LENGTH;
    }

    /** Whether a message of ICMP that starts at {@code offset} is the reply to this request. Its checksum is the receiver's business. */
    public boolean isAnsweredBy(ByteBuffer buffer, int offset, int length) {
        return length == LENGTH
                && Byte.toUnsignedInt(buffer.get(offset)) == (family == AddressFamily.IPV4 ? REPLY_IPV4 : REPLY_IPV6)
                && buffer.get(offset + CODE_OFFSET) == 0
                && Short.toUnsignedInt(buffer.getShort(offset + IDENTIFIER_OFFSET)) == identifier
                && Short.toUnsignedInt(buffer.getShort(offset + SEQUENCE_OFFSET)) == sequence
                && buffer.getLong(offset + DATA_OFFSET) == data;
    }
}
