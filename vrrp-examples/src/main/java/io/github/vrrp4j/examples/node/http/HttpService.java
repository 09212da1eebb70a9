package io.github.vrrp4j.examples.node.http;

import io.github.vrrp4j.examples.node.control.ControlServer;
import io.github.vrrp4j.examples.node.control.NodeView;
import io.github.vrrp4j.examples.node.server.BoundedServer;
import io.github.vrrp4j.examples.node.server.Limits;
import io.github.vrrp4j.router.VrrpRouter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** The HTTP server of a node that runs, and its two threads: connections, answers. */
public final class HttpService implements AutoCloseable {

    private static final int BACKLOG = 128;

    private final ExecutorService executor;
    private final BoundedServer server;
    private final InetSocketAddress address;

    private HttpService(ExecutorService executor, BoundedServer server, InetSocketAddress address) {
        this.executor = executor;
        this.server = server;
        this.address = address;
    }

    /**
     * Listens, and answers from now on.
     *
     * @param version of this program
     * @throws IOException if it cannot listen there; the message says how to mend it
     */
    public static HttpService start(
            InetSocketAddress address, VrrpRouter router, NodeView view, Clock clock, String version)
            throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        try {
            listener.bind(address, BACKLOG);
            ExecutorService executor = ControlServer.worker("vrrp-pages", Limits.NODE.connections());
            HttpProtocol protocol = new HttpProtocol(new Pages(router, view, clock, version), executor);
            InetSocketAddress bound = (InetSocketAddress) listener.getLocalAddress();
            BoundedServer server = BoundedServer.start("vrrp-http", listener, protocol, Limits.NODE);
            return new HttpService(executor, server, bound);
        } catch (IOException | RuntimeException e) {
            close(listener, e);
            throw new IOException(
                    "http " + address + " cannot be listened on: " + e.getMessage()
                            + "; choose an address of this host and a free port, or leave 'http' out",
                    e);
        }
    }

    private static void close(ServerSocketChannel listener, @Nullable Exception reason) {
        try {
            listener.close();
        } catch (IOException e) {
            if (reason != null) {
                reason.addSuppressed(e);
            }
        }
    }

    /** Where it listens, with the port that the system chose if 0 was asked for. */
    public InetSocketAddress address() {
        return address;
    }

    /** Ends it. */
    @Override
    public void close() {
        server.close();
        executor.shutdownNow();
    }
}
