package io.github.vrrp4j.examples.node.monitor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes capture files. The first frame has the time 2023-11-14T22:13:20.123456789Z, each further one a second more. */
final class CaptureFiles {

    static final int ETHERNET = 1;
    static final int RAW_IP = 101;
    static final int LINUX_COOKED_V2 = 276;

    /** 2023-11-14T22:13:20Z. */
    private static final int FIRST_S = 1_700_000_000;

    private static final int FIRST_NS = 123_456_789;

    private CaptureFiles() {}

    /** The classic format, with nanoseconds: magic, version 2.4, two unused words, snap length, link type; records. */
    static Path pcap(Path file, int linkType, List<byte[]> frames) throws IOException {
        ByteBuffer out = buffer(frames);
        out.putInt(0xa1b23c4d).putShort((short) 2).putShort((short) 4).putLong(0);
        out.putInt(65_535).putInt(linkType);
        for (int i = 0; i < frames.size(); i++) {
            byte[] frame = frames.get(i);
            out.putInt(FIRST_S + i).putInt(FIRST_NS).putInt(frame.length).putInt(frame.length);
            out.put(frame);
        }
        return write(file, out);
    }

    /** A section header, an interface description with nanoseconds (if_tsresol 9), enhanced packet blocks. */
    static Path pcapng(Path file, int linkType, List<byte[]> frames) throws IOException {
        ByteBuffer out = buffer(frames);
        out.putInt(0x0a0d0d0a).putInt(28).putInt(0x1a2b3c4d).putShort((short) 1).putShort((short) 0);
        out.putLong(-1).putInt(28);
        out.putInt(1).putInt(32).putShort((short) linkType).putShort((short) 0).putInt(65_535);
        out.putShort((short) 9).putShort((short) 1).putInt(9); // the option, 1 octet and 3 of padding
        out.putInt(0).putInt(32); // opt_endofopt
        for (int i = 0; i < frames.size(); i++) {
            byte[] frame = frames.get(i);
            int padding = -frame.length & 3;
            int length = 32 + frame.length + padding;
            long timeNs = (FIRST_S + i) * 1_000_000_000L + FIRST_NS;
            out.putInt(6).putInt(length).putInt(0).putInt((int) (timeNs >>> 32)).putInt((int) timeNs);
            out.putInt(frame.length)
                    .putInt(frame.length)
                    .put(frame)
                    .put(new byte[padding])
                    .putInt(length);
        }
        return write(file, out);
    }

    private static ByteBuffer buffer(List<byte[]> frames) {
        int octets = frames.stream().mapToInt(frame -> frame.length + 64).sum();
        return ByteBuffer.allocate(100 + octets).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static Path write(Path file, ByteBuffer out) throws IOException {
        byte[] octets = new byte[out.flip().remaining()];
        out.get(octets);
        return Files.write(file, octets);
    }
}
