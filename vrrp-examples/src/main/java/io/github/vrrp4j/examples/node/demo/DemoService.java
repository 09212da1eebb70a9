package io.github.vrrp4j.examples.node.demo;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;

/**
 * A service at a virtual address: to each request, a datagram, it sends back the same text and its host's name. It may bind to
 * the address before its host holds it: its namespace has to allow that ({@code ip_nonlocal_bind}).
 */
final class DemoService {
    static final int PORT = 5112;
    static final int MAX_REQUEST_OCTETS = 64;

    private final String name;
    private final DatagramChannel channel;

    private DemoService(String name, DatagramChannel channel) {
        this.name = name;
        this.channel = channel;
    }

    /** Binds it. */
    static DemoService open(String name, IpAddress address) throws IOException {
        DatagramChannel channel = DatagramChannel.open(protocolFamily(address));
        channel.bind(new InetSocketAddress(address.toInetAddress(), PORT));
        return new DemoService(name, channel);
    }

    static StandardProtocolFamily protocolFamily(IpAddress address) {
        return address.family() == AddressFamily.IPV6 ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET;
    }

    /** Answers; returns only with an exception. */
    void run() throws IOException {
        while (true) {
            answer();
        }
    }

    private void answer() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(2 * MAX_REQUEST_OCTETS).limit(MAX_REQUEST_OCTETS);
        SocketAddress client = channel.receive(buffer);
        buffer.limit(buffer.capacity()).put((" " + name).getBytes(StandardCharsets.US_ASCII));
        try {
            channel.send(buffer.flip(), client);
        } catch (IOException e) {
            // The address has just left this host; the client asks again.
        }
    }
}
