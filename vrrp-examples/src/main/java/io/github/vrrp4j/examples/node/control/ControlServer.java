package io.github.vrrp4j.examples.node.control;

import io.github.vrrp4j.examples.node.server.BoundedServer;
import io.github.vrrp4j.examples.node.server.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The control socket of a node that runs, and its three threads: connections, questions, changes. */
public final class ControlServer implements AutoCloseable {

    private final ControlSocket socket;
    private final ExecutorService reading;
    private final ExecutorService changing;
    private final BoundedServer server;

    private ControlServer(
            ControlSocket socket, ExecutorService reading, ExecutorService changing, BoundedServer server) {
        this.socket = socket;
        this.reading = reading;
        this.changing = changing;
        this.server = server;
    }

    /**
     * Listens, and answers from now on.
     *
     * @param path of the socket, which is made; its directory too, if it is not there
     * @throws IOException if it cannot be made, or another node listens there; the message says how to mend it
     */
    public static ControlServer start(Path path, NodeCommands commands) throws IOException {
        return start(path, commands, Limits.NODE);
    }

    static ControlServer start(Path path, NodeCommands commands, Limits limits) throws IOException {
        ControlSocket socket = ControlSocket.bind(path);
        ExecutorService reading = worker("vrrp-questions", limits.connections());
        ExecutorService changing = worker("vrrp-changes", limits.connections());
        ControlProtocol protocol = new ControlProtocol(commands, reading, changing);
        BoundedServer server = BoundedServer.start("vrrp-control", socket.channel(), protocol, limits);
        commands.events().onNews(server::wake);
        return new ControlServer(socket, reading, changing, server);
    }

    /**
     * One daemon thread with a queue that ends.
     *
     * @param capacity of the queue; beyond it work is rejected
     */
    public static ExecutorService worker(String name, int capacity) {
        return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(capacity), work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Ends it and removes the socket. Does not wait for what is being done. */
    @Override
    public void close() throws IOException {
        try (socket) {
            server.close();
            reading.shutdownNow();
            changing.shutdownNow();
        }
    }
}
