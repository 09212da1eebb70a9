package io.github.vrrp4j.packet;

import java.nio.ByteBuffer;

/**
 * The ARP request that asks who has an IPv4 address without claiming anything: its sender address is 0.0.0.0, so that nobody
 * changes an ARP cache because of it (RFC 5227 §1.1, §2.1.1; layout RFC 826). {@link AddressClaim} reads the answers.
 */
public final class ArpProbe {

    /** The octets of the frame: Ethernet header and ARP packet, without padding and frame check sequence. */
    public static final int FRAME_LENGTH = GratuitousArp.FRAME_LENGTH;

    /** The EtherType of ARP. */
    public static final int ETHER_TYPE = GratuitousArp.ETHER_TYPE;

    private static final IpAddress NO_SENDER = new IpAddress(AddressFamily.IPV4, 0, 0);
    private static final MacAddress UNKNOWN = new MacAddress(0);

    private static final int SENDER_PROTOCOL_OFFSET = 28;
    private static final int TARGET_HARDWARE_OFFSET = 32;

    private ArpProbe() {}

    /**
     * Writes the frame at {@code offset} of a big-endian buffer: broadcast, with a target hardware address of zero.
     *
     * @param mac the MAC address that answers are sent to
     * @param address the IPv4 address that is asked for
     * @return {@link #FRAME_LENGTH}
     * @throws IndexOutOfBoundsException if the buffer is too small
     */
    public static int encode(ByteBuffer buffer, int offset, MacAddress mac, IpAddress address) {
        GratuitousArp.encode(buffer, offset, mac, address);
        NO_SENDER.write(buffer, offset + SENDER_PROTOCOL_OFFSET);
        UNKNOWN.write(buffer, offset + TARGET_HARDWARE_OFFSET);
        return FRAME_LENGTH;
    }
}
