package io.github.vrrp4j.simulation;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.router.VrrpListener;
import io.github.vrrp4j.router.VrrpRouter;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.LinkFault;
import io.github.vrrp4j.spi.NanoClock;
import io.github.vrrp4j.spi.NeighborAnnouncer;
import io.github.vrrp4j.spi.Network;
import io.github.vrrp4j.spi.Placement;
import io.github.vrrp4j.spi.Transport;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A host on a {@link SimulatedLan}, with one interface. It runs at most one router, which the LAN drives; faults are
 * methods. Made by {@link SimulatedLan#addHost}.
 */
public final class SimulatedHost implements Network {

    /** The name of the interface that every host has. */
    public static final String INTERFACE = "eth0";

    private static final double MIN_CLOCK_RATE = 0.01;
    private static final double MAX_CLOCK_RATE = 100;

    private final SimulatedLan lan;
    private final int index;
    private final String name;
    private final SimulatedAddresses addresses;
    private final HostClock clock = new HostClock();
    private final BitSet deafTo = new BitSet();

    private int island;
    private SimulatedTransport transport;
    private @Nullable VrrpRouter router;
    private boolean dead;
    private long pausedUntilNs;
    private @Nullable LinkFault linkFault;
    private long announcements;
    private long nextRunNs;
    private boolean nextRunKnown;

    SimulatedHost(SimulatedLan lan, int index, String name, List<VirtualAddress> ownAddresses) {
        this.lan = lan;
        this.index = index;
        this.name = name;
        this.addresses = new SimulatedAddresses(this, ownAddresses);
        this.transport = new SimulatedTransport(this);
    }

    /**
     * Starts a router process on this host, which is switched on if it was dead. Virtual routers are added to the result
     * on {@link #INTERFACE}; the LAN calls its {@code doWork}, and it is not to be closed by anybody else.
     *
     * @throws IllegalStateException if one runs already
     */
    public VrrpRouter startRouter(VrrpListener... listeners) {
        return startRouterWith(builder -> {
            for (VrrpListener listener : listeners) {
                builder.listener(listener);
            }
        });
    }

    /**
     * As {@link #startRouter}, for a router that is made differently: with an address manager of its own,
     * for example.
     *
     * @param choices calls methods of the builder, other than those that make the router
     * @throws IllegalStateException if one runs already
     */
    public VrrpRouter startRouterWith(Consumer<VrrpRouter.Builder> choices) {
        if (router != null) {
            throw new IllegalStateException("a router runs on " + name + " already");
        }
        dead = false;
        transport = new SimulatedTransport(this);
        nextRunKnown = false;
        VrrpRouter.Builder builder = VrrpRouter.builder(this);
        builder.listener(event -> lan.observers().reported(this, event));
        choices.accept(builder);
        VrrpRouter started = builder.build();
        router = started;
        lan.observers().started(this);
        return started;
    }

    /**
     * Stops the router politely: when the LAN runs on, it resigns, removes its addresses and is gone.
     *
     * @throws IllegalStateException if none runs
     */
    public void stopRouter() {
        VrrpRouter running = requireRouter();
        fault("stops");
        running.shutdown();
    }

    /**
     * Kills the router process, as SIGKILL does: it sends nothing more, and its addresses stay on the host until the next
     * start.
     *
     * @throws IllegalStateException if none runs
     */
    public void killRouter() {
        requireRouter();
        fault("is killed");
        endRouter();
    }

    /**
     * The whole host dies at once: it sends nothing more, and answers at no address. {@link #startRouter} switches it on
     * again. Its clock goes on, and refusals stay.
     */
    public void crash() {
        fault("crashes");
        dead = true;
        pausedUntilNs = 0;
        addresses.reset();
        if (router != null) {
            endRouter();
        }
    }

    /** Whether a router process runs, be it paused or about to stop. */
    public boolean isRunning() {
        return router != null;
    }

    /** The router that runs; empty if none does. */
    public Optional<VrrpRouter> router() {
        return Optional.ofNullable(router);
    }

    /**
     * Stops everything on the host for a while, as SIGSTOP, a long garbage collection or a frozen virtual machine does; its
     * clock goes on. What arrives meanwhile waits in the socket buffer, which holds 256 packets.
     *
     * @param duration from now, in place of any pause before
     */
    public void pause(Duration duration) {
        fault("pauses for " + duration.toNanos() + " ns");
        pausedUntilNs = lan.nowNs() + duration.toNanos();
        nextRunKnown = false;
    }

    /** Ends a pause; does nothing if there is none. */
    public void resume() {
        if (isPaused()) {
            fault("resumes");
            pausedUntilNs = 0;
            nextRunKnown = false;
        }
    }

    /** Whether it is paused now. */
    public boolean isPaused() {
        return lan.nowNs() < pausedUntilNs;
    }

    /**
     * Takes its interface down: nothing is sent or received, and the host sees that. Up when not called.
     *
     * @param fault what it sees
     */
    public void linkDown(LinkFault fault) {
        linkFault(fault, "link down: " + fault);
    }

    /** Ends {@link #linkDown}. */
    public void linkUp() {
        linkFault(null, "link up");
    }

    private void linkFault(@Nullable LinkFault fault, String text) {
        if (linkFault != fault) {
            fault(text);
            linkFault = fault;
            transport.wakeup();
        }
    }

    @Nullable
    LinkFault linkFault() {
        return linkFault;
    }

    /** Makes the host refuse to add or remove virtual addresses with this text from now on; null ends it. */
    public void refuseAddresses(@Nullable String text) {
        if (addresses.refuse(text)) {
            fault(text == null ? "accepts addresses" : "refuses addresses: " + text);
        }
    }

    /** Takes an address away from the host, as an administrator or another program may; does nothing if it is not there. */
    public void takeAddress(IpAddress address) {
        if (addresses.take(address)) {
            fault("loses " + address);
            transport.removed(address);
        }
    }

    /**
     * Makes the clock of the host go faster or slower than the time of the LAN, from where it is now: at rate 2 a timer of
     * one second fires after half a second of the LAN. Delays, pauses and {@link SimulatedLan#run} count in the time of the
     * LAN.
     *
     * @param rate 0.01 to 100; 1 when not called
     * @throws IllegalArgumentException if it is out of range
     */
    public void clockRate(double rate) {
        if (!(rate >= MIN_CLOCK_RATE && rate <= MAX_CLOCK_RATE)) {
            throw new IllegalArgumentException(
                    "clock rate " + rate + " is not in " + MIN_CLOCK_RATE + ".." + MAX_CLOCK_RATE);
        }
        fault("clock rate " + rate);
        clock.rate(lan.nowNs(), rate);
        nextRunKnown = false;
    }

    /** The rate of its clock. */
    public double clockRate() {
        return clock.rate();
    }

    /** The name it was added under. */
    public String name() {
        return name;
    }

    /** Whether the address is on its interface; never when the host is dead. */
    public boolean holds(IpAddress address) {
        return !dead && addresses.contains(address);
    }

    /** The gratuitous ARP requests and unsolicited Neighbor Advertisements it has sent, ever. */
    public long announcements() {
        return announcements;
    }

    boolean answers(IpAddress address) {
        return holds(address) && !isPaused() && linkFault == null;
    }

    /** What {@link #clockRate} makes of the virtual time. */
    @Override
    public NanoClock clock() {
        return () -> clock.hostNs(lan.nowNs());
    }

    @Override
    public Transport transport() {
        return transport;
    }

    @Override
    public AddressManager addressManager() {
        return addresses;
    }

    @Override
    public NeighborAnnouncer neighborAnnouncer() {
        return new NeighborAnnouncer() {
            @Override
            public void announce(Placement placement, VirtualAddress address) {
                announceOwn(placement.interfaceName(), address.address());
            }

            @Override
            public void announceOwn(String interfaceName, IpAddress address) {
                announcements++;
                lan.announce(SimulatedHost.this, address);
            }
        };
    }

    /** {@link #name}. */
    @Override
    public String toString() {
        return name;
    }

    SimulatedAddresses addresses() {
        return addresses;
    }

    LanObserver observers() {
        return lan.observers();
    }

    /** Its place in {@link SimulatedLan#hosts}. */
    int index() {
        return index;
    }

    int island() {
        return island;
    }

    void island(int number) {
        island = number;
    }

    boolean isDeafTo(SimulatedHost from) {
        return deafTo.get(from.index);
    }

    void deafTo(SimulatedHost from) {
        deafTo.set(from.index);
    }

    void deafToNobody() {
        deafTo.clear();
    }

    void send(SimulatedPacket packet) {
        if (router != null) { // a listener may have killed it in the midst of its turn
            lan.send(this, packet);
        }
    }

    void arrive(SimulatedPacket packet) {
        if (router != null && linkFault == null) {
            lan.observers().arrived(this, packet);
            transport.arrive(packet);
            nextRunKnown = false;
        }
    }

    /** Something was asked of the router from outside. */
    void woken() {
        nextRunKnown = false;
    }

    /** When the router has something to do: now, later, or never. Computed anew only after something may have changed it. */
    long nextRunNs() {
        if (!nextRunKnown) {
            nextRunKnown = true;
            nextRunNs = computeNextRunNs();
        }
        return nextRunNs;
    }

    private long computeNextRunNs() {
        if (router == null) {
            return Long.MAX_VALUE;
        }
        long wanted = transport.hasWork() ? lan.nowNs() : clock.lanNs(router.nextDeadlineNs());
        return Math.max(wanted, pausedUntilNs);
    }

    void doWork() {
        VrrpRouter running = router;
        if (running != null) {
            transport.clearWakeup();
            running.doWork();
            nextRunKnown = false;
            if (router == running) {
                lan.observers().turnEnded(this);
            }
            if (router == running && running.isTerminated()) {
                running.close();
                endRouter();
            }
        }
    }

    private void endRouter() {
        router = null;
        nextRunKnown = false;
        lan.observers().ended(this);
    }

    private void fault(String text) {
        lan.fault(this, text);
    }

    private VrrpRouter requireRouter() {
        if (router == null) {
            throw new IllegalStateException("no router runs on " + name);
        }
        return router;
    }
}
