package io.github.vrrp4j.benchmarks.micro;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.AdvertisementEncoder;
import io.github.vrrp4j.packet.AdvertisementView;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.IpAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;

/** Ethernet frames with an IPv4 advertisement, as they stand on the wire. */
final class Frames {

    static final int VRID = 51;
    static final int PRIORITY = 200;
    static final int INTERVAL_CS = 100;
    static final IpAddress SOURCE = IpAddress.parse("192.0.2.1");
    static final IpAddress GROUP = AddressFamily.IPV4.vrrpGroup();

    /** Octets of the Ethernet header. */
    static final int IP_OFFSET = 14;

    private static final int IP_HEADER_LENGTH = 20;
    private static final long ALL_VRRP_ROUTERS_MAC = 0x0100_5e00_0012L;
    private static final long SOURCE_MAC = 0x0200_0000_0001L;
    private static final int ETHER_TYPE_IPV4 = 0x0800;

    private Frames() {}

    /** The virtual addresses 198.51.100.0 and up. */
    static List<IpAddress> addresses(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> IpAddress.parse("198.51.100." + i))
                .toList();
    }

    /** A frame with valid checksums in the headers that have one. */
    static byte[] advertisement(int addressCount) {
        AdvertisementEncoder encoder = new AdvertisementEncoder(Advertisement.VERSION_3, VRID, addresses(addressCount));
        int ipLength = IP_HEADER_LENGTH + encoder.length();
        ByteBuffer frame = ByteBuffer.allocate(IP_OFFSET + ipLength);
        frame.putShort((short) (ALL_VRRP_ROUTERS_MAC >>> Integer.SIZE)).putInt((int) ALL_VRRP_ROUTERS_MAC);
        frame.putShort((short) (SOURCE_MAC >>> Integer.SIZE)).putInt((int) SOURCE_MAC);
        frame.putShort((short) ETHER_TYPE_IPV4);
        frame.putShort((short) 0x45c0).putShort((short) ipLength); // version 4, 20 octets, class CS6
        frame.putInt(0); // identification, flags, fragment offset
        frame.put((byte) 255).put((byte) AdvertisementView.PROTOCOL).putShort((short) 0);
        frame.putInt((int) SOURCE.lo()).putInt((int) GROUP.lo());
        frame.putShort(IP_OFFSET + 10, headerChecksum(frame));
        encoder.encode(
                frame, IP_OFFSET + IP_HEADER_LENGTH, PRIORITY, INTERVAL_CS, ChecksumForm.PSEUDO_HEADER, SOURCE, GROUP);
        return frame.array();
    }

    private static short headerChecksum(ByteBuffer frame) {
        int sum = 0;
        for (int i = 0; i < IP_HEADER_LENGTH; i += Short.BYTES) {
            sum += Short.toUnsignedInt(frame.getShort(IP_OFFSET + i));
        }
        return (short) ~((sum & 0xffff) + (sum >>> Short.SIZE));
    }
}
