package io.github.vrrp4j.packet;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;

/**
 * An IPv4 or IPv6 address as a number: compared and written without allocation, and never resolved through DNS.
 *
 * <p>The order is the one of VRRP's tie-break: octets as an unsigned integer in network byte order (RFC 9568 §6.4.3).
 * Every IPv4 address sorts before every IPv6 address.
 *
 * @param family the IP version
 * @param hi the first eight octets of an IPv6 address; 0 for IPv4
 * @param lo the last eight octets of an IPv6 address; the four octets of an IPv4 address in the low 32 bits
 */
public record IpAddress(AddressFamily family, long hi, long lo) implements Comparable<IpAddress> {

    private static final Pattern IPV4 =
            Pattern.compile("(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F]*:[0-9a-fA-F:.]*");

    /**
     * Checks that an IPv4 address has no bit above the 32nd.
     *
     * @throws IllegalArgumentException if it has
     */
    public IpAddress {
        if (family == AddressFamily.IPV4 && (hi != 0 || lo >>> Integer.SIZE != 0)) {
            throw new IllegalArgumentException("more than 32 bits in an IPv4 address");
        }
    }

    /** The link-local address made of a MAC address: its modified EUI-64 (RFC 4291 appendix A) behind fe80::/64. */
    public static IpAddress linkLocal(MacAddress mac) {
        long value = mac.value() ^ 0x0200_0000_0000L;
        long interfaceId = value >>> 24 << 40 | 0xff_fe00_0000L | (value & 0xff_ffffL);
        return new IpAddress(AddressFamily.IPV6, 0xfe80_0000_0000_0000L, interfaceId);
    }

    /**
     * Reads an address as people write it: dotted decimal without leading zeros, or RFC 4291 §2.2 text without a zone.
     *
     * @throws IllegalArgumentException if the text is anything else; the message quotes it
     */
    public static IpAddress parse(String text) {
        var ipv4 = IPV4.matcher(text);
        if (ipv4.matches()) {
            long value = 0;
            for (int octet = 1; octet <= 4; octet++) {
                int number = Integer.parseInt(ipv4.group(octet));
                if (number > 0xff) {
                    throw notAnAddress(text);
                }
                value = value << Byte.SIZE | number;
            }
            return new IpAddress(AddressFamily.IPV4, 0, value);
        }
        if (!IPV6.matcher(text).matches()) {
            throw notAnAddress(text);
        }
        try {
            // Text with a colon that starts with a digit or a colon is parsed, never looked up (java.net.InetAddress).
            InetAddress address = InetAddress.getByName(text);
            if (address instanceof Inet4Address) {
                throw new IllegalArgumentException("IPv4-mapped IPv6 address '" + text + "': write the IPv4 address");
            }
            return of(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(notAnAddress(text).getMessage(), e);
        }
    }

    /** The same address; the zone of a scoped IPv6 address is dropped. */
    public static IpAddress of(InetAddress address) {
        byte[] octets = address.getAddress();
        AddressFamily family = octets.length == Integer.BYTES ? AddressFamily.IPV4 : AddressFamily.IPV6;
        return read(family, ByteBuffer.wrap(octets), 0);
    }

    /**
     * Reads the address that starts at {@code offset} of a big-endian buffer.
     *
     * @throws IndexOutOfBoundsException if the buffer ends before the address does
     */
    public static IpAddress read(AddressFamily family, ByteBuffer buffer, int offset) {
        return family == AddressFamily.IPV4
                ? new IpAddress(family, 0, Integer.toUnsignedLong(buffer.getInt(offset)))
                : new IpAddress(family, buffer.getLong(offset), buffer.getLong(offset + Long.BYTES));
    }

    /**
     * Writes the address at {@code offset} of a big-endian buffer; the position does not move.
     *
     * @throws IndexOutOfBoundsException if the buffer ends before the address would
     */
    public void write(ByteBuffer buffer, int offset) {
        if (family == AddressFamily.IPV4) {
            buffer.putInt(offset, (int) lo);
        } else {
            buffer.putLong(offset, hi).putLong(offset + Long.BYTES, lo);
        }
    }

    /** True for fe80::/10; IPv4 link-local addresses have no part in VRRP and are not meant. */
    public boolean isIpv6LinkLocal() {
        return family == AddressFamily.IPV6 && isLinkLocal(hi);
    }

    static boolean isLinkLocal(long hi) {
        return hi >>> 54 == 0xfe80 >>> 6;
    }

    /** True for an address that one host can own: not unspecified, loopback, multicast, broadcast or IPv4-mapped. */
    public boolean isAssignableUnicast() {
        if (family == AddressFamily.IPV6) {
            boolean ipv4Mapped = hi == 0 && lo >>> Integer.SIZE == 0xffff;
            return hi >>> 56 != 0xff && !(hi == 0 && (lo == 0 || lo == 1)) && !ipv4Mapped;
        }
        long first = lo >>> 24;
        return first != 0 && first != 127 && first < 224;
    }

    /**
     * Whether the first {@code prefixLength} bits are those of {@code other}; never across families.
     *
     * @param prefixLength 0..32 or 0..128
     */
    public boolean hasPrefixOf(IpAddress other, int prefixLength) {
        if (family != other.family) {
            return false;
        }
        if (family == AddressFamily.IPV4) {
            return sharesBits(lo << Integer.SIZE, other.lo << Integer.SIZE, prefixLength);
        }
        return sharesBits(hi, other.hi, Math.min(prefixLength, Long.SIZE))
                && sharesBits(lo, other.lo, Math.max(0, prefixLength - Long.SIZE));
    }

    private static boolean sharesBits(long a, long b, int count) {
        return count == 0 || (a ^ b) >>> (Long.SIZE - count) == 0;
    }

    /**
     * The address of the network that its prefix names: the bits behind the prefix are zero.
     *
     * @param prefixLength 0..32 or 0..128
     */
    public IpAddress network(int prefixLength) {
        if (family == AddressFamily.IPV4) {
            return new IpAddress(family, 0, leading(lo << Integer.SIZE, prefixLength) >>> Integer.SIZE);
        }
        return new IpAddress(
                family,
                leading(hi, Math.min(prefixLength, Long.SIZE)),
                leading(lo, Math.max(0, prefixLength - Long.SIZE)));
    }

    private static long leading(long bits, int count) {
        return count == 0 ? 0 : bits & (-1L << (Long.SIZE - count));
    }

    /** The same address as a {@code java.net} object, without a zone. */
    public InetAddress toInetAddress() {
        byte[] octets = new byte[family.addressLength()];
        write(ByteBuffer.wrap(octets), 0);
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new AssertionError("an address of 4 or 16 octets is always accepted", e);
        }
    }

