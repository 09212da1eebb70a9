package io.github.vrrp4j.netlink.route;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Steps through the attributes of one message (rtnetlink(7)).
 *
 * <pre>
 * struct rtattr, 4 octets:   0 u16 length   2 u16 type, whose two highest bits are flags
 * value to {@code length}, which counts the 4, then padding to a multiple of 4
 * </pre>
 *
 * <p>Reads in the byte order of the buffer, never outside the given range, and moves forward by at least 4 octets a
 * step.
 */
final class AttributeCursor {

    static final int HEADER_LENGTH = 4;
    private static final int TYPE_OFFSET = 2;
    private static final int TYPE_MASK = 0x3fff;

    private final ByteBuffer buffer;
    private final int rangeEnd;
    private int start;
    private int end;
    private int next;

    /** Steps through the octets from {@code offset} to {@code end}, which lie in the buffer. */
    AttributeCursor(ByteBuffer buffer, int offset, int end) {
        this.buffer = buffer;
        this.next = offset;
        this.rangeEnd = end;
    }

    /**
     * Moves to the next attribute.
     *
     * @return false behind the last one; fewer than 4 octets behind it are padding
     * @throws MalformedMessageException if what follows is no whole attribute
     */
    boolean next() throws MalformedMessageException {
        int remaining = rangeEnd - next;
        if (remaining < HEADER_LENGTH) {
            return false;
        }
        int length = Short.toUnsignedInt(buffer.getShort(next));
        if (length < HEADER_LENGTH || length > remaining) {
            throw new MalformedMessageException("attribute length " + length + " with " + remaining + " octets left");
        }
        start = next;
        end = start + length;
        next = MessageCursor.align(length) + start;
        return true;
    }

    int type() {
        return buffer.getShort(start + TYPE_OFFSET) & TYPE_MASK;
    }

    /** Where the value starts in the buffer. */
    int value() {
        return start + HEADER_LENGTH;
    }

    /** The octets of the value. */
    int length() {
        return end - value();
    }

    /** Steps through the attributes that the value consists of. */
    AttributeCursor nested() {
        return new AttributeCursor(buffer, value(), end);
    }

    /** A value of type u32. */
    int intValue() throws MalformedMessageException {
        if (length() != Integer.BYTES) {
            throw new MalformedMessageException("attribute " + type() + " has " + length() + " octets, not 4");
        }
        return buffer.getInt(value());
    }

    /** A text without the zero octets that end it. */
    String text() {
        byte[] octets = new byte[length()];
        buffer.get(value(), octets);
        int textLength = octets.length;
        while (textLength > 0 && octets[textLength - 1] == 0) {
            textLength--;
        }
        return new String(octets, 0, textLength, StandardCharsets.UTF_8);
    }
}
