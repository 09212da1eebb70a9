package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.AdvertisementEncoder;
import io.github.vrrp4j.packet.AdvertisementView;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.Link;
import io.github.vrrp4j.spi.NanoClock;
import io.github.vrrp4j.spi.NeighborAnnouncer;
import io.github.vrrp4j.spi.Network;
import io.github.vrrp4j.spi.Placement;
import io.github.vrrp4j.spi.Transport;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes a virtual router on a network of its own, in memory and in a time of its own, from BACKUP to MASTER and back until
 * the JVM has loaded and compiled the way, on the threads that will go it. A BACKUP may wait for months and is then needed
 * once, at once: its first takeover must not be the one in which everything is done for the first time. Nothing of it is
 * logged or leaves this object.
 */
final class Rehearsal implements Network, Transport, Link, AddressManager {

    /** A little more than the calls after which HotSpot compiles a method (Tier3InvocationThreshold, 200). */
    private static final int TAKEOVERS = 250;

    /** Far more than that takes, unless the machine is too busy: then to start comes first. */
    private static final long LIMIT_NS = 500_000_000;

    private static final String INTERFACE = "rehearsal";
    private static final int VRID = 1;
    private static final IpAddress OWN_SOURCE = IpAddress.parse("192.0.2.1");
    private static final IpAddress PEER_SOURCE = IpAddress.parse("192.0.2.2");
    private static final VirtualAddress ADDRESS = VirtualAddress.parse("192.0.2.3/32");
    private static final IpAddress GROUP = AddressFamily.IPV4.vrrpGroup();
    private static final int HOP_LIMIT = 255;

    private final AdvertisementEncoder peer =
            new AdvertisementEncoder(Advertisement.VERSION_3, VRID, List.of(ADDRESS.address()));
    private final ByteBuffer sent = ByteBuffer.allocateDirect(peer.length());
    private final ByteBuffer received = ByteBuffer.allocateDirect(peer.length());
    private final AdvertisementView view = new AdvertisementView();
    private final long endNs = System.nanoTime() + LIMIT_NS;
    private final Loop loop;
    private final RunningVirtualRouter router;
    private final AdvertisementReceiver receiver;
    private long nowNs;
    private boolean packetWaits;

    private Rehearsal(OwnThreads threads) {
        VirtualRouterConfig config =
                VirtualRouterConfig.builder(VRID).address(ADDRESS).build();
        EventDispatcher events = new EventDispatcher(List.of(), threads.events());
        loop = new Loop(clock(), this, events);
        receiver = new AdvertisementReceiver(INTERFACE, AddressFamily.IPV4, clock(), events, address -> false);
        RouterContext context =
                new RouterContext(this, this, threads.addresses(), threads.tasks(), loop::execute, events, null);
        router = new RunningVirtualRouter(
                new VirtualRouterId(INTERFACE, AddressFamily.IPV4, VRID), config, this, context);
        receiver.add(VRID, router);
        loop.add(router);
        peer.encode(
                received,
                0,
                config.priority() + 1,
                config.advertisementIntervalCs(),
                ChecksumForm.PSEUDO_HEADER,
                PEER_SOURCE,
                GROUP);
    }

    /**
     * Blocks for some ten milliseconds the first time in a JVM, less later, and half a second at most.
     *
     * @return what came of it
     */
    static VirtualRouterStatus run(OwnThreads threads) {
        Rehearsal rehearsal = new Rehearsal(threads);
        boolean inTime = true;
        for (int i = 0; i < TAKEOVERS && inTime; i++) {
            inTime = rehearsal.takeOver() && rehearsal.giveWay();
        }
        return rehearsal.router.status();
    }

    private boolean takeOver() {
        nowNs = loop.nextDeadlineNs();
        loop.turn();
        return awaitAddresses();
    }

    /** Hears its peer as MASTER, then once more as BACKUP. */
    private boolean giveWay() {
        packetWaits = true;
        loop.turn();
        boolean inTime = awaitAddresses();
        packetWaits = true;
        loop.turn();
        return inTime;
    }

    /** Turns until the outcome of the address work has come; false if the time is over. */
    private boolean awaitAddresses() {
        while (loop.turn() == 0) {
            if (System.nanoTime() - endNs >= 0) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }

    @Override
    public NanoClock clock() {
        return () -> nowNs;
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

    @Override
    public Link open(String interfaceName, AddressFamily family, @Nullable IpAddress source, Receiver linkReceiver) {
        return this;
    }

    @Override
    public int poll(int limit) {
        if (!packetWaits) {
            return 0;
        }
        packetWaits = false;
        view.wrapMessage(
                AddressFamily.IPV4,
                PEER_SOURCE.hi(),
                PEER_SOURCE.lo(),
                GROUP.hi(),
                GROUP.lo(),
                HOP_LIMIT,
                received,
                0,
                received.capacity());
        receiver.onPacket(view);
        return 1;
    }

    @Override
    public void await(long deadlineNs) {}

    @Override
    public void wakeup() {}

    @Override
    public IpAddress source() {
        return OWN_SOURCE;
    }

    @Override
    public ByteBuffer sendBuffer() {
        return sent;
    }

    @Override
    public void send(int length) {}

    @Override
    public void sendTo(IpAddress peer, int length) {}

    @Override
    public void close() {}

    @Override
    public boolean add(Placement placement, VirtualAddress address) {
        return true;
    }

    @Override
    public void remove(Placement placement, VirtualAddress address) {}
}
