package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.netlink.libc.Errno;
import io.github.vrrp4j.netlink.libc.LibC;
import io.github.vrrp4j.netlink.libc.Native;
import io.github.vrrp4j.netlink.libc.NativeMemory;
import io.github.vrrp4j.netlink.libc.NativeSocket;
import java.nio.ByteBuffer;

/**
 * What sendmsg(2) needs, built once in native memory: destination and message are written in place and sent without a
 * copy or an allocation. Not safe for use by two threads.
 *
 * <pre>
 * 0 struct msghdr { void *name; u32 namelen; struct iovec *iov; u64 iovlen; void *control; u64 controllen; int flags; }
 * 56 struct iovec { void *base; u64 length; }
 * 72 destination, a struct sockaddr of any family
 * 104 message
 * </pre>
 */
final class OutgoingMessage {

    private static final int NAME_OFFSET = 0;
    private static final int NAME_LENGTH_OFFSET = 8;
    private static final int VECTOR_OFFSET = 16;
    private static final int VECTOR_COUNT_OFFSET = 24;
    private static final int VECTOR = 56;
    private static final int VECTOR_LENGTH_OFFSET = VECTOR + 8;
    private static final int DESTINATION = 72;
    private static final int MESSAGE = 104;

    private final LibC libc = Native.libc();
    private final NativeMemory memory;
    private final ByteBuffer header;
    private final ByteBuffer message;

    /**
     * Prepares for messages to one kind of destination.
     *
     * @param destination a sockaddr of at most 32 octets, from 0 to the limit
     * @param maxLength the octets of the longest message
     */
    OutgoingMessage(ByteBuffer destination, int maxLength) {
        memory = new NativeMemory(MESSAGE + maxLength);
        message = memory.networkView(MESSAGE, maxLength);
        header = memory.bytes();
        header.putLong(NAME_OFFSET, memory.address(DESTINATION))
                .putInt(NAME_LENGTH_OFFSET, destination.limit())
                .putLong(VECTOR_OFFSET, memory.address(VECTOR))
                .putLong(VECTOR_COUNT_OFFSET, 1)
                .putLong(VECTOR, memory.address(MESSAGE))
                .put(DESTINATION, destination, 0, destination.limit());
    }

    /** The message: big-endian, always the same buffer. */
    ByteBuffer message() {
        return message;
    }

    /** Replaces an int of the destination, in the byte order of the machine. */
    void putDestination(int offset, int value) {
        header.putInt(DESTINATION + offset, value);
    }

    /**
     * Sends the first {@code length} octets of {@link #message}. Does not block or allocate.
     *
     * @return 0, or the errno of sendmsg
     */
    int send(NativeSocket socket, int length) {
        header.putLong(VECTOR_LENGTH_OFFSET, length);
        while (libc.sendmsg(socket.descriptor(), memory.address(0), NativeSocket.MSG_DONTWAIT) == -1) {
            int errno = Native.errno();
            // A call that does not block has no time to be interrupted twice in a row.
            if (!Errno.EINTR.is(errno)) {
                return errno;
            }
        }
        return 0;
    }
}
