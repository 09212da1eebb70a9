package io.github.vrrp4j.router;

import static java.util.Objects.requireNonNull;

import io.github.vrrp4j.protocol.State;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the members of one group together, by {@link GroupRules}, at the end of each turn of the loop in which one of them
 * changed. On the loop.
 */
final class RunningGroup {

    /** After a recovery, a member that is ready at once makes another decision, and so on; far more than can follow. */
    private static final int MAX_DECISIONS = 8;

    /** One more than in Master_Down_Interval. */
    private static final int INTERVALS_OF_LOSER = 4;

    private final Group group;
    private final Map<VirtualRouterId, RunningVirtualRouter> members = new LinkedHashMap<>();
    private boolean changed = true;

    /** The same one on every host, in whatever order each names them. */
    private final VirtualRouterId first;

    RunningGroup(Group group) {
        this.group = group;
        this.first = group.members().stream()
                .min(Comparator.comparingInt(VirtualRouterId::vrid)
                        .thenComparing(VirtualRouterId::family)
                        .thenComparing(VirtualRouterId::interfaceName))
                .orElseThrow();
    }

    Group group() {
        return group;
    }

    void join(RunningVirtualRouter member) {
        members.put(member.id(), member);
        changed = true;
    }

    void leave(RunningVirtualRouter member) {
        members.remove(member.id(), member);
        changed = true;
    }

    void onMemberChange() {
        changed = true;
    }

    /** Why a member has to be down; null if no other one keeps it from being up. */
    @Nullable
    String whyDown(@Nullable RunningVirtualRouter asking) {
        for (RunningVirtualRouter member : members.values()) {
            if (member != asking && member.groupFacts().faulty()) {
                return member.id() + " of group " + group.name() + " is down";
            }
        }
        return null;
    }

    /** Returns whether something may have changed. */
    boolean settle(long nowNs) {
        if (!changed || members.size() < group.members().size()) {
            return false; // one that is still to come holds the others where they are
        }
        for (int i = 0; changed && i < MAX_DECISIONS; i++) {
            changed = false;
            carryOut(nowNs, GroupRules.decide(facts()));
        }
        return true;
    }

    private List<GroupRules.Member> facts() {
        return members.values().stream().map(RunningVirtualRouter::groupFacts).toList();
    }

    private void carryOut(long nowNs, GroupRules.Decision decision) {
        switch (decision) {
            case FAIL -> {
                String text = requireNonNull(whyDown(null));
                members.values().forEach(member -> member.failWithGroup(text));
            }
            case RECOVER -> members.values().forEach(member -> member.recoverWithGroup(nowNs));
            case PROCEED -> members.values().forEach(member -> member.proceed(nowNs));
            case RESIGN -> resign(nowNs);
            case WAIT -> {}
        }
    }

    /**
     * Two hosts may each lose one member to the other, when priorities are equal and addresses decide: both resign, or each
     * would hold a part. The one host whose first member did not lose tries again before any other does, even before one that
     * only listened, whose timers run for three intervals.
     */
    private void resign(long nowNs) {
        boolean lost = requireNonNull(members.get(first)).groupFacts().state() != State.MASTER;
        members.values().forEach(member -> member.resignWithGroup(nowNs, lost ? INTERVALS_OF_LOSER : 1));
    }
}
