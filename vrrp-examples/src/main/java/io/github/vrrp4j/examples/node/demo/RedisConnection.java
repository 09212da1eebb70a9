package io.github.vrrp4j.examples.node.demo;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A connection to a Redis server: commands as arrays of bulk strings, answers of RESP2. For one thread. */
final class RedisConnection implements AutoCloseable {
    private static final int MAX_LENGTH = 65_536;

    private final Socket socket;
    private final InputStream in;

    private RedisConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Connects; neither that nor a later answer may take longer than {@code timeoutMs}, or it is an IOException. */
    static RedisConnection open(InetSocketAddress server, int timeoutMs) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(server, timeoutMs);
            socket.setSoTimeout(timeoutMs);
            socket.setTcpNoDelay(true);
            return new RedisConnection(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Sends commands in one piece; their answers are to be read in this order. */
    void send(List<List<String>> commands) throws IOException {
        StringBuilder text = new StringBuilder();
        for (List<String> command : commands) {
            text.append('*').append(command.size()).append("\r\n");
            for (String word : command) {
                int length = word.getBytes(StandardCharsets.UTF_8).length;
                text.append('$').append(length).append("\r\n").append(word).append("\r\n");
            }
        }
        socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads the answer to one command: the elements of an array, or else one.
     *
     * @throws IOException with the server's words if it refused
     */
    List<String> read() throws IOException {
        String line = line();
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+', ':' -> List.of(rest);
            case '$' -> List.of(bulk(length(rest)));
            case '*' -> array(length(rest));
            default -> throw new IOException(rest);
        };
    }

    private List<String> array(int length) throws IOException {
        List<String> elements = new ArrayList<>();
        for (int left = length; left > 0; left--) {
            elements.addAll(read());
        }
        return elements;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int octet;
        while ((octet = in.read()) != '\n') {
            if (octet < 0 || line.length() > MAX_LENGTH) {
                throw new EOFException("the server closed the connection");
            }
            line.append((char) octet);
        }
        if (line.length() < 2) {
            throw new IOException("an empty answer");
        }
        line.setLength(line.length() - 1); // CR
        return line.toString();
    }

    /** A missing value, -1, is as good as an empty one here. */
    private static int length(String text) throws IOException {
        try {
            int length = Integer.parseInt(text);
            if (length <= MAX_LENGTH) {
                return length;
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw new IOException("'" + text + "' is no length");
    }

    private String bulk(int length) throws IOException {
        if (length < 0) {
            return "";
        }
        byte[] octets = in.readNBytes(length + 2);
        if (octets.length < length + 2) {
            throw new EOFException("the server closed the connection");
        }
        return new String(octets, 0, length, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
