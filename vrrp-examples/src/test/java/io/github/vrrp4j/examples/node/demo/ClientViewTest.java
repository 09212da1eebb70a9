package io.github.vrrp4j.examples.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The client asks every 5 ms: request n is sent at 5 n ms. */
class ClientViewTest {
    private final ClientView client = new ClientView();

    @Test
    void withoutALostRequestThereIsNoOutage() {
        answers(0, 9, "A");

        assertThat(client.longestOutageSince(0)).isZero();
    }

    @Test
    void anOutageLastsFromTheFirstLostRequestToTheNextAnswer() {
        answers(0, 9, "A");
        answers(14, 20, "B"); // 10, 11, 12 and 13 are lost: from 50 ms to 70 ms

        assertThat(client.longestOutageSince(0)).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void theLongestOfSeveralCounts() {
        answers(0, 1, "A");
        answers(3, 4, "A"); // 5 ms
        answers(8, 9, "A"); // 15 ms
        answers(11, 12, "A"); // 5 ms

        assertThat(client.longestOutageSince(0)).isEqualTo(Duration.ofMillis(15));
    }

    @Test
    void anOutageThatWasOverBeforeIsNotCounted() {
        answers(0, 1, "A");
        answers(5, 9, "A");

        assertThat(client.longestOutageSince(Duration.ofMillis(30).toNanos())).isZero();
    }

    @Test
    void anAnswerThatWasOvertakenIsNoLoss() {
        answers(0, 4, "A");
        answers(6, 9, "B");
        assertThat(client.onAnswer(answer(5, "A"))).isFalse();

        assertThat(client.longestOutageSince(0)).isZero();
        assertThat(client.answeredAfter(0, "B")).isTrue();
    }

    @Test
    void aChangeOfTheAnsweringNodeIsTold() {
        assertThat(client.onAnswer(answer(0, "A"))).isTrue();
        assertThat(client.onAnswer(answer(1, "A"))).isFalse();
        assertThat(client.onAnswer(answer(2, "B"))).isTrue();
        assertThat(client.answeredAfter(0, "A")).isFalse();
    }

    private void answers(int first, int last, String node) {
        for (int sequence = first; sequence <= last; sequence++) {
            client.onAnswer(answer(sequence, node));
        }
    }

    private static Observation.Answer answer(int sequence, String node) {
        return new Observation.Answer(
                "192.0.2.10",
                sequence,
                Duration.ofMillis(5).multipliedBy(sequence).toNanos(),
                node);
    }
}
