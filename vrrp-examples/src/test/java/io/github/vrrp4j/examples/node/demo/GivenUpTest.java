package io.github.vrrp4j.examples.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class GivenUpTest {
    private final GivenUp givenUp = new GivenUp();

    @Test
    void whoGaveTheAddressUpMustNotAnswerUntilItHasItAgain() {
        says(100, "a", true);
        says(500, "a", false);
        says(900, "a", true);

        assertThat(answeredNevertheless(499, "a")).isFalse();
        assertThat(answeredNevertheless(500, "a")).isTrue();
        assertThat(answeredNevertheless(849, "a")).isTrue();
        assertThat(answeredNevertheless(851, "a")).isFalse(); // it has the address, and is about to say so
        assertThat(answeredNevertheless(901, "a")).isFalse();
        assertThat(answeredNevertheless(600, "b")).isFalse();
    }

    @Test
    void whoNeverHadItHasGivenNothingUp() {
        says(10, "a", false);
        says(900, "a", true); // it had it for some time, and says so late

        assertThat(answeredNevertheless(700, "a")).isFalse();
    }

    @Test
    void whoGaveItUpForGoodMustNotAnswerEverAfter() {
        says(100, "a", true);
        says(500, "a", false);

        assertThat(answeredNevertheless(100_000, "a")).isTrue();
    }

    @Test
    void whatWasThereAndIsNotAnyMoreIsCounted() {
        says(10, "a", false); // it had none
        assertThat(givenUp.count()).isZero();
        says(100, "a", true);
        says(500, "a", false);
        says(600, "a", false);

        assertThat(givenUp.count()).isEqualTo(2); // of two addresses
    }

    private void says(long atMs, String node, boolean held) {
        givenUp.onHolding(new Observation.Holding(ns(atMs), node, held, List.of("192.0.2.9", "192.0.2.10"), ""));
    }

    private boolean answeredNevertheless(long sentMs, String node) {
        return givenUp.answeredNevertheless(new Observation.Answer("192.0.2.10", 1, ns(sentMs), node));
    }

    private static long ns(long ms) {
        return Duration.ofMillis(ms).toNanos();
    }
}
