package io.github.vrrp4j.examples.node.server;

import io.github.vrrp4j.examples.node.server.Protocol.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One client. All but {@link #send} and {@link #follow} is for the server's thread. */
final class Connection implements Reply {

    private enum Phase {
        /** The request is not whole. */
        READS,
        /** Somebody looks for the answer. */
        WAITS,
        /** The answer is on its way. */
        WRITES,
        /** The answer has no end. */
        FOLLOWS,
        /** All is said; without waiting for the client's end TCP might take back what it has not read yet. */
        LINGERS,
        CLOSED
    }

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final Duration LINGER_TIME = Duration.ofSeconds(1);
    private static final int MAX_LINGER_OCTETS = 1 << 16;

    private final BoundedServer server;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final AtomicBoolean answered = new AtomicBoolean();
    private Phase phase = Phase.READS;
    private byte[] request = new byte[512];
    private int length;
    private ByteBuffer output = NOTHING;
    private @Nullable Feed feed;
    private long deadlineNs;
    private int lingered;

    Connection(BoundedServer server, SocketChannel channel, SelectionKey key, long nowNs) {
        this.server = server;
        this.channel = channel;
        this.key = key;
        deadlineNs = nowNs + server.limits().requestTime().toNanos();
    }

    /** Whether it may make room for another. */
    boolean isIdle() {
        return phase == Phase.READS || phase == Phase.LINGERS;
    }

    boolean isClosed() {
        return phase == Phase.CLOSED;
    }

    /** The octets that wait for the client. */
    int waitingOctets() {
        return output.remaining();
    }

    /** When something has to have happened; {@link Long#MAX_VALUE} if nothing has to. */
    long deadlineNs() {
        return phase == Phase.FOLLOWS && !output.hasRemaining() ? Long.MAX_VALUE : deadlineNs;
    }

    @Override
    public void send(byte[] answer) {
        if (answered.compareAndSet(false, true)) {
            server.execute(this, () -> startWriting(answer));
        }
    }

    @Override
    public void follow(Feed feed) {
        if (answered.compareAndSet(false, true)) {
            server.execute(this, () -> startFollowing(feed));
        }
    }

    /** The client sent something, or ended. */
    void onReadable(ByteBuffer buffer) throws IOException {
        buffer.clear();
        int count = channel.read(buffer);
        if (count < 0 || phase == Phase.FOLLOWS) { // who follows has nothing to say
            close();
        } else if (phase == Phase.LINGERS) {
            lingered += count;
            if (lingered > MAX_LINGER_OCTETS) {
                close();
            }
        } else if (phase == Phase.READS) {
            read(buffer.flip());
        }
    }

    private void read(ByteBuffer buffer) {
        int from = length;
        int limit = server.limits().requestOctets();
        int count = Math.min(buffer.remaining(), limit + 1 - length);
        if (length + count > request.length) {
            request = Arrays.copyOf(request, Math.min(limit + 1, Math.max(2 * request.length, length + count)));
        }
        buffer.get(request, length, count);
        length += count;
        int end = server.protocol().requestLength(request, from, length);
        if (end > 0 && end <= limit) {
            byte[] whole = Arrays.copyOf(request, end);
            request = new byte[0];
            waitForAnswer(whole);
        } else if (length > limit) {
            refuse(Refusal.TOO_LONG);
        }
    }

    private void waitForAnswer(byte[] whole) {
        phase = Phase.WAITS;
        key.interestOps(0);
        deadlineNs = System.nanoTime() + server.limits().workTime().toNanos();
        if (server.isFull()) {
            refuse(Refusal.BUSY);
        } else {
            server.protocol().onRequest(whole, this);
        }
    }

    private void startWriting(byte[] answer) {
        if (phase == Phase.WAITS) {
            boolean full = answer.length > 0 && server.isFull(answer.length);
            write(full ? server.protocol().refusal(Refusal.BUSY) : answer);
        }
    }

    /** Says why there is no answer, as far as the client takes it, and ends. */
    void refuse(Refusal refusal) {
        answered.set(true);
        write(server.protocol().refusal(refusal));
    }

    private void write(byte[] answer) {
        phase = Phase.WRITES;
        request = new byte[0];
        output = ByteBuffer.wrap(answer);
        deadlineNs = System.nanoTime() + server.limits().answerTime().toNanos();
        flush();
    }

    private void startFollowing(Feed start) {
        if (phase == Phase.WAITS) {
            phase = Phase.FOLLOWS;
            feed = start;
            key.interestOps(SelectionKey.OP_READ);
            feed();
        }
    }

    /** Takes what the feed has, unless the client has not even taken what was there before. */
    void feed() {
        for (int i = 0; i < server.limits().connections(); i++) { // the rest at the next turn
            if (phase != Phase.FOLLOWS || output.hasRemaining() || feed == null) {
                return;
            }
            byte[] next = feed.next();
            if (next == null) {
                return;
            }
            output = ByteBuffer.wrap(next);
            deadlineNs = System.nanoTime() + server.limits().answerTime().toNanos();
            flush();
        }
        server.wake();
    }

    /** The client takes more. */
    void flush() {
        try {
            channel.write(output);
            if (output.hasRemaining()) {
                key.interestOps(
                        phase == Phase.FOLLOWS ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_WRITE);
            } else if (phase == Phase.WRITES) {
                output = NOTHING;
                linger();
            } else {
                output = NOTHING;
                key.interestOps(SelectionKey.OP_READ);
            }
        } catch (IOException e) {
            close(); // the client is gone
        }
    }

    private void linger() throws IOException {
        phase = Phase.LINGERS;
        channel.shutdownOutput();
        key.interestOps(SelectionKey.OP_READ);
        deadlineNs = System.nanoTime() + LINGER_TIME.toNanos();
    }

    /** The deadline has come. */
    void onDeadline() {
        switch (phase) {
            case READS -> refuse(Refusal.TOO_SLOW);
            case WAITS -> refuse(Refusal.NO_ANSWER);
            default -> close();
        }
    }

    void close() {
        phase = Phase.CLOSED;
        output = NOTHING;
        feed = null;
        answered.set(true);
        try {
            channel.close();
        } catch (IOException e) {
            // it is closed all the same
        }
    }
}
