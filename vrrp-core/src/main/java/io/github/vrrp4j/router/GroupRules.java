package io.github.vrrp4j.router;

import io.github.vrrp4j.protocol.State;
import java.util.Collection;

/** How virtual routers move together: what a group does next depends on the states of its members alone. */
final class GroupRules {

    /**
     * What counts of a member.
     *
     * @param faulty whether it has a fault that is not the group's
     * @param state its state
     * @param ready whether it would be MASTER if it was alone: its Master_Down_Timer has fired
     */
    record Member(boolean faulty, State state, boolean ready) {}

    enum Decision {
        /** Every member that has no fault gets the group's. */
        FAIL,

        /** Every member that has the group's fault loses it. */
        RECOVER,

        /** Every MASTER resigns: another router is MASTER, or may become it, where one of them is not. */
        RESIGN,

        /** Every member that is ready becomes MASTER. */
        PROCEED,

        /** Nothing. */
        WAIT
    }

    private GroupRules() {}

    static Decision decide(Collection<Member> members) {
        if (members.stream().anyMatch(Member::faulty)) {
            boolean down = members.stream().allMatch(member -> member.state() == State.INITIALIZE);
            return down ? Decision.WAIT : Decision.FAIL;
        }
        if (members.stream().anyMatch(member -> member.state() == State.INITIALIZE)) {
            return Decision.RECOVER;
        }
        if (members.stream().allMatch(member -> member.state() == State.MASTER || member.ready())) {
            boolean complete = members.stream().allMatch(member -> member.state() == State.MASTER);
            return complete ? Decision.WAIT : Decision.PROCEED;
        }
        return members.stream().anyMatch(member -> member.state() == State.MASTER) ? Decision.RESIGN : Decision.WAIT;
    }
}
