package io.github.vrrp4j.packet;

import java.nio.ByteBuffer;

/** Whole IP packets for the tests of {@link AdvertisementView}. */
final class Packets {

    private static final int IPV6_HEADER_LENGTH = 40;

    private Packets() {}

    /** A view of an IP packet that starts at octet 0. */
    static AdvertisementView view(AddressFamily family, ByteBuffer packet) {
        var view = new AdvertisementView();
        if (family == AddressFamily.IPV4) {
            view.wrapIpv4Packet(packet, 0, packet.limit());
        } else {
            view.wrapMessage(
                    AddressFamily.IPV6,
                    packet.getLong(8),
                    packet.getLong(16),
                    packet.getLong(24),
                    packet.getLong(32),
                    Byte.toUnsignedInt(packet.get(7)),
                    packet,
                    IPV6_HEADER_LENGTH,
                    Short.toUnsignedInt(packet.getShort(4)));
        }
        return view;
    }

    static AdvertisementView ipv4(String hex) {
        return view(AddressFamily.IPV4, Octets.of(hex));
    }

    static AdvertisementView ipv6(String hex) {
        return view(AddressFamily.IPV6, Octets.of(hex));
    }

    /** Both steps of the receive checks, the second only after the first. */
    static Verdict verify(AdvertisementView view) {
        Verdict header = view.verifyHeader();
        return header == Verdict.VALID ? view.verifyMessage(null) : header;
    }
}
