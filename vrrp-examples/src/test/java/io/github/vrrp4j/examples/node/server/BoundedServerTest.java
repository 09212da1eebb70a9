package io.github.vrrp4j.examples.node.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What clients of every kind cost, over a TCP socket of the loopback interface. */
class BoundedServerTest {

    private static final int LIMIT_MS = 20_000;

    /** More than the kernel buffers for a client that does not read. */
    private static final int BIG_OCTETS = 16 << 20;

    private static final int SMALL_RECEIVE_BUFFER = 4096;
    private static final long WAITING_OCTETS = 30 << 20;

    private final List<Socket> clients = new ArrayList<>();
    private final Queue<Reply> unanswered = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private @Nullable BoundedServer server;
    private int port;

    /** A line asks; {@code echo} is answered with itself, {@code wait} by the test, {@code big} with 16 MiB. */
    private final class Lines implements Protocol {
        @Override
        public int requestLength(byte[] octets, int from, int length) {
            for (int i = from; i < length; i++) {
                if (octets[i] == '\n') {
                    return i + 1;
                }
            }
            return 0;
        }

        @Override
        public void onRequest(byte[] request, Reply reply) {
            requests.incrementAndGet();
            switch (new String(request, StandardCharsets.UTF_8).trim()) {
                case "wait" -> unanswered.add(reply);
                case "big" -> reply.send(new byte[BIG_OCTETS]);
                case "fail" -> throw new IllegalStateException("on purpose");
                default -> reply.send(request);
            }
        }

        @Override
        public byte[] refusal(Refusal refusal) {
            return (refusal + "\n").getBytes(StandardCharsets.UTF_8);
        }
    }

    private void start(Limits limits) throws IOException {
        ServerSocketChannel listener =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
        port = listener.socket().getLocalPort();
        server = BoundedServer.start("test-server", listener, new Lines(), limits);
    }

    /** As {@link Limits#NODE}, but for a few connections. */
    private static Limits few(int connections) {
        return new Limits(
                connections, 8192, Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(30), 8 << 20);
    }

