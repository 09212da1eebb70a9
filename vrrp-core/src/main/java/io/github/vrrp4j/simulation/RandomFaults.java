package io.github.vrrp4j.simulation;

import io.github.vrrp4j.packet.AddressFamily;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs real routers on a {@link SimulatedLan} through random faults, and checks that VRRP does what it promises. A seed
 * decides everything: hosts, IP version, VRRP version, multicast or unicast, advertisement interval, priorities (also equal
 * ones, and owners, and changes while they run), who preempts and with what delay, hold-downs, who answers losers, clocks that
 * run up to ten percent fast or slow, and the faults: loss, delay with reordering, duplication, partitions into any number of
 * islands, links that carry one direction only, or nothing, paused and crashed hosts, killed, stopped and started processes,
 * refused addresses, routers that are told to hand over or taken out of service.
 *
 * <p>{@link Invariants} are checked all the time. When the faults are over, within a time that is computed from the timers:
 *
 * <ul>
 *   <li>each part of the LAN, while it is still in pieces and when it is whole again, has one MASTER, and its host alone
 *       holds the addresses; no router that preempts has a higher priority;
 *   <li>clients reach the addresses at that MASTER, after a minute at most;
 *   <li>a BACKUP that is paused while its MASTER is not, or that restarts, changes nothing; a MASTER that crashes is
 *       replaced, one that is stopped within Skew_Time, and one that was paused and does not preempt leaves its place to
 *       whoever took it;
 *   <li>after all were stopped nobody holds an address.
 * </ul>
 *
 * <p>The same seed, number of hosts and families give the same run. Immutable; threads may run seeds at the same time.
 *
 * @param minHosts the fewest hosts, 2..64
 * @param maxHosts the most hosts, {@code minHosts}..64
 * @param families the IP versions to choose from, one at least
 */
public record RandomFaults(int minHosts, int maxHosts, List<AddressFamily> families) {

    /** The fewest hosts that make sense. */
    public static final int MIN_HOSTS = 2;

    /** The most hosts. */
    public static final int MAX_HOSTS = 64;

    /** Makes the choices of one seed differ from those of its LAN. */
    private static final long PLAN = 0x5851_f42d_4c95_7f2dL;

    /**
     * Checks every range.
     *
     * @throws IllegalArgumentException saying what is wrong, the value, and what is allowed
     */
    public RandomFaults {
        if (minHosts < MIN_HOSTS || maxHosts > MAX_HOSTS || minHosts > maxHosts) {
            throw new IllegalArgumentException("number of hosts " + minHosts + "-" + maxHosts + " is not in "
                    + MIN_HOSTS + "-" + MAX_HOSTS + ", the smaller one first");
        }
        families = List.copyOf(families);
        if (families.isEmpty()) {
            throw new IllegalArgumentException("no IP version to choose from");
        }
    }

    /** 2 to 8 hosts, IPv4 or IPv6. */
    public RandomFaults() {
        this(MIN_HOSTS, 8, List.of(AddressFamily.values()));
    }

    /**
     * Runs one seed.
     *
     * @return the virtual time that passed
     * @throws ViolationException if something was not as it must be
     */
    public Duration run(long seed) {
        return run(seed, lan -> {});
    }

    /**
     * Runs one seed, on a LAN that the caller observes.
     *
     * @param setUp called with the LAN before anything is on it
     * @return the virtual time that passed
     * @throws ViolationException if something was not as it must be
     */
    public Duration run(long seed, Consumer<SimulatedLan> setUp) {
        SimulatedLan lan = new SimulatedLan(seed);
        setUp.accept(lan);
        SeededRandom random = new SeededRandom(seed ^ PLAN);
        new FaultRun(lan, random, new Cluster(lan, random, minHosts, maxHosts, families)).execute();
        return lan.now();
    }
}
