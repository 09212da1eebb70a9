package io.github.vrrp4j.router;

import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.Network;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
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

    /** How long {@link #close} waits for addresses to be removed, unless {@link Builder#closeTimeout} says another time. */
    public static final Duration DEFAULT_CLOSE_TIMEOUT = Duration.ofMillis(1500);

    /** A loop that did not end by itself when that was over is not waited for any longer. */
    private static final Duration LOOP_MARGIN = Duration.ofMillis(1500);

    private static final Duration MAX_RELINQUISH = Duration.ofDays(1);

    private final Network network;
    private final Loop loop;
    private final EventDispatcher events;
    private final VirtualRouters routers;
    private final Reconfiguration changes;
    private final Orders orders;
    private final Answers answers;
    private final @Nullable OwnThreads threads;
    private final long closeTimeoutNs;
    private volatile boolean released;

    private VrrpRouter(Builder builder, @Nullable OwnThreads threads) {
        this.network = builder.network;
        this.threads = threads;
        this.closeTimeoutNs = builder.closeTimeout.toNanos();
        Executor addressExecutor = threads == null ? builder.executor : threads.addresses();
        this.events = new EventDispatcher(builder.listeners, threads == null ? builder.executor : threads.events());
        this.loop = new Loop(network.clock(), network.transport(), events);
        RouterContext context = new RouterContext(
                network,
                builder.addressManager,
                addressExecutor,
                threads == null ? builder.executor : threads.tasks(),
                loop::execute,
                events,
                builder.hook);
        this.routers = new VirtualRouters(context, loop);
        Executor answering = context.taskExecutor();
        this.changes = new Reconfiguration(routers, addressExecutor, new Answers(answering), threads != null);
        this.answers = new Answers(answering);
        this.orders = new Orders(loop, changes, answers);
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
     * listeners, which lasts until the interface is there. Blocks for as long as a few system calls take, and before that until
     * changes that were asked for earlier are over, for 10 s at most; a router without threads does not wait. {@link
     * #add(RouterConfig.Entry)} blocks for nobody.
     *
     * @param interfaceName the interface on which it advertises
     * @return its key in events and status
     * @throws IOException if it can never work there, for example since the addresses of an advertisement do not fit into a
     *     packet, or the system refuses; the message gives the reason, and nothing was added
     * @throws IllegalArgumentException if the VRID is taken on the interface, an address by another virtual router,
     *     whatever the prefix length or interface, others on the interface have another source address, or a unicast peer
     *     is an address of this host
     * @throws IllegalStateException if the router is closed, or {@link #apply}, {@link #replace}, {@link #remove} or an {@link
     *     #add(RouterConfig.Entry)} of before is not over in time; nothing was added
     */
    public VirtualRouterId add(String interfaceName, VirtualRouterConfig config) throws IOException {
        RouterConfig.Entry entry = new RouterConfig.Entry(interfaceName, config, List.of());
        changes.exclusively(() -> routers.add(entry));
        return entry.id();
    }

    /**
     * Adds a virtual router with what the checks that there are mean for it, as {@link #apply} does, when the changes that were
     * asked for earlier are over.
     *
     * @return done when it runs; fails as {@link #apply}, and then it was not added
     * @throws IllegalStateException if the router is closed
     */
    public CompletableFuture<Void> add(RouterConfig.Entry entry) {
        return changes.apply(running -> running.with(entry)).thenAccept(plan -> {});
    }

    /**
     * Gives a virtual router other parameters while it runs, without a change of state: its advertisements carry them from
     * the next turn of the loop on, and the priority in force is the configured one again. A MASTER whose interval changes
     * advertises at once; one whose addresses change takes the new ones to the host, announces those, and removes what is
     * left of the old ones; any other removes new ones that are there already, as {@link #add} does. The hold-down counts
     * from the next start.
     *
     * <p>Blocks as {@link #add(String, VirtualRouterConfig)}.
     *
     * @param config with the VRID and the family of {@code id}
     * @throws IOException if the interface has no address to advertise from that is not a virtual one, or no room for an
     *     advertisement in a packet; nothing was changed
     * @throws IllegalArgumentException if there is no such virtual router, VRID or family are not its own, an address
     *     belongs to another virtual router, its group does not allow it, a unicast peer is an address of this host, or virtual
     *     MAC, Accept_Mode or source address would change, for which there is {@link #replace}
     * @throws IllegalStateException as {@link #add(String, VirtualRouterConfig)}
     */
    public void configure(VirtualRouterId id, VirtualRouterConfig config) throws IOException {
        changes.exclusively(() -> routers.configure(id, config));
    }

    /**
     * Removes a virtual router: a MASTER resigns, its addresses leave the host. A group of which less than two members are
     * left ends too.
     *
     * @return done when its addresses are off the host; that is tried until it succeeds
     * @throws IllegalArgumentException if there is no such virtual router
     * @throws IllegalStateException if the router is closed
     */
    public CompletableFuture<Void> remove(VirtualRouterId id) {
        routers.require(id);
        return changes.apply(running -> running.without(id)).thenAccept(plan -> {});
    }

    /**
     * Gives a virtual router other parameters: as {@link #configure} where that is possible while it runs, otherwise by ending
     * and starting it. One that is not there is not added: see {@link #add(RouterConfig.Entry)}.
     *
     * @return done when that is carried out; fails as {@link #apply}
     * @throws IllegalArgumentException if there is no such virtual router, or another VRID or family was given
     * @throws IllegalStateException if the router is closed
     */
    public CompletableFuture<Void> replace(VirtualRouterId id, VirtualRouterConfig config) {
        new RouterConfig.Entry(id.interfaceName(), routers.require(id).status().config(), List.of()).with(config);
        return changes.apply(running -> running.with(id, config)).thenAccept(plan -> {});
    }

    /**
     * What {@link #apply} would do now. Asks nothing of the system: whether the host agrees is known when it is tried.
     */
    public Plan plan(RouterConfig wanted) {
        return PlanMaker.plan(config(), wanted);
    }

    /**
     * Makes what runs what is wanted, with the steps of {@link #plan}; what does not change is not touched, and sends and hears
     * every advertisement meanwhile. Changes that are asked for while one goes on wait for it.
     *
     * <p>What can be found out beforehand fails before anything has changed: mistakes, links, source addresses, the length of
     * packets, and what {@link AddressManager#check} finds. When the host refuses a step all the same, it is the last one. A
     * virtual router that had ended, to start again otherwise, is put back as it was; so is one whose addresses another was to
     * take that could not. That is tried once: the exception, and the log, say what was done, what was put back, what could not
     * be, and what was not done. {@link #config} says what runs.
     *
     * <p>The calling thread is blocked for as long as the system calls take, unless something has to end first: then the rest is
     * done where addresses are managed.
     *
     * @return the plan, when it has been carried out and what has to leave the host has left it; fails with {@link
     *     PartlyAppliedException} if something is not as it was before; otherwise, when nothing was changed, with IOException if
     *     the system refuses, with IllegalArgumentException if the configuration is wrong on this host, with
     *     IllegalStateException if the router is closed meanwhile
     * @throws IllegalStateException if the router is closed
     */
    public CompletableFuture<Plan> apply(RouterConfig wanted) {
        return changes.apply(running -> wanted);
    }

    /** What runs, or is about to. */
    public RouterConfig config() {
        return routers.config();
    }

    /**
     * Sets the priority in force, until {@link #configure}, an {@link #apply} that changes its parameters, or the next call:
     * the next advertisement carries it, and the timer that runs is left as it was armed. Checks adjust it as they do the
     * configured one. The members of a group all take it.
     *
     * @param priority 1..254, or 255 for the owner of the addresses
     * @return done when it is in force
     * @throws IllegalArgumentException if it is out of range, or there is no such virtual router
     * @throws IllegalStateException if the router is closed
     */
    public CompletableFuture<Void> priority(VirtualRouterId id, int priority) {
        VirtualRouterConfig.requirePriority(priority);
        return orders.give(routers.requireWithGroup(id), router -> router.priority(priority));
    }

    /**
     * Has a MASTER hand over: it resigns with priority 0, after {@link TransitionHook#beforeRelease}, and goes on as BACKUP with
     * priority 1 for that time, so that any other router is preferred. It takes the addresses back before only if no other
     * router holds them: an address that nobody answers for serves nobody. The members of a group all do this.
     *
     * @param duration how long, up to 1 day; 0 ends an earlier one
     * @return done when it has resigned
     * @throws IllegalArgumentException if the duration is out of range, or there is no such virtual router
     * @throws IllegalStateException if the router is closed
     */
    public CompletableFuture<Void> relinquish(VirtualRouterId id, Duration duration) {
        if (duration.isNegative() || duration.compareTo(MAX_RELINQUISH) > 0) {
            throw new IllegalArgumentException("the time to stay away, " + duration + ", is not in 0 s..1 day");
        }
        List<RunningVirtualRouter> members = routers.requireWithGroup(id);
        Consumer<RunningVirtualRouter> action = router -> router.relinquish(duration.toNanos());
        return duration.isZero() ? orders.give(members, action) : orders.handOver(members, action);
    }

    /**
     * Takes a virtual router out of service with {@link Fault#MAINTENANCE}, or back. A MASTER resigns, after {@link
     * TransitionHook#beforeRelease}. Lasts until it is switched off or the virtual router removed; {@link #apply} leaves it. The
     * members of a group all do this.
     *
     * @return done when that is so
     * @throws IllegalArgumentException if there is no such virtual router
     * @throws IllegalStateException if the router is closed
     */
    public CompletableFuture<Void> maintenance(VirtualRouterId id, boolean on) {
        List<RunningVirtualRouter> members = routers.requireWithGroup(id);
        Consumer<RunningVirtualRouter> action = router -> router.maintenance(on);
        return on ? orders.handOver(members, action) : orders.give(members, action);
    }

    /**
     * Has a MASTER assert its addresses and announce them to the neighbours again; does nothing to any other.
     *
     * @return done when that is ordered
     * @throws IllegalArgumentException if there is no such virtual router
     * @throws IllegalStateException if the router is closed
     */
    public CompletableFuture<Void> announce(VirtualRouterId id) {
        return orders.give(List.of(routers.require(id)), RunningVirtualRouter::announceAddresses);
    }

    /**
     * Tells a listener of everything that happens from now on, first of every virtual router as it is now ({@link
     * VrrpEvent.CurrentStatus}). It has a queue of its own: see {@link VrrpListener}.
     *
     * @return closes it
     * @throws IllegalStateException if the router is closed
     */
    public Subscription subscribe(VrrpListener listener) {
        changes.requireOpen();
        EventQueue queue = events.newQueue(listener);
        routers.subscribe(queue);
        return () -> events.remove(queue);
    }

    /** As {@link #subscribe(VrrpListener)}, of one virtual router; it need not exist yet. */
    public Subscription subscribe(VirtualRouterId id, VrrpListener listener) {
        return subscribe(event -> {
            if (event instanceof VrrpEvent.EventsDropped
                    || (event instanceof VrrpEvent.OfVirtualRouter one
                            && one.id().equals(id))) {
                listener.onEvent(event);
            }
        });
    }

    /** The state of every virtual router, in the order in which they were added; also after {@link #close}. */
    public List<VirtualRouterStatus> status() {
        return routers.all().stream().map(RunningVirtualRouter::status).toList();
    }

    /** What every interface discarded, in the order in which they came into use; also after {@link #close}. */
    public List<InterfaceStatus> interfaces() {
        return routers.links().status();
    }

    /** What all interfaces discarded, in the terms of RFC 8347; also after {@link #close}. */
    public GlobalStatistics statistics() {
        return GlobalStatistics.of(interfaces());
    }

    /** How late timers fired; also after {@link #close}. */
    public TimerLateness timerLateness() {
        return loop.lateness();
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
     * wait for that, but for an {@link #add} that runs. The owner of the loop goes on with {@link #doWork} until {@link
     * #isTerminated}; nothing can be added any more.
     */
    public void shutdown() {
        if (changes.close()) {
            long nowNs = network.clock().nanoTime();
            long hooksNs = closeTimeoutNs / 3 * 2; // what they leave is for the addresses
            loop.terminate(nowNs + hooksNs, nowNs + closeTimeoutNs);
        }
    }

    /**
     * Whether all is done after {@link #shutdown}, or {@link Builder#closeTimeout} is over. For the owner of the loop.
     *
     * @throws IllegalStateException if the router has a thread of its own
     */
    public boolean isTerminated() {
        requireNoThread();
        return loop.isTerminated();
    }

    /**
     * Shuts down, waits until the addresses are removed but no longer than {@link Builder#closeTimeout}, leaves the groups and
     * ends the threads; {@link #isReleased} says how it went. An interrupt does not shorten this and is kept. A second call
     * does nothing. Without threads of its own, the owner of the loop calls it, and it runs the last turns. Not to be called
     * by a listener.
     */
    @Override
    public void close() {
        shutdown();
        try {
            if (threads == null) {
                loop.finish();
            } else {
                threads.end(closeTimeoutNs + LOOP_MARGIN.toNanos());
            }
            released = routers.all().stream().allMatch(RunningVirtualRouter::isTerminated);
        } finally {
            routers.links().close();
            answers.close();
        }
    }

    /**
     * Whether {@link #close} ended with every address off the host; false before. If not, some may answer there still, and the
     * next start or a clean-up has to remove them.
     */
    public boolean isReleased() {
        return released;
    }

    /** Collects what a router needs. */
    public static final class Builder {
        /** So that one that waits for an answer from outside does not keep the others waiting. */
        private static final int ADDRESS_THREADS = 8;

        private static final Duration MIN_HOOK_DEADLINE = Duration.ofMillis(1);
        private static final Duration MAX_HOOK_DEADLINE = Duration.ofHours(1);
        private static final Duration MIN_CLOSE_TIMEOUT = Duration.ofMillis(10);
        private static final Duration MAX_CLOSE_TIMEOUT = Duration.ofHours(1);

        private final Network network;
        private final List<VrrpListener> listeners = new ArrayList<>();
        private AddressManager addressManager;
        private Executor executor = Runnable::run;
        private Hooks.@Nullable Configured hook;
        private Duration closeTimeout = DEFAULT_CLOSE_TIMEOUT;

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
         * What is done before addresses come and go; nothing when not called.
         *
         * @param deadline after which a hook that is not over has failed, 1 ms to 1 hour; when the router is closed, not
         *     longer than two thirds of {@link #closeTimeout}, because what is left of that is for the addresses
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder hook(TransitionHook hook, Duration deadline) {
            if (deadline.compareTo(MIN_HOOK_DEADLINE) < 0 || deadline.compareTo(MAX_HOOK_DEADLINE) > 0) {
                throw new IllegalArgumentException("the deadline of a hook, " + deadline + ", is not in 1 ms..1 hour");
            }
            this.hook = new Hooks.Configured(hook, deadline);
            return this;
        }

        /**
         * How long {@link VrrpRouter#close} waits until hooks are over and addresses removed before it gives up and interrupts
         * what still runs; {@link #DEFAULT_CLOSE_TIMEOUT}, 1.5 s, when not called. That is plenty for a kernel; a command or
         * an API that takes longer to take an address away needs at least as long as that. A router that has removed
         * everything before ends at once.
         *
         * @param timeout by the network's clock, 10 ms to 1 hour; of it, hooks get two thirds at most
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder closeTimeout(Duration timeout) {
            if (timeout.compareTo(MIN_CLOSE_TIMEOUT) < 0 || timeout.compareTo(MAX_CLOSE_TIMEOUT) > 0) {
                throw new IllegalArgumentException("the time to close, " + timeout + ", is not in 10 ms..1 hour");
            }
            this.closeTimeout = timeout;
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
         * Makes a router and starts its daemon threads: loop, addresses, events, and while there are checks and hooks, those
         * that run them. Lets the JVM load and compile what a takeover needs, so that the first is no slower than the others:
         * blocks for some ten milliseconds the first time in a JVM, for half a second at most on a machine that is very busy.
         */
        public VrrpRouter start() {
            boolean own = addressManager == network.addressManager();
            OwnThreads threads = new OwnThreads(own ? 1 : ADDRESS_THREADS);
            Rehearsal.run(threads);
            VrrpRouter router = new VrrpRouter(this, threads);
            threads.loop().execute(router.loop::run);
            return router;
        }
    }
}
