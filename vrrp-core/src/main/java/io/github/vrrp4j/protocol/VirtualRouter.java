package io.github.vrrp4j.protocol;

/**
 * The VRRP state machine of one virtual router: rows are those of {@code docs/transitions.md}, sources RFC 5798 §6.4
 * and RFC 9568 §6.4.
 *
 * <p>Inputs are {@link #startup(long, Cause)}, {@link #shutdown}, {@link #onAdvertisement}, {@link #onDeadline}, {@link
 * #onWake}, {@link #proceed}, {@link #resign}, {@link #priority(int)} and {@link #configure}. Each input that depends on time
 * takes {@code nowNs}, which never goes back from one input to the next, and calls the {@link Actions} it causes before it
 * returns. {@link #deadlineNs} may change with every input; the caller sees to it that {@link #onDeadline} is called soon after
 * it has passed, and that packets which arrived before that moment are given first.
 *
 * <p>It never blocks, reads a clock, logs, throws on anything from the wire, or allocates after construction. For one
 * thread.
 */
public final class VirtualRouter {

    /** What {@link #deadlineNs} says when no timer runs. */
    public static final long NO_DEADLINE = Long.MAX_VALUE;

    private static final long NS_PER_CENTISECOND = 10_000_000;

    /** The highest priority a router that is not the owner can have, and so the shortest Skew_Time of a BACKUP. */
    private static final int HIGHEST_BACKUP_PRIORITY = 254;

    private static final int LOWEST_BACKUP_PRIORITY = 1;

    /** In Master_Down_Interval, beside Skew_Time. */
    private static final int DOWN_INTERVALS = 3;

    /** What Skew_Time is a part of in VRRPv2, whatever the interval (RFC 3768 §6.1). */
    private static final long V2_SKEW_BASE_NS = 1_000_000_000;

    private final Actions actions;
    private VirtualRouterConfig config;
    private long advertisementIntervalNs;

    private State state = State.INITIALIZE;
    private int priority;

    /** Learned from accepted advertisements while BACKUP (RFC 5798 §6.1). */
    private long masterAdverIntervalNs;

    /** Adver_Timer while MASTER, Master_Down_Timer while BACKUP: never both, so one number. */
    private long deadlineNs = NO_DEADLINE;

    /** What a takeover will be due to, seen from what was heard last. */
    private Cause takeover = Cause.MASTER_DOWN_TIMER;

    /** A BACKUP whose timer has fired waits for {@link #proceed}. */
    private boolean ready;

    /** Until then a BACKUP does not become MASTER. */
    private long holdDownUntilNs;

    /** Until then, whoever has no higher priority is not learned from: it has lost, but may not know it. */
    private long losersUntilNs = Long.MIN_VALUE;

    /** Whether a MASTER of lower priority is heard, against which the preempt delay runs. */
    private boolean lowerMasterHeard;

    private long lowerMasterSinceNs;

    private long lastAdvertisementNs;

    /** A stall was found, and the Adver_Timer has not fired since. */
    private boolean stalled;

    /** Creates the machine in INITIALIZE. */
    public VirtualRouter(VirtualRouterConfig config, Actions actions) {
        this.actions = actions;
        this.config = config;
        this.advertisementIntervalNs = config.advertisementIntervalCs() * NS_PER_CENTISECOND;
        this.priority = config.priority();
        this.masterAdverIntervalNs = advertisementIntervalNs;
    }

    /** As {@link #startup(long, Cause)}, with {@link Cause#STARTUP}. */
    public void startup(long nowNs) {
        startup(nowNs, Cause.STARTUP);
    }

    /**
     * The Startup event (rows 1 and 2); ignored unless in INITIALIZE. With a hold-down the router, the owner too, is BACKUP
     * and listens until it is over; a Master_Down_Timer that ran out meanwhile fires then.
     */
    public void startup(long nowNs, Cause cause) {
        if (state != State.INITIALIZE) {
            return;
        }
        boolean owner = priority == VirtualRouterConfig.OWNER_PRIORITY;
        holdDownUntilNs = nowNs + config.holdDown().toNanos();
        losersUntilNs = nowNs;
        boolean atOnce = owner && holdDownUntilNs == nowNs;
        if (atOnce && actions.mayBecomeMaster()) {
            becomeMaster(nowNs, cause);
            return;
        }
        state = State.BACKUP;
        lowerMasterHeard = false;
        masterAdverIntervalNs = advertisementIntervalNs;
        watchMaster(owner ? nowNs : nowNs + masterDownIntervalNs(), atOnce ? cause : Cause.MASTER_DOWN_TIMER);
        if (atOnce) {
            getReady();
        }
        actions.transition(State.INITIALIZE, State.BACKUP, cause);
    }

