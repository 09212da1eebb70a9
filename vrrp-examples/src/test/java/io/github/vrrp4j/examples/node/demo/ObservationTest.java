package io.github.vrrp4j.examples.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.protocol.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObservationTest {

    @Test
    void aTransitionIsReadAsItWasWritten() {
        assertRead(
                new Observation.Transition(12, "A", "", State.BACKUP, State.MASTER, Cause.MASTER_DOWN_TIMER),
                "transition 12 A BACKUP MASTER MASTER_DOWN_TIMER");
    }

    @Test
    void anAnswerIsReadAsItWasWritten() {
        assertRead(new Observation.Answer("192.0.2.10", 7, 35_000_000, "B"), "answer 192.0.2.10 7 35000000 B");
    }

    @Test
    void aNoteIsReadAsItWasWritten() {
        assertRead(new Observation.Note(5, "A", "two words"), "note 5 A two words");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "hello", "answer", "answer 192.0.2.10 x 1 A", "transition 1 A UP DOWN STARTUP", "note 1"})
    void anythingElseIsNoObservation(String line) {
        assertThat(Observation.parse(line)).isEmpty();
    }

    private static void assertRead(Observation observation, String line) {
        assertThat(Observation.line(observation)).isEqualTo(line);
        assertThat(Observation.parse(line)).contains(observation);
    }
}
