package io.github.vrrp4j.examples.node.demo;

import java.time.Duration;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the client saw. */
final class ClientView {
    private final TreeMap<Long, Observation.Answer> answers = new TreeMap<>();
    private long latestSentNs = Long.MIN_VALUE;
    private String latestNode = "nobody";

    /**
     * Takes an answer.
     *
     * @return whether another node answers than before
     */
    boolean onAnswer(Observation.Answer answer) {
        answers.put(answer.sequence(), answer);
        if (answer.sentNs() < latestSentNs) {
            return false; // overtaken
        }
        latestSentNs = answer.sentNs();
        boolean changed = !answer.node().equals(latestNode);
        latestNode = answer.node();
        return changed;
    }

    /** Whether a request sent after {@code ns} was answered by {@code node}, and none sent later by another. */
    boolean answeredAfter(long ns, String node) {
        return latestSentNs > ns && latestNode.equals(node);
    }

    /** Whether a request sent after {@code ns} was answered. */
    boolean answeredAfter(long ns) {
        return latestSentNs > ns;
    }

    /** Every answer so far, in the order of the requests. */
    Stream<Observation.Answer> answers() {
        return answers.values().stream();
    }

    /** The longest outage that ended after {@code ns}; 0 if there was none. */
    Duration longestOutageSince(long ns) {
        return longestOutage((beganNs, endedNs) -> endedNs > ns);
    }

    /** Which outages are meant. */
    @FunctionalInterface
    interface Outages {
        boolean test(long beganNs, long endedNs);
    }

    /**
     * The longest of these: from the first request that stayed without an answer to the first that was answered again. 0 if
     * there was none.
     */
    Duration longestOutage(Outages meant) {
        long longestNs = 0;
        Observation.@Nullable Answer previous = null;
        for (Observation.Answer answer : answers.values()) {
            if (previous != null && answer.sequence() > previous.sequence() + 1) {
                long firstLostNs = previous.sentNs() + Cast.REQUEST_INTERVAL.toNanos();
                if (meant.test(firstLostNs, answer.sentNs())) {
                    longestNs = Math.max(longestNs, answer.sentNs() - firstLostNs);
                }
            }
            previous = answer;
        }
        return Duration.ofNanos(longestNs);
    }
}