    /** The Shutdown event (rows 3, 4 and 9); a MASTER resigns with priority 0 and gives the addresses up. */
    public void shutdown(Cause cause) {
        State from = state;
        if (from == State.INITIALIZE) {
            return;
        }
        state = State.INITIALIZE;
        ready = false;
        deadlineNs = NO_DEADLINE;
        if (from == State.MASTER) {
            actions.sendAdvertisement(0);
            actions.releaseAddresses();
        }
        actions.transition(from, State.INITIALIZE, cause);
    }

    /**
     * An advertisement for this virtual router that passed every check of RFC 9568 §7.1. The owner hears it too (R-7.1-07).
     *
     * @param advertisedPriority 0..255
     * @param maxAdverIntervalCs 1..4095 centiseconds; 100..25500 from VRRPv2 (R-8.4.2-02)
     * @param sourceOrder negative, zero or positive: its source address compared with our own primary address as unsigned
     *     integers in network byte order
     */
    public void onAdvertisement(long nowNs, int advertisedPriority, int maxAdverIntervalCs, int sourceOrder) {
        if (state == State.BACKUP) {
            onAdvertisementAsBackup(nowNs, advertisedPriority, maxAdverIntervalCs);
        } else if (state == State.MASTER) {
            onAdvertisementAsMaster(nowNs, advertisedPriority, maxAdverIntervalCs, sourceOrder);
        } // row 3: ignored in INITIALIZE
    }

    private void onAdvertisementAsBackup(long nowNs, int advertisedPriority, int maxAdverIntervalCs) {
        if (advertisedPriority == 0) { // row 6: the interval of a MASTER that leaves is not learned
            lowerMasterHeard = false;
            watchMaster(nowNs + skewTimeNs(), Cause.MASTER_RESIGNED);
        } else if (nowNs < losersUntilNs && advertisedPriority <= priority) { // row 20
            return;
        } else if (!preempts() || advertisedPriority >= priority) { // row 7
            lowerMasterHeard = false;
            learnFrom(nowNs, maxAdverIntervalCs);
        } else if (delaysPreemption(nowNs)) { // as if Preempt_Mode were false: row 7
            learnFrom(nowNs, maxAdverIntervalCs);
        } else { // row 8: a lower priority is not heard, so that the timer fires and this router preempts
            takeover = preemption();
        }
    }

    private void learnFrom(long nowNs, int maxAdverIntervalCs) {
        masterAdverIntervalNs = maxAdverIntervalCs * NS_PER_CENTISECOND;
        watchMaster(nowNs + masterDownIntervalNs(), Cause.MASTER_DOWN_TIMER);
    }

    private void watchMaster(long masterDownNs, Cause cause) {
        ready = false;
        deadlineNs = Math.max(masterDownNs, holdDownUntilNs);
        takeover = cause;
    }

    /** The delay runs from the first advertisement of a MASTER that is to be displaced; the owner knows no delay. */
    private boolean delaysPreemption(long nowNs) {
        if (priority == VirtualRouterConfig.OWNER_PRIORITY) {
            return false;
        }
        if (!lowerMasterHeard) {
            lowerMasterHeard = true;
            lowerMasterSinceNs = nowNs;
        }
        return nowNs - lowerMasterSinceNs < config.preemptDelay().toNanos();
    }

    private Cause preemption() {
        if (priority == VirtualRouterConfig.OWNER_PRIORITY) {
            return Cause.OWNER_PREEMPTION;
        }
        return config.preemptDelay().isZero() ? Cause.PREEMPTION : Cause.PREEMPT_DELAY_OVER;
    }

    private void onAdvertisementAsMaster(long nowNs, int advertisedPriority, int maxAdverIntervalCs, int sourceOrder) {
        if (advertisedPriority == 0) { // row 11
            if (!yields()) { // the one that resigned may have a successor, who is yielded to
                advertise(nowNs);
                deadlineNs = nowNs + advertisementIntervalNs;
            }
        } else if (advertisedPriority > priority) { // row 12
            giveWay(nowNs, maxAdverIntervalCs, Cause.HIGHER_PRIORITY);
        } else if (advertisedPriority == priority && sourceOrder > 0) { // row 13
            giveWay(nowNs, maxAdverIntervalCs, Cause.HIGHER_ADDRESS);
        } else if (advertisedPriority == priority && sourceOrder == 0) {
            return; // row 16, R-6.4.3-13: our own packet or a duplicate of our address; an answer would storm
        } else if (yields()) {
            becomeBackup(nowNs, maxAdverIntervalCs, Cause.YIELDED_AFTER_STALL);
        } else { // rows 14 and 15
            if (config.answersLosers()
                    && config.version() != Version.V2) { // as RFC 9568 has it: at once, Adver_Timer untouched
                advertise(nowNs);
            }
            actions.announceAddresses();
        }
    }

