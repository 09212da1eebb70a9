package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.AdvertisementView;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Verdict;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.protocol.Actions;
import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.protocol.HostConfig;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouter;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.Link;
import io.github.vrrp4j.spi.LinkFault;
import io.github.vrrp4j.spi.NanoClock;
import io.github.vrrp4j.spi.Network;
import io.github.vrrp4j.spi.Placement;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One virtual router at work: its state machine, joined to its link and its addresses. Runs on the loop. */
final class RunningVirtualRouter implements Actions, VirtualAddresses.Outcome {

    /** What other threads may see, replaced as a whole when something of it changes. */
    private record Published(
            VirtualRouterConfig config,
            State state,
            @Nullable Cause lastCause,
            long stateSinceNs,
            int priority,
            @Nullable IpAddress lastAdvSource,
            long masterAdverIntervalNs,
            long skewTimeNs,
            long masterDownIntervalNs,
            boolean addressesHeld,
            Set<Fault> faults) {}

    /** How long a virtual router whose addresses were refused leaves them to others before it tries again. */
    private static final long REFUSAL_NS = 10_000_000_000L;

    private static final long NEVER = VirtualRouter.NO_DEADLINE;

    private final VirtualRouterId id;
    private final Placement placement;
    private final Link link;
    private final NanoClock clock;
    private final EventStream events;
    private final Counters<Counter> counters = new Counters<>(Counter.class);
    private final VirtualRouter machine;
    private final VirtualAddresses addresses;
    private final OwnAddressAnnouncer ownAddressAnnouncer;
    private final Advertiser advertiser;
    private final Reception reception;
    private final MasterOverlap overlap;
    private final LinkDebounce linkDebounce = new LinkDebounce();
    private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
    private final FlapWatch flapWatch = new FlapWatch();
    private final long addedNs;

    private VirtualRouterConfig config;
    private @Nullable Cause lastCause;
    private long stateSinceNs;
    private @Nullable IpAddress lastAdvSource;
    private boolean started;
    private boolean leftovers;
    private long retryNs = NEVER;

    /** What listeners were told is on the host. */
    private List<VirtualAddress> toldHeld = List.of();

    private volatile Published published;

    /** On their way to the loop, oldest first: until it has taken one, another may still bring its addresses to the host. */
    private final Queue<VirtualRouterConfig> coming = new ConcurrentLinkedQueue<>();

    RunningVirtualRouter(
            VirtualRouterId id,
            VirtualRouterConfig config,
            Link link,
            Network network,
            AddressManager addressManager,
            Executor addressExecutor,
            Consumer<Runnable> loop,
            EventDispatcher dispatcher) {
        this.id = id;
        this.placement = placement(id, config);
        this.config = config;
        this.link = link;
        this.clock = network.clock();
        this.events = new EventStream(id, dispatcher);
        this.machine = new VirtualRouter(config, this);
        this.addresses = new VirtualAddresses(
                placement,
                Holdings.of(config),
                config.host().announcements(),
                addressManager,
                network.neighborAnnouncer(),
                clock,
                addressExecutor,
                loop,
                this);
        this.ownAddressAnnouncer = new OwnAddressAnnouncer(
                id.interfaceName(), network.neighborAnnouncer(), addressExecutor, loop, this::announcementFailed);
        this.advertiser = new Advertiser(link, clock, events, counters, config);
        this.reception = new Reception(link, events, machine, counters, config);
        this.overlap = new MasterOverlap(events);
        this.addedNs = clock.nanoTime();
        this.stateSinceNs = addedNs;
        this.published = currentState();
    }

    static Placement placement(VirtualRouterId id, VirtualRouterConfig config) {
        return new Placement(
                id.interfaceName(), id.family(), id.vrid(), config.host().virtualMac(), config.accepts());
    }

    // Inputs from the loop

    /** What a run that was killed has left may be on the host still; before {@link #startup}. */
    void expectLeftovers() {
        leftovers = true;
    }

    void startup(long nowNs) {
        started = true;
        linkDebounce.start(link.fault());
        onLinkFault(nowNs, linkDebounce.fault());
        if (faults.isEmpty()) {
            if (leftovers) { // the fault that kept them from being removed is over already
                addresses.release();
            }
            machine.startup(nowNs);
        }
        publish();
    }

    void shutdown() {
        started = false;
        retryNs = NEVER;
        machine.shutdown(Cause.SHUTDOWN);
        addresses.retire();
        publish();
    }

