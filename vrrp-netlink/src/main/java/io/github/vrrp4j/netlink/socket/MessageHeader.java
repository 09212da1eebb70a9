package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.netlink.libc.NativeMemory;
import java.nio.ByteBuffer;

/**
 * The argument of sendmsg(2) and recvmsg(2) at the start of native memory, for one piece of message.
 *
 * <pre>
 * 0 struct msghdr { void *name; u32 namelen; struct iovec *iov; u64 iovlen; void *control; u64 controllen; int flags; }
 * 56 struct iovec { void *base; u64 length; }
 * </pre>
 */
final class MessageHeader {

    /** The octets of both. */
    static final int LENGTH = 72;

    private static final int NAME_OFFSET = 0;
    private static final int NAME_LENGTH_OFFSET = 8;
    private static final int VECTOR_OFFSET = 16;
    private static final int VECTOR_COUNT_OFFSET = 24;
    private static final int CONTROL_OFFSET = 32;
    private static final int CONTROL_LENGTH_OFFSET = 40;
    private static final int VECTOR = 56;
    private static final int VECTOR_LENGTH_OFFSET = VECTOR + 8;

    private final ByteBuffer header;

    /**
     * Writes the addresses; every length is 0 until it is set.
     *
     * @param name the offset of the sockaddr
     * @param control the offset of the ancillary data
     * @param message the offset of the message
     */
    MessageHeader(NativeMemory memory, int name, int control, int message) {
        header = memory.bytes();
        header.putLong(NAME_OFFSET, memory.address(name))
                .putLong(VECTOR_OFFSET, memory.address(VECTOR))
                .putLong(VECTOR_COUNT_OFFSET, 1)
                .putLong(CONTROL_OFFSET, memory.address(control))
                .putLong(VECTOR, memory.address(message));
    }

    void nameLength(int octets) {
        header.putInt(NAME_LENGTH_OFFSET, octets);
    }

    void controlLength(int octets) {
        header.putLong(CONTROL_LENGTH_OFFSET, octets);
    }

    /** After recvmsg(2): the octets of ancillary data that the kernel has written. */
    int controlLength() {
        return (int) header.getLong(CONTROL_LENGTH_OFFSET);
    }

    void messageLength(int octets) {
        header.putLong(VECTOR_LENGTH_OFFSET, octets);
    }
}
