package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.netlink.libc.LibC;
import io.github.vrrp4j.netlink.libc.NativeMemory;
import java.nio.ByteBuffer;

/**
 * What recvmmsg(2) needs to take several packets in one call, built once in native memory: source, ancillary data and
 * message are read where the kernel writes them, without a copy or an allocation. Not safe for use by two threads.
 *
 * <pre>
 * struct mmsghdr { struct msghdr header; u32 length; }   x COUNT
 * struct iovec                                           x COUNT
 * struct sockaddr_in6, ancillary data, message           x COUNT
 * </pre>
 */
final class IncomingMessages {

    /** The most packets of one call: what many virtual routers send in a millisecond. */
    static final int COUNT = 32;

    private static final int HEADER_LENGTH = 64;
    private static final int LENGTH_OFFSET = 56;
    private static final int VECTORS = COUNT * HEADER_LENGTH;
    private static final int SLOTS = VECTORS + COUNT * MessageHeader.VECTOR_LENGTH;

    // A slot.
    private static final int SOURCE = 0;
    private static final int CONTROL = 32;

    /** Hop limit and packet info take 64; others that a kernel might add must not push them out. */
    private static final int CONTROL_LENGTH = 256;

    private static final int MESSAGE = CONTROL + CONTROL_LENGTH;
    private static final int ALIGNMENT = 8;

    private final int slotLength;
    private final NativeMemory memory;
    private final MessageHeader[] headers = new MessageHeader[COUNT];
    private final PacketInfo[] packetInfos = new PacketInfo[COUNT];
    private final ByteBuffer network;
    private int filled;

    /** Prepares for messages of {@code maxLength} octets. */
    IncomingMessages(int maxLength) {
        slotLength = MESSAGE + maxLength + ALIGNMENT - 1 & -ALIGNMENT;
        memory = new NativeMemory(SLOTS + COUNT * slotLength);
        network = memory.networkView(0, memory.size());
        for (int i = 0; i < COUNT; i++) {
            int slot = SLOTS + i * slotLength;
            headers[i] = new MessageHeader(
                    memory,
                    i * HEADER_LENGTH,
                    VECTORS + i * MessageHeader.VECTOR_LENGTH,
                    slot + SOURCE,
                    slot + CONTROL,
                    slot + MESSAGE);
            headers[i].messageLength(maxLength);
            packetInfos[i] = new PacketInfo(
                    memory.nativeView(slot + CONTROL, CONTROL_LENGTH),
                    memory.networkView(slot + CONTROL, CONTROL_LENGTH));
        }
        filled = COUNT;
    }

    /**
     * Calls recvmmsg(2) once.
     *
     * @param limit the most packets, 1..{@link #COUNT}
     * @return what recvmmsg returned: the number of packets, or -1
     */
    int receive(LibC libc, int descriptor, int limit, int flags) {
        for (int i = 0; i < filled; i++) { // the kernel has written what it used over what there is
            headers[i].nameLength(Structures.SOCKET_ADDRESS_IPV6_LENGTH);
            headers[i].controlLength(CONTROL_LENGTH);
        }
        int count = libc.recvmmsg(descriptor, memory.address(0), limit, flags, 0);
        filled = Math.max(0, count);
        return count;
    }

    /** The packet's own length, which with MSG_TRUNC may be more than there was room for. */
    int length(int index) {
        return memory.bytes().getInt(index * HEADER_LENGTH + LENGTH_OFFSET);
    }

    /** What every message is in, at {@link #offset}: big-endian, always the same buffer. */
    ByteBuffer network() {
        return network;
    }

    /** Where a message begins. */
    int offset(int index) {
        return SLOTS + index * slotLength + MESSAGE;
    }

    /** The first eight octets of the source address, on an IPv6 socket. */
    long sourceHi(int index) {
        return network.getLong(source(index));
    }

    /** The last eight octets of the source address, on an IPv6 socket. */
    long sourceLo(int index) {
        return network.getLong(source(index) + Long.BYTES);
    }

    private int source(int index) {
        return SLOTS + index * slotLength + SOURCE + Structures.SOCKET_ADDRESS_IPV6_ADDRESS_OFFSET;
    }

    /** Reads the ancillary data, on an IPv6 socket. */
    PacketInfo readPacketInfo(int index) {
        packetInfos[index].read(headers[index].controlLength());
        return packetInfos[index];
    }
}
