package io.github.vrrp4j.packet;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * A 48-bit MAC address.
 *
 * @param value the six octets in the low 48 bits, the first octet highest
 */
public record MacAddress(long value) {

    /** The octets of a MAC address. */
    public static final int LENGTH = 6;

    /** ff:ff:ff:ff:ff:ff. */
    public static final MacAddress BROADCAST = new MacAddress(0xffff_ffff_ffffL);

    private static final long VIRTUAL_ROUTER_IPV4 = 0x0000_5e00_0100L;
    private static final long VIRTUAL_ROUTER_IPV6 = 0x0000_5e00_0200L;

    /**
     * Checks that nothing stands above the 48th bit.
     *
     * @throws IllegalArgumentException if something does
     */
    public MacAddress {
        if (value >>> 48 != 0) {
            throw new IllegalArgumentException("more than 48 bits in a MAC address");
        }
    }

    /**
     * The virtual router MAC address: 00-00-5E-00-01-{VRID} for IPv4, 00-00-5E-00-02-{VRID} for IPv6 (RFC 5798 §7.3,
     * R-7.3-01).
     *
     * @param vrid 1..255
     */
    public static MacAddress ofVirtualRouter(AddressFamily family, int vrid) {
        return new MacAddress((family == AddressFamily.IPV4 ? VIRTUAL_ROUTER_IPV4 : VIRTUAL_ROUTER_IPV6) | vrid);
    }

    /** The MAC address that a multicast group is sent to (RFC 1112 §6.4, RFC 2464 §7). */
    public static MacAddress ofMulticastGroup(IpAddress group) {
        return group.family() == AddressFamily.IPV4
                ? new MacAddress(0x0100_5e00_0000L | (group.lo() & 0x7f_ffff))
                : new MacAddress(0x3333_0000_0000L | (group.lo() & 0xffff_ffffL));
    }

    /** Reads the six octets at {@code offset}; the position does not move. */
    public static MacAddress read(ByteBuffer buffer, int offset) {
        return new MacAddress((long) Short.toUnsignedInt(buffer.getShort(offset)) << Integer.SIZE
                | Integer.toUnsignedLong(buffer.getInt(offset + Short.BYTES)));
    }

    /** Writes the six octets at {@code offset} of a big-endian buffer; the position does not move. */
    public void write(ByteBuffer buffer, int offset) {
        buffer.putShort(offset, (short) (value >>> Integer.SIZE)).putInt(offset + Short.BYTES, (int) value);
    }

    /** {@code 00:00:5e:00:01:33}, as ip-link(8) prints it. */
    @Override
    public String toString() {
        return HexFormat.ofDelimiter(":")
                .formatHex(ByteBuffer.allocate(Long.BYTES).putLong(value).array(), 2, Long.BYTES);
    }
}
