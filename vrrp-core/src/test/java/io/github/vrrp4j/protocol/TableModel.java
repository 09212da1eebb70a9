package io.github.vrrp4j.protocol;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The transition table of RFC 9568 §6.4 a second time: read off row by row, with fields and arithmetic of its own, as naive
 * as it can be, so that {@link VirtualRouter} has something to agree with. Rows are marked with their number.
 */
final class TableModel {

    private VirtualRouterConfig config;
    private int ownIntervalCs;

    private String state = "INITIALIZE";
    private int localPriority;
    private int masterAdverIntervalCs;
    private long adverTimerNs = -1;
    private long masterDownTimerNs = -1;
    private long listenOnlyUntilNs = -1;
    private boolean lowerMasterHeard;
    private long lowerMasterHeardSinceNs;
    private String lastHeard = "nothing";
    private long lastSentNs;
    private boolean wokeUpLate;
    private boolean mayBecomeMaster = true;
    private boolean ready;
    private long losersSpeakUntilNs;
    private List<String> actions = new ArrayList<>();

    TableModel(VirtualRouterConfig config) {
        this.config = config;
        this.localPriority = config.priority();
        this.ownIntervalCs = config.advertisementIntervalCs();
        this.masterAdverIntervalCs = ownIntervalCs;
    }

    List<String> takeActions() {
        List<String> taken = actions;
        actions = new ArrayList<>();
        return taken;
    }

    String state() {
        return state;
    }

    /** The one timer that runs; {@link Long#MAX_VALUE} if none does. */
    long deadlineNs() {
        if (state.equals("BACKUP") && ready) {
            return Long.MAX_VALUE;
        }
        if (state.equals("BACKUP")) {
            return masterDownTimerNs > listenOnlyUntilNs ? masterDownTimerNs : listenOnlyUntilNs;
        }
        if (state.equals("MASTER")) {
            return adverTimerNs;
        }
        return Long.MAX_VALUE;
    }

    void startup(long nowNs) {
        if (state.equals("INITIALIZE")) {
            listenOnlyUntilNs = nowNs + config.holdDown().toNanos();
            lastHeard = "nothing";
            lowerMasterHeard = false;
            losersSpeakUntilNs = nowNs;
            ready = false;
            if (localPriority == 255 && config.holdDown().isZero() && !mayBecomeMaster) { // row 18
                masterAdverIntervalCs = ownIntervalCs;
                masterDownTimerNs = nowNs;
                lastHeard = "nothing, as owner";
                ready = true;
                actions.add("INITIALIZE -> BACKUP STARTUP");
                state = "BACKUP";
            } else if (localPriority == 255 && !config.holdDown().isZero()) { // row 1, put off
                masterAdverIntervalCs = ownIntervalCs;
                masterDownTimerNs = nowNs;
                actions.add("INITIALIZE -> BACKUP STARTUP");
                state = "BACKUP";
            } else if (localPriority == 255) { // row 1
                send(nowNs);
                actions.add("acquire");
                actions.add("INITIALIZE -> MASTER STARTUP");
                adverTimerNs = nowNs + exactNs(ownIntervalCs, 256);
                wokeUpLate = false;
                state = "MASTER";
            } else { // row 2
                masterAdverIntervalCs = ownIntervalCs;
                masterDownTimerNs = nowNs + masterDownNs();
                actions.add("INITIALIZE -> BACKUP STARTUP");
                state = "BACKUP";
            }
        }
    }

    void shutdown(String cause) {
        if (state.equals("BACKUP")) { // row 4
            actions.add("BACKUP -> INITIALIZE " + cause);
        }
        if (state.equals("MASTER")) { // row 9
            actions.add("advertise 0");
            actions.add("release");
            actions.add("MASTER -> INITIALIZE " + cause);
        }
        state = "INITIALIZE"; // row 3 otherwise
    }

    void advertisement(long nowNs, int p, int intervalCs, int sourceAgainstOwn) {
        if (state.equals("BACKUP")) {
            if (p == 0) { // row 6
                masterDownTimerNs = nowNs + skewNs(localPriority, masterAdverIntervalCs);
                ready = false;
                lastHeard = "resignation";
                lowerMasterHeard = false;
            } else if (nowNs < losersSpeakUntilNs && p <= localPriority) {
                return; // row 20
            } else if (p >= localPriority) { // row 7
                backupHears(nowNs, intervalCs);
                lowerMasterHeard = false;
            } else if (localPriority == 255) { // row 8
                lastHeard = "lower, by the owner";
            } else if (!config.preemptMode()) { // row 7
                backupHears(nowNs, intervalCs);
                lowerMasterHeard = false;
            } else {
                if (!lowerMasterHeard) {
                    lowerMasterHeard = true;
                    lowerMasterHeardSinceNs = nowNs;
                }
                if (nowNs - lowerMasterHeardSinceNs < config.preemptDelay().toNanos()) { // row 7, for a while
                    backupHears(nowNs, intervalCs);
                } else { // row 8
                    lastHeard = config.preemptDelay().isZero() ? "lower" : "lower, for long enough";
                }
            }
        } else if (state.equals("MASTER")) {
            if (p == 0) { // row 11
                if (!wokeUpLate || config.preemptMode() || localPriority == 255) {
                    send(nowNs);
                    adverTimerNs = nowNs + exactNs(ownIntervalCs, 256);
                }
            } else if (p > localPriority) { // row 12
                send(nowNs);
                fallBack(nowNs, intervalCs, "HIGHER_PRIORITY");
            } else if (p == localPriority && sourceAgainstOwn > 0) { // row 13
                send(nowNs);
                fallBack(nowNs, intervalCs, "HIGHER_ADDRESS");
            } else {
                boolean ownReflection = p == localPriority && sourceAgainstOwn == 0; // row 16
                if (!ownReflection) {
                    if (wokeUpLate && !config.preemptMode() && localPriority != 255) {
                        fallBack(nowNs, intervalCs, "YIELDED_AFTER_STALL");
                    } else { // rows 14 and 15
                        if (config.answersLosers() && config.version() != Version.V2) {
                            send(nowNs);
                        }
                        actions.add("announce");
                    }
                }
            }
        } // row 3 otherwise
    }

