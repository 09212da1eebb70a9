package io.github.vrrp4j.router;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.VirtualRouter;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.spi.NanoClock;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What other threads may see of one virtual router: written on the loop, replaced as a whole when something of it changes. */
final class StatusBoard {

    /** What is not in the machine. */
    record Facts(
            VirtualRouterConfig config,
            @Nullable Cause lastCause,
            long stateSinceNs,
            long upSinceNs,
            @Nullable IpAddress source,
            @Nullable IpAddress lastAdvSource,
            boolean addressesHeld,
            Set<Fault> faults,
            TrackedHealth health,
            @Nullable String group,
            long relinquishedUntilNs) {}

    private record Published(
            Facts facts,
            State state,
            int priority,
            long masterAdverIntervalNs,
            long skewTimeNs,
            long masterDownIntervalNs) {}

    private final VirtualRouterId id;
    private final NanoClock clock;
    private final VirtualRouter machine;
    private final Counters<Counter> counters;
    private final Reception reception;
    private final long addedNs;
    private volatile @Nullable Published published;

    StatusBoard(
            VirtualRouterId id,
            NanoClock clock,
            VirtualRouter machine,
            Counters<Counter> counters,
            Reception reception) {
        this.id = id;
        this.clock = clock;
        this.machine = machine;
        this.counters = counters;
        this.reception = reception;
        this.addedNs = clock.nanoTime();
    }

    /** Whether what the machine says, or one of these two that change with packets and work, is not what was published. */
    boolean isStale(@Nullable IpAddress lastAdvSource, boolean addressesHeld) {
        Published last = published;
        return last == null
                || last.state() != machine.state()
                || last.priority() != machine.priority()
                || last.masterAdverIntervalNs() != machine.masterAdverIntervalNs()
                || last.facts().addressesHeld() != addressesHeld
                || !Objects.equals(last.facts().lastAdvSource(), lastAdvSource);
    }

    void publish(Facts facts) {
        published = new Published(
                facts,
                machine.state(),
                machine.priority(),
                machine.masterAdverIntervalNs(),
                machine.skewTimeNs(),
                machine.masterDownIntervalNs());
    }

    /** For any thread. */
    VirtualRouterStatus status() {
        Published now = Objects.requireNonNull(published);
        Facts facts = now.facts();
        long nowNs = clock.nanoTime();
        return new VirtualRouterStatus(
                id,
                facts.config(),
                now.state(),
                facts.lastCause(),
                Duration.ofNanos(Math.max(0, nowNs - facts.stateSinceNs())),
                now.state() == State.INITIALIZE
                        ? Duration.ZERO
                        : Duration.ofNanos(Math.max(0, nowNs - facts.upSinceNs())),
                now.priority(),
                facts.source(),
                facts.lastAdvSource(),
                Duration.ofNanos(now.masterAdverIntervalNs()),
                Duration.ofNanos(now.skewTimeNs()),
                Duration.ofNanos(now.masterDownIntervalNs()),
                facts.addressesHeld(),
                facts.faults(),
                facts.health().statuses(),
                facts.group(),
                relinquishedFor(facts, nowNs),
                Duration.ofNanos(nowNs - addedNs),
                counters.snapshot(),
                reception.discarded(),
                reception.peers(nowNs));
    }

    private static Duration relinquishedFor(Facts facts, long nowNs) {
        boolean relinquished = facts.relinquishedUntilNs() != VirtualRouter.NO_DEADLINE;
        return relinquished ? Duration.ofNanos(Math.max(0, facts.relinquishedUntilNs() - nowNs)) : Duration.ZERO;
    }
}
