package io.github.vrrp4j.examples.node.doctor;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.AdvertisementView;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.ReceiveRules;
import io.github.vrrp4j.packet.Verdict;
import io.github.vrrp4j.spi.Link;
import io.github.vrrp4j.spi.Network;
import io.github.vrrp4j.spi.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Joins the VRRP groups on any number of interfaces and listens to all of them at once, and to what comes to this host alone;
 * sends nothing.
 */
final class Listener implements AutoCloseable {

    private static final int POLL_LIMIT = 64;

    /** So many routers of one interface are told apart, against floods. */
    private static final int MAX_ROUTERS = 1024;

    private final Network network;
    private final List<Link> links = new ArrayList<>();

    Listener(Network network) {
        this.network = network;
    }

    /** What one link hears, growing as it does. */
    static final class Ear implements Transport.Receiver {
        private final List<HeardRouter> routers = new ArrayList<>();
        private final Map<Verdict, Integer> discarded = new EnumMap<>(Verdict.class);

        private Ear() {}

        @Override
        public void onPacket(AdvertisementView packet) {
            Verdict verdict = packet.verifyHeader();
            if (verdict == Verdict.VALID) {
                verdict = packet.verifyMessage(ReceiveRules.VERSION_2_AND_3);
            }
            if (verdict == Verdict.VALID) {
                add(HeardRouter.of(packet));
            } else {
                discarded.merge(verdict, 1, Integer::sum);
            }
        }

        private void add(HeardRouter router) {
            for (int i = 0; i < routers.size(); i++) {
                if (routers.get(i).isSameAs(router)) {
                    routers.set(i, router);
                    return;
                }
            }
            if (routers.size() < MAX_ROUTERS) {
                routers.add(router);
            }
        }

        /** What it has heard so far. */
        Heard heard() {
            return new Heard(routers, discarded);
        }
    }

    /**
     * Joins the group of a family on an interface.
     *
     * @param own the address of this host that unicast advertisements come to; null for the primary one of the interface
     * @throws IOException if the system refuses
     */
    Ear join(String interfaceName, AddressFamily family, @Nullable IpAddress own) throws IOException {
        Ear ear = new Ear();
        links.add(network.transport().open(interfaceName, family, own, ear));
        return ear;
    }

    /** Listens on this thread for so long. */
    void listen(Duration duration) {
        Transport transport = network.transport();
        long endNs = network.clock().nanoTime() + duration.toNanos();
        while (network.clock().nanoTime() < endNs) {
            transport.poll(POLL_LIMIT);
            transport.await(endNs);
        }
        transport.poll(POLL_LIMIT);
    }

    /** Leaves the groups. */
    @Override
    public void close() {
        links.forEach(Link::close);
    }
}
