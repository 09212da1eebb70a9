package io.github.vrrp4j.examples.node.demo;

import io.github.vrrp4j.packet.IpAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;

/** A datagram for each request. */
final class UdpTarget implements DemoTarget {

    /** The last 20 seconds of requests; an answer that takes longer would be counted wrongly. */
    private static final int REMEMBERED = 4096;

    private final AtomicLongArray sentNs = new AtomicLongArray(REMEMBERED);
    private final String address;
    private final InetSocketAddress server;
    private final DatagramChannel channel;
    private final Consumer<Observation.Answer> audience;

    private UdpTarget(IpAddress address, DatagramChannel channel, Consumer<Observation.Answer> audience) {
        this.address = address.toString();
        this.server = new InetSocketAddress(address.toInetAddress(), DemoService.PORT);
        this.channel = channel;
        this.audience = audience;
    }

    /** Opens the socket, and starts the thread on which answers are told. */
    static UdpTarget open(IpAddress address, Consumer<Observation.Answer> audience) throws IOException {
        UdpTarget target = new UdpTarget(address, DatagramChannel.open(DemoService.protocolFamily(address)), audience);
        DemoProcess.startThread("demo-receiver", target::receive);
        return target;
    }

    @Override
    public void ask(long sequence, long nowNs) {
        sentNs.set((int) (sequence % REMEMBERED), nowNs);
        try {
            channel.send(ByteBuffer.wrap(Long.toString(sequence).getBytes(StandardCharsets.US_ASCII)), server);
        } catch (IOException e) {
            // No way to the address now: a request without an answer.
        }
    }

    private void receive() {
        ByteBuffer buffer = ByteBuffer.allocate(2 * DemoService.MAX_REQUEST_OCTETS);
        while (true) {
            try {
                buffer.clear();
                if (server.equals(channel.receive(buffer))) {
                    tell(StandardCharsets.US_ASCII.decode(buffer.flip()).toString());
                }
            } catch (IOException e) {
                // An ICMP error of an earlier request.
            }
        }
    }

    private void tell(String text) {
        int space = text.indexOf(' ');
        long sequence = Long.parseLong(text.substring(0, space));
        long sent = sentNs.get((int) (sequence % REMEMBERED));
        audience.accept(new Observation.Answer(address, sequence, sent, text.substring(space + 1)));
    }
}
