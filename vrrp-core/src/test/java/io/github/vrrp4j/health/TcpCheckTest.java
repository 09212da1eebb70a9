package io.github.vrrp4j.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TcpCheckTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    void whoListensIsHealthy(String host) throws IOException {
        try (ServerSocket server = new ServerSocket(0)) {
            assertThat(new TcpCheck(host, server.getLocalPort()).check(LONG)).isEqualTo(Health.healthy("connected"));
        }
    }

    @Test
    void whereNobodyListensItIsRefused() throws IOException {
        assertThat(new TcpCheck("127.0.0.1", freePort()).check(LONG))
                .matches(health -> !health.healthy())
                .extracting(Health::text)
                .asString()
                .matches("connect 127\\.0\\.0\\.1:\\d+: (Connection refused|nobody listens)");
    }

    @Test
    void aNameThatNobodyKnowsIsUnhealthy() {
        assertThat(new TcpCheck("no-such-host.invalid", 80).check(LONG))
                .isEqualTo(Health.unhealthy("the name no-such-host.invalid is not known"));
    }

    @Test
    void aServerThatTakesNoMoreConnectionsIsUnhealthyAfterTheTimeout() throws Exception {
        try (FullServer server = new FullServer()) {
            long startNs = System.nanoTime();
            Health health = new TcpCheck("127.0.0.1", server.port()).check(Duration.ofMillis(200));

            assertThat(health)
                    .isEqualTo(Health.unhealthy("127.0.0.1:" + server.port() + ": no connection within 200 ms"));
            assertThat(System.nanoTime() - startNs).isBetween(200_000_000L, 5_000_000_000L);
        }
    }

    @Test
    void anInterruptEndsIt() throws Exception {
        try (FullServer server = new FullServer()) {
            assertThat(Interrupted.whileChecking(new TcpCheck("127.0.0.1", server.port())))
                    .isEqualTo(Health.unhealthy("interrupted: no connection"));
        }
    }

    @Test
    void nothingIsLeftBehind() throws IOException {
        int closed = freePort();
        try (ServerSocket server = new ServerSocket(0);
                FullServer full = new FullServer()) {
            Leaks.assertNone(() -> {
                new TcpCheck("127.0.0.1", server.getLocalPort()).check(LONG);
                new TcpCheck("127.0.0.1", closed).check(LONG);
                new TcpCheck("127.0.0.1", full.port()).check(Duration.ofMillis(10));
            });
        }
    }

    @Test
    void mistakesAreNamed() {
        assertThatThrownBy(() -> new TcpCheck("127.0.0.1", 0)).hasMessage("port 0 is not in 1..65535");
        assertThatThrownBy(() -> new TcpCheck("127.0.0.1", 65_536)).hasMessage("port 65536 is not in 1..65535");
        assertThatThrownBy(() -> new TcpCheck("[::1]", 80))
                .hasMessage("host '[::1]' is neither a name nor an IP address; write it like www.example.org,"
                        + " 192.0.2.10 or 2001:db8::10");
        assertThatThrownBy(() -> new TcpCheck("", 80)).hasMessageContaining("host ''");
    }

    private static int freePort() throws IOException {
        try (ServerSocket server = new ServerSocket(0)) {
            return server.getLocalPort();
        }
    }

    /** Its queue is full, so that the kernel answers to nobody. */
    private static final class FullServer implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final List<SocketChannel> waiting = new ArrayList<>();

        private FullServer() throws IOException {
            for (int i = 0; i < 8; i++) {
                SocketChannel channel = SocketChannel.open();
                waiting.add(channel);
                channel.configureBlocking(false);
                channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
            }
        }

        private int port() {
            return server.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            for (SocketChannel channel : waiting) {
                channel.close();
            }
            server.close();
        }
    }
}
