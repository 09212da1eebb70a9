package io.github.vrrp4j.examples.node.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** The client and the services that it asks, on the loopback addresses of this host. */
class DemoTargetTest {
    private static final long PAUSE_NS = Duration.ofMillis(1).toNanos();

    private static final long LIMIT_NS = Duration.ofSeconds(10).toNanos();

    private final List<Observation.Answer> answers = new CopyOnWriteArrayList<>();
    private long sequence;

    @Test
    void aClientOfTcpIsAnsweredOnOneConnectionAndMakesItAnewWhenItBreaks() throws IOException {
        try (ServerSocket first = listen()) {
            DemoTarget target = open("tcp://127.0.0.1:" + first.getLocalPort());
            try (Socket connection = accept(first, target)) {
                askUntil(target, () -> answer(connection, "a"));
                askUntil(target, () -> answers.stream().anyMatch(it -> it.node().equals("a")));
            } // broken
            try (Socket connection = accept(first, target)) {
                askUntil(target, () -> answer(connection, "b"));
                askUntil(target, () -> answers.stream().anyMatch(it -> it.node().equals("b")));
            }
        }
        assertThat(answers).allSatisfy(it -> assertThat(it.address()).isEqualTo("127.0.0.1"));
        assertThat(answers).extracting(Observation.Answer::sequence).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void theServiceOfTcpNamesItsHost() throws IOException {
        int port;
        try (ServerSocket free = listen()) {
            port = free.getLocalPort();
        }
        DemoTcpService service =
                DemoTcpService.open("b", new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        DemoProcess.startThread("service", service::run);
        DemoTarget target = open("tcp://127.0.0.1:" + port);

        askUntil(target, () -> answers.size() >= 3);

        assertThat(answers).allSatisfy(it -> assertThat(it.node()).isEqualTo("b"));
    }

    @Test
    void aClientOfHttpCountsWholePagesOnly() throws IOException {
        try (ServerSocket server = listen()) {
            DemoTarget target = open("http://127.0.0.1:" + server.getLocalPort() + "/");
            serve(server, target, "<html>half");
            serve(server, target, "<html></html>");
            askUntil(target, () -> !answers.isEmpty());
        }
        assertThat(answers.get(0).sequence()).isEqualTo(1);
        assertThat(answers.get(0).node()).isEqualTo("a");
    }

    @Test
    void anotherSchemeIsRefused() {
        assertThatThrownBy(() -> open("ftp://127.0.0.1")).hasMessage("neither tcp nor http: ftp://127.0.0.1");
    }

    private DemoTarget open(String text) throws IOException {
        return DemoTarget.open(text, answers::add);
    }

    private static ServerSocket listen() throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server.setSoTimeout(1);
        return server;
    }

    /** Asks once and then, every millisecond, again until the condition holds. */
    private void askUntil(DemoTarget target, BooleanSupplier condition) {
        long endNs = System.nanoTime() + LIMIT_NS;
        do {
            assertThat(System.nanoTime()).as("time").isLessThan(endNs);
            target.ask(sequence++, System.nanoTime());
            LockSupport.parkNanos(PAUSE_NS);
        } while (!condition.getAsBoolean());
    }

    /** The next connection; the client makes none unless it asks. */
    private Socket accept(ServerSocket server, DemoTarget target) {
        List<Socket> accepted = new ArrayList<>();
        askUntil(target, () -> {
            try {
                return accepted.add(server.accept());
            } catch (SocketTimeoutException e) {
                return false;
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        return accepted.get(0);
    }

    private static boolean answer(Socket connection, String name) {
        try {
            InputStream in = connection.getInputStream();
            if (in.available() == 0) {
                return false;
            }
            String line = new String(in.readNBytes(in.available()), StandardCharsets.US_ASCII)
                    .lines()
                    .findFirst()
                    .orElseThrow();
            connection.getOutputStream().write((line + " " + name + "\n").getBytes(StandardCharsets.US_ASCII));
            return true;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void serve(ServerSocket server, DemoTarget target, String body) throws IOException {
        try (Socket connection = accept(server, target)) {
            InputStream in = connection.getInputStream();
            askUntil(target, () -> {
                try {
                    return in.available() > 0;
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            in.readNBytes(in.available());
            connection
                    .getOutputStream()
                    .write(("HTTP/1.1 200 OK\r\nServed-By: a\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
        }
    }
}
