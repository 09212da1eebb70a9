package io.github.vrrp4j.packet;

import static io.github.vrrp4j.packet.Advertisement.CS_PER_SECOND;
import static io.github.vrrp4j.packet.Advertisement.MAX_INTERVAL_CS;
import static io.github.vrrp4j.packet.Advertisement.MAX_VERSION_2_INTERVAL_CS;
import static io.github.vrrp4j.packet.Advertisement.VERSION_2;
import static io.github.vrrp4j.packet.Advertisement.VERSION_3;
import static io.github.vrrp4j.packet.AdvertisementView.ADDR_COUNT_OFFSET;
import static io.github.vrrp4j.packet.AdvertisementView.AUTH_DATA_LENGTH;
import static io.github.vrrp4j.packet.AdvertisementView.CHECKSUM_OFFSET;
import static io.github.vrrp4j.packet.AdvertisementView.HEADER_LENGTH;
import static io.github.vrrp4j.packet.AdvertisementView.MAX_ADVER_INTERVAL_OFFSET;
import static io.github.vrrp4j.packet.AdvertisementView.PRIORITY_OFFSET;
import static io.github.vrrp4j.packet.AdvertisementView.TYPE_ADVERTISEMENT;
import static io.github.vrrp4j.packet.AdvertisementView.VERSION_TYPE_OFFSET;
import static io.github.vrrp4j.packet.AdvertisementView.VRID_OFFSET;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Writes the advertisements of one virtual router without allocating: version, VRID and addresses are fixed, priority
 * and interval are given each time, so that what is sent is always the current value (R-7.2-01). Layouts:
 * {@link AdvertisementView}. Safe for use by any thread.
 */
public final class AdvertisementEncoder {

    private final int version;
    private final int vrid;
    private final int addrCount;

    /** All that follows the first 8 octets: addresses, and in version 2 Authentication Data of zeros. */
    private final byte[] body;

    /**
     * Takes what all advertisements have in common.
     *
     * @param version {@link Advertisement#VERSION_2} or {@link Advertisement#VERSION_3}
     * @param vrid 1..255
     * @param addresses in the order in which they are sent
     * @throws IllegalArgumentException if {@link Advertisement} refuses the version, the VRID or the addresses
     */
    public AdvertisementEncoder(int version, int vrid, List<IpAddress> addresses) {
        Advertisement checked = new Advertisement(version, vrid, 0, CS_PER_SECOND, addresses);
        int addressLength = checked.family().addressLength();
        this.version = version;
        this.vrid = vrid;
        this.addrCount = addresses.size();
        this.body = new byte[addrCount * addressLength + (version == VERSION_2 ? AUTH_DATA_LENGTH : 0)];
        ByteBuffer buffer = ByteBuffer.wrap(body);
        for (int i = 0; i < addrCount; i++) {
            addresses.get(i).write(buffer, i * addressLength);
        }
    }

    /** The octets of each message: 12..1028 for IPv4, in version 2 20..1036; 24..4088 for IPv6. */
    public int length() {
        return HEADER_LENGTH + body.length;
    }

    /**
     * Writes one message at {@code offset} of a big-endian buffer, the checksum last (R-7.2-02).
     *
     * @param priority 0..255
     * @param maxAdverIntervalCs 1..4095 centiseconds; the Reserve nibble above it is written as 0 (R-5.2.6-01). Version 2
     *     knows whole seconds: 1..25500 centiseconds, rounded up, so that a sub-second MASTER in mixed operation
     *     announces 1 second (R-8.4.2-01)
     * @param form what the checksum covers in version 3 over IPv4; over IPv6 always the pseudo-header, in version 2 never
     *     (R-5.2.8-01)
     * @param source the source address of the IP packet that will carry it
     * @param destination its destination address
     * @return {@link #length}
     * @throws IllegalArgumentException if priority or interval is out of range (R-5.2.7-01: it never wraps to 0)
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
        Advertisement.require(priority >= 0 && priority <= 255, "priority", priority, "0..255");
        buffer.put(offset + VERSION_TYPE_OFFSET, (byte) (version << 4 | TYPE_ADVERTISEMENT));
        buffer.put(offset + VRID_OFFSET, (byte) vrid);
        buffer.put(offset + PRIORITY_OFFSET, (byte) priority);
        buffer.put(offset + ADDR_COUNT_OFFSET, (byte) addrCount);
        buffer.putShort(offset + MAX_ADVER_INTERVAL_OFFSET, intervalField(maxAdverIntervalCs));
        buffer.putShort(offset + CHECKSUM_OFFSET, (short) 0);
        buffer.put(offset + HEADER_LENGTH, body);
        long sum = Checksum.sum(buffer, offset, length);
        if (version == VERSION_3 && (form == ChecksumForm.PSEUDO_HEADER || source.family() == AddressFamily.IPV6)) {
            sum += Checksum.pseudoHeaderSum(
                    source.hi(), source.lo(), destination.hi(), destination.lo(), AdvertisementView.PROTOCOL, length);
        }
        buffer.putShort(offset + CHECKSUM_OFFSET, (short) ~Checksum.fold(sum));
        return length;
    }

    /** Reserve and Max Advertise Interval, or Auth Type and Adver Int; the upper octet or nibble is 0. */
    private short intervalField(int intervalCs) {
        if (version == VERSION_3) {
            Advertisement.require(
                    intervalCs >= 1 && intervalCs <= MAX_INTERVAL_CS,
                    "Max Advertise Interval",
                    intervalCs,
                    "1..4095 centiseconds");
            return (short) intervalCs;
        }
        Advertisement.require(
                intervalCs >= 1 && intervalCs <= MAX_VERSION_2_INTERVAL_CS,
                "version 2 Adver Int",
                intervalCs,
                "1..25500 centiseconds");
        return (short) ((intervalCs + CS_PER_SECOND - 1) / CS_PER_SECOND);
    }
}
