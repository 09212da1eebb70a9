package io.github.vrrp4j.examples.lan;

import io.github.vrrp4j.netlink.libc.Native;
import io.github.vrrp4j.netlink.libc.NativeMemory;
import io.github.vrrp4j.netlink.libc.NativeSocket;
import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Arguments: frames in hexadecimal digits, from the Ethernet header on. Sends all of them on eth0 every 50 ms until it is
 * killed, and prints {@code round N} after each time.
 */
final class FrameSender {

    private static final long ROUND_INTERVAL_NS = 50_000_000;

    private FrameSender() {}

    public static void main(String[] arguments) throws IOException {
        Native.load();
        List<byte[]> frames =
                Arrays.stream(arguments).map(HexFormat.of()::parseHex).toList();
        NativeMemory memory = new NativeMemory(256);
        try (NativeSocket socket = NativeSocket.openRaw("frames", NativeSocket.AF_PACKET, 0)) {
            // struct sockaddr_ll { u16 family; be16 protocol; int ifindex; ... }
            socket.bind(ByteBuffer.allocate(20)
                    .order(ByteOrder.nativeOrder())
                    .putShort(0, (short) NativeSocket.AF_PACKET)
                    .putInt(4, NetworkInterface.getByName("eth0").getIndex()));
            for (int round = 1; ; round++) {
                for (byte[] frame : frames) {
                    memory.bytes().put(0, frame);
                    int sent = (int) Native.libc().send(socket.descriptor(), memory.address(0), frame.length, 0);
                    Native.check(sent, "send");
                }
                System.out.println("round " + round);
                LockSupport.parkNanos(ROUND_INTERVAL_NS);
            }
        }
    }
}
