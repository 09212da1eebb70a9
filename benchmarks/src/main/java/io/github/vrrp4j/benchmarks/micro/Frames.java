package io.github.vrrp4j.benchmarks.micro;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.AdvertisementEncoder;
import io.github.vrrp4j.packet.AdvertisementView;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;

/** Ethernet frames with a VRRPv3 advertisement, as they stand on the wire. */
final class Frames {

    static final int VRID = 51;
    static final int PRIORITY = 200;
    static final int INTERVAL_CS = 100;

    /** Octets of the Ethernet header. */
    static final int IP_OFFSET = 14;

    private static final int IPV4_HEADER_LENGTH = 20;
    private static final int IPV6_HEADER_LENGTH = 40;
    private static final MacAddress SOURCE_MAC = new MacAddress(0x0200_0000_0001L);
    private static final int ETHER_TYPE_IPV4 = 0x0800;
    private static final int ETHER_TYPE_IPV6 = 0x86dd;

    private Frames() {}

    /** The address that advertisements come from. */
    static IpAddress source(AddressFamily family) {
        return IpAddress.parse(family == AddressFamily.IPV4 ? "192.0.2.1" : "fe80::1");
    }

    /** The virtual addresses 198.51.100.0 and up, or fe80::100 and then 2001:db8::1 and up. */
    static List<IpAddress> addresses(AddressFamily family, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> IpAddress.parse(
                        family == AddressFamily.IPV4
                                ? "198.51.100." + i
                                : i == 0 ? "fe80::100" : "2001:db8::" + Integer.toHexString(i)))
                .toList();
    }

    /** A frame with valid checksums wherever there is one. */
    static byte[] advertisement(AddressFamily family, int addressCount) {
        boolean ipv4 = family == AddressFamily.IPV4;
        AdvertisementEncoder encoder =
                new AdvertisementEncoder(Advertisement.VERSION_3, VRID, addresses(family, addressCount));
        int messageOffset = IP_OFFSET + (ipv4 ? IPV4_HEADER_LENGTH : IPV6_HEADER_LENGTH);
        ByteBuffer frame = ByteBuffer.allocate(messageOffset + encoder.length());
        MacAddress.ofMulticastGroup(family.vrrpGroup()).write(frame, 0);
        SOURCE_MAC.write(frame, MacAddress.LENGTH);
        frame.putShort(2 * MacAddress.LENGTH, (short) (ipv4 ? ETHER_TYPE_IPV4 : ETHER_TYPE_IPV6));
        frame.position(IP_OFFSET);
        if (ipv4) {
            putIpv4Header(frame, encoder.length());
        } else {
            putIpv6Header(frame, encoder.length());
        }
        encoder.encode(
                frame,
                messageOffset,
                PRIORITY,
                INTERVAL_CS,
                ChecksumForm.PSEUDO_HEADER,
                source(family),
                family.vrrpGroup());
        return frame.array();
    }

    private static void putIpv4Header(ByteBuffer frame, int messageLength) {
        frame.putShort((short) 0x45c0); // version 4, 20 octets, class CS6
        frame.putShort((short) (IPV4_HEADER_LENGTH + messageLength));
        frame.putInt(0); // identification, flags, fragment offset
        frame.put((byte) 255).put((byte) AdvertisementView.PROTOCOL).putShort((short) 0);
        frame.putInt((int) source(AddressFamily.IPV4).lo())
                .putInt((int) AddressFamily.IPV4.vrrpGroup().lo());
        int sum = 0;
        for (int i = 0; i < IPV4_HEADER_LENGTH; i += Short.BYTES) {
            sum += Short.toUnsignedInt(frame.getShort(IP_OFFSET + i));
        }
        frame.putShort(IP_OFFSET + 10, (short) ~((sum & 0xffff) + (sum >>> Short.SIZE)));
    }

    private static void putIpv6Header(ByteBuffer frame, int messageLength) {
        frame.putInt(0x6c00_0000); // version 6, class CS6
        frame.putShort((short) messageLength)
                .put((byte) AdvertisementView.PROTOCOL)
                .put((byte) 255);
        source(AddressFamily.IPV6).write(frame, frame.position());
        AddressFamily.IPV6.vrrpGroup().write(frame, frame.position() + AddressFamily.IPV6.addressLength());
    }
}
