package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.netlink.route.InterfaceAddress;
import io.github.vrrp4j.netlink.route.NetworkInterface;
import io.github.vrrp4j.netlink.route.NetworkListener;
import io.github.vrrp4j.netlink.route.NetworkMonitor;
import io.github.vrrp4j.netlink.route.Rtnetlink;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.spi.Link;
import io.github.vrrp4j.spi.Transport;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * The links of one network, what changes under them, and the wait for both.
 *
 * <p>What the kernel tells is acted on when the transport is polled. When it says that it could not tell everything, and in
 * any case twice a minute, every link is looked at anew; for that, {@link #poll} asks the kernel, and allocates.
 *
 * <p>{@link #await} returns at once, unless its last two calls ended within 350 us: then a packet, a deadline or {@link #wakeup}
 * may wait for up to 250 us and what it takes to wake, so that one wake-up takes all that comes meanwhile.
 */
public final class LinuxTransport implements Transport, Closeable {

    private static final long RECONCILE_INTERVAL_NS = TimeUnit.SECONDS.toNanos(30);

    /** After the kernel did not say how an interface is: a flood of changes is over then. */
    private static final long LOOK_AGAIN_NS = TimeUnit.SECONDS.toNanos(1);

    /** A connection of its own: address work may keep another waiting. */
    private final Rtnetlink rtnetlink;

    private final NetworkMonitor monitor;
    private final Waiter waiter;
    private final Changes changes = new Changes();
    private final Registry registry = new Registry();
    private final Object linksLock = new Object();
    private final UnicastReception unicast = new UnicastReception();

    /** Replaced, never written into, so that the polling thread needs no lock. */
    private volatile SocketLink[] links = {};

    private long reconcileNs = System.nanoTime() + RECONCILE_INTERVAL_NS;
    private boolean closed;

    private LinuxTransport(Rtnetlink rtnetlink, NetworkMonitor monitor, Waiter waiter) {
        this.rtnetlink = rtnetlink;
        this.monitor = monitor;
        this.waiter = waiter;
    }

    /** Opens a transport without links. */
    public static LinuxTransport open(LoopThread loopThread) throws IOException {
        Rtnetlink rtnetlink = Rtnetlink.open();
        NetworkMonitor monitor = null;
        Waiter waiter = null;
        try {
            monitor = NetworkMonitor.open();
            waiter = Waiter.open(loopThread);
            waiter.add(monitor.descriptor());
            UnicastSendSocket.rehearse();
            return new LinuxTransport(rtnetlink, monitor, waiter);
        } catch (IOException | RuntimeException | Error e) {
            rtnetlink.close();
            if (monitor != null) {
                monitor.close();
            }
            if (waiter != null) {
                waiter.close();
            }
            throw e;
        }
    }

    @Override
    public Link open(String interfaceName, AddressFamily family, @Nullable IpAddress source, Receiver receiver)
            throws IOException {
        SocketLink link = new SocketLink(family, interfaceName, source, rtnetlink, receiver, registry);
        try {
            link.refresh();
            synchronized (linksLock) {
                requireOpen();
                unicast.open(family, waiter);
                SocketLink[] more = Arrays.copyOf(links, links.length + 1);
                more[links.length] = link;
                links = more;
            }
            return link;
        } catch (IOException | RuntimeException | Error e) {
            link.close();
            throw e;
        }
    }

    @Override
    public int poll(int limit) {
        monitor.drain(changes);
        if (System.nanoTime() - reconcileNs >= 0) {
            changes.onOverrun();
        }
        SocketLink[] current = links;
        int handedOver = unicast.receive(limit, current);
        for (SocketLink link : current) {
            handedOver += link.receive(limit);
            if (link.takeUncertain()) {
                reconcileNs = Math.min(reconcileNs, System.nanoTime() + LOOK_AGAIN_NS);
            }
        }
        return handedOver;
    }

    @Override
    public void await(long deadlineNs) {
        waiter.await(Math.min(deadlineNs, reconcileNs));
    }

    @Override
    public void wakeup() {
        synchronized (linksLock) {
            if (!closed) {
                waiter.wakeup();
            }
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this network is closed");
        }
    }

    /**
     * Acts from now on when a route with this protocol number is removed. Any thread may call it, any number of times.
     *
     * @param protocol 1..255
     */
    public void watchRoutes(int protocol) throws IOException {
        changes.routeProtocols.set(protocol, 1);
        monitor.watchRoutes();
    }

    /** Closes every link that is open. */
    @Override
    public void close() {
        synchronized (linksLock) {
            closed = true; // from here on nobody opens another
        }
        for (SocketLink link : links) {
            link.close();
        }
        synchronized (linksLock) {
            unicast.close();
            waiter.close();
            monitor.close();
            rtnetlink.close();
        }
    }

    /** Hands what the kernel tells to the links; on the polling thread. */
    private final class Changes implements NetworkListener {

        /** By index; an interface that changes between up and down takes routes, and IPv6 addresses, with it silently. */
        private final Map<Integer, Boolean> running = new HashMap<>();

        /** Not 0 for the protocol numbers of routes that matter. */
        private final AtomicIntegerArray routeProtocols = new AtomicIntegerArray(256);

        @Override
        public void onInterface(NetworkInterface networkInterface) {
            for (SocketLink link : links) {
                link.onInterface(networkInterface);
            }
            Boolean before = running.put(networkInterface.index(), networkInterface.isRunning());
            if (before != null && before != networkInterface.isRunning()) {
                tellRemoved(null);
            }
        }

        @Override
        public void onInterfaceGone(int index) {
            running.remove(index);
            for (SocketLink link : links) {
                link.onInterfaceGone(index);
            }
            tellRemoved(null);
        }

        @Override
        public void onAddress(InterfaceAddress address, boolean removed) {
            for (SocketLink link : links) {
                link.onAddress(address);
            }
            if (removed) {
                tellRemoved(address.address());
            }
        }

        @Override
        public void onRouteRemoved(int protocol) {
            if (routeProtocols.get(protocol) != 0) {
                tellRemoved(null);
            }
        }

        @Override
        public void onOverrun() {
            reconcileNs = System.nanoTime() + RECONCILE_INTERVAL_NS;
            for (SocketLink link : links) {
                link.refreshSource();
            }
            tellRemoved(null);
        }

        private void tellRemoved(@Nullable IpAddress address) {
            for (SocketLink link : links) {
                link.onAddressRemoved(address);
            }
        }
    }

    /** Keeps the waiter informed of the sockets of the links. */
    private final class Registry implements SocketLink.SocketRegistry {
        @Override
        public void opened(int receiveDescriptor) throws IOException {
            waiter.add(receiveDescriptor);
        }

        @Override
        public void closing(int receiveDescriptor) {
            waiter.remove(receiveDescriptor);
        }

        @Override
        public void linkClosed(SocketLink link) {
            synchronized (linksLock) {
                links = Arrays.stream(links).filter(other -> other != link).toArray(SocketLink[]::new);
            }
        }
    }
}
