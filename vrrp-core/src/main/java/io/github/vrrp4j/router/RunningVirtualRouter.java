package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.AdvertisementView;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Verdict;
import io.github.vrrp4j.protocol.Actions;
import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouter;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.Link;
import io.github.vrrp4j.spi.NanoClock;
import io.github.vrrp4j.spi.Placement;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One virtual router at work: its state machine, joined to its link and its addresses. Runs on the loop. */
final class RunningVirtualRouter implements Actions, Standing.Follower, Timed, Predicate<IpAddress> {

    private final VirtualRouterId id;
    private final Placement placement;
    private final Link link;
    private final NanoClock clock;
    private final EventStream events;
    private final Counters<Counter> counters = new Counters<>(Counter.class);
    private final VirtualRouter machine;
    private final AddressEvents addressEvents;
    private final VirtualAddresses addresses;
    private final OwnAddressAnnouncer ownAddressAnnouncer;
    private final Advertiser advertiser;
    private final Reception reception;
    private final MasterOverlap overlap;
    private final Standing standing;
    private final FlapWatch flapWatch = new FlapWatch();
    private final Hooks hooks;
    private final StatusBoard status;

    private VirtualRouterConfig config;
    private @Nullable RunningGroup group;
    private @Nullable Cause lastCause;
    private long stateSinceNs;

    /** When it left INITIALIZE last. */
    private long upSinceNs;

    private @Nullable IpAddress lastAdvSource;

    /** After {@link #shutdown}: it has begun to give up all that it has on the host. */
    private boolean ended;

    private boolean leftovers;

    /** On their way to the loop, oldest first: until it has taken one, another may still bring its addresses to the host. */
    private final Queue<VirtualRouterConfig> coming = new ConcurrentLinkedQueue<>();

    RunningVirtualRouter(VirtualRouterId id, VirtualRouterConfig config, Link link, RouterContext context) {
        this.id = id;
        this.placement = placement(id, config);
        this.config = config;
        this.link = link;
        this.clock = context.network().clock();
        this.events = new EventStream(id, context.events());
        this.machine = new VirtualRouter(config, this);
        this.standing = new Standing(id, link, clock, events, machine, this);
        this.addressEvents = new AddressEvents(
                id, events, counters, () -> this.config.hostAddresses(), this::publish, this::refused);
        this.addresses = new VirtualAddresses(
                placement,
                Holdings.of(config),
                config.host().announcements(),
                context.addressManager(),
                context.network().neighborAnnouncer(),
                clock,
                context.addressExecutor(),
                context.loop(),
                addressEvents);
        this.ownAddressAnnouncer = new OwnAddressAnnouncer(
                id.interfaceName(),
                context.network().neighborAnnouncer(),
                context.addressExecutor(),
                context.loop(),
                addressEvents::announcementFailed);
        this.advertiser = new Advertiser(link, clock, events, counters, config);
        this.reception = new Reception(link, events, machine, counters, config);
        this.overlap = new MasterOverlap(events);
        this.hooks = new Hooks(id, context.hook(), context.taskExecutor(), context.loop());
        this.status = new StatusBoard(id, clock, machine, counters, reception);
        this.stateSinceNs = clock.nanoTime();
        status.publish(facts());
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
        standing.start(nowNs);
        if (standing.isClear()) {
            if (leftovers) { // the fault that kept them from being removed is over already
                addresses.release();
            }
            machine.startup(nowNs);
        }
        publish();
    }

    /** Ends for good. */
    void shutdown() {
        standing.end();
        handOver(() -> {
            machine.shutdown(Cause.SHUTDOWN);
            addresses.retire();
            ended = true;
            publish();
        });
    }

    /** No hook may take longer than until then. */
    void endHooksBy(long limitNs) {
        hooks.endBy(limitNs);
    }

    /** Somebody here wants a MASTER to be none any more: the hook comes before that. */
    void handOver(Runnable then) {
        if (machine.state() == State.MASTER) {
            hooks.cancelAcquire();
            hooks.beforeRelease(clock.nanoTime(), then, text -> hookFailed("beforeRelease", text));
        } else {
            then.run();
        }
    }

    private void hookFailed(String hook, String text) {
        events.emit(new VrrpEvent.HookFailed(id, events.next(), hook, text));
    }

    /** Looks what is wrong with the link now. */
    void onLinkChange(long nowNs) {
        standing.onLinkChange(nowNs, config.host());
        status.publish(facts()); // the source may be another
    }

    /** An address left the host; null if something may have. */
    void onAddressRemoved(long nowNs, @Nullable IpAddress address) {
        if (address == null || addresses.claims(address)) {
            addresses.repair(nowNs);
        }
    }

    @Override
    public void changed() {
        status.publish(facts());
        changeInGroup();
    }

    @Override
    public void starting() {
        // What somebody put there in the meantime must not answer while another host holds it.
        addresses.release();
        if (config.unicastPeers() != null && link.fault() == null) {
            ownAddressAnnouncer.announce(link.source());
        }
    }

    @Override
    public @Nullable String whyGroupIsDown() {
        return group == null ? null : group.whyDown(this);
    }

    /** The priority in force, until it is changed again or another configuration comes. */
    void priority(int value) {
        standing.priority(value);
        publish();
    }

    void configure(VirtualRouterConfig config) {
        this.config = config;
        advertiser.configure(config);
        reception.configure(config);
        addresses.change(Holdings.of(config), config.host().announcements());
        coming.remove(config); // from here on what it claims is claimed by the addresses
        standing.configure(config);
    }