    void time(long nowNs) {
        if (state.equals("BACKUP") && nowNs >= deadlineNs() && mayBecomeMaster) { // row 5
            takeOver(nowNs);
        } else if (state.equals("BACKUP") && nowNs >= deadlineNs()) { // row 18
            ready = true;
        } else if (state.equals("MASTER") && nowNs >= adverTimerNs) { // row 10
            send(nowNs);
            adverTimerNs += exactNs(ownIntervalCs, 256);
            if (adverTimerNs <= nowNs) {
                adverTimerNs = nowNs + exactNs(ownIntervalCs, 256);
            }
            if (wokeUpLate) {
                actions.add("announce");
                wokeUpLate = false;
            }
        } // row 17 otherwise
    }

    void mayBecomeMaster(boolean may) {
        mayBecomeMaster = may;
    }

    void proceed(long nowNs) {
        if (state.equals("BACKUP") && ready) { // row 19
            takeOver(nowNs);
        }
    }

    private void takeOver(long nowNs) {
        send(nowNs);
        actions.add("acquire");
        actions.add("BACKUP -> MASTER " + takeoverCause());
        adverTimerNs = nowNs + exactNs(ownIntervalCs, 256);
        wokeUpLate = false;
        ready = false;
        state = "MASTER";
    }

    /** Negative intervals: Master_Down_Interval, which others may shorten. */
    void resign(long nowNs, int intervals) {
        if (state.equals("MASTER")) { // row 20
            masterAdverIntervalCs = ownIntervalCs;
            long skew = skewNs(localPriority, ownIntervalCs);
            masterDownTimerNs = nowNs + (intervals < 0 ? 3 : intervals) * exactNs(ownIntervalCs, 256) + skew;
            if (intervals >= 0) {
                listenOnlyUntilNs = Math.max(listenOnlyUntilNs, masterDownTimerNs);
                losersSpeakUntilNs = nowNs + skew;
            }
            lastHeard = "nothing";
            lowerMasterHeard = false;
            ready = false;
            actions.add("advertise 0");
            actions.add("release");
            actions.add("MASTER -> BACKUP RELINQUISHED");
            state = "BACKUP";
        }
    }

    void wake(long nowNs) {
        if (state.equals("MASTER") && !wokeUpLate) {
            long silent = nowNs - lastSentNs;
            if (silent > 3 * exactNs(ownIntervalCs, 256) + skewNs(254, ownIntervalCs)) {
                wokeUpLate = true;
                actions.add("stalled " + silent);
                boolean everybodyGaveUp = silent > 3 * exactNs(ownIntervalCs, 256) + skewNs(1, ownIntervalCs);
                if (everybodyGaveUp && !config.preemptMode() && localPriority != 255) {
                    adverTimerNs = nowNs + exactNs(ownIntervalCs, 256);
                }
            }
        }
    }

    void priority(int priority) {
        localPriority = priority;
    }

    void configure(long nowNs, VirtualRouterConfig changed) {
        boolean otherRate = changed.advertisementIntervalCs() != ownIntervalCs;
        config = changed;
        localPriority = changed.priority();
        ownIntervalCs = changed.advertisementIntervalCs();
        if (state.equals("MASTER") && otherRate) {
            if (!wokeUpLate || config.preemptMode() || localPriority == 255) {
                send(nowNs);
            }
            adverTimerNs = nowNs + exactNs(ownIntervalCs, 256);
        }
    }

    private void backupHears(long nowNs, int intervalCs) {
        masterAdverIntervalCs = intervalCs;
        masterDownTimerNs = nowNs + masterDownNs();
        ready = false;
        lastHeard = "master";
    }

    private String takeoverCause() {
        return switch (lastHeard) {
            case "nothing, as owner" -> "STARTUP";
            case "resignation" -> "MASTER_RESIGNED";
            case "lower" -> "PREEMPTION";
            case "lower, for long enough" -> "PREEMPT_DELAY_OVER";
            case "lower, by the owner" -> "OWNER_PREEMPTION";
            default -> "MASTER_DOWN_TIMER";
        };
    }

    private void fallBack(long nowNs, int intervalCs, String cause) {
        backupHears(nowNs, intervalCs);
        lowerMasterHeard = false;
        actions.add("release");
        actions.add("MASTER -> BACKUP " + cause);
        state = "BACKUP";
    }

    private void send(long nowNs) {
        actions.add("advertise " + localPriority);
        lastSentNs = nowNs;
    }

    private long masterDownNs() {
        return 3 * exactNs(masterAdverIntervalCs, 256) + skewNs(localPriority, masterAdverIntervalCs);
    }

    private long skewNs(int priority, int intervalCs) {
        return exactNs(config.version() == Version.V2 ? 100 : intervalCs, 256 - priority);
    }

    /** So many 256ths of the interval: one 256th of a centisecond is 39,062.5 ns. */
    private static long exactNs(int intervalCs, int parts) {
        return new BigDecimal("39062.5")
                .multiply(BigDecimal.valueOf((long) intervalCs * parts))
                .setScale(0, RoundingMode.FLOOR)
                .longValueExact();
    }
}
