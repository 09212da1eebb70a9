package io.github.vrrp4j.simulation;

import io.github.vrrp4j.simulation.Cluster.Member;
import io.github.vrrp4j.spi.LinkFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Does something bad or new to a {@link Cluster}, at random, and puts an end to what is bad. */
final class FaultPlan {

    private static final int KINDS = 20;
    private static final double MAX_LOSS = 0.9;
    private static final Duration NORMAL_DELAY = Duration.ofNanos(50_000);

    /** A delay of more than an interval makes advertisements overtake each other. */
    private static final double MAX_DELAY_INTERVALS = 1.5;

    /** Longer than a BACKUP waits, so that a MASTER which pauses may lose its place. */
    private static final int MAX_PAUSE_INTERVALS = 6;

    /** Shorter and longer than a BACKUP needs to become MASTER. */
    private static final int MAX_RELINQUISH_INTERVALS = 10;

    private final SimulatedLan lan;
    private final SeededRandom random;
    private final Cluster cluster;

    private long longestDelayNs;
    private long longestRelinquishNs;
    private boolean refusals;

    FaultPlan(SimulatedLan lan, SeededRandom random, Cluster cluster) {
        this.lan = lan;
        this.random = random;
        this.cluster = cluster;
        this.longestDelayNs = NORMAL_DELAY.toNanos();
    }

    /** The longest delay of a packet so far. */
    long longestDelayNs() {
        return longestDelayNs;
    }

    /** The longest time, by the clock of its host, for which a router has been told to prefer others so far. */
    long longestRelinquishNs() {
        return longestRelinquishNs;
    }

    /** Whether any host has refused addresses so far, so that some may wait to try again. */
    boolean refusals() {
        return refusals;
    }

    /** Begins, changes or ends one fault. */
    void next() {
        Member member = anyMember();
        SimulatedHost host = member.host();
        switch (random.between(0, KINDS - 1)) {
            case 0 -> lan.loss(random.fraction() * MAX_LOSS);
            case 1 -> lan.loss(0);
            case 2 -> delay();
            case 3 -> lan.duplication(random.fraction());
            case 4 -> partition();
            case 5 -> lan.cut(host, anyMember().host());
            case 6 -> lan.heal();
            case 7, 8 -> host.pause(Duration.ofNanos(random.between(1, MAX_PAUSE_INTERVALS * cluster.intervalNs())));
            case 9 -> {
                refusals = true;
                host.refuseAddresses("refused");
            }
            case 10 -> host.refuseAddresses(null);
            case 11 -> host.crash();
            case 12 -> {
                if (host.isRunning()) {
                    host.killRouter();
                }
            }
            case 13 -> {
                if (host.isRunning() && !member.isStopping()) {
                    member.stop();
                }
            }
            case 14 -> member.priority(cluster.priority(random));
            case 15 -> host.linkDown(random.chance(0.5) ? LinkFault.NO_CARRIER : LinkFault.INTERFACE_DOWN);
            case 16 -> host.linkUp();
            case 17 -> relinquish(ratherMaster(member));
            case 18 -> ratherMaster(member).maintenance(random.chance(0.6));
            default -> {
                if (!host.isRunning()) {
                    member.start();
                }
            }
        }
    }

    private Member anyMember() {
        return cluster.members().get(random.between(0, cluster.members().size() - 1));
    }

    /** Orders mean the most to a MASTER: half of the time one, if there is one. */
    private Member ratherMaster(Member otherwise) {
        return random.chance(0.5)
                ? cluster.members().stream()
                        .filter(Member::isMaster)
                        .findFirst()
                        .orElse(otherwise)
                : otherwise;
    }

    /** Sometimes for no time, which ends it. */
    private void relinquish(Member member) {
        long ns = random.chance(0.2) ? 0 : random.between(1, MAX_RELINQUISH_INTERVALS * cluster.intervalNs());
        longestRelinquishNs = Math.max(longestRelinquishNs, ns);
        member.relinquish(Duration.ofNanos(ns));
    }

    private void delay() {
        long maxNs = random.between(0, (long) (MAX_DELAY_INTERVALS * cluster.intervalNs()));
        long minNs = random.between(0, maxNs);
        longestDelayNs = Math.max(longestDelayNs, maxNs);
        lan.delay(Duration.ofNanos(minNs), Duration.ofNanos(maxNs));
    }

    /** Into two islands at least, as far as there are hosts; some of them may be empty. */
    void partition() {
        int count = random.between(2, Math.max(2, cluster.members().size()));
        List<List<SimulatedHost>> islands = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            islands.add(new ArrayList<>());
        }
        for (Member member : cluster.members()) {
            islands.get(random.between(0, count - 1)).add(member.host());
        }
        lan.partition(islands);
    }

    /**
     * Ends every fault, but starts nothing that is dead; what was about to stop is killed, and whoever prefers others does so
     * until its time is over.
     */
    void end() {
        lan.loss(0);
        lan.duplication(0);
        lan.delay(NORMAL_DELAY, NORMAL_DELAY);
        lan.heal();
        for (Member member : cluster.members()) {
            member.host().resume();
            member.host().linkUp();
            member.host().refuseAddresses(null);
            if (member.isStopping()) {
                member.host().killRouter();
            }
            member.maintenance(false);
        }
    }
}
