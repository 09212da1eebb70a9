package io.github.vrrp4j.router;

import java.util.List;

/**
 * What {@link VrrpRouter#apply} has to do, or did. What is not named is not touched.
 *
 * @param steps in the order in which they are carried out
 */
public record Plan(List<Step> steps) {

    /** Copies the list. */
    public Plan {
        steps = List.copyOf(steps);
    }

    /** What is done to a virtual router, a check or a group. */
    public enum Kind {
        /** It is new. */
        ADD,
        /** It ends: a MASTER resigns. */
        REMOVE,
        /** It takes other parameters without a change of state. */
        CONFIGURE,
        /** It ends and starts again, because it cannot take them while it runs. */
        RESTART
    }

    /**
     * One of them.
     *
     * @param kind what is done
     * @param subject to what: {@code vrid=51 if=eth0}, {@code check web}, {@code group gateway}
     * @param text the differences, in a few words
     */
    public record Step(Kind kind, String subject, String text) {}

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return steps.isEmpty();
    }
}