    /** Looks what is wrong with the link now. */
    void onLinkChange(long nowNs) {
        HostConfig host = config.host();
        linkDebounce.see(nowNs, link.fault(), host.linkDownDelay(), host.linkUpDelay());
        if (linkDebounce.onDeadline(nowNs)) {
            onLinkFault(nowNs, linkDebounce.fault());
        }
        publish();
    }

    private void onLinkFault(long nowNs, @Nullable LinkFault linkFault) {
        Fault fault = linkFault == null ? null : Fault.of(linkFault);
        if (fault != null) { // before another ends, or the router would start for a moment in between
            begin(fault, link.faultText());
        }
        for (Fault old : Fault.values()) {
            if (old != fault && old != Fault.ADDRESS_REFUSED) {
                end(nowNs, old);
            }
        }
    }

    /** An address left the host; null if something may have. */
    void onAddressRemoved(long nowNs, @Nullable IpAddress address) {
        if (address == null || addresses.claims(address)) {
            addresses.repair(nowNs);
        }
    }

    private void begin(Fault fault, String text) {
        if (faults.add(fault)) {
            published = currentState();
            events.emit(new VrrpEvent.FaultBegan(id, events.next(), fault, text));
            machine.shutdown(fault.begin());
        }
    }

    private void end(long nowNs, Fault fault) {
        if (faults.remove(fault)) {
            published = currentState();
            events.emit(new VrrpEvent.FaultEnded(id, events.next(), fault));
            if (started && faults.isEmpty()) {
                // What somebody put there in the meantime must not answer while another host holds it.
                addresses.release();
                if (config.unicastPeers() != null && link.fault() == null) {
                    ownAddressAnnouncer.announce(link.source());
                }
                machine.startup(nowNs, fault.end());
            }
        }
    }

    /** The priority in force, until it is changed again or another configuration comes. */
    void priority(int priority) {
        machine.priority(priority);
        publish();
    }

    void configure(VirtualRouterConfig config) {
        this.config = config;
        advertiser.configure(config);
        reception.configure(config);
        addresses.change(Holdings.of(config), config.host().announcements());
        coming.remove(config); // from here on what it claims is claimed by the addresses
        machine.configure(clock.nanoTime(), config);
        published = currentState();
    }

    /** Whether nothing is left to be done after {@link #shutdown}. */
    boolean isTerminated() {
        return machine.state() == State.INITIALIZE && addresses.settled();
    }

    void onWake(long nowNs) {
        machine.onWake(nowNs);
    }

    long deadlineNs() {
        return Math.min(
                Math.min(machine.deadlineNs(), addresses.deadlineNs()), Math.min(linkDebounce.deadlineNs(), retryNs));
    }

    void onDeadline(long nowNs) {
        if (linkDebounce.onDeadline(nowNs)) {
            onLinkFault(nowNs, linkDebounce.fault());
        }
        machine.onDeadline(nowNs);
        addresses.onDeadline(nowNs);
        if (nowNs >= retryNs) {
            retryNs = NEVER;
            end(nowNs, Fault.ADDRESS_REFUSED);
        }
        publish();
    }

    /** Takes a packet with this VRID whose header was verified. */
    Verdict onPacket(long nowNs, AdvertisementView packet) {
        Verdict verdict = reception.check(nowNs, packet);
        if (verdict != Verdict.VALID) {
            return verdict;
        }
        if (lastAdvSource == null || !packet.isFrom(lastAdvSource)) {
            lastAdvSource = packet.source();
        }
        machine.onAdvertisement(
                nowNs, packet.priority(), packet.maxAdverIntervalCs(), packet.compareSourceTo(link.source()));
        if (packet.priority() == 0) {
            overlap.onResignation(nowNs, packet);
        } else if (machine.state() == State.MASTER) {
            overlap.onOtherMaster(nowNs, packet);
        }
        publish();
        return verdict;
    }

    // Actions of the state machine

    @Override
    public void sendAdvertisement(int priority) {
        advertiser.send(priority);
        overlap.check(clock.nanoTime());
    }

    @Override
    public void acquireAddresses() {
        addresses.acquire();
    }

    @Override
    public void releaseAddresses() {
        addresses.release();
    }

    @Override
    public void announceAddresses() {
        addresses.announce(clock.nanoTime());
    }

