package io.github.vrrp4j.examples.node.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedisConnectionTest {
    private static final int TIMEOUT_MS = 10_000;

    @Test
    void commandsAreArraysOfBulkStrings() throws IOException {
        try (ServerSocket listener = listener();
                RedisConnection connection = open(listener, TIMEOUT_MS);
                Socket server = listener.accept()) {
            connection.send(List.of(List.of("SET", "n:7", "ü"), List.of("WAIT", "1", "20")));

            String expected = "*3\r\n$3\r\nSET\r\n$3\r\nn:7\r\n$2\r\nü\r\n*3\r\n$4\r\nWAIT\r\n$1\r\n1\r\n$2\r\n20\r\n";
            byte[] octets = expected.getBytes(StandardCharsets.UTF_8);
            assertThat(server.getInputStream().readNBytes(octets.length)).isEqualTo(octets);
        }
    }

    @Test
    void answersAreReadOneByOne() throws IOException {
        try (ServerSocket listener = listener();
                RedisConnection connection = open(listener, TIMEOUT_MS);
                Socket server = listener.accept()) {
            answer(server, "+OK\r\n:1\r\n*2\r\n$19\r\nreplica-announce-ip\r\n$9\r\n192.0.2.1\r\n$-1\r\n*0\r\n");

            assertThat(connection.read()).containsExactly("OK");
            assertThat(connection.read()).containsExactly("1");
            assertThat(connection.read()).containsExactly("replica-announce-ip", "192.0.2.1");
            assertThat(connection.read()).containsExactly("");
            assertThat(connection.read()).isEmpty();
        }
    }

    @Test
    void aRefusalIsAnExceptionWithTheServersWords() throws IOException {
        try (ServerSocket listener = listener();
                RedisConnection connection = open(listener, TIMEOUT_MS);
                Socket server = listener.accept()) {
            answer(server, "-READONLY You can't write against a read only replica.\r\n");

            assertThatThrownBy(connection::read)
                    .isInstanceOf(IOException.class)
                    .hasMessage("READONLY You can't write against a read only replica.");
        }
    }

    @Test
    void theEndOfTheConnectionIsAnException() throws IOException {
        try (ServerSocket listener = listener();
                RedisConnection connection = open(listener, TIMEOUT_MS)) {
            try (Socket server = listener.accept()) {
                answer(server, "$5\r\nhal");
            }

            assertThatThrownBy(connection::read).hasMessage("the server closed the connection");
        }
    }

    @Test
    void anAnswerThatDoesNotComeIsAnException() throws IOException {
        try (ServerSocket listener = listener();
                RedisConnection connection = open(listener, 50)) {
            assertThatThrownBy(connection::read).isInstanceOf(SocketTimeoutException.class);
        }
    }

    private static ServerSocket listener() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static RedisConnection open(ServerSocket listener, int timeoutMs) throws IOException {
        return RedisConnection.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort()), timeoutMs);
    }

    private static void answer(Socket server, String text) throws IOException {
        server.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
