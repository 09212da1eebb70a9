package io.github.vrrp4j.router;

import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.protocol.HostConfig;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouter;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.Link;
import io.github.vrrp4j.spi.LinkFault;
import io.github.vrrp4j.spi.NanoClock;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why one virtual router may not take part in the election now, and with what priority it does if it may: its faults, its
 * checks, and what somebody ordered. Starts and stops the state machine accordingly. On the loop.
 */
final class Standing implements Timed {

    /** The virtual router. */
    interface Follower {
        /** Something that is shown of it has changed. */
        void changed();

        /** The last fault is over: the state machine is about to start. */
        void starting();

        /** What keeps its group down besides itself; null if nothing does. */
        @Nullable
        String whyGroupIsDown();
    }

    /** How long a virtual router whose addresses were refused leaves them to others before it tries again. */
    private static final long REFUSAL_NS = 10_000_000_000L;

    private static final long NEVER = VirtualRouter.NO_DEADLINE;

    private final VirtualRouterId id;
    private final Link link;
    private final NanoClock clock;
    private final EventStream events;
    private final VirtualRouter machine;
    private final Follower follower;
    private final LinkDebounce linkDebounce = new LinkDebounce();
    private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
    private final PriorityInForce priority;
    private TrackedHealth health = TrackedHealth.NONE;
    private long relinquishedUntilNs = NEVER;
    private long retryNs = NEVER;
    private boolean started;

    Standing(
            VirtualRouterId id,
            Link link,
            NanoClock clock,
            EventStream events,
            VirtualRouter machine,
            Follower follower) {
        this.id = id;
        this.link = link;
        this.clock = clock;
        this.events = events;
        this.machine = machine;
        this.follower = follower;
        this.priority = new PriorityInForce(machine.priority());
    }

    /** From now on the state machine runs whenever there is no fault; the first start is the caller's. */
    void start(long nowNs) {
        started = true;
        linkDebounce.start(link.fault());
        onLinkFault(nowNs, linkDebounce.fault());
        onHealth(nowNs);
    }

    /** From now on it does not start any more. */
    void end() {
        started = false;
        retryNs = NEVER;
    }

    boolean isClear() {
        return faults.isEmpty();
    }

    /** Whether there is a fault of its own, and not only that of its group. */
    boolean isFaulty() {
        return !faults.isEmpty() && !(faults.size() == 1 && faults.contains(Fault.GROUP));
    }

    Set<Fault> faults() {
        return Set.copyOf(faults);
    }

    // Faults

    /** Looks what is wrong with the link now. */
    void onLinkChange(long nowNs, HostConfig host) {
        linkDebounce.see(nowNs, link.fault(), host.linkDownDelay(), host.linkUpDelay());
        if (linkDebounce.onDeadline(nowNs)) {
            onLinkFault(nowNs, linkDebounce.fault());
        }
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

    /** A MASTER that cannot hold the addresses would keep every other router from holding them. */
    void refused(String text) {
        begin(Fault.ADDRESS_REFUSED, text);
        retryNs = clock.nanoTime() + REFUSAL_NS;
    }

    void begin(Fault fault, String text) {
        if (faults.add(fault)) {
            follower.changed();
            events.emit(new VrrpEvent.FaultBegan(id, events.next(), fault, text));
            machine.shutdown(fault.begin());
        }
    }

    void end(long nowNs, Fault fault) {
        if (faults.size() == 1 && faults.contains(fault) && fault != Fault.GROUP) {
            String why = follower.whyGroupIsDown();
            if (why != null) { // or it would start for a moment
                begin(Fault.GROUP, why);
            }
        }
        if (faults.remove(fault)) {
            follower.changed();
            events.emit(new VrrpEvent.FaultEnded(id, events.next(), fault));
            if (started && faults.isEmpty()) {
                follower.starting();
                machine.startup(nowNs, fault.end());
            }
        }
    }

    // Checks

    /** Tracks these checks for its virtual router, and no others, from now on. */
    void track(RunningVirtualRouter router, TrackedHealth now) {
        health.all().forEach(tracked -> tracked.check().remove(router));
        health = now;
        health.all().forEach(tracked -> tracked.check().add(router));
        follower.changed();
        onHealth(clock.nanoTime());
    }

    TrackedHealth health() {
        return health;
    }

    /** A check changed. */
    void onHealthChange(long nowNs, String check, boolean healthy, String text) {
        events.emit(new VrrpEvent.HealthChanged(id, events.next(), check, healthy, text));
        onHealth(nowNs);
    }

    private void onHealth(long nowNs) {
        if (!started) {
            return;
        }
        priority.adjustment(health.adjustment());
        applyPriority();
        // Nobody knows whether one that starts may; one that runs goes on until there is a result.
        String unchecked = machine.state() == State.INITIALIZE ? health.uncheckedText() : null;
        String unhealthy = health.unhealthyText();
        if (unchecked != null) { // before another ends, or the router would start for a moment in between
            begin(Fault.UNCHECKED, unchecked);
        }
        if (unhealthy != null) {
            begin(Fault.UNHEALTHY, unhealthy);
        }
        if (unchecked == null) {
            end(nowNs, Fault.UNCHECKED);
        }
        if (unhealthy == null) {
            end(nowNs, Fault.UNHEALTHY);
        }
    }

    // Orders

    /** The priority, until it is set again or another configuration comes. */
    void priority(int value) {
        priority.base(value);
        applyPriority();
    }

    /** The state machine takes another configuration. */
    void configure(VirtualRouterConfig config) {
        int before = machine.priority();
        priority.base(config.priority());
        machine.configure(clock.nanoTime(), config, priority.value());
        follower.changed();
        tellPriority(before);
    }

    private void applyPriority() {
        int before = machine.priority();
        machine.priority(priority.value());
        if (machine.priority() != before) {
            follower.changed();
        }
        tellPriority(before);
    }

    private void tellPriority(int before) {
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
    }

    private void preferOthersUntil(long untilNs) {
        relinquishedUntilNs = untilNs;
        priority.relinquished(untilNs != NEVER);
        follower.changed();
        applyPriority();
    }

    /** {@link Long#MAX_VALUE} while it does not prefer others. */
    long relinquishedUntilNs() {
        return relinquishedUntilNs;
    }

    void maintenance(boolean on) {
        if (on) {
            begin(Fault.MAINTENANCE, "until it is switched off");
        } else {
            end(clock.nanoTime(), Fault.MAINTENANCE);
        }
    }

    /** What somebody ordered the one before, which had the same key, holds for this one too; before {@link #start}. */
    void takeOrders(VirtualRouterStatus before) {
        if (before.faults().contains(Fault.MAINTENANCE)) {
            maintenance(true);
        }
        if (!before.relinquishedFor().isZero()) {
            preferOthersUntil(clock.nanoTime() + before.relinquishedFor().toNanos());
        }
    }

    @Override
    public long deadlineNs() {
        return Math.min(Math.min(linkDebounce.deadlineNs(), retryNs), relinquishedUntilNs);
    }

    @Override
    public void onDeadline(long nowNs) {
        if (nowNs >= relinquishedUntilNs) {
            preferOthersUntil(NEVER);
        }
        if (linkDebounce.onDeadline(nowNs)) {
            onLinkFault(nowNs, linkDebounce.fault());
        }
        if (nowNs >= retryNs) {
            retryNs = NEVER;
            end(nowNs, Fault.ADDRESS_REFUSED);
        }
    }
}
