package io.github.vrrp4j.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.protocol.State;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds from whatever states the members of a group begin, when every decision is carried out. */
final class GroupRulesPropertyTest {

    /** A member as a group sees it; an owner is ready as soon as it starts. */
    record Model(boolean owner, boolean faulty, State state, boolean ready) {
        Model {
            state = faulty ? State.INITIALIZE : state;
            ready &= state == State.BACKUP;
        }

        GroupRules.Member facts() {
            return new GroupRules.Member(faulty, state, ready);
        }

        Model after(GroupRules.Decision decision) {
            return switch (decision) {
                case FAIL -> new Model(owner, faulty, State.INITIALIZE, false);
                case RECOVER -> state == State.INITIALIZE ? new Model(owner, faulty, State.BACKUP, owner) : this;
                case RESIGN -> state == State.MASTER ? new Model(owner, faulty, State.BACKUP, false) : this;
                case PROCEED -> ready ? new Model(owner, faulty, State.MASTER, false) : this;
                case WAIT -> this;
            };
        }
    }

    /** Three: a recovery, a resignation, and then at most that all become MASTER. */
    private static final int MOST_DECISIONS = 3;

    private static List<Model> settle(List<Model> members) {
        List<Model> now = members;
        for (int i = 0; i <= MOST_DECISIONS; i++) {
            GroupRules.Decision decision =
                    GroupRules.decide(now.stream().map(Model::facts).toList());
            if (decision == GroupRules.Decision.WAIT) {
                return now;
            }
            now = now.stream().map(member -> member.after(decision)).toList();
        }
        throw new AssertionError("goes on for ever: " + members + " is now " + now);
    }

    @Property
    void decisionsEndAndNoGroupIsLeftSplit(@ForAll("groups") List<Model> members) {
        List<Model> settled = settle(members);
        long masters = settled.stream()
                .filter(member -> member.state() == State.MASTER)
                .count();
        assertThat(masters).as("%s", settled).isIn(0L, (long) settled.size());
    }

    @Property
    void aGroupWithAFaultIsDownAndOneWithoutIsUp(@ForAll("groups") List<Model> members) {
        boolean faulty = members.stream().anyMatch(Model::faulty);
        assertThat(settle(members))
                .allMatch(member -> (member.state() == State.INITIALIZE) == faulty, faulty ? "down" : "up");
    }

    @Property
    void whenEveryMemberIsReadyAllBecomeMaster(@ForAll("groups") List<Model> members) {
        List<Model> ready = new ArrayList<>();
        for (Model member : members) {
            boolean master = member.state() == State.MASTER;
            ready.add(new Model(member.owner(), false, master ? State.MASTER : State.BACKUP, !master));
        }
        assertThat(settle(ready)).allMatch(member -> member.state() == State.MASTER, "MASTER");
    }

    @Property
    void nobodyBecomesMasterThatIsNotReady(@ForAll("groups") List<Model> members) {
        List<Model> waiting = members.stream()
                .map(member -> new Model(false, false, State.BACKUP, member.ready()))
                .toList();
        boolean allReady = waiting.stream().allMatch(Model::ready);
        assertThat(settle(waiting).stream().anyMatch(member -> member.state() == State.MASTER))
                .isEqualTo(allReady);
    }

    @Provide
    Arbitrary<List<Model>> groups() {
        Arbitrary<Boolean> booleans = Arbitraries.of(true, false);
        Arbitrary<Boolean> seldom = Arbitraries.of(true, false, false, false);
        return Combinators.combine(seldom, seldom, Arbitraries.of(State.values()), booleans)
                .as(Model::new)
                .list()
                .ofMinSize(2)
                .ofMaxSize(5);
    }
}
