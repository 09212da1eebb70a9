package io.github.vrrp4j.router;

import static java.util.Objects.requireNonNull;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.protocol.UnicastPeers;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.Link;
import io.github.vrrp4j.spi.Network;
import io.github.vrrp4j.spi.Placement;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A VRRP router: runs virtual routers on the interfaces of one {@link Network}.
 *
 * <p>Made by its {@link Builder} in one of two ways. {@link Builder#start} gives it threads of its own. {@link
 * Builder#build} gives it none: its owner calls {@link #doWork} whenever a packet or {@link #nextDeadlineNs} has come, from
 * one thread.
 *
 * <p>All other methods may be called by any thread. There is no static state, no shutdown hook, no signal handler: whoever
 * makes a router closes it, or its addresses stay behind until the next start. After {@link #close} a new one can be made
 * on the same network.
 */
public final class VrrpRouter implements AutoCloseable {

    /** How long {@link #close} waits for addresses to be removed before it gives up. */
    public static final Duration CLOSE_TIMEOUT = Duration.ofMillis(1500);

    private record LinkKey(String interfaceName, AddressFamily family) {}

    private record OpenLink(
            Link link,
            AdvertisementReceiver receiver,
            @Nullable IpAddress source) {}

    private final Network network;
    private final AddressManager addressManager;
    private final Executor addressExecutor;
    private final EventDispatcher events;
    private final Loop loop;
    private final @Nullable OwnThreads threads;

    /** Guards the maps, and that links are opened and closed one at a time. */
    private final Object lock = new Object();

    private final Map<VirtualRouterId, RunningVirtualRouter> routers = new LinkedHashMap<>();
    private final Map<LinkKey, OpenLink> links = new LinkedHashMap<>();

    /** Each tells addresses that are virtual. For any thread, without the lock. */
    private final List<Predicate<IpAddress>> claims = new CopyOnWriteArrayList<>();

    private boolean closed;
    private boolean linksClosed;

    private VrrpRouter(Builder builder, @Nullable OwnThreads threads) {
        this.network = builder.network;
        this.addressManager = builder.addressManager;
        this.threads = threads;
        this.addressExecutor = threads == null ? builder.executor : threads.addresses();
        this.events = new EventDispatcher(builder.listeners, threads == null ? builder.executor : threads.events());
        this.loop = new Loop(network.clock(), network.transport(), events);
    }

    /** Starts to describe a router on a network, which stays the caller's to close, after the router. */
    public static Builder builder(Network network) {
        return new Builder(network);
    }

    /**
     * Adds a virtual router and starts it. Its addresses, if they are on the host already, are first removed: they are
     * leftovers of a run that was killed, and must not answer while another host holds them.
     *
     * <p>The interface may be missing, down or without an address to advertise from: then that is a fault, told to the
     * listeners, which lasts until the interface is there. Blocks for as long as a few system calls take.
     *
     * @param interfaceName the interface on which it advertises
     * @return its key in events and status
     * @throws IOException if it can never work there, for example since the addresses of an advertisement do not fit into a
     *     packet, or the system refuses; the message gives the reason, and nothing was added
     * @throws IllegalArgumentException if the VRID is taken on the interface, an address by another virtual router,
     *     whatever the prefix length or interface, others on the interface have another source address, or a unicast peer
     *     is an address of this host
     * @throws IllegalStateException if the router is closed
     */
    public VirtualRouterId add(String interfaceName, VirtualRouterConfig config) throws IOException {
        VirtualRouterId id = new VirtualRouterId(interfaceName, config.family(), config.vrid());
        synchronized (lock) {
            requireOpen();
            if (routers.containsKey(id)) {
                throw new IllegalArgumentException(id + " exists already");
            }
            requireFree(id, config);
            Predicate<IpAddress> claim = config::contains;
            claims.add(claim);
            try {
                RunningVirtualRouter router = start(id, config);
                routers.put(id, router);
                claims.add(router::claims);
            } finally {
                claims.remove(claim);
            }
        }
        return id;
    }

    private RunningVirtualRouter start(VirtualRouterId id, VirtualRouterConfig config) throws IOException {
        LinkKey key = new LinkKey(id.interfaceName(), id.family());
        OpenLink known = links.get(key);
        OpenLink open = known != null ? known : open(key, config.host().sourceAddress());
        boolean clean;
        try {
            check(open, id, config);
            clean = prepareHost(id, open.link(), config);
        } catch (IOException | RuntimeException | Error e) {
            if (known == null) {
                open.link().close();
            }
            throw e;
        }
        links.put(key, open);
        RunningVirtualRouter router = new RunningVirtualRouter(
                id, config, open.link(), network, addressManager, addressExecutor, loop::execute, events);
        loop.execute(() -> {
            open.link().refreshSource();
            open.receiver().add(config.vrid(), router);
            if (!clean) {
                router.expectLeftovers();
            }
            loop.add(router);
        });
        return router;
    }

    /**
     * Removes what a run that was killed has left. Leaves nothing of its own if it fails.
     *
     * @return false where there is a fault: then that is done when it ends
     */
    private boolean prepareHost(VirtualRouterId id, Link link, VirtualRouterConfig config) throws IOException {
        Placement placement = RunningVirtualRouter.placement(id, config);
        Holdings holdings = Holdings.of(config);
        try {
            addressManager.prepare(placement, holdings.addresses(), holdings.routes());
            if (link.fault() != null) {
                return false;
            }
            HostWork work = new HostWork(addressManager, placement, () -> true);
            work.end();
            work.remove(holdings);
            if (work.error() != null) {
                throw work.error();
            }
            return true;
        } catch (IOException | RuntimeException | Error e) {
            HostWork undo = new HostWork(addressManager, placement, () -> true);
            undo.retire();
            if (undo.error() != null) {
                e.addSuppressed(undo.error());
            }
            throw e;
        }
    }

    /**
     * Gives a virtual router other parameters while it runs, without a change of state: its advertisements carry them from
     * the next turn of the loop on, and the priority in force is the configured one again. A MASTER whose interval changes
     * advertises at once; one whose addresses change takes the new ones to the host, announces those, and removes what is
     * left of the old ones; any other removes new ones that are there already, as {@link #add} does. The hold-down counts
     * from the next start.
     *
     * <p>Blocks for as long as a few system calls take.
     *
     * @param config with the VRID and the family of {@code id}
     * @throws IOException if the interface has no address to advertise from that is not a virtual one, or no room for an
     *     advertisement in a packet; nothing was changed
     * @throws IllegalArgumentException if there is no such virtual router, VRID or family are not its own, an address
     *     belongs to another virtual router, or a unicast peer is an address of this host
     * @throws IllegalStateException if the router is closed
     */
    public void configure(VirtualRouterId id, VirtualRouterConfig config) throws IOException {
        synchronized (lock) {
            requireOpen();
            RunningVirtualRouter router = require(id);
            if (config.vrid() != id.vrid() || config.family() != id.family()) {
                throw new IllegalArgumentException("VRID " + config.vrid() + " " + config.family() + " is not that of "
                        + id + ": add another one");
            }
            Placement placement = RunningVirtualRouter.placement(id, config);
            if (!placement.equals(router.placement())) {
                throw new IllegalArgumentException(
                        "virtual MAC and Accept_Mode of " + id + " cannot change while it runs: stop and start it");
            }
            requireFree(id, config);
            OpenLink open = requireNonNull(links.get(new LinkKey(id.interfaceName(), id.family())));
            Predicate<IpAddress> claim = config::contains;
            claims.add(claim);
            try {
                check(open, id, config);
                router.claim(config);
            } finally {
                claims.remove(claim);
            }
            loop.execute(() -> {
                open.link().refreshSource();
                router.configure(config);
            });
        }
    }

    /**
     * Sets the priority in force, until {@link #configure} or the next call: the next advertisement carries it, and the
     * timer that runs is left as it was armed.
     *
     * @param priority 1..254, or 255 for the owner of the addresses
     * @throws IllegalArgumentException if it is out of range, or there is no such virtual router
     * @throws IllegalStateException if the router is closed
     */
    public void priority(VirtualRouterId id, int priority) {
        VirtualRouterConfig.requirePriority(priority);
        synchronized (lock) {
            requireOpen();
            RunningVirtualRouter router = require(id);
            loop.execute(() -> router.priority(priority));
        }
    }

    /**
     * What {@link #apply} would do now. Blocks for as long as a few system calls take.
     *
     * @throws IllegalArgumentException saying what of it can never run
     */
    public Plan plan(RouterConfig wanted) {
        return new Plan(List.of());
    }

    /**
     * Makes what runs what is wanted; what does not change is not touched.
     *
     * @return the plan, when it has been carried out; otherwise the reason
     */
    public CompletableFuture<Plan> apply(RouterConfig wanted) {
        return CompletableFuture.failedFuture(new UnsupportedOperationException());
    }

    /** What runs. */
    public RouterConfig config() {
        return RouterConfig.EMPTY;
    }

    /** Removes a virtual router: a MASTER resigns, its addresses leave the host. */
    public CompletableFuture<Void> remove(VirtualRouterId id) {
        return CompletableFuture.failedFuture(new UnsupportedOperationException());
    }

    /** Hands the addresses over and stays BACKUP for that time, with priority 1, so that any other router is preferred. */
    public CompletableFuture<Void> relinquish(VirtualRouterId id, Duration duration) {
        return CompletableFuture.failedFuture(new UnsupportedOperationException());
    }

    /** Takes a virtual router out of service, with {@link Fault#MAINTENANCE}, until it is switched off again. */
    public CompletableFuture<Void> maintenance(VirtualRouterId id, boolean on) {
        return CompletableFuture.failedFuture(new UnsupportedOperationException());
    }

    /** Announces the addresses to the neighbours again; does nothing if it is not MASTER. */
    public CompletableFuture<Void> announce(VirtualRouterId id) {
        return CompletableFuture.failedFuture(new UnsupportedOperationException());
    }

    /** Tells a listener of everything from now on, first of every virtual router as it is now. */
    public Subscription subscribe(VrrpListener listener) {
        return () -> {};
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the router is closed");
        }
    }

    private RunningVirtualRouter require(VirtualRouterId id) {
        RunningVirtualRouter router = routers.get(id);
        if (router == null) {
            throw new IllegalArgumentException("there is no " + id);
        }
        return router;
    }

    /** No address may belong to another virtual router. */
    private void requireFree(VirtualRouterId id, VirtualRouterConfig config) {
        for (VirtualAddress address : config.hostAddresses()) {
            for (RunningVirtualRouter other : routers.values()) {
                if (!other.id().equals(id) && other.claims(address.address())) {
                    throw new IllegalArgumentException(
                            "virtual address " + address + " belongs to " + other.id() + " already");
                }
            }
        }
    }

    /** What can be wrong with a configuration on this interface. */
    private static void check(OpenLink open, VirtualRouterId id, VirtualRouterConfig config) throws IOException {
        if (!Objects.equals(open.source(), config.host().sourceAddress())) {
            throw new IllegalArgumentException("the virtual routers of " + id.interfaceName() + " " + id.family()
                    + " have one source address: configure the same for " + id + " as for the others, "
                    + (open.source() == null ? "none" : open.source()));
        }
        requireOthers(open.link(), config.unicastPeers());
        open.link().requireSource();
        requireRoom(open.link(), id.interfaceName(), config);
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

    private OpenLink open(LinkKey key, @Nullable IpAddress source) throws IOException {
        AdvertisementReceiver receiver =
                new AdvertisementReceiver(key.interfaceName(), key.family(), network.clock(), events, this::isVirtual);
        Link link = network.transport().open(key.interfaceName(), key.family(), source, receiver);
        return new OpenLink(link, receiver, source);
    }

    private boolean isVirtual(IpAddress address) {
        return claims.stream().anyMatch(claim -> claim.test(address));
    }

    /**
     * The state of every virtual router, in the order in which they were added; also after {@link #close}. Waits for an
     * {@link #add} or {@link #configure} that runs, as do {@link #interfaces} and {@link #statistics}.
     */
    public List<VirtualRouterStatus> status() {
        List<VirtualRouterStatus> status = new ArrayList<>();
        synchronized (lock) {
            routers.values().forEach(router -> status.add(router.status()));
        }
        return status;
    }

    /** What every interface discarded, in the order in which they came into use; also after {@link #close}. */
    public List<InterfaceStatus> interfaces() {
        List<InterfaceStatus> status = new ArrayList<>();
        synchronized (lock) {
            links.forEach((key, open) -> status.add(new InterfaceStatus(
                    key.interfaceName(), key.family(), open.receiver().discarded())));
        }
        return status;
    }

    /** What all interfaces discarded, in the terms of RFC 8347; also after {@link #close}. */
    public GlobalStatistics statistics() {
        return GlobalStatistics.of(interfaces());
    }

    /**
     * Runs one turn of the loop: commands, packets, deadlines. Does not block, unless address work and listeners run on
     * this thread and do ({@link Builder#executor}); in steady state it allocates nothing but now and then an announcement.
     *
     * @return how much it found to do; 0 if nothing
     * @throws IllegalStateException if the router has a thread of its own
     */
    public int doWork() {
        requireNoThread();
        return loop.turn();
    }

    /**
     * When {@link #doWork} has to be called next if no packet comes before, in the time of the network's clock;
     * {@link Long#MAX_VALUE} if never.
     *
     * @throws IllegalStateException if the router has a thread of its own
     */
    public long nextDeadlineNs() {
        requireNoThread();
        return loop.nextDeadlineNs();
    }

    private void requireNoThread() {
        if (threads != null) {
            throw new IllegalStateException("a started router runs its own loop");
        }
    }

    /**
     * Begins to shut every virtual router down: a MASTER resigns with priority 0, and its addresses are removed. Does not
     * wait for that, but for an {@link #add} that runs. The owner of the loop goes on with {@link #doWork} until {@link #isTerminated}; nothing can be added any more.
     */
    public void shutdown() {
        synchronized (lock) {
            if (!closed) {
                closed = true;
                loop.terminate(network.clock().nanoTime() + CLOSE_TIMEOUT.toNanos());
            }
        }
    }

    /**
     * Whether all is done after {@link #shutdown}, or {@link #CLOSE_TIMEOUT} is over. For the owner of the loop.
     *
     * @throws IllegalStateException if the router has a thread of its own
     */
    public boolean isTerminated() {
        requireNoThread();
        return loop.isTerminated();
    }

    /**
     * Shuts down, waits until the addresses are removed but no longer than {@link #CLOSE_TIMEOUT}, leaves the groups and
     * ends the threads. An interrupt does not shorten this and is kept. A second call does nothing. Without threads of its own, the owner of the loop calls it, and it runs
     * the last turns. Not to be called by a listener.
     */
    @Override
    public void close() {
        shutdown();
        try {
            if (threads == null) {
                loop.finish();
            } else {
                threads.end(2 * CLOSE_TIMEOUT.toNanos());
            }
        } finally {
            closeLinks();
        }
    }

    private void closeLinks() {
        synchronized (lock) {
            if (!linksClosed) {
                linksClosed = true;
                links.values().forEach(open -> open.link().close());
            }
        }
    }

    /** Collects what a router needs. */
    public static final class Builder {
        private final Network network;
        private final List<VrrpListener> listeners = new ArrayList<>();
        private AddressManager addressManager;
        private Executor executor = Runnable::run;

        private Builder(Network network) {
            this.network = network;
            this.addressManager = network.addressManager();
            listeners.add(new EventLog());
        }

        /** Adds a listener behind those added before. */
        public Builder listener(VrrpListener listener) {
            listeners.add(listener);
            return this;
        }

        /**
         * What is done before addresses come and go.
         *
         * @param deadline after which the router goes on without waiting for it
         */
        public Builder hook(TransitionHook hook, Duration deadline) {
            return this;
        }

        /** Manages the virtual addresses; the network's own address manager when not called. */
        public Builder addressManager(AddressManager manager) {
            this.addressManager = manager;
            return this;
        }

        /**
         * Where a router without threads of its own does address work and calls listeners; the thread of {@link #doWork}
         * when not called, which then blocks for as long as they do.
         */
        public Builder executor(Executor executor) {
            this.executor = executor;
            return this;
        }

        /** Makes a router without threads: its owner calls {@link #doWork}. */
        public VrrpRouter build() {
            return new VrrpRouter(this, null);
        }

        /**
         * Makes a router and starts its three daemon threads: loop, addresses, events. Lets the JVM load and compile what
         * a takeover needs, so that the first is no slower than the others: blocks for some ten milliseconds the first
         * time in a JVM, for half a second at most on a machine that is very busy.
         */
        public VrrpRouter start() {
            OwnThreads threads = new OwnThreads();
            Rehearsal.run(threads);
            VrrpRouter router = new VrrpRouter(this, threads);
            threads.loop().execute(router.loop::run);
            return router;
        }
    }
}
