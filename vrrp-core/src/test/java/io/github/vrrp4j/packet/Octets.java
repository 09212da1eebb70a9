package io.github.vrrp4j.packet;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/** Bytes as tests write them: hexadecimal text. */
final class Octets {

    /** What a buffer holds before something is encoded into it, so that an octet left out is seen. */
    static final byte FILL = (byte) 0xa5;

    private Octets() {}

    static ByteBuffer of(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }

    static byte[] of(IpAddress address) {
        byte[] octets = new byte[address.family().addressLength()];
        address.write(ByteBuffer.wrap(octets), 0);
        return octets;
    }

    /** The octets between {@code length} others on each side. */
    static byte[] surround(byte[] octets, int length, byte guard) {
        byte[] surrounded = new byte[octets.length + 2 * length];
        Arrays.fill(surrounded, guard);
        System.arraycopy(octets, 0, surrounded, length, octets.length);
        return surrounded;
    }

    static ByteBuffer filled(int length) {
        byte[] octets = new byte[length];
        Arrays.fill(octets, FILL);
        return ByteBuffer.wrap(octets);
    }

    static byte[] copy(ByteBuffer buffer, int offset, int length) {
        byte[] octets = new byte[length];
        buffer.get(offset, octets);
        return octets;
    }

    static String hex(ByteBuffer buffer, int offset, int length) {
        return HexFormat.of().formatHex(copy(buffer, offset, length));
    }

    static String hex(ByteBuffer buffer) {
        return hex(buffer, 0, buffer.limit());
    }
}
