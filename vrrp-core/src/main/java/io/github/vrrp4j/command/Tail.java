package io.github.vrrp4j.command;

import java.nio.charset.StandardCharsets;

/** The last octets of a text that may be long. */
final class Tail {

    private final byte[] octets = new byte[Command.MAX_OUTPUT_LENGTH];
    private long total;

    void add(byte[] source, int length) {
        for (int i = 0; i < length; i++) {
            octets[(int) (total++ % octets.length)] = source[i];
        }
    }

    /** Begins with a whole character, even if what was before that is gone. */
    String text() {
        int length = (int) Math.min(total, octets.length);
        byte[] ordered = new byte[length];
        for (int i = 0; i < length; i++) {
            ordered[i] = octets[(int) ((total - length + i) % octets.length)];
        }
        int start = 0;
        while (total > length && start < Math.min(3, length) && (ordered[start] & 0xc0) == 0x80) {
            start++;
        }
        return new String(ordered, start, length - start, StandardCharsets.UTF_8);
    }
}
