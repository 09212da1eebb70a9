package io.github.vrrp4j.protocol;

import java.time.Duration;

/**
 * How a MASTER tells its neighbours where the virtual addresses are, with gratuitous ARP requests and unsolicited Neighbor
 * Advertisements. Each of the bursts tells every address {@code repeat} times.
 *
 * @param repeat how often each address is announced in a burst, 1..100: one lost frame must not keep a neighbour on the wrong
 *     host
 * @param secondBurstDelay after the burst on becoming MASTER comes a second one, for switches and neighbours that were busy
 *     with the failover themselves: 0 s to 1 hour; 0 for none
 * @param refreshInterval every address is announced once more each such interval: 1 s to 1 day; 0 for never
 * @param pace the least time between two frames of one virtual router, 0 to 1 s: for switches that limit ARP
 */
public record Announcements(int repeat, Duration secondBurstDelay, Duration refreshInterval, Duration pace) {

    private static final int MAX_REPEAT = 100;
    private static final Duration MAX_DELAY = Duration.ofHours(1);
    private static final Duration MIN_REFRESH_INTERVAL = Duration.ofSeconds(1);
    private static final Duration MAX_REFRESH_INTERVAL = Duration.ofDays(1);
    private static final Duration MAX_PACE = Duration.ofSeconds(1);

    /** Five times, again after 5 s, refreshed each minute, without a pace. */
    public static final Announcements DEFAULT =
            new Announcements(5, Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ZERO);

    /**
     * Checks every range.
     *
     * @throws IllegalArgumentException saying what is wrong, the value, and what is allowed
     */
    public Announcements {
        if (repeat < 1 || repeat > MAX_REPEAT) {
            throw new IllegalArgumentException("announcement repeat " + repeat + " is not in 1.." + MAX_REPEAT);
        }
        requireAtMost("second burst delay", secondBurstDelay, MAX_DELAY, "0s..1h");
        requireAtMost("refresh interval", refreshInterval, MAX_REFRESH_INTERVAL, "1s..24h, or 0s for never");
        if (!refreshInterval.isZero() && refreshInterval.compareTo(MIN_REFRESH_INTERVAL) < 0) {
            throw new IllegalArgumentException("refresh interval " + VirtualRouterConfig.text(refreshInterval)
                    + " is not in 1s..24h, or 0s for never");
        }
        requireAtMost("pace", pace, MAX_PACE, "0s..1s");
    }

    private static void requireAtMost(String what, Duration value, Duration max, String range) {
        if (value.isNegative() || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(what + " " + VirtualRouterConfig.text(value) + " is not in " + range);
        }
    }

    /** The same with another repeat. */
    public Announcements repeat(int repeat) {
        return new Announcements(repeat, secondBurstDelay, refreshInterval, pace);
    }

    /** The same with another delay of the second burst. */
    public Announcements secondBurstDelay(Duration delay) {
        return new Announcements(repeat, delay, refreshInterval, pace);
    }

    /** The same with another refresh interval. */
    public Announcements refreshInterval(Duration interval) {
        return new Announcements(repeat, secondBurstDelay, interval, pace);
    }

    /** The same with another pace. */
    public Announcements pace(Duration pace) {
        return new Announcements(repeat, secondBurstDelay, refreshInterval, pace);
    }
}
