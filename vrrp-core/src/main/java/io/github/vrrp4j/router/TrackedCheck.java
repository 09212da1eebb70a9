package io.github.vrrp4j.router;

import static java.util.Objects.requireNonNull;

/**
 * What a monitored check means for one virtual router that tracks it. The two are different things: the one makes it give
 * the addresses up whatever anybody prefers; the other takes part in the election, where a router that does not preempt
 * changes nothing.
 */
public sealed interface TrackedCheck {

    /** The name of the {@link MonitoredCheck}. */
    String check();

    /**
     * While the check is unhealthy, the virtual router is down: {@link Fault#UNHEALTHY}.
     *
     * @param check the name of the check
     */
    record Down(String check) implements TrackedCheck {
        /** Refuses null. */
        public Down {
            requireNonNull(check);
        }
    }

    /**
     * The check adjusts the priority: {@code by} below zero is added while it is unhealthy, {@code by} above zero while it is
     * healthy. The sum of all stays in 1..254.
     *
     * @param check the name of the check
     * @param by -253..253, not 0
     */
    record Adjust(String check, int by) implements TrackedCheck {

        private static final int MAX = 253;

        /**
         * Checks the range.
         *
         * @throws IllegalArgumentException if it is out of range
         */
        public Adjust {
            requireNonNull(check);
            if (by == 0 || by < -MAX || by > MAX) {
                throw new IllegalArgumentException(
                        "the adjustment by check " + check + ", " + by
                                + ", is not in -253..-1 or 1..253: below zero counts while it is unhealthy, above while healthy");
            }
        }
    }
}
