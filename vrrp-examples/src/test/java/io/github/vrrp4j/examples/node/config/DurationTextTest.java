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
        "0s, 0"
    })
    void aNumberAndItsUnitAreReadExactly(String text, long ns) {
        assertThat(DurationText.parse(text)).isEqualTo(Duration.ofNanos(ns));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "ms", "-1s", "+1s", "1 s", "1S", ".5s", "1.s", "1e3ms", "PT1S", "1s1ms", "1,5s"})
    void anythingElseIsRefusedWithAnExample(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DurationText.parse(text))
                .withMessageContaining("100ms or 1.5s");
    }

    @Test
    void aBareNumberIsAskedForItsUnit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DurationText.parse("100"))
                .withMessage("'100' has no unit; write 100s or 100ms");
    }
}
