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
import io.github.vrrp4j.spi.Link;
import io.github.vrrp4j.spi.LinkFault;
import io.github.vrrp4j.spi.NanoClock;
import io.github.vrrp4j.spi.Placement;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One virtual router at work: its state machine, joined to its link and its addresses. Runs on the loop. */
final class RunningVirtualRouter implements Actions, VirtualAddresses.Outcome, Timed, Predicate<IpAddress> {

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
    private final PriorityInForce priority;
    private final Hooks hooks;
    private final StatusBoard status;

    private VirtualRouterConfig config;
    private TrackedHealth health = TrackedHealth.NONE;
    private @Nullable RunningGroup group;
    private long relinquishedUntilNs = NEVER;
    private @Nullable Cause lastCause;
    private long stateSinceNs;
    private @Nullable IpAddress lastAdvSource;
    private boolean started;
    /** After {@link #shutdown}: it has begun to give up all that it has on the host. */
    private boolean ended;

    private boolean leftovers;
    private long retryNs = NEVER;

    private final List<Runnable> waitingToBeClean = new ArrayList<>();
    /** What listeners were told is on the host. */
    private List<VirtualAddress> toldHeld = List.of();

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
        this.addresses = new VirtualAddresses(
                placement,
                Holdings.of(config),
                config.host().announcements(),
                context.addressManager(),
                context.network().neighborAnnouncer(),
                clock,
                context.addressExecutor(),
                context.loop(),
                this);
        this.ownAddressAnnouncer = new OwnAddressAnnouncer(
                id.interfaceName(),
                context.network().neighborAnnouncer(),
                context.addressExecutor(),
                context.loop(),
                this::announcementFailed);
        this.advertiser = new Advertiser(link, clock, events, counters, config);
        this.reception = new Reception(link, events, machine, counters, config);
        this.overlap = new MasterOverlap(events);
        this.priority = new PriorityInForce(config.priority());
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
        started = true;
        linkDebounce.start(link.fault());
        onLinkFault(nowNs, linkDebounce.fault());
        onHealth(nowNs);
        if (faults.isEmpty()) {
            if (leftovers) { // the fault that kept them from being removed is over already
                addresses.release();
            }
            machine.startup(nowNs);
        }
        publish();
    }

    /** Ends for good. */
    void shutdown() {
        started = false;
        retryNs = NEVER;
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
            if (old != fault && old.isOfLink()) {
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
            status.publish(facts());
            events.emit(new VrrpEvent.FaultBegan(id, events.next(), fault, text));
            machine.shutdown(fault.begin());
            changeInGroup();
        }
    }

    private void end(long nowNs, Fault fault) {
        if (group != null && faults.contains(fault) && faults.size() == 1 && fault != Fault.GROUP) {
            String why = group.whyDown(this);
            if (why != null) { // or it would start for a moment
                begin(Fault.GROUP, why);
            }
        }
        if (faults.remove(fault)) {
            status.publish(facts());
            changeInGroup();
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
    void priority(int value) {
        priority.base(value);
        applyPriority();
    }

    private void applyPriority() {
        int before = machine.priority();
        int now = priority.value();
        if (before != now) {
            machine.priority(now);
            publish();
            events.emit(new VrrpEvent.PriorityChanged(id, events.next(), before, now));
        }
    }

    void configure(VirtualRouterConfig config) {
        this.config = config;
        advertiser.configure(config);
        reception.configure(config);
        addresses.change(Holdings.of(config), config.host().announcements());
        coming.remove(config); // from here on what it claims is claimed by the addresses
        int before = machine.priority();
        priority.base(config.priority());
        machine.configure(clock.nanoTime(), config, priority.value());
        status.publish(facts());
        if (machine.priority() != before) {
            events.emit(new VrrpEvent.PriorityChanged(id, events.next(), before, machine.priority()));
        }
    }

    /** Has a MASTER resign, and prefers every other router for that time; with 0, no more. */
    void relinquish(long durationNs) {
        long nowNs = clock.nanoTime();
        preferOthersUntil(durationNs == 0 ? NEVER : nowNs + durationNs);
        if (durationNs > 0) {
            machine.resign(nowNs, Cause.RELINQUISHED);
        }
        publish();
    }

    private void preferOthersUntil(long untilNs) {
        relinquishedUntilNs = untilNs;
        priority.relinquished(untilNs != NEVER);
        status.publish(facts());
        applyPriority();
    }

    void maintenance(boolean on) {
        if (on) {
            begin(Fault.MAINTENANCE, "until it is switched off");
        } else {
            end(clock.nanoTime(), Fault.MAINTENANCE);
        }
        publish();
    }

    /** What somebody ordered the one before, which had the same key, holds for this one too; before {@link #startup}. */
    void takeOrders(VirtualRouterStatus before) {
        if (before.faults().contains(Fault.MAINTENANCE)) {
            maintenance(true);
        }
        if (!before.relinquishedFor().isZero()) {
            preferOthersUntil(clock.nanoTime() + before.relinquishedFor().toNanos());
        }
    }

    /** Tracks these checks, and no others, from now on. */
    void track(TrackedHealth now) {
        health.all().forEach(tracked -> tracked.check().remove(this));
        health = now;
        health.all().forEach(tracked -> tracked.check().add(this));
        status.publish(facts());
        if (started) {
            onHealth(clock.nanoTime());
        }
    }

    /** A check that it tracks changed. */
    void onHealthChange(long nowNs, String check, boolean healthy, String text) {
        events.emit(new VrrpEvent.HealthChanged(id, events.next(), check, healthy, text));
        if (started) {
            onHealth(nowNs);
        }
    }

    private void onHealth(long nowNs) {
        priority.adjustment(health.adjustment());
        applyPriority();
        String down = health.downText(machine.state() != State.INITIALIZE);
        if (down == null) {
            end(nowNs, Fault.UNHEALTHY);
        } else {
            begin(Fault.UNHEALTHY, down);
        }
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
        boolean faulty = !faults.isEmpty() && !(faults.size() == 1 && faults.contains(Fault.GROUP));
        return new GroupRules.Member(faulty, machine.state(), machine.isReady());
    }

    void failWithGroup(String text) {
        if (faults.isEmpty()) {
            begin(Fault.GROUP, text);
            publish();
        }
    }

    void recoverWithGroup(long nowNs) {
        end(nowNs, Fault.GROUP);
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
                Math.min(Math.min(machine.deadlineNs(), addresses.deadlineNs()), hooks.deadlineNs()),
                Math.min(Math.min(linkDebounce.deadlineNs(), retryNs), relinquishedUntilNs));
    }

    @Override
    public void onDeadline(long nowNs) {
        hooks.onDeadline(nowNs);
        if (nowNs >= relinquishedUntilNs) {
            preferOthersUntil(NEVER);
        }
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

    /** Goes on when nothing of what was configured before is left on the host. */
    void onceClean(Runnable then) {
        if (addresses.clean()) {
            then.run();
        } else {
            waitingToBeClean.add(then);
        }
    }

    @Override
    public void cleaned() {
        if (!waitingToBeClean.isEmpty()) {
            List<Runnable> waiting = List.copyOf(waitingToBeClean);
            waitingToBeClean.clear();
            waiting.forEach(Runnable::run);
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
            refused(String.valueOf(error.getMessage()));
        }
    }

    /** A MASTER that cannot hold the addresses would keep every other router from holding them. */
    private void refused(String text) {
        begin(Fault.ADDRESS_REFUSED, text);
        retryNs = clock.nanoTime() + REFUSAL_NS;
        publish();
    }

    @Override
    public void announcementFailed(IOException error) {
        events.emit(new VrrpEvent.AnnouncementFailed(id, events.next(), error));
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
                lastAdvSource,
                addresses.held(),
                Set.copyOf(faults),
                health,
                group == null ? null : group.group().name(),
                relinquishedUntilNs != NEVER,
                relinquishedUntilNs);
    }
}