    @Override
    public void transition(State from, State to, Cause cause) {
        lastCause = cause;
        stateSinceNs = clock.nanoTime();
        if (from == State.MASTER) {
            overlap.end(stateSinceNs);
        }
        if (to == State.MASTER) {
            counters.increment(Counter.MASTER_TRANSITIONS);
        }
        publish(); // before the event, so that a listener who asks for the status finds what it was told
        events.emit(new VrrpEvent.Transition(id, events.next(), from, to, cause));
        if (to == State.MASTER && flapWatch.flaps(stateSinceNs)) {
            events.emit(
                    new VrrpEvent.Flapping(id, events.next(), FlapWatch.TIMES, Duration.ofNanos(FlapWatch.WITHIN_NS)));
        }
    }

    @Override
    public void stalled(long silentNs) {
        counters.increment(Counter.STALLS);
        events.emit(new VrrpEvent.Stalled(id, events.next(), Duration.ofNanos(silentNs)));
    }

    // Outcomes of address work, on the loop

    @Override
    public void acquired() {
        publish();
        List<VirtualAddress> nowHeld = config.hostAddresses();
        if (!toldHeld.equals(nowHeld)) {
            toldHeld = nowHeld;
            events.emit(new VrrpEvent.AddressesAcquired(id, events.next(), toldHeld));
        }
    }

    @Override
    public void released() {
        publish();
        if (!toldHeld.isEmpty()) {
            toldHeld = List.of();
            events.emit(new VrrpEvent.AddressesReleased(id, events.next(), config.hostAddresses()));
        }
    }

    @Override
    public void repaired(Holdings holdings) {
        counters.increment(Counter.ADDRESS_REPAIRS);
        events.emit(new VrrpEvent.AddressesRepaired(id, events.next(), holdings.addresses(), holdings.routes()));
    }

    @Override
    public void failed(IOException error, int attempt, boolean acquiring, @Nullable Duration retryIn) {
        counters.increment(Counter.ADDRESS_FAILURES);
        events.emit(new VrrpEvent.AddressFailed(id, events.next(), error, attempt, retryIn));
        if (acquiring && retryIn == null) {
            // A MASTER that cannot hold the addresses would keep every other router from holding them.
            begin(Fault.ADDRESS_REFUSED, String.valueOf(error.getMessage()));
            retryNs = clock.nanoTime() + REFUSAL_NS;
            publish();
        }
    }

    @Override
    public void announcementFailed(IOException error) {
        events.emit(new VrrpEvent.AnnouncementFailed(id, events.next(), error));
    }

    // What other threads may ask

    VirtualRouterStatus status() {
        Published now = published;
        long nowNs = clock.nanoTime();
        return new VirtualRouterStatus(
                id,
                now.config(),
                now.state(),
                now.lastCause(),
                Duration.ofNanos(Math.max(0, nowNs - now.stateSinceNs())),
                now.priority(),
                now.lastAdvSource(),
                Duration.ofNanos(now.masterAdverIntervalNs()),
                Duration.ofNanos(now.skewTimeNs()),
                Duration.ofNanos(now.masterDownIntervalNs()),
                now.addressesHeld(),
                now.faults(),
                List.of(),
                null,
                Duration.ZERO,
                Duration.ofNanos(nowNs - addedNs),
                counters.snapshot(),
                reception.discarded(),
                reception.peers(nowNs));
    }

    VirtualRouterId id() {
        return id;
    }

    Placement placement() {
        return placement;
    }

    /** Claims the addresses of a configuration, until {@link #configure} takes it. For any thread. */
    void claim(VirtualRouterConfig config) {
        coming.add(config);
    }

    /** Whether an address is this virtual router's, configured or on its way off the host. For any thread. */
    boolean claims(IpAddress address) {
        return coming.stream().anyMatch(config -> config.contains(address)) || addresses.claims(address);
    }

    /** Allocates only when something changed, so not in steady state. */
    private void publish() {
        Published last = published;
        if (last.state() != machine.state()
                || last.lastCause() != lastCause
                || last.priority() != machine.priority()
                || !Objects.equals(last.lastAdvSource(), lastAdvSource)
                || last.masterAdverIntervalNs() != machine.masterAdverIntervalNs()
                || last.addressesHeld() != addresses.held()) {
            published = currentState();
        }
    }

    private Published currentState() {
        return new Published(
                config,
                machine.state(),
                lastCause,
                stateSinceNs,
                machine.priority(),
                lastAdvSource,
                machine.masterAdverIntervalNs(),
                machine.skewTimeNs(),
                machine.masterDownIntervalNs(),
                addresses.held(),
                Set.copyOf(faults));
    }
}
