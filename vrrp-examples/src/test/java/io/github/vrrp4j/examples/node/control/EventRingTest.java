package io.github.vrrp4j.examples.node.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.router.VrrpEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventRingTest {

    private final EventRing ring = new EventRing(
            () -> Map.of(Samples.ID, "web"), Clock.fixed(Instant.parse("2026-01-01T12:00:00.123456Z"), ZoneOffset.UTC));

    @Test
    void anEventIsOneObject() {
        ring.onEvent(new VrrpEvent.Transition(Samples.ID, 7, State.BACKUP, State.MASTER, Cause.MASTER_DOWN_TIMER));
        ring.onEvent(new VrrpEvent.EventsDropped(3));

        assertThat(ring.after(0, 10))
                .extracting(EventRing.Entry::json)
                .containsExactly(
                        "{\"number\":1,\"time\":\"2026-01-01T12:00:00.123Z\",\"event\":\"transition\",\"interface\":\"eth0\","
                                + "\"family\":\"ipv4\",\"vrid\":51,\"name\":\"web\",\"sequence\":7,\"from\":\"BACKUP\","
                                + "\"to\":\"MASTER\",\"cause\":\"MASTER_DOWN_TIMER\","
                                + "\"text\":\"vrid=51 if=eth0 BACKUP->MASTER cause=MASTER_DOWN_TIMER\"}",
                        "{\"number\":2,\"time\":\"2026-01-01T12:00:00.123Z\",\"event\":\"events-dropped\","
                                + "\"text\":\"events dropped: 3, a listener is too slow\"}");
    }

    @Test
    void theLastThousandAreKept() {
        for (int i = 0; i < 1_500; i++) {
            ring.onEvent(new VrrpEvent.EventsDropped(i));
        }

        assertThat(ring.after(0, 5_000)).hasSize(1_000);
        assertThat(ring.after(0, 1).get(0).number()).isEqualTo(501);
        assertThat(ring.after(1_499, 10)).extracting(EventRing.Entry::number).containsExactly(1_500L);
        assertThat(ring.after(1_500, 10)).isEmpty();
    }

    @Test
    void whoFollowsIsToldThatThereIsMore() {
        int[] told = new int[1];
        ring.onNews(() -> told[0]++);
        ring.onEvent(new VrrpEvent.EventsDropped(1));
        assertThat(told[0]).isEqualTo(1);
    }
}
