package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.packet.IpAddress;
import java.nio.ByteBuffer;

/**
 * What the ancillary data of recvmsg(2) says of an IPv6 packet: struct cmsghdr { u64 length; int level; int type; }, each
 * with its data behind it, padded to eight octets (cmsg(3)). Reading allocates nothing and never fails, whatever the
 * octets are.
 *
 * <pre>
 * IPV6_HOPLIMIT  int
 * IPV6_PKTINFO   struct in6_pktinfo { u8 address[16]; u32 ifindex; }, the destination of the packet
 * </pre>
 */
final class PacketInfo {

    private static final int HEADER_LENGTH = 16;
    private static final int LEVEL_OFFSET = 8;
    private static final int TYPE_OFFSET = 12;
    private static final int ALIGNMENT = 8;

    private static final int LEVEL_IPV6 = 41;
    private static final int IPV6_PKTINFO = 50;
    private static final int IPV6_HOPLIMIT = 52;

    private static final int PKTINFO_LENGTH = 20;
    private static final int PKTINFO_INDEX_OFFSET = 16;

    /** Of no packet that VRRP accepts. */
    private static final int UNKNOWN_HOP_LIMIT = 0;

    private static final int UNKNOWN_INDEX = 0; // the kernel numbers interfaces from 1

    private final ByteBuffer machine;
    private final ByteBuffer network;
    private int hopLimit;
    private int interfaceIndex;
    private long destinationHi;
    private long destinationLo;

    /**
     * Reads from memory that the kernel writes into.
     *
     * @param machine the ancillary data in the byte order of the machine
     * @param network the same octets in network byte order
     */
    PacketInfo(ByteBuffer machine, ByteBuffer network) {
        this.machine = machine;
        this.network = network;
    }

    /** Reads anew, from the first {@code length} octets. */
    void read(int length) {
        hopLimit = UNKNOWN_HOP_LIMIT;
        interfaceIndex = UNKNOWN_INDEX;
        destinationHi = 0;
        destinationLo = 0;
        int offset = 0;
        int end = Math.min(length, machine.capacity());
        while (offset + HEADER_LENGTH <= end) {
            long messageLength = machine.getLong(offset);
            if (messageLength < HEADER_LENGTH || messageLength > end - offset) {
                return;
            }
            if (machine.getInt(offset + LEVEL_OFFSET) == LEVEL_IPV6) {
                readData(
                        machine.getInt(offset + TYPE_OFFSET),
                        offset + HEADER_LENGTH,
                        (int) messageLength - HEADER_LENGTH);
            }
            offset += (int) messageLength + ALIGNMENT - 1 & -ALIGNMENT;
        }
    }

    private void readData(int type, int data, int length) {
        if (type == IPV6_HOPLIMIT && length >= Integer.BYTES) {
            hopLimit = machine.getInt(data);
        } else if (type == IPV6_PKTINFO && length >= PKTINFO_LENGTH) {
            destinationHi = network.getLong(data);
            destinationLo = network.getLong(data + Long.BYTES);
            interfaceIndex = machine.getInt(data + PKTINFO_INDEX_OFFSET);
        }
    }

    /** 0..255; 0 if the kernel did not say. */
    int hopLimit() {
        return hopLimit;
    }

    /** The interface by which the packet came in; 0 if the kernel did not say. */
    int interfaceIndex() {
        return interfaceIndex;
    }

    /** The first eight octets of the destination; 0 if the kernel did not say. */
    long destinationHi() {
        return destinationHi;
    }

    /** The last eight octets of the destination. */
    long destinationLo() {
        return destinationLo;
    }

    /** Whether the packet was sent to {@code destination} and came in by this interface; false if it is not said. */
    boolean isFor(IpAddress destination, int interfaceIndex) {
        return this.interfaceIndex == interfaceIndex
                && destinationHi == destination.hi()
                && destinationLo == destination.lo();
    }
}
