package io.github.vrrp4j.examples.node.monitor;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.AdvertisementView;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.ReceiveRules;
import io.github.vrrp4j.packet.Verdict;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields and the verdict of packets. The verdict is that of {@link AdvertisementView}; the fields are read here,
 * since a monitor shows those of broken packets too, as far as they go.
 */
final class VrrpPacketReader {

    /** The octets before the first address, in both versions. */
    private static final int HEADER_LENGTH = 8;

    private static final int VERSION_TYPE_OFFSET = 0;
    private static final int VRID_OFFSET = 1;
    private static final int PRIORITY_OFFSET = 2;
    private static final int COUNT_OFFSET = 3;

    /** VRRPv3: 12 bits of centiseconds. */
    private static final int MAX_ADVER_INTERVAL_OFFSET = 4;

    private static final int MAX_ADVER_INTERVAL_MASK = 0x0fff;

    /** VRRPv2: an octet of seconds. */
    private static final int ADVER_INT_OFFSET = 5;

    private static final int CS_PER_S = 100;

    private final AdvertisementView view = new AdvertisementView();

    VrrpPacket read(Instant time, String place, IpPacket ip, ByteBuffer frame) {
        Integer versionAndType = octet(ip, frame, VERSION_TYPE_OFFSET);
        Integer version = versionAndType == null ? null : versionAndType >>> 4;
        return new VrrpPacket(
                time,
                place,
                ip.family(),
                ip.source(),
                ip.destination(),
                version,
                versionAndType == null ? null : versionAndType & 0x0f,
                octet(ip, frame, VRID_OFFSET),
                octet(ip, frame, PRIORITY_OFFSET),
                octet(ip, frame, COUNT_OFFSET),
                intervalCs(version, ip, frame),
                checksum(version, ip, frame),
                addresses(ip, frame),
                verdict(ip, frame));
    }

    private static @Nullable Integer octet(IpPacket ip, ByteBuffer frame, int offset) {
        return offset < ip.messageLength() ? Byte.toUnsignedInt(frame.get(ip.messageOffset() + offset)) : null;
    }

    private static @Nullable Integer intervalCs(@Nullable Integer version, IpPacket ip, ByteBuffer frame) {
        if (version == null || !isKnown(version, ip.family())) {
            return null;
        }
        if (version == 2) {
            Integer seconds = octet(ip, frame, ADVER_INT_OFFSET);
            return seconds == null ? null : seconds * CS_PER_S;
        }
        boolean present = MAX_ADVER_INTERVAL_OFFSET + Short.BYTES <= ip.messageLength();
        return present
                ? frame.getShort(ip.messageOffset() + MAX_ADVER_INTERVAL_OFFSET) & MAX_ADVER_INTERVAL_MASK
                : null;
    }

    private static @Nullable ChecksumText checksum(@Nullable Integer version, IpPacket ip, ByteBuffer frame) {
        if (version == null || !isKnown(version, ip.family()) || !ip.whole() || ip.messageLength() < HEADER_LENGTH) {
            return null;
        }
        return ChecksumText.of(version, ip, frame);
    }

    /** Whether there is such a version over such a carrier: VRRPv2 is for IPv4 alone. */
    private static boolean isKnown(int version, AddressFamily family) {
        return version == 3 || (version == 2 && family == AddressFamily.IPV4);
    }

    private static List<IpAddress> addresses(IpPacket ip, ByteBuffer frame) {
        List<IpAddress> addresses = new ArrayList<>();
        Integer count = octet(ip, frame, COUNT_OFFSET);
        int length = ip.family().addressLength();
        for (int i = 0; count != null && i < count; i++) {
            int offset = HEADER_LENGTH + i * length;
            if (offset + length > ip.messageLength()) {
                break;
            }
            addresses.add(IpAddress.read(ip.family(), frame, ip.messageOffset() + offset));
        }
        return List.copyOf(addresses);
    }

    private Verdict verdict(IpPacket ip, ByteBuffer frame) {
        view.wrapMessage(
                ip.family(),
                ip.source().hi(),
                ip.source().lo(),
                ip.destination().hi(),
                ip.destination().lo(),
                ip.hopLimit(),
                frame,
                ip.messageOffset(),
                ip.whole() ? ip.messageLength() : 0);
        Verdict verdict = view.verifyHeader();
        return verdict == Verdict.VALID ? view.verifyMessage(ReceiveRules.VERSION_2_AND_3) : verdict;
    }
}
