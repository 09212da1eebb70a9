package io.github.vrrp4j.health;

import java.time.Duration;

/**
 * How often a check runs, and how many results in a row make a change.
 *
 * @param interval from the start of one run to the start of the next, 10 ms to 1 hour; a run that takes longer delays the next
 * @param timeout after which a run counts as unhealthy, 10 ms to 1 hour
 * @param rise how many healthy results in a row make an unhealthy one healthy, 1..1000; the very first result counts at once
 * @param fall how many unhealthy results in a row make a healthy one unhealthy, 1..1000
 */
public record CheckSchedule(Duration interval, Duration timeout, int rise, int fall) {

    private static final Duration MIN = Duration.ofMillis(10);
    private static final Duration MAX = Duration.ofHours(1);
    private static final int MAX_COUNT = 1000;

    // after the limits, which it is checked against
    /** Every second, 1 s timeout, rise 2, fall 3. */
    public static final CheckSchedule DEFAULT = new CheckSchedule(Duration.ofSeconds(1), Duration.ofSeconds(1), 2, 3);

    /**
     * Checks every range.
     *
     * @throws IllegalArgumentException saying what is wrong, the value, and what is allowed
     */
    public CheckSchedule {
        requireInRange("interval", interval);
        requireInRange("timeout", timeout);
        requireCount("rise", rise);
        requireCount("fall", fall);
    }

    private static void requireInRange(String what, Duration value) {
        if (value.compareTo(MIN) < 0 || value.compareTo(MAX) > 0) {
            throw new IllegalArgumentException(what + " " + value.toMillis() + "ms is not in 10ms..1h");
        }
    }

    private static void requireCount(String what, int value) {
        if (value < 1 || value > MAX_COUNT) {
            throw new IllegalArgumentException(what + " " + value + " is not in 1.." + MAX_COUNT);
        }
    }
}
