package io.github.vrrp4j.examples.node.demo;

import io.github.vrrp4j.packet.IpAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * A web page, on a connection of its own for each request. Only a whole page counts as an answer: {@link WebPage} says which is, and
 * who sent it.
 */
final class HttpTarget implements DemoTarget {
    static final int PORT = 80;

    /**
     * A page that has not come after so many further requests, 5 ms apart, is none. The kernel sends a lost packet again only
     * after that (200 ms, the first one 1 s), so a request that was lost cannot be answered later by another host. Requests are
     * counted and not milliseconds: a client that the machine keeps waiting asks nothing meanwhile, and loses nothing.
     */
    private static final int PATIENCE = 36;

    private static final int BUFFER_OCTETS = 8192;

    private final String address;
    private final InetSocketAddress server;
    private final byte[] request;
    private final Consumer<Observation.Answer> audience;
    private final List<Exchange> exchanges = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_OCTETS);

    /** Opens nothing yet. */
    HttpTarget(IpAddress address, InetSocketAddress server, String path, Consumer<Observation.Answer> audience) {
        this.address = address.toString();
        this.server = server;
        this.request = ("GET " + (path.isEmpty() ? "/" : path) + " HTTP/1.0\r\nHost: " + address + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        this.audience = audience;
    }

    @Override
    public void ask(long sequence, long nowNs) {
        for (Iterator<Exchange> it = exchanges.iterator(); it.hasNext(); ) {
            Exchange exchange = it.next();
            if (exchange.isOver() || sequence - exchange.sequence > PATIENCE) {
                exchange.close();
                it.remove();
            }
        }
        try {
            exchanges.add(new Exchange(sequence, nowNs));
        } catch (IOException e) {
            // No way to the address now: a request without an answer.
        }
    }

    /** One request on its way. */
    private final class Exchange {
        private final SocketChannel channel = SocketChannel.open();
        private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
        private final long sequence;
        private final long sentNs;
        private boolean asked;

        Exchange(long sequence, long sentNs) throws IOException {
            this.sequence = sequence;
            this.sentNs = sentNs;
            try {
                channel.configureBlocking(false);
                channel.connect(server);
            } catch (IOException e) {
                close();
                throw e;
            }
        }

        /** Goes on as far as is possible now. */
        boolean isOver() {
            try {
                if (!channel.finishConnect()) {
                    return false;
                }
                if (!asked) {
                    channel.write(ByteBuffer.wrap(request)); // less than any empty send buffer
                    asked = true;
                }
                return isRead();
            } catch (IOException e) {
                return true; // refused or reset
            }
        }

        private boolean isRead() throws IOException {
            int count;
            while ((count = channel.read(buffer.clear())) > 0) {
                answer.write(buffer.array(), 0, count);
            }
            if (count == 0) {
                return false;
            }
            WebPage.host(answer.toString(StandardCharsets.UTF_8))
                    .ifPresent(host -> audience.accept(new Observation.Answer(address, sequence, sentNs, host)));
            return true;
        }

        void close() {
            try {
                channel.close();
            } catch (IOException e) {
                // It is of no more use either way.
            }
        }
    }
}
