package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.netlink.libc.NativeMemory;
import java.nio.ByteBuffer;

/**
 * The argument of sendmsg(2) and recvmmsg(2) in native memory, for one piece of message.
 *
 * <pre>
 * struct msghdr { void *name; u32 namelen; struct iovec *iov; u64 iovlen; void *control; u64 controllen; int flags; }
 * struct iovec { void *base; u64 length; }
 * </pre>
 */
final class MessageHeader {

    /** The octets of struct msghdr. */
    static final int LENGTH = 56;

    /** The octets of struct iovec. */
    static final int VECTOR_LENGTH = 16;

    private static final int NAME_OFFSET = 0;
    private static final int NAME_LENGTH_OFFSET = 8;
    private static final int VECTOR_OFFSET = 16;
    private static final int VECTOR_COUNT_OFFSET = 24;
    private static final int CONTROL_OFFSET = 32;
    private static final int CONTROL_LENGTH_OFFSET = 40;
    private static final int VECTOR_LENGTH_OFFSET = 8;

    private final ByteBuffer bytes;
    private final int header;
    private final int vector;

    /**
     * Writes the addresses; every length is 0 until it is set.
     *
     * @param header the offset of the struct msghdr
     * @param vector the offset of the struct iovec
     * @param name the offset of the sockaddr
     * @param control the offset of the ancillary data
     * @param message the offset of the message
     */
    MessageHeader(NativeMemory memory, int header, int vector, int name, int control, int message) {
        this.bytes = memory.bytes();
        this.header = header;
        this.vector = vector;
        bytes.putLong(header + NAME_OFFSET, memory.address(name))
                .putLong(header + VECTOR_OFFSET, memory.address(vector))
                .putLong(header + VECTOR_COUNT_OFFSET, 1)
                .putLong(header + CONTROL_OFFSET, memory.address(control))
                .putLong(vector, memory.address(message));
    }

    void nameLength(int octets) {
        bytes.putInt(header + NAME_LENGTH_OFFSET, octets);
    }

    void controlLength(int octets) {
        bytes.putLong(header + CONTROL_LENGTH_OFFSET, octets);
    }

    /** After recvmmsg(2): the octets of ancillary data that the kernel has written. */
    int controlLength() {
        return (int) bytes.getLong(header + CONTROL_LENGTH_OFFSET);
    }

    void messageLength(int octets) {
        bytes.putLong(vector + VECTOR_LENGTH_OFFSET, octets);
    }
}