    /** Has a MASTER resign, and prefers every other router for that time; with 0, no more. */
    void relinquish(long durationNs) {
        standing.relinquish(durationNs);
        publish();
    }

    void maintenance(boolean on) {
        standing.maintenance(on);
        publish();
    }

    /** What somebody ordered the one before, which had the same key, holds for this one too; before {@link #startup}. */
    void takeOrders(VirtualRouterStatus before) {
        standing.takeOrders(before);
    }

    /** Tracks these checks, and no others, from now on. */
    void track(TrackedHealth now) {
        standing.track(this, now);
        publish();
    }

    /** A check that it tracks changed. */
    void onHealthChange(long nowNs, String check, boolean healthy, String text) {
        standing.onHealthChange(nowNs, check, healthy, text);
        publish();
    }

    // What its group asks and does

    /** Moves with this group, or with none, from now on. */
    void group(@Nullable RunningGroup now) {
        if (group == now) {
            return;
        }
        if (group != null) {
            group.leave(this);
        }
        group = now;
        if (now == null) {
            recoverWithGroup(clock.nanoTime());
            proceed(clock.nanoTime());
        } else {
            now.join(this);
        }
        status.publish(facts());
    }

    private void changeInGroup() {
        if (group != null) {
            group.onMemberChange();
        }
    }

    GroupRules.Member groupFacts() {
        return new GroupRules.Member(standing.isFaulty(), machine.state(), machine.isReady());
    }

    void failWithGroup(String text) {
        if (standing.isClear()) {
            standing.begin(Fault.GROUP, text);
            publish();
        }
    }

    void recoverWithGroup(long nowNs) {
        standing.end(nowNs, Fault.GROUP);
        publish();
    }

    void proceed(long nowNs) {
        machine.proceed(nowNs);
        publish();
    }

    /** Resigns if it is MASTER, and is not MASTER again for so many intervals. */
    void resignWithGroup(long nowNs, int intervals) {
        machine.resign(nowNs, Cause.GROUP, intervals);
        publish();
    }

    @Override
    public boolean mayBecomeMaster() {
        changeInGroup();
        return group == null;
    }

    /** Says that it is gone. */
    void removed() {
        group(null);
        track(TrackedHealth.NONE);
        events.emit(new VrrpEvent.Removed(id, events.next()));
    }

    /** Whether nothing is left to be done after {@link #shutdown}. */
    boolean isTerminated() {
        return ended && addresses.settled();
    }

    void onWake(long nowNs) {
        machine.onWake(nowNs);
    }

    @Override
    public long deadlineNs() {
        return Math.min(
                Math.min(machine.deadlineNs(), addresses.deadlineNs()),
                Math.min(hooks.deadlineNs(), standing.deadlineNs()));
    }

    @Override
    public void onDeadline(long nowNs) {
        hooks.onDeadline(nowNs);
        standing.onDeadline(nowNs);
        machine.onDeadline(nowNs);
        addresses.onDeadline(nowNs);
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
        hooks.beforeAcquire(clock.nanoTime(), addresses::acquire, text -> {
            hookFailed("beforeAcquire", text);
            refused("the hook beforeAcquire: " + text);
        });
    }

    @Override
    public void releaseAddresses() {
        hooks.cancelAcquire();
        addresses.release();
    }

    @Override
    public void announceAddresses() {
        if (addresses.reassert(clock.nanoTime())) {
            events.emit(new VrrpEvent.ReassertNeeded(id, events.next()));
        }
    }

    @Override
    public void transition(State from, State to, Cause cause) {
        lastCause = cause;
        stateSinceNs = clock.nanoTime();
        if (from == State.INITIALIZE) {
            upSinceNs = stateSinceNs;
        }
        if (from == State.MASTER) {
            overlap.end(stateSinceNs);
        }
        if (to == State.MASTER) {
            counters.increment(Counter.MASTER_TRANSITIONS);
        }
        status.publish(facts()); // before the event, so that a listener who asks for the status finds what it was told
        changeInGroup();
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

    /** A MASTER that cannot hold the addresses would keep every other router from holding them. */
    private void refused(String text) {
        standing.refused(text);
        publish();
    }

    /** Goes on when nothing of what was configured before is left on the host. */
    void onceClean(Runnable then) {
        if (addresses.clean()) {
            then.run();
        } else {
            addressEvents.onceClean(then);
        }
    }

    // What other threads may ask

    VirtualRouterStatus status() {
        return status.status();
    }

    /** What a listener is told that comes late. On the loop. */
    VrrpEvent.CurrentStatus currentStatus() {
        return new VrrpEvent.CurrentStatus(id, events.last(), status());
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
        return test(address);
    }

    /** Whether an address is virtual, {@link #claims}. */
    @Override
    public boolean test(IpAddress address) {
        return coming.stream().anyMatch(config -> config.contains(address)) || addresses.claims(address);
    }

    /** Allocates only when something changed, so not in steady state. */
    private void publish() {
        if (status.isStale(lastAdvSource, addresses.held())) {
            status.publish(facts());
        }
    }

    private StatusBoard.Facts facts() {
        return new StatusBoard.Facts(
                config,
                lastCause,
                stateSinceNs,
                upSinceNs,
                link.fault() == null ? link.source() : null,
                lastAdvSource,
                addresses.held(),
                standing.faults(),
                standing.health(),
                group == null ? null : group.group().name(),
                standing.relinquishedUntilNs());
    }
}
