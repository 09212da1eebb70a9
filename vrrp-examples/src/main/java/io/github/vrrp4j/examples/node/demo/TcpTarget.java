package io.github.vrrp4j.examples.node.demo;

import io.github.vrrp4j.packet.IpAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection that stays, as that of a chat: each request is a line, and so is its answer. When the connection is broken or
 * silent it is made anew, with the next request; the first attempt that gets through is taken.
 */
final class TcpTarget implements DemoTarget {

    /** Who is not answered for so long gives the connection up. */
    private static final long SILENCE_NS = Duration.ofMillis(50).toNanos();

    /** An attempt is one packet: the kernel sends a second one only after a second, when the client has long tried anew. */
    private static final int MAX_ATTEMPTS = 20;

    private static final int MAX_ANSWERS_OCTETS = 8192;

    private final String address;
    private final InetSocketAddress server;
    private final Consumer<Observation.Answer> audience;

    /** Not connected yet, the oldest first. */
    private final Deque<SocketChannel> attempts = new ArrayDeque<>();

    /** Numbers and times of the requests on this connection that are not answered. */
    private final Deque<long[]> unanswered = new ArrayDeque<>();

    private final ByteBuffer in = ByteBuffer.allocate(MAX_ANSWERS_OCTETS);
    private @Nullable SocketChannel connection;

    /** Opens nothing yet. */
    TcpTarget(IpAddress address, InetSocketAddress server, Consumer<Observation.Answer> audience) {
        this.address = address.toString();
        this.server = server;
        this.audience = audience;
    }

    @Override
    public void ask(long sequence, long nowNs) {
        receive(nowNs);
        if (connection == null) {
            connect();
        }
        if (connection != null) {
            send(connection, sequence, nowNs);
        }
    }

    private void receive(long nowNs) {
        if (connection == null) {
            return;
        }
        try {
            boolean ended = connection.read(in) < 0;
            tellLines();
            long[] oldest = unanswered.peek();
            if (ended || (oldest != null && nowNs - oldest[1] > SILENCE_NS)) {
                disconnect();
            }
        } catch (IOException e) {
            disconnect(); // reset: the address is somewhere else, where nobody knows this connection
        }
    }

    private void tellLines() {
        in.flip();
        int end = lineEnd();
        while (end >= 0) {
            byte[] line = new byte[end - in.position()];
            in.get(line).get();
            tell(new String(line, StandardCharsets.US_ASCII));
            end = lineEnd();
        }
        in.compact();
    }

    private int lineEnd() {
        for (int i = in.position(); i < in.limit(); i++) {
            if (in.get(i) == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void tell(String line) {
        int space = line.indexOf(' ');
        long sequence = Long.parseLong(line.substring(0, space));
        long[] request = unanswered.poll();
        if (request == null || request[0] != sequence) {
            throw new IllegalStateException("an answer to no request: " + line);
        }
        audience.accept(new Observation.Answer(address, sequence, request[1], line.substring(space + 1)));
    }

    private void connect() {
        for (Iterator<SocketChannel> it = attempts.iterator(); it.hasNext() && connection == null; ) {
            SocketChannel attempt = it.next();
            try {
                if (attempt.finishConnect()) {
                    connection = attempt;
                    it.remove();
                }
            } catch (IOException e) {
                close(attempt); // refused
                it.remove();
            }
        }
        if (connection == null) {
            attempt();
        } else {
            attempts.forEach(TcpTarget::close);
            attempts.clear();
        }
    }

    private void attempt() {
        if (attempts.size() == MAX_ATTEMPTS) {
            close(attempts.remove());
        }
        try {
            SocketChannel attempt = SocketChannel.open();
            attempt.configureBlocking(false);
            attempt.setOption(StandardSocketOptions.TCP_NODELAY, true);
            attempts.add(attempt);
            attempt.connect(server);
        } catch (IOException e) {
            // No way to the address now; the next request tries again.
        }
    }

    private void send(SocketChannel to, long sequence, long nowNs) {
        unanswered.add(new long[] {sequence, nowNs});
        ByteBuffer line = ByteBuffer.wrap((sequence + "\n").getBytes(StandardCharsets.US_ASCII));
        try {
            to.write(line);
            if (line.hasRemaining()) {
                disconnect(); // nobody reads there any more
            }
        } catch (IOException e) {
            disconnect();
        }
    }

    private void disconnect() {
        if (connection != null) {
            close(connection);
            connection = null;
        }
        unanswered.clear();
        in.clear();
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // It is of no more use either way.
        }
    }
}
