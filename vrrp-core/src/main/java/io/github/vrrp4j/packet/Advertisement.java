package io.github.vrrp4j.packet;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * One VRRP ADVERTISEMENT as a value.
 *
 * @param version {@link #VERSION_2}, for IPv4 alone, or {@link #VERSION_3}
 * @param vrid 1..255 (R-5.2.3-01)
 * @param priority 0 for a MASTER that resigns, 1..254, 255 for the address owner
 * @param maxAdverIntervalCs Max Advertise Interval in centiseconds, 1..4095 (R-5.2.7-01); in version 2 the Adver Int,
 *     whole seconds of 100..25500 centiseconds (R-8.4.2-03)
 * @param addresses 1..255 addresses of one family, in the order in which they are sent; the first IPv6 address is
 *     link-local (R-5.2.9-02)
 */
public record Advertisement(int version, int vrid, int priority, int maxAdverIntervalCs, List<IpAddress> addresses) {

    /** VRRPv2, RFC 3768: IPv4, intervals in seconds. */
    public static final int VERSION_2 = 2;

    /** VRRPv3, RFC 5798 and RFC 9568: IPv4 and IPv6, intervals in centiseconds. */
    public static final int VERSION_3 = 3;

    /** The most addresses that the 8-bit IPvX Addr Count can announce. */
    public static final int MAX_ADDRESSES = 255;

    static final int MAX_INTERVAL_CS = 4095;
    static final int MAX_VERSION_2_INTERVAL_CS = 25_500;

    /** The centiseconds in the unit of a version 2 interval. */
    static final int CS_PER_SECOND = 100;

    /**
     * Checks every range.
     *
     * @throws IllegalArgumentException naming the first value that is out of range, and the range
     */
    public Advertisement {
        addresses = List.copyOf(addresses);
        require(version == VERSION_2 || version == VERSION_3, "version", version, "2..3");
        require(vrid >= 1 && vrid <= 255, "VRID", vrid, "1..255");
        require(priority >= 0 && priority <= 255, "priority", priority, "0..255");
        requireInterval(version, maxAdverIntervalCs);
        require(
                !addresses.isEmpty() && addresses.size() <= MAX_ADDRESSES,
                "number of addresses",
                addresses.size(),
                "1.." + MAX_ADDRESSES);
        requireFamily(version, addresses);
    }

    private static void requireInterval(int version, int intervalCs) {
        if (version == VERSION_3) {
            require(
                    intervalCs >= 1 && intervalCs <= MAX_INTERVAL_CS,
                    "Max Advertise Interval",
                    intervalCs,
                    "1..4095 centiseconds");
        } else {
            require(
                    intervalCs >= CS_PER_SECOND
                            && intervalCs <= MAX_VERSION_2_INTERVAL_CS
                            && intervalCs % CS_PER_SECOND == 0,
                    "version 2 Adver Int",
                    intervalCs,
                    "100..25500 centiseconds in steps of 100 (RFC 3768 §5.3.7)");
        }
    }

    private static void requireFamily(int version, List<IpAddress> addresses) {
        AddressFamily family = addresses.get(0).family();
        if (addresses.stream().anyMatch(address -> address.family() != family)) {
            throw new IllegalArgumentException("IPv4 and IPv6 addresses in one advertisement (RFC 5798 §5.2.9)");
        }
        if (family == AddressFamily.IPV4) {
            return;
        }
        if (version == VERSION_2) {
            throw new IllegalArgumentException(
                    "IPv6 address " + addresses.get(0) + " in version 2, which carries IPv4 alone; use version 3");
        }
        if (!addresses.get(0).isIpv6LinkLocal()) {
            throw new IllegalArgumentException(
                    "the first IPv6 address " + addresses.get(0) + " is not link-local, fe80::/10 (RFC 9568 §5.2.9)");
        }
    }

    static void require(boolean legal, String what, int value, String range) {
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
     * @param form what the checksum covers in version 3 over IPv4; over IPv6 always the pseudo-header, in version 2 never
     * @param source the source address of the IP packet that will carry it
     * @param destination its destination address
     * @return the octets written
     * @throws IndexOutOfBoundsException if the buffer is too small
     */
    public int encode(ByteBuffer buffer, int offset, ChecksumForm form, IpAddress source, IpAddress destination) {
        return new AdvertisementEncoder(version, vrid, addresses)
                .encode(buffer, offset, priority, maxAdverIntervalCs, form, source, destination);
    }
}
