package io.github.vrrp4j.examples.node.demo;

import io.github.vrrp4j.packet.IpAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/** The process of the client: asks the virtual address at a steady rate who is there. */
public final class DemoClient {

    /** The hidden command that starts it. */
    public static final String COMMAND = "demo-client";

    /** The last 20 seconds of requests; an answer that takes longer would be counted wrongly. */
    private static final int REMEMBERED = 4096;

    private final AtomicLongArray sentNs = new AtomicLongArray(REMEMBERED);
    private final PrintWriter out;
    private final InetSocketAddress server;

    /** Creates it; observations go to {@code out} as lines. */
    public DemoClient(IpAddress virtualAddress, PrintWriter out) {
        this.server = new InetSocketAddress(virtualAddress.toInetAddress(), DemoHost.PORT);
        this.out = out;
    }

    /** Runs until a signal comes or standard input ends; returns only with an exception. */
    public int run() throws IOException {
        DemoProcess.exitWhenInputEnds();
        DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
        Thread receiver = new Thread(() -> receive(channel), "demo-receiver");
        receiver.setDaemon(true);
        receiver.start();
        long nextNs = System.nanoTime();
        for (long sequence = 0; ; sequence++) {
            long nowNs = System.nanoTime();
            while (nowNs < nextNs) {
                LockSupport.parkNanos(nextNs - nowNs);
                nowNs = System.nanoTime();
            }
            nextNs = Math.max(nextNs + Cast.REQUEST_INTERVAL.toNanos(), nowNs);
            sentNs.set((int) (sequence % REMEMBERED), nowNs);
            send(channel, sequence);
        }
    }

    private void send(DatagramChannel channel, long sequence) {
        try {
            channel.send(ByteBuffer.wrap(Long.toString(sequence).getBytes(StandardCharsets.US_ASCII)), server);
        } catch (IOException e) {
            // No way to the address now: a request without an answer.
        }
    }

    private void receive(DatagramChannel channel) {
        ByteBuffer buffer = ByteBuffer.allocate(2 * DemoHost.MAX_REQUEST_OCTETS);
        while (true) {
            try {
                buffer.clear();
                if (server.equals(channel.receive(buffer))) {
                    String text =
                            StandardCharsets.US_ASCII.decode(buffer.flip()).toString();
                    int space = text.indexOf(' ');
                    long sequence = Long.parseLong(text.substring(0, space));
                    long sent = sentNs.get((int) (sequence % REMEMBERED));
                    out.println(Observation.line(new Observation.Answer(sequence, sent, text.substring(space + 1))));
                    out.flush();
                }
            } catch (IOException e) {
                // An ICMP error of an earlier request.
            }
        }
    }
}
