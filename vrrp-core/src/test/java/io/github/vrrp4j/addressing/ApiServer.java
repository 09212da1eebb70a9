package io.github.vrrp4j.addressing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** An HTTP API on the loopback interface that answers as it is told, one connection at a time, with a socket of its own. */
final class ApiServer {

    /** What came. */
    record Request(String method, String path, Map<String, String> headers, String body) {}

    /** What is done with a connection whose request was read. */
    @FunctionalInterface
    interface Answer {
        void give(Socket socket) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::serve, "api-server");

    ApiServer() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        thread.start();
    }

    static Answer status(int status, String body) {
        return socket -> socket.getOutputStream()
                .write(("HTTP/1.1 " + status + " x\r\nConnection: close\r\nContent-Length: "
                                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** Ends the connection without a word. */
    static Answer cut() {
        return socket -> {};
    }

    /** Promises more than comes, and then nothing more comes. */
    static Answer stallInBody() {
        return socket -> {
            socket.getOutputStream()
                    .write("HTTP/1.1 200 x\r\nContent-Length: 100\r\n\r\nhalf".getBytes(StandardCharsets.UTF_8));
            awaitEnd(socket);
        };
    }

    /** Answers nothing for as long as the client waits. */
    static Answer silence() {
        return ApiServer::awaitEnd;
    }

    private static void awaitEnd(Socket socket) throws IOException {
        socket.setSoTimeout(20_000);
        while (socket.getInputStream().read() >= 0) {
            Thread.onSpinWait();
        }
    }

    ApiServer then(Answer... next) {
        answers.addAll(List.of(next));
        return this;
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getLocalPort() + path;
    }

    List<Request> requests() {
        return requests;
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                requests.add(read(socket));
                answers.take().give(socket);
            } catch (IOException e) {
                // the client went away, or the server was closed
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static Request read(Socket socket) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        String line = reader.readLine();
        if (line == null) {
            throw new IOException("no request");
        }
        int methodEnd = line.indexOf(' ');
        int pathEnd = line.lastIndexOf(' ');
        Map<String, String> headers = new TreeMap<>();
        String header = reader.readLine();
        while (header != null && !header.isEmpty()) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
            header = reader.readLine();
        }
        char[] body = new char[Integer.parseInt(headers.getOrDefault("content-length", "0"))];
        int length = 0;
        while (length < body.length) {
            length += reader.read(body, length, body.length - length);
        }
        return new Request(
                line.substring(0, methodEnd), line.substring(methodEnd + 1, pathEnd), headers, new String(body));
    }

    void close() throws IOException, InterruptedException {
        server.close();
        thread.interrupt();
        thread.join(5_000);
    }
}
