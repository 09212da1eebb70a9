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

/**
 * One connection that stays, as that of a chat: each request is a line, and so is its answer. When the connection is broken or
 * silent another one is made, with an attempt at each request, of which the first to get through is taken.
 */
final class TcpTarget implements DemoTarget {

    /** Who is not answered for so long tries to connect anew. */
    private static final long SILENCE_NS = Duration.ofMillis(25).toNanos();

    /**
     * For so long an answer on a connection that was silent still counts: the server may have been busy. Where the address has
     * moved there is none, since the new host resets a connection that it does not know.
     */
    private static final long PATIENCE_NS = Duration.ofSeconds(1).toNanos();

    /** An attempt is one packet: the kernel sends a second one only after a second, when the client has long tried anew. */
    private static final int MAX_ATTEMPTS = 20;

    private final String address;
    private final InetSocketAddress server;
    private final Consumer<Observation.Answer> audience;

    /** Not connected yet, the oldest first. */
    private final Deque<SocketChannel> attempts = new ArrayDeque<>();

    /** The newest last: that is where requests go. */
    private final Deque<Connection> connections = new ArrayDeque<>();

    /** Opens nothing yet. */
    TcpTarget(IpAddress address, InetSocketAddress server, Consumer<Observation.Answer> audience) {
        this.address = address.toString();
        this.server = server;
        this.audience = audience;
    }

    @Override
    public void ask(long sequence, long nowNs) {
        connections.removeIf(connection -> connection.isOver(nowNs));
        Connection newest = connections.peekLast();
        if (newest == null || newest.silenceNs(nowNs) > SILENCE_NS) {
            connect();
        }
        if (!connections.isEmpty()) {
            connections.getLast().send(sequence, nowNs);
        }
    }

    private void connect() {
        boolean connected = false;
        for (Iterator<SocketChannel> it = attempts.iterator(); it.hasNext() && !connected; ) {
            SocketChannel attempt = it.next();
            try {
                if (attempt.finishConnect()) {
                    connections.add(new Connection(attempt));
                    connected = true;
                    it.remove();
                }
            } catch (IOException e) {
                close(attempt); // refused
                it.remove();
            }
        }
        if (connected) {
            attempts.forEach(TcpTarget::close);
            attempts.clear();
        } else {
            attempt();
        }
    }

    private void attempt() {
        if (attempts.size() == MAX_ATTEMPTS) {
            close(attempts.remove());
        }
        try {
            SocketChannel attempt = SocketChannel.open();
            attempts.add(attempt);
            attempt.configureBlocking(false);
            attempt.setOption(StandardSocketOptions.TCP_NODELAY, true);
            attempt.connect(server);
        } catch (IOException e) {
            close(attempts.removeLast()); // no way to the address now; the next request tries again
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // It is of no more use either way.
        }
    }

    private final class Connection {
        private final SocketChannel channel;
        private final ByteBuffer in = ByteBuffer.allocate(8192);

        /** Numbers and times of the requests that are not answered, the oldest first. */
        private final Deque<long[]> unanswered = new ArrayDeque<>();

        Connection(SocketChannel channel) {
            this.channel = channel;
        }

        /** Tells what has come; whether nothing more will. Closed if so. */
        boolean isOver(long nowNs) {
            boolean over;
            try {
                over = channel.read(in) < 0;
                tellLines();
                over |= silenceNs(nowNs) > PATIENCE_NS || (unanswered.isEmpty() && this != connections.getLast());
            } catch (IOException e) {
                over = true; // reset: the address is somewhere else, where nobody knows this connection
            }
            if (over) {
                close(channel);
            }
            return over;
        }

        /** For how long the oldest request has been waiting; 0 without one. */
        long silenceNs(long nowNs) {
            long[] oldest = unanswered.peek();
            return oldest == null ? 0 : nowNs - oldest[1];
        }

        void send(long sequence, long nowNs) {
            ByteBuffer line = ByteBuffer.wrap((sequence + "\n").getBytes(StandardCharsets.US_ASCII));
            try {
                if (channel.write(line) > 0) { // all of it or, if the send buffer is full, nothing
                    unanswered.add(new long[] {sequence, nowNs});
                }
            } catch (IOException e) {
                // Reset; reading tells.
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
    }
}
