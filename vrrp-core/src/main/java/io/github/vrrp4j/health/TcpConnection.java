package io.github.vrrp4j.health;

import io.github.vrrp4j.limits.Deadline;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/**
 * A TCP connection whose every step ends at one deadline, and soon after its thread is interrupted. A time limit for each read, as
 * sockets have, would not do: a server that sends an octet now and then would never meet it.
 *
 * <p>For one thread. Holds three file descriptors until {@link #close}, and no thread.
 */
final class TcpConnection implements Closeable {

    private final Deadline deadline;
    private final String name;
    private final Selector selector;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final InputStream input = new Input();
    private final OutputStream output = new Output();

    private TcpConnection(Deadline deadline, InetSocketAddress address, Selector selector, SocketChannel channel)
            throws IOException {
        this.deadline = deadline;
        this.name = name(address);
        this.selector = selector;
        this.channel = channel;
        channel.configureBlocking(false);
        this.key = channel.register(selector, 0);
    }

    /**
     * Connects, to the first address of the host that lets it. To look a name up takes as long as the resolver of the system needs:
     * the JDK can neither bound nor interrupt that.
     *
     * @throws IOException if there is no connection; the message has the address and the reason
     */
    static TcpConnection open(String host, int port, Deadline deadline) throws IOException {
        InetAddress[] addresses = lookUp(host);
        for (int i = 0; ; i++) {
            int left = addresses.length - i;
            try {
                return open(new InetSocketAddress(addresses[i], port), deadline, deadline.share(left));
            } catch (IOException e) {
                if (left == 1 || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            }
        }
    }

    private static InetAddress[] lookUp(String host) throws UnknownHostException {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            UnknownHostException clear = new UnknownHostException("the name " + host + " is not known");
            clear.initCause(e);
            throw clear;
        }
    }

    private static TcpConnection open(InetSocketAddress address, Deadline whole, Deadline connecting)
            throws IOException {
        Selector selector = Selector.open();
        SocketChannel channel = null;
        try {
            channel = SocketChannel.open();
            TcpConnection connection = new TcpConnection(whole, address, selector, channel);
            connection.connect(address, connecting);
            return connection;
        } catch (IOException | RuntimeException | Error e) {
            close(channel == null ? selector : channel, selector);
            throw e;
        }
    }

    private void connect(InetSocketAddress address, Deadline connecting) throws IOException {
        try {
            boolean connected = channel.connect(address);
            while (!connected) {
                await(SelectionKey.OP_CONNECT, connecting, "no connection");
                connected = channel.finishConnect();
            }
        } catch (InterruptedIOException e) {
            throw e; // it has the name, and whether it was time or an interrupt
        } catch (IOException e) {
            throw new ConnectException("connect " + name + ": " + e.getMessage());
        }
        // On a port from which connections go out, TCP may connect with itself where nobody listens (RFC 9293 §3.5).
        if (channel.getLocalAddress().equals(channel.getRemoteAddress())) {
            throw new ConnectException("connect " + name + ": nobody listens");
        }
    }

    /** What comes; each read ends at the deadline. */
    InputStream input() {
        return input;
    }

    /** What goes; each write ends at the deadline. */
    OutputStream output() {
        return output;
    }

    private void await(int operation, Deadline until, String what) throws IOException {
        requireTime(until, what);
        key.interestOps(operation);
        // Rounded up: 0 would be no limit at all.
        selector.select(TimeUnit.NANOSECONDS.toMillis(until.leftNs()) + 1);
        selector.selectedKeys().clear();
        requireTime(until, what);
    }

    private void requireTime(Deadline until, String what) throws IOException {
        try {
            until.require(what);
        } catch (SocketTimeoutException e) {
            SocketTimeoutException clear = new SocketTimeoutException(name + ": " + e.getMessage());
            clear.initCause(e);
            throw clear;
        }
    }

    private static String name(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    /** Idempotent. */
    @Override
    public void close() throws IOException {
        close(channel, selector);
    }

    /** A channel is closed for good only when its selector has let go of it. */
    private static void close(Closeable channel, Selector selector) throws IOException {
        try {
            channel.close();
        } finally {
            selector.close();
        }
    }

    private final class Input extends InputStream {

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) == -1 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] octets, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            while (true) {
                requireTime(deadline, "no end");
                int count = channel.read(ByteBuffer.wrap(octets, offset, length));
                if (count != 0) {
                    return count;
                }
                await(SelectionKey.OP_READ, deadline, "no answer");
            }
        }
    }

    private final class Output extends OutputStream {

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int offset, int length) throws IOException {
            ByteBuffer rest = ByteBuffer.wrap(octets, offset, length);
            while (rest.hasRemaining()) {
                requireTime(deadline, "the request is not taken");
                if (channel.write(rest) == 0) {
                    await(SelectionKey.OP_WRITE, deadline, "the request is not taken");
                }
            }
        }
    }
}
