package io.github.vrrp4j.simulation;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.simulation.Cluster.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the routers of a {@link Cluster} have agreed upon once the faults are over: in each part of the LAN one MASTER, of
 * the right priority, whose host alone holds the addresses.
 */
final class Agreement {

    /** After a refusal: what cannot be removed is tried again, and a router that gave up starts again, within this time. */
    private static final long REFUSAL_NS = 10_000_000_000L;

    /** Some packets and their answers at 50 µs each. */
    private static final long EXCHANGE_NS = 1_000_000;

    /**
     * In Advertisement_Intervals. One: a MASTER that was paused may listen so long before it advertises again. Four, since
     * Master_Down_Interval is 3 and Skew_Time less than 1: every BACKUP that is not held back by an acceptable MASTER takes
     * over. One: the MASTER that goes on advertises, and the others give way.
     */
    private static final int INTERVALS = 1 + 4 + 1;

    private final SimulatedLan lan;
    private final Cluster cluster;
    private final Invariants invariants;

    Agreement(SimulatedLan lan, Cluster cluster, Invariants invariants) {
        this.lan = lan;
        this.cluster = cluster;
        this.invariants = invariants;
    }

    /**
     * The time in which agreement has to be there when nothing but the past disturbs it: packets that were delayed arrive,
     * then, by the slowest clock, refusals, hold-downs and what was relinquished are over and the timers do their work. With
     * a preempt delay they do it twice: before it, somebody becomes MASTER; after it, whoever is to displace that one.
     */
    Duration within(FaultPlan past) {
        long preemptDelayNs = cluster.preemptDelay().toNanos();
        long timersNs = INTERVALS * cluster.learnedIntervalNs()
                + (past.refusals() ? REFUSAL_NS : 0)
                + cluster.holdDown().toNanos()
                + past.longestRelinquishNs()
                + (preemptDelayNs == 0 ? 0 : preemptDelayNs + INTERVALS * cluster.learnedIntervalNs());
        return Duration.ofNanos(past.longestDelayNs() + cluster.longestNs(timersNs) + EXCHANGE_NS);
    }

    /** The time in which somebody becomes MASTER when one resigns: Skew_Time is shorter than one interval. */
    Duration withinSkewTime() {
        return Duration.ofNanos(cluster.longestNs(cluster.learnedIntervalNs()) + EXCHANGE_NS);
    }

    /** Checks every part in which a router runs. */
    void check() {
        for (List<Member> part : parts()) {
            masterOf(part);
        }
    }

    /** Checks that the whole LAN is one part, and returns its MASTER. */
    Member checkWhole() {
        Collection<List<Member>> parts = parts();
        if (parts.size() != 1) {
            throw new IllegalStateException(parts + " is not one part");
        }
        return masterOf(parts.iterator().next());
    }

    /** Checks those that run apart from one, on a whole LAN, and returns their MASTER. */
    Member checkWithout(Member absent) {
        return masterOf(cluster.members().stream()
                .filter(member -> member != absent && member.host().isRunning())
                .toList());
    }

    /** Checks that somebody is MASTER; for a moment there may be two. */
    void checkAnyMaster() {
        if (cluster.members().stream().noneMatch(member -> invariants.state(member.host()) == State.MASTER)) {
            throw violation("a MASTER", "none");
        }
    }

    /** The running members, by island. */
    private Collection<List<Member>> parts() {
        Map<Integer, List<Member>> parts = new TreeMap<>();
        for (Member member : cluster.members()) {
            if (member.host().isRunning()) {
                parts.computeIfAbsent(member.host().island(), island -> new ArrayList<>())
                        .add(member);
            }
        }
        return parts.values();
    }

    private Member masterOf(List<Member> part) {
        List<Member> masters = part.stream()
                .filter(member -> invariants.state(member.host()) == State.MASTER)
                .toList();
        if (masters.size() != 1) {
            throw violation("one MASTER among " + part, masters.toString());
        }
        Member master = masters.get(0);
        for (Member member : part) {
            if (member.preempts() && member.priority() > master.priority()) { // with equal ones the incumbent stays
                throw violation("a MASTER that no other preempts", master + " beside " + member);
            }
            for (IpAddress address : cluster.addresses()) {
                if (member.host().holds(address) != (member == master)) {
                    throw violation(
                            master + " alone of its part to hold " + address,
                            lan.holders(address).toString());
                }
            }
        }
        return master;
    }

    /** Checks that clients reach every address at the MASTER. */
    void checkReached(Member master) {
        for (IpAddress address : cluster.addresses()) {
            if (!lan.reachedAt(address).equals(Optional.of(master.host()))) {
                throw violation(
                        "clients to reach " + address + " at " + master,
                        lan.reachedAt(address).toString());
            }
        }
    }

    /** Checks that nobody holds an address. */
    void checkReleased() {
        for (IpAddress address : cluster.addresses()) {
            if (!lan.holders(address).isEmpty()) {
                throw violation(
                        "nobody to hold " + address + " after all were stopped",
                        lan.holders(address).toString());
            }
        }
    }

    ViolationException violation(String expected, String found) {
        return new ViolationException(lan, expected, found + "; " + cluster);
    }
}
