package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.netlink.libc.Errno;
import io.github.vrrp4j.netlink.libc.LibC;
import io.github.vrrp4j.netlink.libc.Native;
import io.github.vrrp4j.netlink.libc.NativeMemory;
import io.github.vrrp4j.netlink.libc.NativeSocket;
import io.github.vrrp4j.packet.IpAddress;
import java.nio.ByteBuffer;

/**
 * What sendmsg(2) needs, built once in native memory: destination and message are written in place and sent without a
 * copy or an allocation. Not safe for use by two threads.
 */
final class OutgoingMessage {

    private static final int VECTOR = MessageHeader.LENGTH;
    private static final int DESTINATION = VECTOR + MessageHeader.VECTOR_LENGTH;
    private static final int MAX_DESTINATION_LENGTH = 32;
    private static final int MESSAGE = DESTINATION + MAX_DESTINATION_LENGTH;

    private final LibC libc = Native.libc();
    private final NativeMemory memory;
    private final MessageHeader header;
    private final ByteBuffer destination;
    private final ByteBuffer message;

    /**
     * Prepares for messages to one kind of destination.
     *
     * @param destination a sockaddr of at most 32 octets, from 0 to the limit
     * @param maxLength the octets of the longest message
     */
    OutgoingMessage(ByteBuffer destination, int maxLength) {
        memory = new NativeMemory(MESSAGE + maxLength);
        this.destination = memory.networkView(DESTINATION, MAX_DESTINATION_LENGTH);
        message = memory.networkView(MESSAGE, maxLength);
        header = new MessageHeader(memory, 0, VECTOR, DESTINATION, MESSAGE, MESSAGE); // without ancillary data
        header.nameLength(destination.limit());
        memory.bytes().put(DESTINATION, destination, 0, destination.limit());
    }

    /** The message: big-endian, always the same buffer. */
    ByteBuffer message() {
        return message;
    }

    /** Replaces an int of the destination, in the byte order of the machine. */
    void putDestination(int offset, int value) {
        memory.bytes().putInt(DESTINATION + offset, value);
    }

    /** Replaces an address of the destination. */
    void putDestination(int offset, IpAddress address) {
        address.write(destination, offset);
    }

    /**
     * Sends the first {@code length} octets of {@link #message}. Does not block or allocate.
     *
     * @return 0, or the errno of sendmsg
     */
    int send(NativeSocket socket, int length) {
        header.messageLength(length);
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
