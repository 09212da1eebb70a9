package io.github.vrrp4j.packet;

import java.nio.ByteBuffer;

/**
 * The gratuitous ARP request that tells the neighbours on an Ethernet who holds an IPv4 address now (RFC 5798 §6.4.1,
 * errata 7947 and 7949 of RFC 9568; layout RFC 826).
 */
public final class GratuitousArp {

    /** The octets of the frame: Ethernet header and ARP packet, without padding and frame check sequence. */
    public static final int FRAME_LENGTH = 42;

    /** The EtherType of ARP. */
    public static final int ETHER_TYPE = 0x0806;

    private static final int ETHERNET_DESTINATION_OFFSET = 0;
    private static final int ETHERNET_SOURCE_OFFSET = 6;
    private static final int ETHER_TYPE_OFFSET = 12;
    private static final int HARDWARE_TYPE_OFFSET = 14;
    private static final int PROTOCOL_TYPE_OFFSET = 16;
    private static final int ADDRESS_LENGTHS_OFFSET = 18;
    private static final int OPERATION_OFFSET = 20;
    private static final int SENDER_HARDWARE_OFFSET = 22;
    private static final int SENDER_PROTOCOL_OFFSET = 28;
    private static final int TARGET_HARDWARE_OFFSET = 32;
    private static final int TARGET_PROTOCOL_OFFSET = 38;

    private static final short HARDWARE_TYPE_ETHERNET = 1;
    private static final short PROTOCOL_TYPE_IPV4 = 0x0800;
    private static final short ADDRESS_LENGTHS = 6 << Byte.SIZE | 4;
    private static final short OPERATION_REQUEST = 1;

    private GratuitousArp() {}

    /**
     * Writes the frame at {@code offset} of a big-endian buffer: broadcast, sender and target are both {@code address},
     * sender and target hardware address both {@code mac} (R-8.1.2-04).
     *
     * @param address an IPv4 address
     * @return {@link #FRAME_LENGTH}
     * @throws IndexOutOfBoundsException if the buffer is too small
     */
    public static int encode(ByteBuffer buffer, int offset, MacAddress mac, IpAddress address) {
        MacAddress.BROADCAST.write(buffer, offset + ETHERNET_DESTINATION_OFFSET);
        mac.write(buffer, offset + ETHERNET_SOURCE_OFFSET);
        buffer.putShort(offset + ETHER_TYPE_OFFSET, (short) ETHER_TYPE);
        buffer.putShort(offset + HARDWARE_TYPE_OFFSET, HARDWARE_TYPE_ETHERNET);
        buffer.putShort(offset + PROTOCOL_TYPE_OFFSET, PROTOCOL_TYPE_IPV4);
        buffer.putShort(offset + ADDRESS_LENGTHS_OFFSET, ADDRESS_LENGTHS);
        buffer.putShort(offset + OPERATION_OFFSET, OPERATION_REQUEST);
        mac.write(buffer, offset + SENDER_HARDWARE_OFFSET);
        address.write(buffer, offset + SENDER_PROTOCOL_OFFSET);
        mac.write(buffer, offset + TARGET_HARDWARE_OFFSET);
        address.write(buffer, offset + TARGET_PROTOCOL_OFFSET);
        return FRAME_LENGTH;
    }
}
