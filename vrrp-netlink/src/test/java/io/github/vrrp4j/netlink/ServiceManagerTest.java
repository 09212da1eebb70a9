package io.github.vrrp4j.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.vrrp4j.netlink.libc.Native;
import io.github.vrrp4j.netlink.libc.NativeMemory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The other end is a datagram socket as systemd has one. */
@EnabledOnOs(OS.LINUX)
class ServiceManagerTest {

    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int MSG_DONTWAIT = 0x40;

    @TempDir
    Path directory;

    @Test
    void whatIsToldComesAsOneDatagram() throws IOException {
        String path = directory.resolve("notify").toString();
        assertThat(received(path, path)).isEqualTo("READY=1\nSTATUS=2 virtual routers");
    }

    @Test
    void anAbstractAddressBeginsWithAnAtSign() throws IOException {
        String name = "vrrp4j-test-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        assertThat(received("\0" + name, "@" + name)).isEqualTo("READY=1\nSTATUS=2 virtual routers");
    }

    private static String received(String bound, String named) throws IOException {
        Native.load();
        byte[] path = bound.getBytes(StandardCharsets.UTF_8);
        NativeMemory memory = new NativeMemory(512);
        memory.bytes().putShort(0, (short) AF_UNIX).put(2, path);
        int descriptor = Native.check(Native.libc().socket(AF_UNIX, SOCK_DGRAM, 0), "socket");
        try {
            Native.check(Native.libc().bind(descriptor, memory.address(0), 2 + path.length), "bind");

            ServiceManager.of(Map.of("NOTIFY_SOCKET", named)).orElseThrow().tell("READY=1", "STATUS=2 virtual routers");

            long length = Native.libc().recv(descriptor, memory.address(128), 256, MSG_DONTWAIT);
            byte[] message = new byte[(int) length];
            memory.bytes().get(128, message);
            return new String(message, StandardCharsets.UTF_8);
        } finally {
            Native.libc().close(descriptor);
        }
    }

    @Test
    void aManagerThatListensNoMoreIsAnError() throws IOException {
        ServiceManager manager = ServiceManager.of(
                        Map.of("NOTIFY_SOCKET", directory.resolve("gone").toString()))
                .orElseThrow();
        assertThatIOException()
                .isThrownBy(() -> manager.tell("READY=1"))
                .withMessage("connect NOTIFY_SOCKET " + directory.resolve("gone")
                        + ": ENOENT (2) No such file or directory");
    }

    @Test
    void withoutTheVariableThereIsNone() throws IOException {
        assertThat(ServiceManager.of(Map.of())).isEmpty();
        assertThat(ServiceManager.of(Map.of("NOTIFY_SOCKET", ""))).isEmpty();
    }

    @Test
    void otherAddressesAreRefused() {
        for (String address : new String[] {"vsock:2:1", "run/notify", "@", "/" + "x".repeat(107)}) {
            assertThatIOException()
                    .isThrownBy(() -> ServiceManager.of(Map.of("NOTIFY_SOCKET", address)))
                    .withMessageContaining("is neither an absolute path nor @NAME, of 107 octets at most");
        }
    }
}
