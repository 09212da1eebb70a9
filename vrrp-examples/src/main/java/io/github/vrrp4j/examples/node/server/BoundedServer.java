package io.github.vrrp4j.examples.node.server;

import io.github.vrrp4j.examples.node.server.Protocol.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers one request for each connection, on one thread of its own, at a cost that {@link Limits} bound: clients that say
 * nothing, say too much, or do not listen cost a place until somebody else needs it, or their time is over.
 */
public final class BoundedServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BoundedServer.class);

    private static final int MAX_ACCEPTS_PER_TURN = 64;
    private static final int READ_OCTETS = 8192;

    /** When the system has no descriptor left, accepting would fail again at once. */
    private static final long ACCEPT_PAUSE_NS = 200_000_000;

    private static final long CLOSE_LIMIT_MS = 500;

    private final ServerSocketChannel listener;
    private final Protocol protocol;
    private final Limits limits;
    private final Selector selector;
    private final SelectionKey acceptKey;
    private final Thread thread;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_OCTETS);

    /** In the order in which they came. */
    private final Set<Connection> connections = new LinkedHashSet<>();

    /** One for each connection that waits for an answer at most. */
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();

    private long acceptFromNs = Long.MIN_VALUE;
    private volatile boolean closed;

    /** Something that is done for one connection. */
    @FunctionalInterface
    private interface Action {
        void run() throws IOException;
    }

    private BoundedServer(String name, ServerSocketChannel listener, Protocol protocol, Limits limits)
            throws IOException {
        this.listener = listener;
        this.protocol = protocol;
        this.limits = limits;
        selector = Selector.open();
        listener.configureBlocking(false);
        acceptKey = listener.register(selector, SelectionKey.OP_ACCEPT);
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /**
     * Starts a server.
     *
     * @param name of its thread
     * @param listener is bound, and from now on the server's to close
     */
    public static BoundedServer start(String name, ServerSocketChannel listener, Protocol protocol, Limits limits)
            throws IOException {
        BoundedServer server = new BoundedServer(name, listener, protocol, limits);
        server.thread.start();
        return server;
    }

    Limits limits() {
        return limits;
    }

    Protocol protocol() {
        return protocol;
    }

    /** Does something for a connection on the server's thread. */
    void execute(Connection connection, Runnable action) {
        commands.add(() -> guarded(connection, action::run));
        wake();
    }

    /** Has those that follow asked again; for any thread. Does not block. */
    public void wake() {
        if (!closed) {
            selector.wakeup();
        }
    }

    /** Whether more waits for clients already than may. */
    boolean isFull() {
        return isFull(0);
    }

    boolean isFull(int more) {
        long waiting = more;
        for (Connection each : connections) {
            waiting += each.waitingOctets();
        }
        return waiting > limits.waitingOctets();
    }

    private void run() {
        while (!closed) {
            try {
                turn();
            } catch (ClosedSelectorException e) {
                break;
            } catch (IOException | RuntimeException | OutOfMemoryError e) {
                LOG.warn("{} goes on after: {}", thread.getName(), e.toString());
                acceptFromNs = System.nanoTime() + ACCEPT_PAUSE_NS;
            }
        }
        connections.forEach(Connection::close);
    }

    private void turn() throws IOException {
        long nowNs = System.nanoTime();
        long waitNs = Long.MAX_VALUE;
        for (Connection each : connections) {
            waitNs = Math.min(waitNs, untilDeadlineNs(each, nowNs));
        }
        boolean paused = acceptFromNs != Long.MIN_VALUE;
        if (paused) {
            waitNs = Math.min(waitNs, Math.max(1, acceptFromNs - nowNs));
        }
        acceptKey.interestOps(paused ? 0 : SelectionKey.OP_ACCEPT);
        selector.select(waitNs == Long.MAX_VALUE ? 0 : 1 + Math.max(0, waitNs) / 1_000_000);
        if (paused && System.nanoTime() - acceptFromNs >= 0) {
            acceptFromNs = Long.MIN_VALUE;
        }
        handleKeys();
        runCommands();
        for (Connection each : connections) {
            guarded(each, each::feed);
        }
        fireDeadlines();
        connections.removeIf(Connection::isClosed);
    }

    private static long untilDeadlineNs(Connection connection, long nowNs) {
        long deadlineNs = connection.deadlineNs();
        return deadlineNs == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(0, deadlineNs - nowNs);
    }

    private void handleKeys() throws IOException {
        Iterator<SelectionKey> selected = selector.selectedKeys().iterator();
        boolean accepts = false;
        while (selected.hasNext()) {
            SelectionKey key = selected.next();
            selected.remove();
            if (key == acceptKey) {
                accepts = true;
            } else {
                handle(key, (Connection) key.attachment());
            }
        }
        if (accepts) { // last: whoever has asked by now keeps its place
            connections.removeIf(Connection::isClosed);
            accept();
        }
    }

    private void handle(SelectionKey key, Connection connection) {
        guarded(connection, () -> {
            if (key.isReadable()) {
                connection.onReadable(buffer);
            }
            if (key.isValid() && key.isWritable()) {
                connection.flush();
            }
        });
    }

    /** What fails for one connection ends that one. */
    private void guarded(Connection connection, Action action) {
        try {
            action.run();
        } catch (IOException | CancelledKeyException e) {
            connection.close(); // the client is gone
        } catch (RuntimeException e) {
            LOG.warn("{} closed a connection after: {}", thread.getName(), e.toString());
            connection.close();
        }
    }

    private void accept() throws IOException {
        for (int i = 0; i < MAX_ACCEPTS_PER_TURN; i++) {
            SocketChannel channel;
            try {
                channel = listener.accept();
            } catch (IOException e) {
                LOG.warn("{} cannot accept a connection: {}", thread.getName(), e.getMessage());
                acceptFromNs = System.nanoTime() + ACCEPT_PAUSE_NS;
                return;
            }
            if (channel == null) {
                return;
            }
            channel.configureBlocking(false);
            if (hasPlace()) {
                SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
                Connection connection = new Connection(this, channel, key, System.nanoTime());
                key.attach(connection);
                connections.add(connection);
            } else {
                refuse(channel);
            }
        }
    }

    /** Makes a place if it has to. */
    private boolean hasPlace() {
        if (connections.size() < limits.connections()) {
            return true;
        }
        Iterator<Connection> oldest = connections.iterator();
        while (oldest.hasNext()) {
            Connection each = oldest.next();
            if (each.isIdle()) {
                each.close();
                oldest.remove();
                return true;
            }
        }
        return false;
    }

    private void refuse(SocketChannel channel) throws IOException {
        try (channel) {
            channel.write(ByteBuffer.wrap(protocol.refusal(Refusal.BUSY)));
        }
    }

    private void runCommands() {
        Runnable command;
        while ((command = commands.poll()) != null) {
            command.run();
        }
    }

    private void fireDeadlines() {
        long nowNs = System.nanoTime();
        for (Connection each : connections) {
            if (untilDeadlineNs(each, nowNs) == 0) {
                guarded(each, each::onDeadline);
            }
        }
    }

    /** Ends the thread and closes every connection; waits for that half a second at most. */
    @Override
    public void close() {
        closed = true;
        try {
            listener.close();
            selector.wakeup();
            if (Thread.currentThread() != thread) {
                thread.join(CLOSE_LIMIT_MS);
            }
            selector.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.warn("{} was not closed: {}", thread.getName(), e.getMessage());
        }
    }
}
