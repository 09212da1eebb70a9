package io.github.vrrp4j.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class HostClockTest {

    private static final long HOUR_NS = 3_600_000_000_000L;

    private final HostClock clock = new HostClock();

    @Test
    void atRateOneItIsTheTimeOfTheLan() {
        assertThat(clock.hostNs(123)).isEqualTo(123);
        assertThat(clock.lanNs(123)).isEqualTo(123);
    }

    @Test
    void aClockTwiceAsFastShowsTwiceTheTime() {
        clock.rate(0, 2);
        assertThat(clock.hostNs(1_000)).isEqualTo(2_000);
        assertThat(clock.lanNs(2_000)).isEqualTo(1_000);
        assertThat(clock.lanNs(1_999)).isEqualTo(1_000);
    }

    @Test
    void aNewRateCountsFromNow() {
        clock.rate(1_000, 0.5);
        clock.rate(3_000, 4);
        assertThat(clock.hostNs(3_000)).isEqualTo(2_000);
        assertThat(clock.hostNs(3_100)).isEqualTo(2_400);
    }

    @Test
    void neverStaysNever() {
        clock.rate(0, 0.1);
        assertThat(clock.lanNs(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    }

    /** One nanosecond earlier would wake somebody too early, who would then be woken for ever. */
    @Property
    void aDeadlineIsMetAtTheFirstNanosecondThatShowsIt(
            @ForAll @DoubleRange(min = 0.01, max = 100) double rate,
            @ForAll @LongRange(min = 0, max = HOUR_NS) long changedNs,
            @ForAll @LongRange(min = 1, max = 1_000 * HOUR_NS) long aheadNs) {
        HostClock changed = new HostClock();
        changed.rate(changedNs, rate);
        long deadlineNs = changed.hostNs(changedNs) + aheadNs;

        long lanNs = changed.lanNs(deadlineNs);

        assertThat(changed.hostNs(lanNs)).isGreaterThanOrEqualTo(deadlineNs);
        assertThat(changed.hostNs(lanNs - 1)).isLessThan(deadlineNs);
    }
}