    /** Fires the running timer if {@link #deadlineNs} has come; early and spurious calls do nothing (row 17). */
    public void onDeadline(long nowNs) {
        if (nowNs < deadlineNs) {
            return;
        }
        if (state == State.BACKUP) { // row 5
            if (actions.mayBecomeMaster()) {
                becomeMaster(nowNs, takeover);
            } else { // row 18
                getReady();
            }
        } else { // row 10
            // From the deadline rather than from now, or the rate would fall with every late wake-up.
            long nextNs = deadlineNs + advertisementIntervalNs;
            deadlineNs = nextNs > nowNs ? nextNs : nowNs + advertisementIntervalNs;
            advertise(nowNs);
            if (stalled) {
                stalled = false;
                actions.announceAddresses();
            }
        }
    }

    private void getReady() {
        ready = true;
        deadlineNs = NO_DEADLINE;
    }

    /** Lets a BACKUP that is {@link #isReady} become MASTER (row 19); does nothing to any other. */
    public void proceed(long nowNs) {
        if (ready) {
            becomeMaster(nowNs, takeover);
        }
    }

    /**
     * Has a MASTER resign with priority 0 and go on as BACKUP, so that another takes over one Skew_Time later; does nothing
     * in any other state (row 20). If no other does, it is MASTER again after Master_Down_Interval.
     */
    public void resign(long nowNs, Cause cause) {
        resign(nowNs, cause, DOWN_INTERVALS, false);
    }

    /**
     * As {@link #resign(long, Cause)}, but MASTER again after so many Advertisement_Intervals and Skew_Time if it hears no
     * other, and in no case before. What others of no higher priority send within Skew_Time, before one of them can be the
     * successor, is the last word of a MASTER that lost, and does not make it wait any longer.
     *
     * @param intervals 0 or more
     */
    public void resign(long nowNs, Cause cause, int intervals) {
        resign(nowNs, cause, intervals, true);
    }

    private void resign(long nowNs, Cause cause, int intervals, boolean holdsDown) {
        if (state != State.MASTER) {
            return;
        }
        state = State.BACKUP;
        lowerMasterHeard = false;
        masterAdverIntervalNs = advertisementIntervalNs;
        long backNs = nowNs + intervals * masterAdverIntervalNs + skewTimeNs();
        if (holdsDown) {
            holdDownUntilNs = Math.max(holdDownUntilNs, backNs);
            losersUntilNs = nowNs + skewTimeNs();
        }
        watchMaster(backNs, Cause.MASTER_DOWN_TIMER);
        actions.sendAdvertisement(0);
        actions.releaseAddresses();
        actions.transition(State.MASTER, State.BACKUP, cause);
    }

    /**
     * The caller runs again after it waited. If it was away so long that a BACKUP may have taken over from this MASTER, the
     * stall is reported once; a MASTER that does not preempt then gives way to any other that it hears, until its
     * Adver_Timer fires. If it was away so long that every BACKUP would have taken over, such a MASTER first listens for
     * one interval, because a host that was frozen may have received nothing meanwhile. Call before the packets that
     * arrived meanwhile are given.
     */
    public void onWake(long nowNs) {
        long silentNs = nowNs - lastAdvertisementNs;
        if (state != State.MASTER || stalled || silentNs <= peerDownIntervalNs(HIGHEST_BACKUP_PRIORITY)) {
            return;
        }
        stalled = true;
        actions.stalled(silentNs);
        if (!preempts() && silentNs > peerDownIntervalNs(LOWEST_BACKUP_PRIORITY)) {
            deadlineNs = nowNs + advertisementIntervalNs;
        }
    }

    /**
     * Changes the priority: the next advertisement carries it, and the timer that runs is left as it was armed.
     *
     * @param priority 1..254, or 255 for the owner
     * @throws IllegalArgumentException if it is out of range
     */
    public void priority(int priority) {
        VirtualRouterConfig.requirePriority(priority);
        this.priority = priority;
    }

