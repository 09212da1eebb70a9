package io.github.vrrp4j.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vrrp4j.command.Command;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CommandCheckTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void status0IsHealthyAndTheLastLineSaysWhatWasFound() throws Exception {
        assertThat(check("echo looking; echo all well", LONG)).isEqualTo(Health.healthy("all well"));
    }

    @Test
    void anyOtherStatusIsUnhealthy() throws Exception {
        assertThat(check("echo disk full >&2; exit 2", LONG)).isEqualTo(Health.unhealthy("disk full"));
        assertThat(check("exit 3", LONG)).isEqualTo(Health.unhealthy("status 3"));
        assertThat(check("exit 0", LONG)).isEqualTo(Health.healthy("status 0"));
    }

    @Test
    void anotherStatusMayBeHealthy() throws Exception {
        HealthCheck warningIsFine = new CommandCheck(shell("exit 1"), 0, 1);
        assertThat(warningIsFine.check(LONG)).isEqualTo(new Health(true, "status 1"));
        HealthCheck reverse = new CommandCheck(shell("exit 0"), 1, 255);
        assertThat(reverse.check(LONG)).isEqualTo(new Health(false, "status 0"));
        HealthCheck slow = new CommandCheck(shell("sleep 60"), 0, 255);
        assertThat(slow.check(Duration.ofMillis(50)).healthy()).isFalse();
    }

    @Test
    void theStatusHasARange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CommandCheck(shell("exit 0"), 3, 2))
                .withMessage("exit status 3..2 is not a range within 0..255; write the least one first");
        assertThatIllegalArgumentException().isThrownBy(() -> new CommandCheck(shell("exit 0"), -1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new CommandCheck(shell("exit 0"), 0, 256));
    }

    @Test
    void tooLongIsUnhealthy() throws Exception {
        assertThat(check("sleep 60", Duration.ofMillis(200))).isEqualTo(Health.unhealthy("killed after 200 ms"));
        assertThat(check("echo waiting; sleep 60", Duration.ofSeconds(1)))
                .isEqualTo(Health.unhealthy("killed after 1000 ms, its last words: waiting"));
    }

    @Test
    void whatCannotBeStartedIsThrown() {
        assertThatThrownBy(() -> new CommandCheck(new Command(List.of("/no/such"))).check(LONG))
                .isInstanceOf(IOException.class)
                .hasMessage("program /no/such does not exist");
    }

    private static Health check(String script, Duration timeout) throws Exception {
        return new CommandCheck(shell(script)).check(timeout);
    }

    private static Command shell(String script) {
        return new Command(List.of("sh", "-c", script));
    }
}
