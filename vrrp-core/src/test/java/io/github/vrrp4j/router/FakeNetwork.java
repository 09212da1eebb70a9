package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.AdvertisementEncoder;
import io.github.vrrp4j.packet.AdvertisementView;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.packet.VirtualRoute;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.Link;
import io.github.vrrp4j.spi.LinkFault;
import io.github.vrrp4j.spi.NanoClock;
import io.github.vrrp4j.spi.NeighborAnnouncer;
import io.github.vrrp4j.spi.Network;
import io.github.vrrp4j.spi.Placement;
import io.github.vrrp4j.spi.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A network whose link hears one peer when told to, in real time unless given a clock: for threads and allocation. */
final class FakeNetwork implements Network, Transport, AddressManager {

    static final IpAddress SOURCE = IpAddress.parse("192.0.2.1");
    static final IpAddress PEER = IpAddress.parse("192.0.2.2");
    private static final IpAddress GROUP = AddressFamily.IPV4.vrrpGroup();

    final Set<VirtualAddress> addresses = ConcurrentHashMap.newKeySet();
    final Set<IpAddress> unreachable = ConcurrentHashMap.newKeySet();
    final AtomicInteger sent = new AtomicInteger();
    volatile @Nullable MacAddress lastMac;
    volatile NanoClock clock = System::nanoTime;
    volatile int maxMessageLength = Integer.MAX_VALUE;
    volatile @Nullable LinkFault fault;
    final AtomicInteger openLinks = new AtomicInteger();

    /** Run when an advertisement is sent, packets are polled, addresses added and removed: to throw or to block. */
    volatile Runnable onSend = () -> {};

    volatile Runnable onPoll = () -> {};
    volatile Runnable onAdd = () -> {};
    volatile Runnable onRemove = () -> {};

    /** What each placement was prepared for and not yet retired. */
    final Map<Placement, List<VirtualAddress>> prepared = new ConcurrentHashMap<>();

    private final List<AdvertisementView> heard = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wakeup = lock.newCondition();
    private boolean woken;
    private boolean packetWaits;
    private volatile Receiver receiver = packet -> {};

    /** Lets the next poll hear one advertisement of this priority. */
    void hear(int vrid, int priority) {
        heard.clear();
        alsoHear(Advertisement.VERSION_3, vrid, priority, 100);
    }

    /** Lets the next poll hear one more advertisement. */
    void alsoHear(int version, int vrid, int priority, int intervalCs) {
        ByteBuffer message = ByteBuffer.allocate(64);
        int length = new AdvertisementEncoder(version, vrid, List.of(IpAddress.parse("192.0.2.10")))
                .encode(message, 0, priority, intervalCs, ChecksumForm.PSEUDO_HEADER, PEER, GROUP);
        hear(GROUP, message, length);
    }

    /** Lets the next poll hear one more advertisement, sent to this host alone. */
    void alsoHearUnicast(int vrid, int priority) {
        ByteBuffer message = ByteBuffer.allocate(64);
        int length = new AdvertisementEncoder(Advertisement.VERSION_3, vrid, List.of(IpAddress.parse("192.0.2.10")))
                .encode(message, 0, priority, 1, ChecksumForm.PSEUDO_HEADER, PEER, SOURCE);
        hear(SOURCE, message, length);
    }

    private void hear(IpAddress destination, ByteBuffer message, int length) {
        AdvertisementView view = new AdvertisementView();
        view.wrapMessage(AddressFamily.IPV4, 0, PEER.lo(), 0, destination.lo(), 255, message, 0, length);
        heard.add(view);
        packetWaits = true;
    }

    /** Lets the next poll hear the last advertisements again, without allocating. */
    void hearAgain() {
        packetWaits = true;
    }

    @Override
    public int poll(int limit) {
        onPoll.run();
        if (!packetWaits) {
            return 0;
        }
        packetWaits = false;
        for (int i = 0; i < heard.size(); i++) {
            receiver.onPacket(heard.get(i));
        }
        return heard.size();
    }

    @Override
    public void await(long deadlineNs) {
        lock.lock();
        try {
            long waitNs = deadlineNs - System.nanoTime();
            while (!woken && waitNs > 0) {
                waitNs = wakeup.awaitNanos(waitNs);
            }
            woken = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void wakeup() {
        lock.lock();
        try {
            woken = true;
            wakeup.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Link open(String interfaceName, AddressFamily family, @Nullable IpAddress source, Receiver receiver)
            throws IOException {
        if (!interfaceName.equals("eth0")) {
            throw new IOException("no interface " + interfaceName);
        }
        if (openLinks.getAndIncrement() == 0) { // a second one only looks
            this.receiver = receiver;
        }
        return new Link() {
            private final ByteBuffer buffer = ByteBuffer.allocate(1036);

            @Override
            public void requireSource() throws IOException {
                if (receiver.isVirtual(SOURCE)) {
                    throw new IOException("no address on eth0 to send from");
                }
            }

            @Override
            public @Nullable LinkFault fault() {
                return fault;
            }

            @Override
            public int maxMessageLength() {
                return maxMessageLength;
            }

            @Override
            public IpAddress source() {
                return SOURCE;
            }

            @Override
            public ByteBuffer sendBuffer() {
                return buffer;
            }

            @Override
            public void send(int length) {
                onSend.run();
                sent.incrementAndGet();
                lastMac = null;
            }

            @Override
            public void send(int length, MacAddress mac) {
                send(length);
                lastMac = mac;
            }

            @Override
            public void sendTo(IpAddress peer, int length) throws IOException {
                send(length);
                if (unreachable.contains(peer)) {
                    throw new IOException("no route to " + peer);
                }
            }

            @Override
            public boolean isOwn(IpAddress address) {
                return address.equals(SOURCE);
            }

            @Override
            public void close() {
                openLinks.decrementAndGet();
            }
        };
    }

    @Override
    public void prepare(Placement placement, List<VirtualAddress> addresses, List<VirtualRoute> routes) {
        prepared.put(placement, addresses);
    }

    @Override
    public void retire(Placement placement) {
        prepared.remove(placement);
    }

    @Override
    public boolean add(Placement placement, VirtualAddress address) {
        onAdd.run();
        return addresses.add(address);
    }

    @Override
    public void remove(Placement placement, VirtualAddress address) {
        onRemove.run();
        addresses.remove(address);
    }

    @Override
    public NanoClock clock() {
        return () -> clock.nanoTime();
    }

    @Override
    public Transport transport() {
        return this;
    }

    @Override
    public AddressManager addressManager() {
        return this;
    }

    @Override
    public NeighborAnnouncer neighborAnnouncer() {
        return (placement, address) -> {};
    }
}
