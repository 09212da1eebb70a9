package io.github.vrrp4j.examples.node.demo;

import io.github.vrrp4j.packet.IpAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.function.Consumer;

/**
 * Where a client asks, and how:
 *
 * <pre>
 * 192.0.2.10               a datagram, answered by {@link DemoService}
 * tcp://192.0.2.10         lines on a connection that stays, answered by {@link DemoTcpService}
 * http://192.0.2.10/page   a web page, for which a connection is made each time
 * </pre>
 *
 * An IPv6 address has brackets after a scheme; a port may follow. The answer must name its host: see there.
 */
interface DemoTarget {

    /**
     * Asks once more, without waiting for anything. What was answered meanwhile may be told from here.
     *
     * @param nowNs System.nanoTime
     */
    void ask(long sequence, long nowNs);

    /** Opens it; answers go to {@code audience}, on any thread. */
    static DemoTarget open(String text, Consumer<Observation.Answer> audience) throws IOException {
        if (!text.contains("://")) {
            return UdpTarget.open(IpAddress.parse(text), audience);
        }
        URI uri = URI.create(text);
        IpAddress address = address(uri);
        return switch (uri.getScheme()) {
            case "tcp" -> new TcpTarget(address, socketAddress(uri, DemoService.PORT), audience);
            case "http" -> new HttpTarget(address, socketAddress(uri, HttpTarget.PORT), uri.getRawPath(), audience);
            default -> throw new IllegalArgumentException("neither tcp nor http: " + text);
        };
    }

    /** The address of a URI with a scheme. */
    static IpAddress address(URI uri) {
        return IpAddress.parse(uri.getHost().replace("[", "").replace("]", ""));
    }

    /** The address and the port of a URI with a scheme. */
    static InetSocketAddress socketAddress(URI uri, int defaultPort) {
        return new InetSocketAddress(address(uri).toInetAddress(), uri.getPort() < 0 ? defaultPort : uri.getPort());
    }
}
