package io.github.vrrp4j.examples.lan;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * A program that asks a node for its status and its metrics, one after the other without a pause. Prints {@code round N} after
 * each ten times, with the octets of the last two answers.
 */
final class Poller {

    private static final int MAX_ANSWER = 4_000_000;

    private final ByteBuffer answer = ByteBuffer.allocate(MAX_ANSWER);

    private Poller() {}

    /**
     * Runs until it is killed.
     *
     * @param arguments the control socket, and the HTTP port on 127.0.0.1
     */
    public static void main(String[] arguments) throws IOException {
        Poller poller = new Poller();
        SocketAddress control = UnixDomainSocketAddress.of(arguments[0]);
        SocketAddress http = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1]));
        for (int round = 1; ; round++) {
            int status = 0;
            int metrics = 0;
            for (int i = 0; i < 10; i++) {
                status = poller.ask(
                        control, "{\"version\":1,\"command\":\"status\",\"virtual-routers\":[]}\n", "\"result\"");
                metrics = poller.ask(
                        http, "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", " 200 ");
            }
            System.out.println("round " + round + " " + status + " " + metrics);
        }
    }

    /** Returns the length of the answer, up to the end of the connection. */
    private int ask(SocketAddress server, String request, String expected) throws IOException {
        try (SocketChannel channel = SocketChannel.open(server)) {
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)));
            answer.clear();
            while (channel.read(answer) >= 0) {
                if (!answer.hasRemaining()) {
                    throw new IOException("more than " + MAX_ANSWER + " octets");
                }
            }
            String start = new String(answer.array(), 0, Math.min(100, answer.position()), StandardCharsets.UTF_8);
            if (!start.contains(expected)) {
                throw new IOException("answered: " + start);
            }
            return answer.position();
        }
    }
}
