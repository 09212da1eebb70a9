package io.github.vrrp4j.simulation;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.AdvertisementView;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.spi.Link;
import io.github.vrrp4j.spi.LinkFault;
import io.github.vrrp4j.spi.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
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
    private final Queue<IpAddress> takenAddresses = new ArrayDeque<>();
    private boolean woken;

    SimulatedTransport(SimulatedHost host) {
        this.host = host;
    }

    @Override
    public Link open(String interfaceName, AddressFamily family, @Nullable IpAddress source, Receiver receiver)
            throws IOException {
        if (!interfaceName.equals(SimulatedHost.INTERFACE)) {
            throw new IOException("no interface " + interfaceName + " on " + host);
        }
        SimulatedLink link = new SimulatedLink(family, source, receiver);
        links.add(link);
        return link;
    }

    @Override
    public int poll(int limit) {
        int count = 0;
        IpAddress taken;
        while ((taken = takenAddresses.poll()) != null) {
            for (int i = 0; i < links.size(); i++) {
                links.get(i).receiver.onAddressRemoved(taken);
            }
        }
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
            if (link.takes(packet) && link.received.size() < RECEIVE_QUEUE_LIMIT) {
                link.received.add(packet);
            }
        }
    }

    /** Somebody took an address from the host. */
    void removed(IpAddress address) {
        takenAddresses.add(address);
        wakeup();
    }

    private final class SimulatedLink implements Link {
        private final AddressFamily family;
        private final @Nullable IpAddress wantedSource;
        private final Receiver receiver;
        private final Queue<SimulatedPacket> received = new ArrayDeque<>();
        private final ByteBuffer sendBuffer = ByteBuffer.allocate(MAX_MESSAGE_LENGTH);
        private IpAddress source;
        private @Nullable LinkFault fault;
        private @Nullable LinkFault seenLinkFault;
        private long seenChanges;

        private SimulatedLink(AddressFamily family, @Nullable IpAddress wantedSource, Receiver receiver) {
            this.family = family;
            this.wantedSource = wantedSource;
            this.receiver = receiver;
            this.source = family.unspecifiedAddress();
            look();
        }

        private boolean takes(SimulatedPacket packet) {
            return packet.isMulticast()
                    ? packet.family() == family
                    : packet.destination().equals(source);
        }

        private int poll(int limit) {
            if (seenLinkFault != host.linkFault()
                    || seenChanges != host.addresses().changes()) {
                refreshSource();
            }
            int count = 0;
            SimulatedPacket packet;
            while (count < limit && (packet = received.poll()) != null) {
                count++;
                IpAddress from = packet.source();
                IpAddress to = packet.destination();
                view.wrapMessage(
                        family,
                        from.hi(),
                        from.lo(),
                        to.hi(),
                        to.lo(),
                        packet.hopLimit(),
                        packet.message(),
                        0,
                        packet.message().limit());
                receiver.onPacket(view);
            }
            return count;
        }

        @Override
        public void refreshSource() {
            LinkFault before = fault;
            look();
            if (fault != before) {
                receiver.onLinkChange();
            }
        }

        private void look() {
            seenLinkFault = host.linkFault();
            seenChanges = host.addresses().changes();
            source = findSource();
            boolean hasSource = !source.equals(family.unspecifiedAddress());
            fault = seenLinkFault != null || hasSource ? seenLinkFault : LinkFault.NO_PRIMARY_ADDRESS;
        }

        private IpAddress findSource() {
            return host.addresses()
                    .source(
                            family,
                            address -> receiver.isVirtual(address)
                                    || (wantedSource != null && !wantedSource.equals(address)))
                    .orElse(family.unspecifiedAddress());
        }

        @Override
        public void requireSource() throws IOException {
            if (fault == null && findSource().equals(family.unspecifiedAddress())) {
                throw new IOException("no " + family + " address on " + host + " to send from");
            }
        }

        @Override
        public IpAddress source() {
            return source;
        }

        @Override
        public boolean isOwn(IpAddress address) {
            return host.addresses().contains(address);
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
            sendTo(family.vrrpGroup(), length);
        }

        @Override
        public void sendTo(IpAddress destination, int length) throws IOException {
            if (fault != null || host.linkFault() != null) {
                throw new IOException("the link of " + host + " is down");
            }
            ByteBuffer message = ByteBuffer.allocate(length).put(0, sendBuffer, 0, length);
            host.send(new SimulatedPacket(source(), destination, HOP_LIMIT, message));
        }

        /** The LAN has no switches, to which it would make a difference. */
        @Override
        public void send(int length, MacAddress mac) throws IOException {
            send(length);
        }

        @Override
        public void close() {
            links.remove(this);
        }
    }
}
