package io.github.vrrp4j.simulation;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.AdvertisementView;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.spi.Link;
import io.github.vrrp4j.spi.LinkFault;
import io.github.vrrp4j.spi.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The sockets of one router process on a {@link SimulatedHost}. */
final class SimulatedTransport implements Transport {

    /** About what a Linux socket buffer of default size holds; what arrives beyond is lost. */
    private static final int RECEIVE_QUEUE_LIMIT = 256;

    /** The longest message: an IPv6 one with 255 addresses. */
    static final int MAX_MESSAGE_LENGTH = 8 + 255 * 16;

    private static final int HOP_LIMIT = 255;

    private final SimulatedHost host;
    private final List<SimulatedLink> links = new ArrayList<>();
    private final AdvertisementView view = new AdvertisementView();
    private boolean woken;

    SimulatedTransport(SimulatedHost host) {
        this.host = host;
    }

    @Override
    public Link open(String interfaceName, AddressFamily family, Receiver receiver) throws IOException {
        if (!interfaceName.equals(SimulatedHost.INTERFACE)) {
            throw new IOException("no interface " + interfaceName + " on " + host);
        }
        SimulatedLink link = new SimulatedLink(family, receiver);
        links.add(link);
        return link;
    }

    @Override
    public int poll(int limit) {
        int count = 0;
        for (int i = 0; i < links.size(); i++) { // a listener may open one meanwhile
            count += links.get(i).poll(limit);
        }
        return count;
    }

    /** Only {@link io.github.vrrp4j.router.VrrpRouter#close} waits here, and for what is to be done at once. */
    @Override
    public void await(long deadlineNs) {
        if (!woken && deadlineNs > host.clock().nanoTime()) {
            throw new IllegalStateException("virtual time passes only while the LAN runs: shut down, then run on");
        }
        woken = false;
    }

    @Override
    public void wakeup() {
        woken = true;
        host.woken();
    }

    boolean hasWork() {
        if (woken) {
            return true;
        }
        for (int i = 0; i < links.size(); i++) {
            if (!links.get(i).received.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    void clearWakeup() {
        woken = false;
    }

    void arrive(SimulatedPacket packet) {
        for (SimulatedLink link : links) {
            if (link.family == packet.source().family() && link.received.size() < RECEIVE_QUEUE_LIMIT) {
                link.received.add(packet);
            }
        }
    }

    private final class SimulatedLink implements Link {
        private final AddressFamily family;
        private final Receiver receiver;
        private final Queue<SimulatedPacket> received = new ArrayDeque<>();
        private final ByteBuffer sendBuffer = ByteBuffer.allocate(MAX_MESSAGE_LENGTH);
        private @Nullable IpAddress source;
        private @Nullable LinkFault fault = host.linkFault();

        private SimulatedLink(AddressFamily family, Receiver receiver) {
            this.family = family;
            this.receiver = receiver;
        }

        private int poll(int limit) {
            if (fault != host.linkFault()) {
                fault = host.linkFault();
                receiver.onLinkChange();
            }
            int count = 0;
            SimulatedPacket packet;
            while (count < limit && (packet = received.poll()) != null) {
                count++;
                IpAddress from = packet.source();
                IpAddress group = family.vrrpGroup();
                view.wrapMessage(
                        family,
                        from.hi(),
                        from.lo(),
                        group.hi(),
                        group.lo(),
                        packet.hopLimit(),
                        packet.message(),
                        0,
                        packet.message().limit());
                receiver.onPacket(view);
            }
            return count;
        }

        @Override
        public void selectSource(Predicate<IpAddress> virtual) throws IOException {
            source = host.addresses().stream()
                    .map(VirtualAddress::address)
                    .filter(address -> address.family() == family)
                    .filter(virtual.negate())
                    .findFirst()
                    .orElseThrow(() -> new IOException("no " + family + " address on " + host + " to send from"));
        }

        @Override
        public IpAddress source() {
            if (source == null) {
                throw new IllegalStateException("no source was selected");
            }
            return source;
        }

        @Override
        public @Nullable LinkFault fault() {
            return fault;
        }

        @Override
        public ByteBuffer sendBuffer() {
            return sendBuffer;
        }

        @Override
        public void send(int length) throws IOException {
            if (host.linkFault() != null) {
                throw new IOException("the link of " + host + " is down");
            }
            ByteBuffer message = ByteBuffer.allocate(length).put(0, sendBuffer, 0, length);
            host.send(new SimulatedPacket(source(), HOP_LIMIT, message));
        }

        @Override
        public void close() {
            links.remove(this);
        }
    }
}
