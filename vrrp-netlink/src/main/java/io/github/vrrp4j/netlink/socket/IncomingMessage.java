package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.netlink.libc.LibC;
import io.github.vrrp4j.netlink.libc.NativeMemory;
import java.nio.ByteBuffer;

/**
 * What recvmsg(2) needs on an IPv6 socket, built once in native memory: source, ancillary data and message are read where
 * the kernel writes them, without a copy or an allocation. Not safe for use by two threads.
 */
final class IncomingMessage {

    private static final int SOURCE = MessageHeader.LENGTH;
    private static final int CONTROL = SOURCE + 32;

    /** Hop limit and packet info take 64; others that a kernel might add must not push them out. */
    private static final int CONTROL_LENGTH = 256;

    private static final int MESSAGE = CONTROL + CONTROL_LENGTH;

    private final NativeMemory memory;
    private final MessageHeader header;
    private final ByteBuffer source;
    private final ByteBuffer message;
    private final PacketInfo packetInfo;

    /** Prepares for messages of {@code maxLength} octets. */
    IncomingMessage(int maxLength) {
        memory = new NativeMemory(MESSAGE + maxLength);
        source = memory.networkView(SOURCE, Structures.SOCKET_ADDRESS_IPV6_LENGTH);
        message = memory.networkView(MESSAGE, maxLength);
        packetInfo =
                new PacketInfo(memory.nativeView(CONTROL, CONTROL_LENGTH), memory.networkView(CONTROL, CONTROL_LENGTH));
        header = new MessageHeader(memory, SOURCE, CONTROL, MESSAGE);
        header.messageLength(maxLength);
    }

    /** Calls recvmsg(2) once and returns what it returned. */
    long receive(LibC libc, int descriptor, int flags) {
        // The kernel writes what it used over what there is.
        header.nameLength(Structures.SOCKET_ADDRESS_IPV6_LENGTH);
        header.controlLength(CONTROL_LENGTH);
        return libc.recvmsg(descriptor, memory.address(0), flags);
    }

    /** The message: big-endian, always the same buffer. */
    ByteBuffer message() {
        return message;
    }

    /** The first eight octets of the source address. */
    long sourceHi() {
        return source.getLong(Structures.SOCKET_ADDRESS_IPV6_ADDRESS_OFFSET);
    }

    /** The last eight octets of the source address. */
    long sourceLo() {
        return source.getLong(Structures.SOCKET_ADDRESS_IPV6_ADDRESS_OFFSET + Long.BYTES);
    }

    /** Reads the ancillary data; always the same object. */
    PacketInfo readPacketInfo() {
        packetInfo.read(header.controlLength());
        return packetInfo;
    }
}
