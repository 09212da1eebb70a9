package io.github.vrrp4j.examples.node.demo;

import io.github.vrrp4j.examples.node.ExitCodes;
import io.github.vrrp4j.netlink.LinuxNetwork;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.VrrpEvent;
import io.github.vrrp4j.router.VrrpRouter;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;

/**
 * The process of one node: an application that embeds a router, and serves clients at the virtual address. To each
 * request it sends back the same text and its own name.
 */
public final class DemoHost {

    /** The hidden command that starts it. */
    public static final String COMMAND = "demo-host";

    static final int PORT = 5112;
    static final int MAX_REQUEST_OCTETS = 64;

    private final String name;
    private final PrintWriter out;

    /** Creates it; observations go to {@code out} as lines. */
    public DemoHost(String name, PrintWriter out) {
        this.name = name;
        this.out = out;
    }

    /** Runs until a signal comes or standard input ends; returns only with an exception. */
    public int run(VirtualRouterConfig config) throws IOException {
        IpAddress address = config.addresses().get(0).address();
        DemoProcess.exitWhenInputEnds();
        LinuxNetwork network = LinuxNetwork.open();
        VrrpRouter router = VrrpRouter.builder(network).listener(this::onEvent).start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            router.close();
            network.close();
            Runtime.getRuntime().halt(ExitCodes.OK);
        }));
        try (DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET)) {
            // Before this host holds the address: net.ipv4.ip_nonlocal_bind is on.
            channel.bind(new InetSocketAddress(address.toInetAddress(), PORT));
            router.add(NetworkNamespaces.INTERFACE, config);
            while (true) {
                answer(channel);
            }
        }
    }

    private void answer(DatagramChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(2 * MAX_REQUEST_OCTETS).limit(MAX_REQUEST_OCTETS);
        SocketAddress client = channel.receive(buffer);
        buffer.limit(buffer.capacity()).put((" " + name).getBytes(StandardCharsets.US_ASCII));
        try {
            channel.send(buffer.flip(), client);
        } catch (IOException e) {
            // The address has just left this host; the client asks again.
        }
    }

    private void onEvent(VrrpEvent event) {
        HostEvents.observation(System.nanoTime(), name, event).ifPresent(observation -> {
            out.println(Observation.line(observation));
            out.flush();
        });
    }
}