    /**
     * Takes new parameters without a change of state. A MASTER whose interval changed advertises at once, so that every
     * BACKUP knows the longer one before it waits for it; but not while it listens, after a stall, for whom to yield to. A
     * BACKUP keeps the interval that it learned and the timer that runs. A hold-down that runs goes on.
     */
    public void configure(long nowNs, VirtualRouterConfig config) {
        configure(nowNs, config, config.priority());
    }

    /** As {@link #configure(long, VirtualRouterConfig)}, with another priority than the configured one. */
    public void configure(long nowNs, VirtualRouterConfig config, int priority) {
        long intervalNs = config.advertisementIntervalCs() * NS_PER_CENTISECOND;
        boolean changesRate = state == State.MASTER && intervalNs != advertisementIntervalNs;
        this.config = config;
        this.priority = priority;
        this.advertisementIntervalNs = intervalNs;
        if (changesRate) {
            if (!yields()) {
                advertise(nowNs);
            }
            deadlineNs = nowNs + intervalNs;
        }
    }

    private void becomeMaster(long nowNs, Cause cause) {
        State from = state;
        state = State.MASTER;
        ready = false;
        stalled = false;
        deadlineNs = nowNs + advertisementIntervalNs;
        advertise(nowNs);
        actions.acquireAddresses();
        actions.transition(from, State.MASTER, cause);
    }

    /**
     * With one last advertisement, which loses: without it the winner may never learn that there was another MASTER, and
     * that neighbours may still look for the addresses there. Not in the RFCs; see docs/decisions/0001-rules.md.
     */
    private void giveWay(long nowNs, int maxAdverIntervalCs, Cause cause) {
        advertise(nowNs);
        becomeBackup(nowNs, maxAdverIntervalCs, cause);
    }

    private void becomeBackup(long nowNs, int maxAdverIntervalCs, Cause cause) {
        state = State.BACKUP;
        lowerMasterHeard = false;
        learnFrom(nowNs, maxAdverIntervalCs);
        actions.releaseAddresses();
        actions.transition(State.MASTER, State.BACKUP, cause);
    }

    private void advertise(long nowNs) {
        lastAdvertisementNs = nowNs;
        actions.sendAdvertisement(priority);
    }

    /** Whether it is a MASTER that, after a stall, gives way to whoever took over. */
    private boolean yields() {
        return stalled && !preempts();
    }

    /** The owner preempts whatever its configuration says (RFC 5798 §6.1). */
    private boolean preempts() {
        return config.preemptMode() || priority == VirtualRouterConfig.OWNER_PRIORITY;
    }

    /** Master_Down_Interval of a BACKUP that listens to this MASTER. */
    private long peerDownIntervalNs(int peerPriority) {
        return downIntervalNs(peerPriority, advertisementIntervalNs);
    }

    /** The state. */
    public State state() {
        return state;
    }

    /** Whether it is a BACKUP whose Master_Down_Timer has fired, and that waits for {@link #proceed}. */
    public boolean isReady() {
        return ready;
    }

    /** The priority in force: 1..255. */
    public int priority() {
        return priority;
    }

    /** When {@link #onDeadline} is due, in the time of {@code nowNs}; {@link #NO_DEADLINE} in INITIALIZE. */
    public long deadlineNs() {
        return deadlineNs;
    }

    /** Master_Adver_Interval in nanoseconds: the interval of the last MASTER that was heard, at first our own. */
    public long masterAdverIntervalNs() {
        return masterAdverIntervalNs;
    }

    /**
     * Skew_Time in nanoseconds: ((256 - Priority) * Master_Adver_Interval) / 256, never rounded to centiseconds, so that a
     * higher priority always has the strictly shorter one. Priority 100 at 1 s: 156 / 256 s = 609.375 ms. In VRRPv2
     * (256 - Priority) / 256 seconds, whatever the interval (RFC 3768 §6.1).
     */
    public long skewTimeNs() {
        return skewTimeNs(priority, masterAdverIntervalNs);
    }

    /**
     * Master_Down_Interval in nanoseconds: 3 * Master_Adver_Interval + Skew_Time. Priority 100 at 1 s: 3.609375 s.
     */
    public long masterDownIntervalNs() {
        return downIntervalNs(priority, masterAdverIntervalNs);
    }

    private long downIntervalNs(int priority, long adverIntervalNs) {
        return DOWN_INTERVALS * adverIntervalNs + skewTimeNs(priority, adverIntervalNs);
    }

    private long skewTimeNs(int priority, long adverIntervalNs) {
        long baseNs = config.version() == Version.V2 ? V2_SKEW_BASE_NS : adverIntervalNs;
        return (256 - priority) * baseNs / 256;
    }
}
