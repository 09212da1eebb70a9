package io.github.vrrp4j.packet;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Addresses to compare with those of received advertisements: as a set, for the order is not significant (R-5.2.9-03),
 * and without allocating. Immutable, for use by any thread.
 */
public final class AddressSet {

    private final AddressFamily family;
    private final long[] hi;
    private final long[] lo;

    /**
     * Takes the addresses that a virtual router is configured with. Order and repetitions do not matter.
     *
     * @param addresses of one family, 1..255 different ones
     * @throws IllegalArgumentException if there are none, too many, or of both families
     */
    public AddressSet(List<IpAddress> addresses) {
        List<IpAddress> sorted = addresses.stream().distinct().sorted().toList();
        if (sorted.isEmpty() || sorted.size() > Advertisement.MAX_ADDRESSES) {
            throw new IllegalArgumentException(
                    "number of different addresses " + sorted.size() + " is not in 1.." + Advertisement.MAX_ADDRESSES);
        }
        family = sorted.get(0).family();
        if (sorted.get(sorted.size() - 1).family() != family) {
            throw new IllegalArgumentException("IPv4 and IPv6 addresses in one set");
        }
        hi = sorted.stream().mapToLong(IpAddress::hi).toArray();
        lo = sorted.stream().mapToLong(IpAddress::lo).toArray();
    }

    /** The family of every address. */
    public AddressFamily family() {
        return family;
    }

    /** The number of different addresses: 1..255. */
    public int size() {
        return hi.length;
    }

    /** Whether these and no others stand in a buffer: {@code count} addresses of this family from {@code offset} on. */
    boolean isExactly(ByteBuffer buffer, int offset, int count) {
        for (int block = 0; block < size(); block += Long.SIZE) {
            if (!isExactly(buffer, offset, count, block)) {
                return false;
            }
        }
        return true;
    }

    /** Whether each address of the buffer is one of these, and the 64 of these from {@code block} on are all there. */
    private boolean isExactly(ByteBuffer buffer, int offset, int count, int block) {
        long missing = -1L >>> Math.max(0, Long.SIZE - (size() - block));
        int end = offset + count * family.addressLength();
        for (int i = offset; i < end; i += family.addressLength()) {
            int index = family == AddressFamily.IPV4
                    ? indexOf(0, Integer.toUnsignedLong(buffer.getInt(i)))
                    : indexOf(buffer.getLong(i), buffer.getLong(i + Long.BYTES));
            if (index < 0) {
                return false;
            }
            if (index - index % Long.SIZE == block) {
                missing &= ~(1L << index % Long.SIZE);
            }
        }
        return missing == 0;
    }

    /** The place of an address, given as the numbers of {@link IpAddress}: 0..size-1, or -1 if it is not there. */
    private int indexOf(long addressHi, long addressLo) {
        int from = 0;
        int to = hi.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            int order = IpAddress.compareUnsigned(hi[middle], lo[middle], addressHi, addressLo);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return -1;
    }
}
