package io.github.vrrp4j.netlink.route;

import java.nio.ByteBuffer;

/**
 * Steps through the messages of one datagram (netlink(7)).
 *
 * <pre>
 * struct nlmsghdr, 16 octets:   0 u32 length   4 u16 type   6 u16 flags   8 u32 sequence   12 u32 port
 * payload to {@code length}, then padding to a multiple of 4
 * </pre>
 *
 * <p>Reads in the byte order of the buffer, never outside its 0..limit, and moves forward by at least 16 octets a step.
 */
final class MessageCursor {

    static final int HEADER_LENGTH = 16;
    static final int LENGTH_OFFSET = 0;
    static final int TYPE_OFFSET = 4;
    static final int FLAGS_OFFSET = 6;
    static final int SEQUENCE_OFFSET = 8;

    private final ByteBuffer datagram;
    private int start;
    private int end;
    private int next;

    MessageCursor(ByteBuffer datagram) {
        this.datagram = datagram;
    }

    /**
     * Moves to the next message.
     *
     * @return false behind the last one
     * @throws MalformedMessageException if what follows is no whole message
     */
    boolean next() throws MalformedMessageException {
        int remaining = datagram.limit() - next;
        if (remaining <= 0) {
            return false;
        }
        if (remaining < HEADER_LENGTH) {
            throw new MalformedMessageException(remaining + " octets where a header of 16 should be");
        }
        int length = datagram.getInt(next + LENGTH_OFFSET);
        if (length < HEADER_LENGTH || length > remaining) {
            throw new MalformedMessageException(
                    "length " + Integer.toUnsignedString(length) + " with " + remaining + " octets left");
        }
        start = next;
        end = start + length;
        // The last message may come without its padding. No overflow: a buffer with so high a limit cannot be.
        next = Math.min(align(end), datagram.limit());
        return true;
    }

    int type() {
        return Short.toUnsignedInt(datagram.getShort(start + TYPE_OFFSET));
    }

    int flags() {
        return Short.toUnsignedInt(datagram.getShort(start + FLAGS_OFFSET));
    }

    int sequence() {
        return datagram.getInt(start + SEQUENCE_OFFSET);
    }

    /** Where the payload starts in the datagram. */
    int payload() {
        return start + HEADER_LENGTH;
    }

    /** Where the payload ends in the datagram. */
    int end() {
        return end;
    }

    /** The next multiple of 4: NLMSG_ALIGN and RTA_ALIGN. */
    static int align(int length) {
        return (length + 3) & ~3;
    }
}
