package io.github.vrrp4j.netlink.route;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Collects what the kernel answers to one request, datagram by datagram: objects, then an acknowledgement (NLMSG_ERROR,
 * whose error is 0 for success) or the end of a dump (NLMSG_DONE). Messages with another sequence number, such as an
 * answer that came after its request was given up, are skipped.
 */
final class Reply {

    /** Takes the objects of a reply. */
    @FunctionalInterface
    interface ObjectReader {

        /**
         * Reads one object.
         *
         * @param type such as RTM_NEWADDR
         * @param datagram with the object's octets from {@code offset} to {@code end}
         */
        void read(int type, ByteBuffer datagram, int offset, int end) throws MalformedMessageException;
    }

    private static final int NLMSG_NOOP = 1;
    private static final int NLMSG_ERROR = 2;
    private static final int NLMSG_DONE = 3;
    private static final int NLMSG_OVERRUN = 4;

    private static final int NLM_F_DUMP_INTR = 0x010;
    private static final int NLM_F_CAPPED = 0x100;
    private static final int NLM_F_ACK_TLVS = 0x200;

    private static final int NLMSGERR_ATTR_MSG = 1;

    private final int sequence;
    private final ObjectReader objects;
    private boolean complete;
    private boolean inconsistent;
    private int errno;
    private @Nullable String text;

    Reply(int sequence, ObjectReader objects) {
        this.sequence = sequence;
        this.objects = objects;
    }

    /**
     * Takes one datagram: 0 to limit, in the byte order of the machine that wrote it.
     *
     * @return true when the reply is complete
     * @throws MalformedMessageException if the datagram is not made of netlink messages
     */
    boolean accept(ByteBuffer datagram) throws MalformedMessageException {
        MessageCursor message = new MessageCursor(datagram);
        while (!complete && message.next()) {
            if (message.sequence() == sequence) {
                accept(message, datagram);
            }
        }
        return complete;
    }

    private void accept(MessageCursor message, ByteBuffer datagram) throws MalformedMessageException {
        if ((message.flags() & NLM_F_DUMP_INTR) != 0) {
            inconsistent = true;
        }
        switch (message.type()) {
            case NLMSG_NOOP -> {}
            case NLMSG_ERROR, NLMSG_DONE -> finish(message, datagram);
            case NLMSG_OVERRUN -> throw new MalformedMessageException("NLMSG_OVERRUN, which no kernel sends");
            default -> objects.read(message.type(), datagram, message.payload(), message.end());
        }
    }

    /**
     * Reads the end: i32 negative errno; in an acknowledgement then the header of the request, with its payload too when
     * CAPPED is not set; then attributes, if ACK_TLVS is set.
     */
    private void finish(MessageCursor message, ByteBuffer datagram) throws MalformedMessageException {
        int attributes = message.payload() + Integer.BYTES;
        if (attributes > message.end()) {
            throw new MalformedMessageException("an end without a status");
        }
        int error = datagram.getInt(message.payload());
        if (error > 0 || error == Integer.MIN_VALUE) {
            throw new MalformedMessageException("status " + error);
        }
        if (message.type() == NLMSG_ERROR) {
            if (attributes + MessageCursor.HEADER_LENGTH > message.end()) {
                throw new MalformedMessageException("an acknowledgement without the header of its request");
            }
            int requestLength = (message.flags() & NLM_F_CAPPED) != 0
                    ? MessageCursor.HEADER_LENGTH
                    : datagram.getInt(attributes + MessageCursor.LENGTH_OFFSET);
            if (requestLength < MessageCursor.HEADER_LENGTH || requestLength > message.end() - attributes) {
                requestLength = message.end() - attributes;
            }
            attributes += MessageCursor.align(requestLength);
        }
        if ((message.flags() & NLM_F_ACK_TLVS) != 0 && attributes < message.end()) {
            text = text(new AttributeCursor(datagram, attributes, message.end()));
        }
        errno = -error;
        complete = true;
    }

    private static @Nullable String text(AttributeCursor attribute) throws MalformedMessageException {
        while (attribute.next()) {
            if (attribute.type() == NLMSGERR_ATTR_MSG) {
                return attribute.text();
            }
        }
        return null;
    }

    /** 0 for success, or the error of errno(3), positive; good when complete. */
    int errno() {
        return errno;
    }

    /** The text of the extended acknowledgement; null if there is none. */
    @Nullable
    String text() {
        return text;
    }

    /** True if what was dumped changed meanwhile, so that objects may be missing or stand there twice. */
    boolean isInconsistent() {
        return inconsistent;
    }
}
