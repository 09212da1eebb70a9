package io.github.vrrp4j.examples.node.monitor;

import io.github.vrrp4j.packet.AddressFamily;
import java.nio.ByteBuffer;

/** What the checksum of a VRRP message is, in the words of the output. */
enum ChecksumText {
    /** VRRPv3 over IPv4, RFC 5798. */
    PSEUDO_HEADER("pseudo-header"),

    /** VRRPv3 over IPv4, RFC 9568. */
    MESSAGE_ONLY("message-only"),

    /** Right where there is one form only: VRRPv2, and VRRPv3 over IPv6. */
    OK("ok"),

    /** Wrong in every form. */
    BAD("bad");

    /** The folded sum of a message with a right checksum in it (RFC 1071). */
    private static final int RIGHT_SUM = 0xffff;

    private static final int PROTOCOL = 112;

    private final String text;

    ChecksumText(String text) {
        this.text = text;
    }

    /**
     * Judges the checksum of a whole message. {@link io.github.vrrp4j.packet.AdvertisementView} stops at the first check
     * that fails; here the checksum of a packet with another fault is of interest too.
     *
     * @param version 2, or 3
     */
    static ChecksumText of(int version, IpPacket ip, ByteBuffer frame) {
        long message = sum(frame, ip.messageOffset(), ip.messageLength());
        long withPseudoHeader = message + pseudoHeaderSum(ip);
        if (version == 2) {
            return isRight(message) ? OK : BAD;
        }
        if (ip.family() == AddressFamily.IPV6) {
            return isRight(withPseudoHeader) ? OK : BAD;
        }
        if (isRight(withPseudoHeader)) {
            return PSEUDO_HEADER;
        }
        return isRight(message) ? MESSAGE_ONLY : BAD;
    }

    private static long pseudoHeaderSum(IpPacket ip) {
        int addressLength = ip.family().addressLength();
        ByteBuffer addresses = ByteBuffer.allocate(2 * addressLength);
        ip.source().write(addresses, 0);
        ip.destination().write(addresses, addressLength);
        return sum(addresses, 0, addresses.limit()) + PROTOCOL + ip.messageLength();
    }

    /** Of 16-bit words; an odd last octet is the high one of a word. */
    private static long sum(ByteBuffer octets, int offset, int length) {
        long sum = 0;
        for (int i = 0; i < length; i++) {
            int octet = Byte.toUnsignedInt(octets.get(offset + i));
            sum += i % 2 == 0 ? octet << Byte.SIZE : octet;
        }
        return sum;
    }

    private static boolean isRight(long sum) {
        long folded = sum;
        while (folded > 0xffff) {
            folded = (folded >>> 16) + (folded & 0xffff);
        }
        return folded == RIGHT_SUM;
    }

    @Override
    public String toString() {
        return text;
    }
}
