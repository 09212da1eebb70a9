package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.netlink.route.Rtnetlink;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.spi.Link;
import io.github.vrrp4j.spi.Transport;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The links of one network and the wait for them. */
public final class LinuxTransport implements Transport, Closeable {

    private final Rtnetlink rtnetlink;
    private final Waiter waiter;
    private final Object linksLock = new Object();
    private final UnicastReception unicast = new UnicastReception();

    /** Replaced, never written into, so that the polling thread needs no lock. */
    private volatile SocketLink[] links = {};

    private boolean closed;

    private LinuxTransport(Rtnetlink rtnetlink, Waiter waiter) {
        this.rtnetlink = rtnetlink;
        this.waiter = waiter;
    }

    /** Opens a transport without links. */
    public static LinuxTransport open(Rtnetlink rtnetlink) throws IOException {
        LinuxTransport transport = new LinuxTransport(rtnetlink, Waiter.open());
        UnicastSendSocket.rehearse();
        return transport;
    }

    @Override
    public Link open(String interfaceName, AddressFamily family, @Nullable IpAddress source, Receiver receiver)
            throws IOException {
        SocketLink link = SocketLink.open(family, interfaceName, rtnetlink, receiver, this::forget);
        try {
            link.selectSource(source, receiver::isVirtual);
            watch(link);
            return link;
        } catch (IOException | RuntimeException | Error e) {
            link.close();
            throw e;
        }
    }

    private void watch(SocketLink link) throws IOException {
        synchronized (linksLock) {
            requireOpen();
            unicast.open(link.family(), waiter);
            SocketLink[] more = Arrays.copyOf(links, links.length + 1);
            more[links.length] = link;
            links = more;
            waiter.add(link.receiveDescriptor());
        }
    }

    private void forget(SocketLink link) {
        synchronized (linksLock) {
            if (Arrays.asList(links).contains(link)) {
                waiter.remove(link.receiveDescriptor());
                links = Arrays.stream(links).filter(other -> other != link).toArray(SocketLink[]::new);
            }
        }
    }

    @Override
    public int poll(int limit) {
        SocketLink[] current = links;
        int handedOver = unicast.receive(limit, current);
        for (SocketLink link : current) {
            handedOver += link.receive(limit);
        }
        return handedOver;
    }

    @Override
    public void await(long deadlineNs) {
        waiter.await(deadlineNs);
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

    /** Closes every link that is open. */
    @Override
    public void close() {
        for (SocketLink link : links) {
            link.close();
        }
        synchronized (linksLock) {
            closed = true;
            unicast.close();
            waiter.close();
        }
    }
}
