package io.github.vrrp4j.health;

import io.github.vrrp4j.limits.Deadline;
import io.github.vrrp4j.limits.Quoted;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** One request and its response, on a connection of their own. For one thread; {@link #close} ends the connection. */
final class HttpExchange implements Closeable {

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final Closeable connection;
    private final HttpResponse response;

    private HttpExchange(Closeable connection, HttpResponse response) {
        this.connection = connection;
        this.response = response;
    }

    /**
     * Sends a request and reads the head of the response.
     *
     * @param uri a valid one
     * @param headers take the place of what is usual
     * @param tls what makes sockets for https; null for that of the JVM
     */
    static HttpExchange get(URI uri, Map<String, String> headers, @Nullable SSLSocketFactory tls, Deadline deadline)
            throws IOException {
        TcpConnection connection = TcpConnection.open(host(uri), port(uri), deadline);
        try {
            if (!isHttps(uri)) {
                return exchange(connection, connection.input(), connection.output(), uri, headers);
            }
            SSLSocket socket = secure(connection, uri, headers, tls);
            return exchange(socket, socket.getInputStream(), socket.getOutputStream(), uri, headers);
        } catch (IOException | RuntimeException | Error e) {
            connection.close();
            throw e;
        }
    }

    private static HttpExchange exchange(
            Closeable connection, InputStream input, OutputStream output, URI uri, Map<String, String> headers)
            throws IOException {
        output.write(request(uri, headers).getBytes(StandardCharsets.US_ASCII));
        output.flush();
        return new HttpExchange(connection, HttpResponse.read(input));
    }

    /** What came; its body can be read until this is closed. */
    HttpResponse response() {
        return response;
    }

    private static SSLSocket secure(
            TcpConnection connection, URI uri, Map<String, String> headers, @Nullable SSLSocketFactory tls)
            throws IOException {
        SSLSocketFactory factory = tls == null ? (SSLSocketFactory) SSLSocketFactory.getDefault() : tls;
        ConnectionSocket socket = new ConnectionSocket(connection);
        SSLSocket secure = (SSLSocket) factory.createSocket(socket, serverName(uri, headers), port(uri), true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS"); // RFC 9110 §4.3.4: the name must be in the certificate
        secure.setSSLParameters(parameters);
        try {
            secure.startHandshake();
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw new SSLException("TLS with " + authority(uri) + ": " + Quoted.message(e), e);
        }
        return secure;
    }

    /** The name that the user says, without its port. */
    private static String serverName(URI uri, Map<String, String> headers) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("Host"))
                .map(header -> header.getValue().strip().replaceFirst(":\\d*$", ""))
                .findFirst()
                .filter(name -> !name.isEmpty())
                .orElse(host(uri));
    }

    private static String request(URI uri, Map<String, String> headers) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(Map.of("Host", authority(uri), "User-Agent", "vrrp4j", "Accept", "*/*"));
        all.putAll(headers);
        URI ascii = URI.create(uri.toASCIIString());
        String path = ascii.getRawPath();
        StringBuilder request = new StringBuilder("GET ")
                .append(path == null || path.isEmpty() ? "/" : path)
                .append(ascii.getRawQuery() == null ? "" : "?" + ascii.getRawQuery())
                .append(" HTTP/1.1\r\n");
        append(request, "Host", Objects.requireNonNull(all.remove("Host"))); // first: RFC 9110 §7.2
        all.forEach((name, value) -> append(request, name, value));
        append(request, "Connection", "close");
        return request.append("\r\n").toString();
    }

    private static void append(StringBuilder request, String name, String value) {
        request.append(name).append(": ").append(value).append("\r\n");
    }

    static boolean isHttps(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    /** Whether both name the same scheme, host and port: what is secret to one is to the other. */
    static boolean isSameServer(URI one, URI other) {
        return isHttps(one) == isHttps(other)
                && host(one).toLowerCase(Locale.ROOT).equals(host(other).toLowerCase(Locale.ROOT))
                && port(one) == port(other);
    }

    /** Without brackets; {@code %25} before a zone is the {@code %} of RFC 6874. */
    private static String host(URI uri) {
        return uri.getHost().replaceAll("[\\[\\]]", "").replace("%25", "%");
    }

    private static int port(URI uri) {
        if (uri.getPort() != -1) {
            return uri.getPort();
        }
        return isHttps(uri) ? HTTPS_PORT : HTTP_PORT;
    }

    /** As the server knows it: a zone is of this host alone. */
    private static String authority(URI uri) {
        return uri.getHost().replaceFirst("%[^]]*", "") + (uri.getPort() == -1 ? "" : ":" + uri.getPort());
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
