package io.github.vrrp4j.packet;

import java.nio.ByteBuffer;

/**
 * The Internet checksum of RFC 1071: the 16-bit one's complement of the one's complement sum of 16-bit words. Sums are
 * carried as a {@code long} of unfolded 32-bit words, which a message of any legal size cannot overflow.
 */
final class Checksum {

    /** What a message sums to, its own checksum field included, when the checksum is right. */
    static final int VALID_SUM = 0xffff;

    private Checksum() {}

    /** The unfolded sum of {@code length} octets of a big-endian buffer; an odd last octet is padded with zero. */
    static long sum(ByteBuffer buffer, int offset, int length) {
        int end = offset + length;
        int wordsEnd = end - (length & 3);
        long sum = 0;
        int i = offset;
        for (; i < wordsEnd; i += Integer.BYTES) {
            sum += Integer.toUnsignedLong(buffer.getInt(i));
        }
        if (i + 1 < end) {
            sum += Short.toUnsignedInt(buffer.getShort(i));
            i += Short.BYTES;
        }
        if (i < end) {
            sum += Byte.toUnsignedInt(buffer.get(i)) << Byte.SIZE;
        }
        return sum;
    }

    /**
     * The unfolded sum of a pseudo-header: source, destination, upper-layer length and next header. The IPv4 form (RFC
     * 793) and the IPv6 form (RFC 8200 §8.1) place these numbers differently and sum to the same.
     */
    static long pseudoHeaderSum(
            long sourceHi, long sourceLo, long destinationHi, long destinationLo, int nextHeader, int length) {
        return words(sourceHi) + words(sourceLo) + words(destinationHi) + words(destinationLo) + nextHeader + length;
    }

    /** The unfolded sum of 8 octets. */
    static long words(long value) {
        return (value >>> Integer.SIZE) + (value & 0xffff_ffffL);
    }

    /** The sum folded to 16 bits, end-around carries added: 0..0xffff. */
    static int fold(long sum) {
        long folded = words(sum);
        folded = (folded >>> 16) + (folded & 0xffff);
        folded = (folded >>> 16) + (folded & 0xffff);
        return (int) ((folded >>> 16) + (folded & 0xffff));
    }
}
