package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.AdvertisementView;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.ReceiveRules;
import io.github.vrrp4j.packet.Verdict;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.protocol.Actions;
import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.Version;
import io.github.vrrp4j.protocol.VirtualRouter;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.Link;
import io.github.vrrp4j.spi.NanoClock;
import io.github.vrrp4j.spi.Network;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
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
            boolean addressesHeld) {}

    /** How long a virtual router whose addresses were refused leaves them to others before it tries again. */
    private static final long RESTART_DELAY_NS = 10_000_000_000L;

    private static final long NEVER = VirtualRouter.NO_DEADLINE;

    private final VirtualRouterId id;
    private final Link link;
    private final NanoClock clock;
    private final EventStream events;
    private final Counters<Counter> counters = new Counters<>(Counter.class);
    private final Counters<Verdict> discarded = new Counters<>(Verdict.class);
    private final VirtualRouter machine;
    private final VirtualAddresses addresses;
    private final Advertiser advertiser;
    private final PeerTable peers = new PeerTable();
    private final PeerWatch watch;
    private final MasterOverlap overlap;
    private final RateLimit versionMismatchLimit = new RateLimit();
    private final long addedNs;

    private VirtualRouterConfig config;
    private ReceiveRules rules;
    private @Nullable Cause lastCause;
    private long stateSinceNs;
    private @Nullable IpAddress lastAdvSource;
    private long restartNs = NEVER;

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
        this.config = config;
        this.rules = config.receiveRules();
        this.link = link;
        this.clock = network.clock();
        this.events = new EventStream(id, dispatcher);
        this.machine = new VirtualRouter(config, this);
        this.addresses = new VirtualAddresses(
                id.interfaceName(),
                config.addresses(),
                addressManager,
                network.neighborAnnouncer(),
                clock,
                addressExecutor,
                loop,
                this);
        this.advertiser = new Advertiser(link, clock, events, counters, config);
        this.watch = new PeerWatch(events, counters, peers, config);
        this.overlap = new MasterOverlap(events);
        this.addedNs = clock.nanoTime();
        this.stateSinceNs = addedNs;
        this.published = currentState();
    }

    // Inputs from the loop

    void startup(long nowNs) {
        restartNs = NEVER;
        machine.startup(nowNs);
        publish();
    }

    void shutdown() {
        restartNs = NEVER;
        machine.shutdown(Cause.SHUTDOWN);
        publish();
    }

    /** The priority in force, until it is changed again or another configuration comes. */
    void priority(int priority) {
        machine.priority(priority);
        publish();
    }

    void configure(VirtualRouterConfig config) {
        boolean sameAddresses = config.addresses().equals(this.config.addresses());
        this.config = config;
        rules = config.receiveRules();
        advertiser.configure(config);
        watch.configure(config);
        if (!sameAddresses) {
            addresses.change(config.addresses());
        }
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
        return Math.min(Math.min(machine.deadlineNs(), addresses.deadlineNs()), restartNs);
    }

    void onDeadline(long nowNs) {
        machine.onDeadline(nowNs);
        addresses.onDeadline(nowNs);
        if (nowNs >= restartNs) {
            startup(nowNs);
        }
        publish();
    }

    /** Takes a packet with this VRID whose header was verified. */
    Verdict onPacket(long nowNs, AdvertisementView packet) {
        Verdict verdict = verdict(nowNs, packet);
        if (verdict != Verdict.VALID) {
            countDiscarded(verdict);
            return verdict;
        }
        countReceived(packet);
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

    private Verdict verdict(long nowNs, AdvertisementView packet) {
        Verdict verdict = packet.isFrom(link.source()) ? Verdict.OWN_SOURCE : packet.verifyMessage(rules); // R-7.1-18
        if (verdict == Verdict.VERSION_ERROR && !isHeardInOurs(nowNs, packet) && versionMismatchLimit.permits(nowNs)) {
            events.emit(new VrrpEvent.VersionMismatch(id, events.next(), packet.source(), packet.version()));
        }
        if (verdict != Verdict.VALID) {
            return verdict;
        }
        PeerTable.Entry peer = peers.onAdvertisement(nowNs, packet);
        if (isSuperseded(nowNs, packet)) {
            return Verdict.VERSION_2_SUPERSEDED;
        }
        watch.onAdvertisement(nowNs, packet, peer, machine.priority());
        if (machine.priority() == VirtualRouterConfig.OWNER_PRIORITY && !config.ownerListens()) { // R-7.1-07
            return Verdict.ADDRESS_OWNER;
        }
        boolean otherInterval = packet.maxAdverIntervalCs() != config.advertisementIntervalCs();
        return otherInterval && config.version() == Version.V2 ? Verdict.INTERVAL_MISMATCH : Verdict.VALID; // R-7.1-14
    }

    /** Whether its sender, in mixed operation, speaks our version too. */
    private boolean isHeardInOurs(long nowNs, AdvertisementView packet) {
        int ours = config.version().sendsV3() ? Advertisement.VERSION_3 : Advertisement.VERSION_2;
        return peers.sends(ours, packet, nowNs - machine.masterDownIntervalNs());
    }

    /** R-8.4.2-04: whoever sends VRRPv3 too is heard by that, as long as it comes. */
    private boolean isSuperseded(long nowNs, AdvertisementView packet) {
        return config.version() == Version.V2_AND_V3
                && packet.version() == Advertisement.VERSION_2
                && peers.sends(Advertisement.VERSION_3, packet, nowNs - machine.masterDownIntervalNs());
    }

    private void countDiscarded(Verdict verdict) {
        discarded.increment(verdict);
        if (verdict == Verdict.INVALID_TYPE) {
            counters.increment(Counter.INVALID_TYPE_PKTS_RCVD);
        } else if (verdict == Verdict.PACKET_LENGTH_ERROR) {
            counters.increment(Counter.PACKET_LENGTH_ERRORS);
        }
    }

    private void countReceived(AdvertisementView packet) {
        counters.increment(Counter.ADVERTISEMENT_RCVD);
        if (packet.priority() == 0) {
            counters.increment(Counter.PRIORITY_ZERO_PKTS_RCVD);
        }
        counters.increment(
                packet.checksumForm() == ChecksumForm.MESSAGE_ONLY
                        ? Counter.MESSAGE_ONLY_CHECKSUMS_RCVD
                        : Counter.PSEUDO_HEADER_CHECKSUMS_RCVD);
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
        if (!toldHeld.equals(config.addresses())) {
            toldHeld = config.addresses();
            events.emit(new VrrpEvent.AddressesAcquired(id, events.next(), toldHeld));
        }
    }

    @Override
    public void released() {
        publish();
        if (!toldHeld.isEmpty()) {
            toldHeld = List.of();
            events.emit(new VrrpEvent.AddressesReleased(id, events.next(), config.addresses()));
        }
    }

    @Override
    public void failed(IOException error, int attempt, boolean acquiring, @Nullable Duration retryIn) {
        counters.increment(Counter.ADDRESS_FAILURES);
        events.emit(new VrrpEvent.AddressFailed(id, events.next(), error, attempt, retryIn));
        if (acquiring && retryIn == null) {
            // A MASTER that cannot hold the addresses would keep every other router from holding them.
            machine.shutdown(Cause.ADDRESS_REFUSED);
            restartNs = clock.nanoTime() + RESTART_DELAY_NS;
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
                Duration.ofNanos(nowNs - addedNs),
                counters.snapshot(),
                discarded.snapshot(),
                peers.snapshot(nowNs));
    }

    VirtualRouterId id() {
        return id;
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
                addresses.held());
    }
}
