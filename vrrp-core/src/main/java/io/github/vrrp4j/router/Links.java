package io.github.vrrp4j.router;

import static java.util.Objects.requireNonNull;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.AdvertisementView;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.UnicastPeers;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.Link;
import io.github.vrrp4j.spi.NanoClock;
import io.github.vrrp4j.spi.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The links of a router: one for each interface and family that a virtual router uses. For any thread. */
final class Links {

    private record Key(String interfaceName, AddressFamily family) {
        private static Key of(VirtualRouterId id) {
            return new Key(id.interfaceName(), id.family());
        }
    }

    /** One of them, with what takes its packets and the source address that was configured. */
    record Open(
            Link link,
            AdvertisementReceiver receiver,
            @Nullable IpAddress source) {}

    private final Transport transport;
    private final NanoClock clock;
    private final EventDispatcher events;
    private final Predicate<IpAddress> virtual;
    private final Map<Key, Open> links = new LinkedHashMap<>();
    private boolean closed;

    /** Links whose virtual addresses that predicate tells, for any thread. */
    Links(Transport transport, NanoClock clock, EventDispatcher events, Predicate<IpAddress> virtual) {
        this.transport = transport;
        this.clock = clock;
        this.events = events;
        this.virtual = virtual;
    }

    /**
     * The link for a virtual router, opened if it is the first to use it, once nothing speaks against the configuration.
     *
     * @throws IOException if it can never work there
     * @throws IllegalArgumentException if the configuration is wrong for this host or beside the others
     */
    synchronized Open require(VirtualRouterId id, VirtualRouterConfig config) throws IOException {
        if (closed) {
            throw new IllegalStateException("the router is closed");
        }
        Key key = Key.of(id);
        Open known = links.get(key);
        Open open = known != null ? known : open(key, config.host().sourceAddress());
        try {
            if (!Objects.equals(open.source(), config.host().sourceAddress())) { // see RouterConfig.requireOneSource
                throw new IllegalStateException("the link of " + id + " has the source address " + open.source());
            }
            check(open.link(), id, config);
        } catch (IOException | RuntimeException | Error e) {
            if (known == null) {
                open.link().close();
            }
            throw e;
        }
        links.put(key, open);
        return open;
    }

    private Open open(Key key, @Nullable IpAddress source) throws IOException {
        AdvertisementReceiver receiver =
                new AdvertisementReceiver(key.interfaceName(), key.family(), clock, events, virtual);
        return new Open(transport.open(key.interfaceName(), key.family(), source, receiver), receiver, source);
    }

    /**
     * Finds what speaks against virtual routers that are to come, on links of its own where there is one already: that goes on
     * as it is. A link that is the first of its kind stays for whom it was opened.
     */
    final class Trial implements AutoCloseable {
        private final Transport.Receiver nobody;
        private final Map<Key, Link> opened = new LinkedHashMap<>();

        /** The predicate tells addresses that will be virtual. */
        Trial(Predicate<IpAddress> willBeVirtual) {
            nobody = new Transport.Receiver() {
                @Override
                public void onPacket(AdvertisementView packet) {
                    // the link beside this one takes it
                }

                @Override
                public boolean isVirtual(IpAddress address) {
                    return willBeVirtual.test(address);
                }
            };
        }

        /** As {@link #require}, but for what was opened. */
        void check(VirtualRouterId id, VirtualRouterConfig config) throws IOException {
            Open known = known(Key.of(id));
            if (known == null) {
                require(id, config);
                return;
            }
            IpAddress source = config.host().sourceAddress();
            Link link = opened.get(Key.of(id));
            if (link == null) { // all of one interface and family have one source
                link = transport.open(id.interfaceName(), id.family(), source, nobody);
                opened.put(Key.of(id), link);
            }
            if (known.link().fault() == null && link.fault() != null) {
                throw new IOException(
                        link.faultText().isEmpty()
                                ? "there is no address to advertise from" + (source == null ? "" : ": " + source)
                                : link.faultText());
            }
            Links.check(link, id, config);
        }

        @Override
        public void close() {
            opened.values().forEach(Link::close);
        }
    }

    private synchronized @Nullable Open known(Key key) {
        return links.get(key);
    }

    /** What can be wrong with a configuration on this interface. */
    private static void check(Link link, VirtualRouterId id, VirtualRouterConfig config) throws IOException {
        requireOthers(link, config.unicastPeers());
        link.requireSource();
        requireRoom(link, id.interfaceName(), config);
    }

    /** What is sent to an address of this host never leaves it. */
    private static void requireOthers(Link link, @Nullable UnicastPeers peers) throws IOException {
        if (peers == null) {
            return;
        }
        for (IpAddress peer : peers.addresses()) {
            if (link.isOwn(peer)) {
                throw new IllegalArgumentException("unicast peer " + peer
                        + " is an address of this host itself; name the other routers, and not this one");
            }
        }
    }

    /** One packet is to carry an advertisement: what comes in fragments is lost on some peers and firewalls. */
    private static void requireRoom(Link link, String interfaceName, VirtualRouterConfig config) throws IOException {
        int room = link.maxMessageLength();
        int length = Advertiser.maxMessageLength(config);
        if (length > room) {
            int addressLength = config.family().addressLength();
            int count = config.addresses().size();
            throw new IOException(count + " addresses make an advertisement of " + length
                    + " octets; the MTU of " + interfaceName + " leaves " + room + ", enough for "
                    + Math.max(0, count - (length - room + addressLength - 1) / addressLength)
                    + " addresses: move some to another virtual router, or raise the MTU");
        }
    }

    /** What takes the packets of a virtual router that was added. */
    synchronized AdvertisementReceiver receiver(VirtualRouterId id) {
        return requireNonNull(links.get(Key.of(id))).receiver();
    }

    /** Closes the links that none of these uses. */
    synchronized void closeUnused(Set<VirtualRouterId> users) {
        Set<Key> used = users.stream().map(Key::of).collect(Collectors.toSet());
        links.entrySet().removeIf(entry -> {
            boolean unused = !closed && !used.contains(entry.getKey());
            if (unused) {
                entry.getValue().link().close();
            }
            return unused;
        });
    }

    synchronized List<InterfaceStatus> status() {
        List<InterfaceStatus> status = new ArrayList<>();
        links.forEach((key, open) -> status.add(new InterfaceStatus(
                key.interfaceName(), key.family(), open.receiver().discarded())));
        return status;
    }

    /** Closes all, after the loop has ended. */
    synchronized void close() {
        if (!closed) {
            closed = true;
            links.values().forEach(open -> open.link().close());
        }
    }
}
