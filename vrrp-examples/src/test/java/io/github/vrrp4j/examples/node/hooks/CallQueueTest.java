package io.github.vrrp4j.examples.node.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.command.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallQueueTest {

    private final CallQueue queue = new CallQueue();

    @Test
    void theFirstStartsAndOthersWait() {
        assertThat(queue.add(event("1"), false).starts()).isTrue();
        assertThat(queue.add(event("2"), false).starts()).isFalse();
        assertThat(rest()).containsExactly("1", "2");
        assertThat(queue.add(event("3"), false).starts()).isTrue();
    }

    @Test
    void whatRunsCountsAsBusyUntilNothingFollows() {
        queue.add(event("1"), false);
        queue.next();

        assertThat(queue.add(event("2"), false).starts()).isFalse();
    }

    @Test
    void ofTheStatesThatWaitTheNewestIsKeptAndEventsStay() {
        queue.add(state("MASTER"), true);
        queue.add(event("1"), true);
        queue.add(state("BACKUP"), true);
        queue.add(event("2"), true);
        queue.add(state("FAULT"), true);

        assertThat(rest()).containsExactly("1", "2", "FAULT");
    }

    @Test
    void theOldestEventMakesRoomAndStatesDoLastOfAll() {
        queue.add(state("MASTER"), false);
        for (int i = 1; i <= 999; i++) {
            assertThat(queue.add(event("e" + i), false).dropped()).isFalse();
        }

        assertThat(queue.add(state("BACKUP"), false).dropped()).isTrue();
        assertThat(queue.size()).isEqualTo(1000);
        for (int i = 1; i <= 999; i++) {
            assertThat(queue.add(state("s" + i), false).dropped()).isTrue();
        }

        List<String> rest = rest();
        assertThat(rest).hasSize(1000);
        // 998 states took the place of the events e2..e999; the 999th that of the oldest state
        assertThat(rest.subList(0, 3)).containsExactly("BACKUP", "s1", "s2");
        assertThat(rest.get(999)).isEqualTo("s999");
    }

    private List<String> rest() {
        List<String> rest = new ArrayList<>();
        for (HookCall call = queue.next(); call != null; call = queue.next()) {
            rest.add(call.commands().get(0).toString());
        }
        return rest;
    }

    private static HookCall event(String name) {
        return call(Hook.ON_EVENT, name);
    }

    private static HookCall state(String name) {
        return call(Hook.ON_MASTER, name);
    }

    private static HookCall call(Hook hook, String name) {
        return new HookCall(hook, List.of(new Command(List.of(name))), Duration.ofSeconds(1));
    }
}
