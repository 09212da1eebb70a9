package io.github.vrrp4j.health;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;

/** A server on 127.0.0.1 that does to every connection what a test wants, one after the other. */
final class ScriptedServer implements Closeable {

    /** What is done to a connection; it is closed afterwards. */
    @FunctionalInterface
    interface Script {
        void run(InputStream input, OutputStream output) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final Thread thread;
    private final LinkedBlockingQueue<String> requests = new LinkedBlockingQueue<>();

    private ScriptedServer(ServerSocket server, Script script) {
        this.server = server;
        this.thread = new Thread(() -> serve(script), "scripted server");
        thread.setDaemon(true);
        thread.start();
    }

    static ScriptedServer start(Script script) {
        try {
            return new ScriptedServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the request and answers with this text, in ISO-8859-1. */
    static ScriptedServer answering(String response) {
        ScriptedServer[] self = new ScriptedServer[1];
        self[0] = start((input, output) -> {
            self[0].requests.add(readRequest(input));
            output.write(response.getBytes(StandardCharsets.ISO_8859_1));
        });
        return self[0];
    }

    /** Reads the request, writes this text, and then nothing. */
    static ScriptedServer hangingAfter(String response) {
        return start((input, output) -> {
            readRequest(input);
            output.write(response.getBytes(StandardCharsets.ISO_8859_1));
            waitForEnd(input);
        });
    }

    static String readRequest(InputStream input) throws IOException {
        StringBuilder request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0) {
            request.append((char) input.read());
        }
        return request.toString();
    }

    /** Until the other side closes the connection. */
    static void waitForEnd(InputStream input) throws IOException {
        while (input.read() != -1) {
            // whatever it is
        }
    }

    private void serve(Script script) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                script.run(socket.getInputStream(), socket.getOutputStream());
            } catch (IOException e) {
                // The other side has closed, or the test has.
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    int port() {
        return server.getLocalPort();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port() + "/");
    }

    /** The next request that it has read. */
    String request() throws InterruptedException {
        return requests.take();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread.interrupt();
    }
}
