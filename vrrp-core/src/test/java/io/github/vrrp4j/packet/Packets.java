package io.github.vrrp4j.packet;

import io.github.vrrp4j.packet.Advertisements.Sent;
import java.nio.ByteBuffer;
import java.util.List;

/** Whole IP packets for the tests of {@link AdvertisementView}. */
final class Packets {

    private Packets() {}

    /** A view of an IP packet that starts at octet 0. */
    static AdvertisementView view(AddressFamily family, ByteBuffer packet) {
        var view = new AdvertisementView();
        wrap(view, family, packet, 0, packet.limit());
        return view;
    }

    static void wrap(AdvertisementView view, AddressFamily family, ByteBuffer packet, int offset, int length) {
        if (family == AddressFamily.IPV4) {
            view.wrapIpv4Packet(packet, offset, length);
        } else {
            view.wrapIpv6Packet(packet, offset, length);
        }
    }

    static void wrapMessage(
            AdvertisementView view,
            IpAddress source,
            IpAddress destination,
            int hopLimit,
            ByteBuffer buffer,
            int offset,
            int length) {
        view.wrapMessage(
                source.family(),
                source.hi(),
                source.lo(),
                destination.hi(),
                destination.lo(),
                hopLimit,
                buffer,
                offset,
                length);
    }

    /** An IPv4 packet with a message, header options of A5s, and as much padding behind it. */
    static byte[] ipv4Packet(Sent sent, byte[] message, int optionsLength, int padding) {
        int headerLength = 20 + optionsLength;
        ByteBuffer packet = Octets.filled(headerLength + message.length + padding);
        packet.put(0, (byte) (0x40 + headerLength / 4));
        packet.putShort(2, (short) (headerLength + message.length));
        packet.put(8, (byte) 255);
        packet.put(9, (byte) 112);
        sent.source().write(packet, 12);
        sent.destination().write(packet, 16);
        packet.put(headerLength, message);
        return Octets.copy(packet, 0, packet.limit());
    }

    /** An IPv6 packet with a message behind extension headers, each of 8 octets and as many more units of 8. */
    static byte[] ipv6Packet(Sent sent, byte[] message, List<Integer> extensionTypes, int units, int padding) {
        int extensionLength = 8 + 8 * units;
        int payloadLength = extensionTypes.size() * extensionLength + message.length;
        ByteBuffer packet = Octets.filled(40 + payloadLength + padding);
        packet.put(0, (byte) 0x60);
        packet.putShort(4, (short) payloadLength);
        packet.put(7, (byte) 255);
        sent.source().write(packet, 8);
        sent.destination().write(packet, 24);
        int nextHeader = 6; // where the type of what follows is written
        int next = 40;
        for (int type : extensionTypes) {
            packet.put(nextHeader, (byte) type);
            packet.put(next + 1, (byte) units);
            nextHeader = next;
            next += extensionLength;
        }
        packet.put(nextHeader, (byte) 112);
        packet.put(next, message);
        return Octets.copy(packet, 0, packet.limit());
    }

    static AdvertisementView ipv4(String hex) {
        return view(AddressFamily.IPV4, Octets.of(hex.replace(" ", "")));
    }

    static AdvertisementView ipv6(String hex) {
        return view(AddressFamily.IPV6, Octets.of(hex.replace(" ", "")));
    }

    /** Both steps of the receive checks, the second only after the first. */
    static Verdict verify(AdvertisementView view, ReceiveRules rules) {
        Verdict header = view.verifyHeader();
        return header == Verdict.VALID ? view.verifyMessage(rules) : header;
    }
}
