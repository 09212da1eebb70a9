package io.github.vrrp4j.examples.node.demo;

import io.github.vrrp4j.packet.IpAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/** The process of the client: asks each virtual address at a steady rate who is there. */
public final class DemoClient {

    /** The hidden command that starts it. */
    public static final String COMMAND = "demo-client";

    /** The last 20 seconds of requests; an answer that takes longer would be counted wrongly. */
    private static final int REMEMBERED = 4096;

    private final List<IpAddress> addresses;
    private final PrintWriter out;

    /** Creates it; observations go to {@code out} as lines. */
    public DemoClient(List<IpAddress> addresses, PrintWriter out) {
        this.addresses = List.copyOf(addresses);
        this.out = out;
    }

    /** Runs until a signal comes or standard input ends; returns only with an exception. */
    public int run() throws IOException {
        DemoProcess.exitWhenInputEnds();
        List<Target> targets = new ArrayList<>();
        for (IpAddress address : addresses) {
            Target target = new Target(address, DatagramChannel.open(DemoService.protocolFamily(address)));
            DemoProcess.startThread("demo-receiver", target::receive);
            targets.add(target);
        }
        long nextNs = System.nanoTime();
        for (long sequence = 0; ; sequence++) {
            long nowNs = System.nanoTime();
            while (nowNs < nextNs) {
                LockSupport.parkNanos(nextNs - nowNs);
                nowNs = System.nanoTime();
            }
            nextNs = Math.max(nextNs + Cast.REQUEST_INTERVAL.toNanos(), nowNs);
            for (Target target : targets) {
                target.send(sequence, nowNs);
            }
        }
    }

    /** One address, and the socket from which it is asked. */
    private final class Target {
        private final AtomicLongArray sentNs = new AtomicLongArray(REMEMBERED);
        private final String address;
        private final InetSocketAddress server;
        private final DatagramChannel channel;

        Target(IpAddress address, DatagramChannel channel) {
            this.address = address.toString();
            this.server = new InetSocketAddress(address.toInetAddress(), DemoService.PORT);
            this.channel = channel;
        }

        void send(long sequence, long nowNs) {
            sentNs.set((int) (sequence % REMEMBERED), nowNs);
            try {
                channel.send(ByteBuffer.wrap(Long.toString(sequence).getBytes(StandardCharsets.US_ASCII)), server);
            } catch (IOException e) {
                // No way to the address now: a request without an answer.
            }
        }

        void receive() {
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
            String line = Observation.line(new Observation.Answer(address, sequence, sent, text.substring(space + 1)));
            synchronized (out) {
                out.println(line);
                out.flush();
            }
        }
    }
}
