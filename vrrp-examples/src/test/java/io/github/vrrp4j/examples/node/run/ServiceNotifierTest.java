package io.github.vrrp4j.examples.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.examples.node.control.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceNotifierTest {

    @Test
    void theStatusCountsTheStates() {
        assertThat(ServiceNotifier.status(List.of())).isEqualTo("0 virtual routers");
        assertThat(ServiceNotifier.status(List.of(Samples.backup()))).isEqualTo("1 virtual router: 1 BACKUP");
        assertThat(ServiceNotifier.status(List.of(Samples.backup(), Samples.faulty(), Samples.backup())))
                .isEqualTo("3 virtual routers: 1 INITIALIZE, 2 BACKUP");
    }

    @Test
    void theWatchdogIsForTheProcessThatIsNamed() {
        assertThat(ServiceNotifier.watchdog(Map.of("WATCHDOG_USEC", "30000000"), 42))
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(ServiceNotifier.watchdog(Map.of("WATCHDOG_USEC", "1000", "WATCHDOG_PID", "42"), 42))
                .isEqualTo(Duration.ofMillis(1));
        assertThat(ServiceNotifier.watchdog(Map.of("WATCHDOG_USEC", "1000", "WATCHDOG_PID", "43"), 42))
                .isNull();
        assertThat(ServiceNotifier.watchdog(Map.of(), 42)).isNull();
        assertThat(ServiceNotifier.watchdog(Map.of("WATCHDOG_USEC", "0"), 42)).isNull();
        assertThat(ServiceNotifier.watchdog(Map.of("WATCHDOG_USEC", "soon"), 42))
                .isNull();
    }
}
