package io.github.vrrp4j.packet;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * One VRRPv3 ADVERTISEMENT as a value.
 *
 * @param vrid 1..255 (R-5.2.3-01)
 * @param priority 0 for a MASTER that resigns, 1..254, 255 for the address owner
 * @param maxAdverIntervalCs Max Advertise Interval in centiseconds, 1..4095 (R-5.2.7-01)
 * @param addresses 1..255 addresses of one family, in the order in which they are sent; the first IPv6 address is
 *     link-local (R-5.2.9-02)
 */
public record Advertisement(int vrid, int priority, int maxAdverIntervalCs, List<IpAddress> addresses) {

    /** The most addresses that the 8-bit IPvX Addr Count can announce. */
    public static final int MAX_ADDRESSES = 255;

    /**
     * Checks every range.
     *
     * @throws IllegalArgumentException naming the first value that is out of range, and the range
     */
    public Advertisement {
        addresses = List.copyOf(addresses);
        require(vrid >= 1 && vrid <= 255, "VRID", vrid, "1..255");
        require(priority >= 0 && priority <= 255, "priority", priority, "0..255");
        require(
                maxAdverIntervalCs >= 1 && maxAdverIntervalCs <= 4095,
                "Max Advertise Interval",
                maxAdverIntervalCs,
                "1..4095 centiseconds");
        require(
                !addresses.isEmpty() && addresses.size() <= MAX_ADDRESSES,
                "number of addresses",
                addresses.size(),
                "1.." + MAX_ADDRESSES);
        AddressFamily family = addresses.get(0).family();
        if (addresses.stream().anyMatch(address -> address.family() != family)) {
            throw new IllegalArgumentException("IPv4 and IPv6 addresses in one advertisement (RFC 5798 §5.2.9)");
        }
        if (family == AddressFamily.IPV6 && !addresses.get(0).isIpv6LinkLocal()) {
            throw new IllegalArgumentException(
                    "the first IPv6 address " + addresses.get(0) + " is not link-local, fe80::/10 (RFC 9568 §5.2.9)");
        }
    }

    private static void require(boolean legal, String what, int value, String range) {
        if (!legal) {
            throw new IllegalArgumentException(what + " " + value + " is not in " + range);
        }
    }

    /** The family of the addresses. */
    public AddressFamily family() {
        return addresses.get(0).family();
    }

    /**
     * Writes the message at {@code offset} of a big-endian buffer.
     *
     * @param form what the checksum covers; over IPv6 always the pseudo-header
     * @param source the source address of the IP packet that will carry it
     * @param destination its destination address
     * @return the octets written
     * @throws IndexOutOfBoundsException if the buffer is too small
     */
    public int encode(ByteBuffer buffer, int offset, ChecksumForm form, IpAddress source, IpAddress destination) {
        return new AdvertisementEncoder(vrid, addresses)
                .encode(buffer, offset, priority, maxAdverIntervalCs, form, source, destination);
    }
}
