package io.github.vrrp4j.simulation;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.router.VrrpListener;
import io.github.vrrp4j.router.VrrpRouter;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.NanoClock;
import io.github.vrrp4j.spi.NeighborAnnouncer;
import io.github.vrrp4j.spi.Network;
import io.github.vrrp4j.spi.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A host on a {@link SimulatedLan}, with one interface. It runs at most one router, which the LAN drives; faults are
 * methods. Made by {@link SimulatedLan#addHost}.
 */
public final class SimulatedHost implements Network {

    /** The name of the interface that every host has. */
    public static final String INTERFACE = "eth0";

    private final SimulatedLan lan;
    private final String name;
    private final List<VirtualAddress> ownAddresses;
    private final Set<VirtualAddress> addresses = new LinkedHashSet<>();

    private SimulatedTransport transport;
    private @Nullable VrrpRouter router;
    private boolean dead;
    private long pausedUntilNs;
    private @Nullable String refusal;
    private long announcements;

    SimulatedHost(SimulatedLan lan, String name, List<VirtualAddress> ownAddresses) {
        this.lan = lan;
        this.name = name;
        this.ownAddresses = ownAddresses;
        this.addresses.addAll(ownAddresses);
        this.transport = new SimulatedTransport(this);
    }

    /**
     * Starts a router process on this host, which is switched on if it was dead. Virtual routers are added to the result
     * on {@link #INTERFACE}; the LAN calls its {@code doWork}.
     *
     * @throws IllegalStateException if one runs already
     */
    public VrrpRouter startRouter(VrrpListener... listeners) {
        if (router != null) {
            throw new IllegalStateException("a router runs on " + name + " already");
        }
        dead = false;
        transport = new SimulatedTransport(this);
        VrrpRouter.Builder builder = VrrpRouter.builder(this);
        for (VrrpListener listener : listeners) {
            builder.listener(listener);
        }
        VrrpRouter started = builder.build();
        router = started;
        return started;
    }

    /** Stops the router politely: when the LAN runs on, it resigns, removes its addresses and is gone. */
    public void stopRouter() {
        requireRouter().shutdown();
    }

    /** Kills the router process, as SIGKILL does: it sends nothing more, and its addresses stay on the host. */
    public void killRouter() {
        requireRouter();
        router = null;
    }

    /** The whole host dies at once: it sends nothing more, and answers at no address. */
    public void crash() {
        router = null;
        dead = true;
        pausedUntilNs = 0;
        addresses.clear();
        addresses.addAll(ownAddresses);
    }

    /**
     * Stops everything on the host for a while, as SIGSTOP, a long garbage collection or a frozen virtual machine does.
     * What arrives meanwhile waits in the socket buffer.
     */
    public void pause(Duration duration) {
        pausedUntilNs = lan.nowNs() + duration.toNanos();
    }

    /** Makes the host refuse to add or remove virtual addresses with this text from now on; null ends it. */
    public void refuseAddresses(@Nullable String text) {
        refusal = text;
    }

    /** The name it was added under. */
    public String name() {
        return name;
    }

    /** Whether the address is on its interface; never when the host is dead. */
    public boolean holds(IpAddress address) {
        return !dead && addresses.stream().anyMatch(own -> own.address().equals(address));
    }

    /** The gratuitous ARP requests and unsolicited Neighbor Advertisements it has sent, ever. */
    public long announcements() {
        return announcements;
    }

    boolean answers(IpAddress address) {
        return holds(address) && lan.nowNs() >= pausedUntilNs;
    }

    @Override
    public NanoClock clock() {
        return lan::nowNs;
    }

    @Override
    public Transport transport() {
        return transport;
    }

    @Override
    public AddressManager addressManager() {
        return new AddressManager() {
            @Override
            public void add(String interfaceName, VirtualAddress address) throws IOException {
                requireNotRefused();
                addresses.add(address);
            }

            @Override
            public void remove(String interfaceName, VirtualAddress address) throws IOException {
                requireNotRefused();
                addresses.remove(address);
            }

            private void requireNotRefused() throws IOException {
                if (refusal != null) {
                    throw new IOException(refusal);
                }
            }
        };
    }

    @Override
    public NeighborAnnouncer neighborAnnouncer() {
        return (interfaceName, address) -> {
            announcements++;
            lan.announce(this, address);
        };
    }

    /** {@link #name}. */
    @Override
    public String toString() {
        return name;
    }

    Set<VirtualAddress> addresses() {
        return addresses;
    }

    void send(SimulatedPacket packet) {
        if (router != null) { // a listener may have killed it in the midst of its turn
            lan.send(this, packet);
        }
    }

    void arrive(SimulatedPacket packet) {
        if (router != null) {
            transport.arrive(packet);
        }
    }

    /** When the router has something to do: now, later, or never. */
    long nextRunNs() {
        if (router == null) {
            return Long.MAX_VALUE;
        }
        long wanted = transport.hasWork() ? lan.nowNs() : router.nextDeadlineNs();
        return Math.max(wanted, pausedUntilNs);
    }

    void doWork() {
        VrrpRouter running = router;
        if (running != null) {
            transport.clearWakeup();
            running.doWork();
            if (router == running && running.isTerminated()) {
                running.close();
                router = null;
            }
        }
    }

    private VrrpRouter requireRouter() {
        if (router == null) {
            throw new IllegalStateException("no router runs on " + name);
        }
        return router;
    }
}
