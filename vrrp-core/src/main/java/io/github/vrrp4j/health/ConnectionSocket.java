package io.github.vrrp4j.health;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketImpl;
import org.jspecify.annotations.Nullable;

/**
 * Shows a {@link TcpConnection} to what wants a socket to put TLS on: its streams, and answers that need no socket of the system's
 * own.
 */
final class ConnectionSocket extends Socket {

    private static final @Nullable SocketImpl NONE = null;

    private final TcpConnection connection;
    private volatile boolean closed;

    ConnectionSocket(TcpConnection connection) throws SocketException {
        super(NONE);
        this.connection = connection;
    }

    @Override
    public InputStream getInputStream() {
        return connection.input();
    }

    @Override
    public OutputStream getOutputStream() {
        return connection.output();
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean isBound() {
        return true;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public boolean isInputShutdown() {
        return closed;
    }

    @Override
    public boolean isOutputShutdown() {
        return closed;
    }

    /** The deadline of the connection is the limit. */
    @Override
    public int getSoTimeout() {
        return 0;
    }

    @Override
    public void setSoTimeout(int timeoutMs) {}

    /** None: to close does not wait. */
    @Override
    public int getSoLinger() {
        return -1;
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        connection.close();
    }
}
