package io.github.vrrp4j.examples.node.demo;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of a promise.
 *
 * @param event at which it was to be kept
 * @param promise null for a fact that is no outage
 * @param outage what the client saw; null for a fact
 * @param text of a fact, what was to be so; of an outage, where the promise comes from
 */
record Result(
        String event, @Nullable Promise promise, @Nullable Duration outage, String text, Verdict verdict) {

    enum Verdict {
        KEPT("kept"),
        /** With what was granted to a busy host. */
        TOLERATED("tolerated"),
        BROKEN("BROKEN");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        /** For something that took so long. */
        static Verdict of(Duration took, Duration promised, Duration tolerance) {
            if (took.compareTo(promised) <= 0) {
                return KEPT;
            }
            return took.compareTo(promised.plus(tolerance)) <= 0 ? TOLERATED : BROKEN;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    boolean isKept() {
        return verdict != Verdict.BROKEN;
    }
}