    @Override
    public int compareTo(IpAddress other) {
        if (family != other.family) {
            return family.compareTo(other.family);
        }
        return compareUnsigned(hi, lo, other.hi, other.lo);
    }

    static int compareUnsigned(long hi, long lo, long otherHi, long otherLo) {
        int high = Long.compareUnsigned(hi, otherHi);
        return high != 0 ? high : Long.compareUnsigned(lo, otherLo);
    }

    /** The text of RFC 5952: dotted decimal, or lower-case hexadecimal with the longest run of zeros as {@code ::}. */
    @Override
    public String toString() {
        if (family == AddressFamily.IPV4) {
            return (lo >>> 24) + "." + (lo >>> 16 & 0xff) + "." + (lo >>> 8 & 0xff) + "." + (lo & 0xff);
        }
        int runStart = -1;
        int runLength = 1; // RFC 5952 §4.2.2: a single zero group is not shortened
        for (int start = 0; start < 8; start++) {
            int end = start;
            while (end < 8 && group(end) == 0) {
                end++;
            }
            if (end - start > runLength) {
                runStart = start;
                runLength = end - start;
            }
        }
        var text = new StringBuilder(39);
        for (int i = 0; i < 8; i++) {
            if (i == runStart) {
                text.append("::");
                i += runLength - 1;
                continue;
            }
            if (i > 0 && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(group(i)));
        }
        return text.toString();
    }

    private int group(int index) {
        long half = index < 4 ? hi : lo;
        return (int) (half >>> (48 - index % 4 * 16)) & 0xffff;
    }

    private static IllegalArgumentException notAnAddress(String text) {
        return new IllegalArgumentException(
                "'" + text + "' is not an IP address; write it like 192.0.2.10 or 2001:db8::10");
    }
}
