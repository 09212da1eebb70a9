package io.github.vrrp4j.examples.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogLayoutTest {
    private final LogLayout layout = new LogLayout(ZoneId.of("+02:00"));
    private final LoggerContext context = new LoggerContext();

    @Test
    void anEventIsOneLineWithTimeLevelAndMessage() {
        assertThat(layout.doLayout(event("vrid=51 if=eth0 BACKUP->MASTER cause=MASTER_DOWN_TIMER", null)))
                .isEqualTo("2026-11-21T14:05:09.007+02:00 INFO vrid=51 if=eth0 BACKUP->MASTER"
                        + " cause=MASTER_DOWN_TIMER\n");
    }

    @Test
    void anErrorAddsWhereItWasThrownAndNoFurtherLine() {
        String line = layout.doLayout(event("loop failed", new IllegalStateException("a\nb")));

        assertThat(line)
                .contains("INFO loop failed (java.lang.IllegalStateException, at ", "LogLayoutTest.java")
                .hasLineCount(1);
    }

    @Test
    void aLineBreakInAMessageIsWrittenOut() {
        assertThat(layout.doLayout(event("a\nb\rc", null))).endsWith("INFO a\\nb\\rc\n");
    }

    private LoggingEvent event(String message, @Nullable Throwable error) {
        LoggingEvent event = new LoggingEvent("caller", context.getLogger("any"), Level.INFO, message, error, null);
        event.setInstant(Instant.parse("2026-11-21T12:05:09.007Z"));
        return event;
    }
}
