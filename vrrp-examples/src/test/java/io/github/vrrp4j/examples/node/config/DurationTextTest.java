package io.github.vrrp4j.examples.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({
        "1s, 1000000000",
        "100ms, 100000000",
        "1.5s, 1500000000",
        "0.01s, 10000000",
        "40.95s, 40950000000",
        "40950ms, 40950000000",
        "0.000001ms, 1",
        "0s, 0",
        "500us, 500000",
        "500µs, 500000",
        "1 s, 1000000000",
        "5m, 300000000000",
        "2min, 120000000000",
        "1h, 3600000000000",
        "1d, 86400000000000",
        "1.5h, 5400000000000",
        "1m30s, 90000000000",
        "1 min 30 s, 90000000000",
        "12m 5s, 725000000000",
        "1d2h3m4s5ms6us, 93784005006000",
        "1h0.5s, 3600500000000"
    })
    void numbersAndTheirUnitsAreReadExactly(String text, long ns) {
        assertThat(DurationText.parse(text)).isEqualTo(Duration.ofNanos(ns));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "s", "ms", "-1s", "+1s", "1  s", " 1s", "1s ", "1S", ".5s", "1.s", "1e3ms", "PT1S", "1,5s", "1m30"
            })
    void anythingElseIsRefusedWithAnExample(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DurationText.parse(text))
                .withMessageContaining("100ms, 1.5s or 1h30m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"30s1m", "1s1s", "1m1min", "1.5h30m"})
    void unitsGoDownAndOnlyTheLastHasAFraction(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DurationText.parse(text))
                .withMessage(
                        "'" + text + "' is not a duration; write the longest unit first, each once, and a fraction at"
                                + " the end alone, like 1h30m or 1m0.5s");
    }

    @Test
    void aBareNumberIsAskedForItsUnit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DurationText.parse("100"))
                .withMessage("'100' has no unit; write 100s or 100ms");
    }

    @ParameterizedTest
    @CsvSource({
        "1w, 'has the unit ''w''; the units are us, ms, s, m or min, h and d'",
        "9999999d, is longer than 292 years",
        "0.0001us, is finer than a nanosecond"
    })
    void whatCannotBeSaysWhy(String text, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DurationText.parse(text))
                .withMessageContaining("'" + text + "' " + why);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "1, 0.001us",
        "5000, 5us",
        "100000000, 100ms",
        "60000000000, 60s",
        "90000000000, 90s",
        "600000000000, 10min",
        "3600000000000, 1h",
        "86400000000000, 24h"
    })
    void whatIsPrintedIsShortAndCanBeReadAgain(long ns, String text) {
        assertThat(DurationText.format(Duration.ofNanos(ns))).isEqualTo(text);
        assertThat(DurationText.parse(text)).isEqualTo(Duration.ofNanos(ns));
    }
}
