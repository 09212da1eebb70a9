package io.github.vrrp4j.examples.lan;

import io.github.vrrp4j.netlink.libc.Native;
import io.github.vrrp4j.netlink.libc.NativeMemory;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Argument: an address as in NOTIFY_SOCKET of sd_notify(3). Listens there as a service manager does until it is killed; prints
 * {@code listens}, then a line for each message, with blanks between its assignments.
 */
final class NotifyListener {

    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int MESSAGE = 128;
    private static final int MAX_LENGTH = 4096;

    private NotifyListener() {}

    public static void main(String[] arguments) throws IOException {
        Native.load();
        byte[] address = arguments[0].getBytes(StandardCharsets.UTF_8);
        if (address[0] == '@') {
            address[0] = 0;
        }
        NativeMemory memory = new NativeMemory(MESSAGE + MAX_LENGTH);
        memory.bytes()
                .order(ByteOrder.nativeOrder())
                .putShort(0, (short) AF_UNIX)
                .put(2, address);
        int descriptor = Native.check(Native.libc().socket(AF_UNIX, SOCK_DGRAM, 0), "socket");
        Native.check(Native.libc().bind(descriptor, memory.address(0), 2 + address.length), "bind");
        System.out.println("listens");
        while (true) {
            int length = (int) Native.libc().recv(descriptor, memory.address(MESSAGE), MAX_LENGTH, 0);
            byte[] message = new byte[Native.check(length, "recv")];
            memory.bytes().get(MESSAGE, message);
            System.out.println(new String(message, StandardCharsets.UTF_8).replace('\n', ' '));
        }
    }
}
