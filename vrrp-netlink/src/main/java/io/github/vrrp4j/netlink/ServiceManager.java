package io.github.vrrp4j.netlink;

import io.github.vrrp4j.netlink.libc.Native;
import io.github.vrrp4j.netlink.libc.NativeMemory;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Tells the service manager that started this process how it goes: the datagrams of sd_notify(3). Safe for any thread; keeps
 * no descriptor.
 */
public final class ServiceManager {

    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
    private static final int MSG_DONTWAIT_NOSIGNAL = 0x40 | 0x4000;

    /** struct sockaddr_un of unix(7): { u16 family; char path[108]; }. */
    private static final int PATH_OFFSET = 2;

    private static final int MAX_PATH_OCTETS = 108;

    private final String address;
    private final byte[] path;

    private ServiceManager(String address, byte[] path) {
        this.address = address;
        this.path = path;
    }

    /**
     * The manager that the environment names in {@code NOTIFY_SOCKET}; empty if it names none, since nothing waits for us
     * then.
     *
     * @throws IOException if this is not Linux, the native library cannot be loaded, or the address is neither an absolute
     *     path nor, with {@code @} in front, an abstract one, or longer than 107 octets
     */
    public static Optional<ServiceManager> of(Map<String, String> environment) throws IOException {
        String address = environment.get("NOTIFY_SOCKET");
        if (address == null || address.isEmpty()) {
            return Optional.empty();
        }
        byte[] path = address.getBytes(StandardCharsets.UTF_8);
        if ((path[0] != '/' && path[0] != '@') || path.length < 2 || path.length >= MAX_PATH_OCTETS) {
            throw new IOException("NOTIFY_SOCKET '" + address
                    + "' is neither an absolute path nor @NAME, of 107 octets at most (sd_notify(3))");
        }
        LinuxNetwork.requireLinux();
        Native.load();
        if (path[0] == '@') {
            path[0] = 0; // abstract, as unix(7) has it
        }
        return Optional.of(new ServiceManager(address, path));
    }

    /**
     * Sends one message. Does not block: if the manager takes none at the moment, that is an error.
     *
     * @param assignments of sd_notify(3), such as {@code READY=1}; one line each
     * @throws SystemCallException if the kernel refuses
     */
    public void tell(String... assignments) throws SystemCallException {
        byte[] message = String.join("\n", assignments).getBytes(StandardCharsets.UTF_8);
        NativeMemory memory = new NativeMemory(PATH_OFFSET + MAX_PATH_OCTETS + message.length);
        memory.bytes().order(ByteOrder.nativeOrder()).putShort(0, (short) AF_UNIX);
        memory.bytes().put(PATH_OFFSET, path);
        memory.bytes().put(PATH_OFFSET + MAX_PATH_OCTETS, message);
        int descriptor = Native.check(Native.libc().socket(AF_UNIX, SOCK_DGRAM_CLOEXEC, 0), "socket for NOTIFY_SOCKET");
        try {
            Native.check(
                    Native.libc().connect(descriptor, memory.address(0), PATH_OFFSET + path.length),
                    "connect NOTIFY_SOCKET " + address);
            long messageAddress = memory.address(PATH_OFFSET + MAX_PATH_OCTETS);
            long sent = Native.libc().send(descriptor, messageAddress, message.length, MSG_DONTWAIT_NOSIGNAL);
            Native.check((int) sent, "send to NOTIFY_SOCKET " + address);
        } finally {
            Native.libc().close(descriptor);
            Reference.reachabilityFence(memory);
        }
    }
}
