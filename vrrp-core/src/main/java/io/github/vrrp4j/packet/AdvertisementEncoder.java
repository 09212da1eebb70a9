package io.github.vrrp4j.packet;

import static io.github.vrrp4j.packet.AdvertisementView.ADDR_COUNT_OFFSET;
import static io.github.vrrp4j.packet.AdvertisementView.CHECKSUM_OFFSET;
import static io.github.vrrp4j.packet.AdvertisementView.HEADER_LENGTH;
import static io.github.vrrp4j.packet.AdvertisementView.MAX_ADVER_INTERVAL_OFFSET;
import static io.github.vrrp4j.packet.AdvertisementView.PRIORITY_OFFSET;
import static io.github.vrrp4j.packet.AdvertisementView.TYPE_ADVERTISEMENT;
import static io.github.vrrp4j.packet.AdvertisementView.VERSION;
import static io.github.vrrp4j.packet.AdvertisementView.VERSION_TYPE_OFFSET;
import static io.github.vrrp4j.packet.AdvertisementView.VRID_OFFSET;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Writes the advertisements of one virtual router without allocating: VRID and addresses are fixed, priority and
 * interval are given each time, so that what is sent is always the current value (R-7.2-01). Layout:
 * {@link AdvertisementView}. Safe for use by any thread.
 */
public final class AdvertisementEncoder {

    private final int vrid;
    private final int addrCount;
    private final byte[] addresses;

    /**
     * Takes what all advertisements have in common.
     *
     * @throws IllegalArgumentException if {@link Advertisement} refuses the VRID or the addresses
     */
    public AdvertisementEncoder(int vrid, List<IpAddress> addresses) {
        Advertisement checked = new Advertisement(vrid, 0, 1, addresses);
        int addressLength = checked.family().addressLength();
        this.vrid = vrid;
        this.addrCount = addresses.size();
        this.addresses = new byte[addrCount * addressLength];
        ByteBuffer buffer = ByteBuffer.wrap(this.addresses);
        for (int i = 0; i < addrCount; i++) {
            addresses.get(i).write(buffer, i * addressLength);
        }
    }

    /** The octets of each message: 12..1028 for IPv4, 24..4088 for IPv6. */
    public int length() {
        return HEADER_LENGTH + addresses.length;
    }

    /**
     * Writes one message at {@code offset} of a big-endian buffer, the checksum last (R-7.2-02).
     *
     * @param priority 0..255
     * @param maxAdverIntervalCs 1..4095 centiseconds; the Reserve nibble above it is written as 0 (R-5.2.6-01)
     * @param form what the checksum covers over IPv4; over IPv6 always the pseudo-header (R-5.2.8-01)
     * @param source the source address of the IP packet that will carry it
     * @param destination its destination address
     * @return {@link #length}
     * @throws IndexOutOfBoundsException if the buffer is too small
     */
    public int encode(
            ByteBuffer buffer,
            int offset,
            int priority,
            int maxAdverIntervalCs,
            ChecksumForm form,
            IpAddress source,
            IpAddress destination) {
        int length = length();
        buffer.put(offset + VERSION_TYPE_OFFSET, (byte) (VERSION << 4 | TYPE_ADVERTISEMENT));
        buffer.put(offset + VRID_OFFSET, (byte) vrid);
        buffer.put(offset + PRIORITY_OFFSET, (byte) priority);
        buffer.put(offset + ADDR_COUNT_OFFSET, (byte) addrCount);
        buffer.putShort(offset + MAX_ADVER_INTERVAL_OFFSET, (short) maxAdverIntervalCs);
        buffer.putShort(offset + CHECKSUM_OFFSET, (short) 0);
        buffer.put(offset + HEADER_LENGTH, addresses);
        long sum = Checksum.sum(buffer, offset, length);
        if (form == ChecksumForm.PSEUDO_HEADER || source.family() == AddressFamily.IPV6) {
            sum += Checksum.pseudoHeaderSum(
                    source.hi(), source.lo(), destination.hi(), destination.lo(), AdvertisementView.PROTOCOL, length);
        }
        buffer.putShort(offset + CHECKSUM_OFFSET, (short) ~Checksum.fold(sum));
        return length;
    }
}