    @AfterEach
    void end() throws IOException {
        for (Socket each : clients) {
            each.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aRequestIsAnsweredAndTheConnectionEnds() throws IOException {
        start(Limits.NODE);
        assertThat(ask("echo\n")).isEqualTo("echo\n");
    }

    @Test
    void aRequestMayComeOctetByOctet() throws IOException {
        start(Limits.NODE);
        Socket client = connect();
        for (char each : "echo\n".toCharArray()) {
            client.getOutputStream().write(each);
            client.getOutputStream().flush();
        }
        assertThat(rest(client)).isEqualTo("echo\n");
    }

    @Test
    void whatFollowsARequestIsNotLookedAt() throws IOException {
        start(Limits.NODE);
        assertThat(ask("echo\necho\n")).isEqualTo("echo\n");
        assertThat(requests).hasValue(1);
    }

    @Test
    void aRequestOfTheLongestLengthIsTakenAndOneOctetMoreIsNot() throws IOException {
        start(Limits.NODE);
        assertThat(ask("x".repeat(8191) + "\n")).hasSize(8192);
        assertThat(ask("x".repeat(8192) + "\n")).isEqualTo("TOO_LONG\n");
        assertThat(requests).hasValue(1);
    }

    @Test
    void aMegabyteOfGarbageIsRefusedAfterTheFirstOctets() throws IOException {
        start(Limits.NODE);
        Socket client = connect();
        try {
            client.getOutputStream().write(new byte[1 << 20]);
        } catch (IOException e) {
            return; // the server was done with it first
        }
        assertThat(rest(client)).isIn("TOO_LONG\n", "");
        assertThat(requests).hasValue(0);
    }

    @Test
    void whoSaysNothingIsTimedOut() throws IOException {
        start(new Limits(4, 8192, Duration.ofMillis(50), Duration.ofSeconds(30), Duration.ofSeconds(30), 8 << 20));
        assertThat(rest(connect())).isEqualTo("TOO_SLOW\n");
    }

    @Test
    void aRequestThatNobodyAnswersIsTimedOutAndALateAnswerDoesNothing() throws IOException {
        start(new Limits(4, 8192, Duration.ofSeconds(30), Duration.ofMillis(50), Duration.ofSeconds(30), 8 << 20));
        assertThat(ask("wait\n")).isEqualTo("NO_ANSWER\n");
        unanswered.remove().send("late\n".getBytes(StandardCharsets.UTF_8));
        assertThat(ask("echo\n")).isEqualTo("echo\n");
    }

    @Test
    void whoDoesNotReadIsClosed() throws IOException {
        start(new Limits(
                1, 8192, Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofMillis(50), WAITING_OCTETS));
        Socket client = connect();
        client.getOutputStream().write("big\n".getBytes(StandardCharsets.UTF_8));
        String second = "";
        long deadlineNs = System.nanoTime() + LIMIT_MS * 1_000_000L;
        while (!second.equals("echo\n") && System.nanoTime() < deadlineNs) {
            second = ask("echo\n"); // refused as long as the only place is taken
        }
        assertThat(second).isEqualTo("echo\n");
    }

    @Test
    void theOldestThatHasNotAskedMakesRoom() throws IOException {
        start(few(2));
        Socket first = connect();
        Socket second = connect();
        assertThat(ask("echo\n")).isEqualTo("echo\n");
        assertThat(rest(first)).isEmpty();
        second.getOutputStream().write("echo\n".getBytes(StandardCharsets.UTF_8));
        assertThat(rest(second)).isEqualTo("echo\n");
    }

    @Test
    void whoHasAskedKeepsItsPlaceAndOneMoreIsRefused() throws IOException {
        start(few(2));
        Socket first = send("wait\n");
        Socket second = send("wait\n");
        awaitRequests(2);

        assertThat(rest(connect())).isEqualTo("BUSY\n");

        unanswered.remove().send("1\n".getBytes(StandardCharsets.UTF_8));
        unanswered.remove().send("2\n".getBytes(StandardCharsets.UTF_8));
        assertThat(List.of(rest(first), rest(second))).containsExactlyInAnyOrder("1\n", "2\n");
    }

    @Test
    void answersThatNobodyTakesAreBounded() throws IOException {
        start(new Limits(
                8, 8192, Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(30), WAITING_OCTETS));
        send("big\n");
        send("big\n");
        awaitRequests(2);
        // The kernel took 4 MiB of each at most: the third would make more than 30 MiB, but little ones get through.
        assertThat(ask("echo\n")).isEqualTo("echo\n");
        assertThat(ask("big\n")).isEqualTo("BUSY\n");
    }

    @Test
    void aThousandIdleConnectionsDoNotKeepARequestWaiting() throws IOException {
        start(Limits.NODE);
        for (int i = 0; i < 1_000; i++) {
            connect();
        }
        assertThat(ask("echo\n")).isEqualTo("echo\n");
    }

    @Test
    void aMistakeOfTheProtocolEndsOneConnection() throws IOException {
        start(Limits.NODE);
        assertThat(ask("fail\n")).isEmpty();
        assertThat(ask("echo\n")).isEqualTo("echo\n");
    }

    @Test
    void aMistakeOfAFeedEndsOneConnection() throws IOException {
        start(Limits.NODE);
        Socket follower = send("wait\n");
        awaitRequests(1);
        Socket other = send("wait\n");
        awaitRequests(2);
        unanswered.remove().follow(() -> {
            throw new IllegalStateException("on purpose");
        });
        assertThat(rest(follower)).isEmpty();
        unanswered.remove().send("well\n".getBytes(StandardCharsets.UTF_8));
        assertThat(rest(other)).isEqualTo("well\n");
    }

    @Test
    void whoFollowsHearsEachThingOnceItIsThereAndMustNotTalk() throws IOException {
        start(Limits.NODE);
        Socket client = send("wait\n");
        awaitRequests(1);
        Queue<String> news = new ConcurrentLinkedQueue<>(List.of("1\n", "2\n"));
        unanswered.remove().follow(() -> {
            String next = news.poll();
            return next == null ? null : next.getBytes(StandardCharsets.UTF_8);
        });
        assertThat(new String(client.getInputStream().readNBytes(4), StandardCharsets.UTF_8))
                .isEqualTo("1\n2\n");

        news.add("3\n");
        requireNonNull(server).wake();
        assertThat(new String(client.getInputStream().readNBytes(2), StandardCharsets.UTF_8))
                .isEqualTo("3\n");

        client.getOutputStream().write('x');
        assertThat(rest(client)).isEmpty();
    }

    private void awaitRequests(int count) {
        long deadlineNs = System.nanoTime() + LIMIT_MS * 1_000_000L;
        while (requests.get() < count) {
            assertThat(System.nanoTime()).isLessThan(deadlineNs);
            Thread.onSpinWait();
        }
    }

    private Socket connect() throws IOException {
        Socket client = new Socket();
        clients.add(client);
        client.setReceiveBufferSize(SMALL_RECEIVE_BUFFER);
        client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LIMIT_MS);
        client.setSoTimeout(LIMIT_MS);
        return client;
    }

    private Socket send(String text) throws IOException {
        Socket client = connect();
        client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        return client;
    }

    private String ask(String text) throws IOException {
        return rest(send(text));
    }

    /** All that the server says until it ends. */
    private static String rest(Socket client) throws IOException {
        try {
            return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (java.net.SocketException e) {
            return ""; // reset: closed with something unread
        }
    }
}
