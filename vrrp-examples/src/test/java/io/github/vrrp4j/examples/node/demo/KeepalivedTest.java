package io.github.vrrp4j.examples.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines are those of keepalived 2.2.7. */
class KeepalivedTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "Sat Nov 21 11:41:34 2026: (web) Entering MASTER STATE, (web) Entering MASTER STATE",
                "Sun Nov  1 11:41:34 2026: (web) Entering FAULT STATE, (web) Entering FAULT STATE",
                "Sat Nov 21 11:41:34 2026: VRRP_Script(nginx) succeeded, VRRP_Script(nginx) succeeded"
            })
    void whatItSaysOfVirtualRoutersAndScriptsIsTold(String line, String text) {
        assertThat(Keepalived.read(7, "a", line)).contains(new Observation.Note(7, "a", "keepalived: " + text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sat Nov 21 11:41:32 2026: Starting VRRP child process, pid=29082",
                "Sat Nov 21 11:41:43 2026: Stopping",
                "(web) without a time",
                ""
            })
    void theRestIsNot(String line) {
        assertThat(Keepalived.read(7, "a", line)).isEmpty();
    }
}
