package io.github.vrrp4j.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CheckScheduleTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void theDefaultRunsEverySecond() {
        assertThat(CheckSchedule.DEFAULT).isEqualTo(new CheckSchedule(SECOND, SECOND, 2, 3));
    }

    @Test
    void timesFromTenMillisecondsToAnHourAreTaken() {
        Duration shortest = Duration.ofMillis(10);
        Duration longest = Duration.ofHours(1);
        assertThat(new CheckSchedule(shortest, longest, 1, 1000).interval()).isEqualTo(shortest);
        assertThat(new CheckSchedule(longest, shortest, 1000, 1).timeout()).isEqualTo(shortest);
    }

    @Test
    void whatIsOutOfRangeIsNamedWithTheRange() {
        assertThatThrownBy(() -> new CheckSchedule(Duration.ofMillis(9), SECOND, 2, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("interval 9ms is not in 10ms..1h");
        assertThatThrownBy(() -> new CheckSchedule(SECOND, Duration.ofMillis(3_600_001), 2, 3))
                .hasMessage("timeout 3600001ms is not in 10ms..1h");
        assertThatThrownBy(() -> new CheckSchedule(SECOND, SECOND, 0, 3)).hasMessage("rise 0 is not in 1..1000");
        assertThatThrownBy(() -> new CheckSchedule(SECOND, SECOND, 2, 1001)).hasMessage("fall 1001 is not in 1..1000");
    }
}
