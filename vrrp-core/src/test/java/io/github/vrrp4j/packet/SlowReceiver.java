package io.github.vrrp4j.packet;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * The receive checks of the RFCs (§7.1 of each) a second time, written plainly from the text and sharing nothing with
 * {@link AdvertisementView}, so that the properties have something to compare it with.
 */
final class SlowReceiver {

    private SlowReceiver() {}

    static Verdict ipv4Packet(byte[] packet, ReceiveRules rules) {
        if (packet.length < 20 || unsigned(packet, 0) / 16 != 4) {
            return Verdict.PACKET_TOO_SHORT;
        }
        int headerLength = unsigned(packet, 0) % 16 * 4;
        int totalLength = unsigned(packet, 2) * 256 + unsigned(packet, 3);
        if (headerLength < 20 || totalLength < headerLength || totalLength > packet.length) {
            return Verdict.PACKET_TOO_SHORT;
        }
        byte[] source = Arrays.copyOfRange(packet, 12, 16);
        byte[] destination = Arrays.copyOfRange(packet, 16, 20);
        byte[] message = Arrays.copyOfRange(packet, headerLength, totalLength);
        return message(source, destination, unsigned(packet, 8), message, rules);
    }

    /** Takes the extension headers of RFC 8200 §4.1 off one by one: 0 at the very front, 60 anywhere, three in all. */
    static Verdict ipv6Packet(byte[] packet, ReceiveRules rules) {
        if (packet.length < 40 || unsigned(packet, 0) / 16 != 6) {
            return Verdict.PACKET_TOO_SHORT;
        }
        int payloadLength = unsigned(packet, 4) * 256 + unsigned(packet, 5);
        if (40 + payloadLength > packet.length) {
            return Verdict.PACKET_TOO_SHORT;
        }
        byte[] payload = Arrays.copyOfRange(packet, 40, 40 + payloadLength);
        int nextHeader = unsigned(packet, 6);
        int taken = 0;
        while (nextHeader != 112) {
            boolean known = nextHeader == 60 || (nextHeader == 0 && taken == 0);
            if (!known || taken == 3 || payload.length < 8 || payload.length < 8 + 8 * unsigned(payload, 1)) {
                return Verdict.PACKET_TOO_SHORT;
            }
            nextHeader = unsigned(payload, 0);
            payload = Arrays.copyOfRange(payload, 8 + 8 * unsigned(payload, 1), payload.length);
            taken++;
        }
        byte[] source = Arrays.copyOfRange(packet, 8, 24);
        byte[] destination = Arrays.copyOfRange(packet, 24, 40);
        return message(source, destination, unsigned(packet, 7), payload, rules);
    }

    /** Source and destination of 4 or 16 octets, and the VRRP message alone. */
    static Verdict message(byte[] source, byte[] destination, int hopLimit, byte[] message, ReceiveRules rules) {
        boolean ipv4 = source.length == 4;
        if (message.length < 8) {
            return Verdict.PACKET_TOO_SHORT;
        }
        if (hopLimit != 255) {
            return Verdict.IP_TTL_ERROR;
        }
        int version = unsigned(message, 0) / 16;
        boolean known = version == 3 || (version == 2 && ipv4);
        if (!known) {
            return Verdict.VERSION_ERROR;
        }
        if (unsigned(message, 1) == 0) {
            return Verdict.VRID_ERROR;
        }
        if ((version == 2 && !rules.version2()) || (version == 3 && !rules.version3())) {
            return Verdict.VERSION_ERROR;
        }
        if (unsigned(message, 0) % 16 != 1) {
            return Verdict.INVALID_TYPE;
        }
        int withoutAuthenticationData = 8 + source.length * unsigned(message, 3);
        if (message.length != (version == 2 ? withoutAuthenticationData + 8 : withoutAuthenticationData)) {
            return Verdict.PACKET_LENGTH_ERROR;
        }
        if (!checksumAccepted(version, source, destination, message, rules)) {
            return Verdict.CHECKSUM_ERROR;
        }
        if (version == 2 && message[4] != 0) {
            return Verdict.AUTH_TYPE_ERROR;
        }
        if (!rules.errata()) {
            return Verdict.VALID;
        }
        if (message[3] == 0) {
            return Verdict.ADDR_COUNT_ZERO;
        }
        int upperInterval = version == 3 ? unsigned(message, 4) % 16 : 0;
        if (upperInterval == 0 && message[5] == 0) {
            return Verdict.INTERVAL_ZERO;
        }
        if (!ipv4 && !(unsigned(message, 8) == 0xfe && unsigned(message, 9) / 64 == 2)) {
            return Verdict.FIRST_ADDR_NOT_LINK_LOCAL;
        }
        return Verdict.VALID;
    }

    private static boolean checksumAccepted(
            int version, byte[] source, byte[] destination, byte[] message, ReceiveRules rules) {
        boolean messageOnly = onesComplementSum(message) == 0xffff;
        boolean pseudoHeader = onesComplementSum(withPseudoHeader(source, destination, message)) == 0xffff;
        if (version == 2) {
            return messageOnly;
        }
        if (source.length == 16) {
            return pseudoHeader;
        }
        if (rules.requiredForm() == ChecksumForm.MESSAGE_ONLY) {
            return messageOnly;
        }
        return pseudoHeader || (messageOnly && rules.requiredForm() == null);
    }

    /** Puts the right checksum in, so that a mutation reaches the checks behind it. */
    static void putChecksum(byte[] message, boolean pseudoHeader, byte[] source, byte[] destination) {
        message[6] = 0;
        message[7] = 0;
        byte[] covered = pseudoHeader ? withPseudoHeader(source, destination, message) : message;
        int checksum = 0xffff - onesComplementSum(covered);
        message[6] = (byte) (checksum / 256);
        message[7] = (byte) checksum;
    }

    /** The message behind the pseudo-header of RFC 793 or RFC 8200 §8.1, as octets. */
    static byte[] withPseudoHeader(byte[] source, byte[] destination, byte[] message) {
        var octets = new ByteArrayOutputStream();
        octets.writeBytes(source);
        octets.writeBytes(destination);
        if (source.length == 4) {
            octets.writeBytes(new byte[] {0, 112, (byte) (message.length / 256), (byte) message.length});
        } else {
            octets.writeBytes(new byte[] {0, 0, (byte) (message.length / 256), (byte) message.length, 0, 0, 0, 112});
        }
        octets.writeBytes(message);
        return octets.toByteArray();
    }

    /** RFC 1071 one 16-bit word at a time, each carry added at once. */
    static int onesComplementSum(byte[] octets) {
        int sum = 0;
        for (int i = 0; i < octets.length; i += 2) {
            int low = i + 1 < octets.length ? unsigned(octets, i + 1) : 0;
            sum += unsigned(octets, i) * 256 + low;
            if (sum > 0xffff) {
                sum -= 0xffff;
            }
        }
        return sum;
    }

    private static int unsigned(byte[] octets, int index) {
        return octets[index] & 0xff;
    }
}
