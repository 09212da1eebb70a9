package io.github.vrrp4j.examples.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines are those of keepalived 2.2.7. */
class KeepalivedTest {
    private static final List<String> ADDRESSES = List.of("192.0.2.10");

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "Sat Nov 21 11:41:34 2026: (web) Master received advert, (web) Master received advert",
                "Sat Nov 21 11:41:34 2026: VRRP_Script(nginx) succeeded, VRRP_Script(nginx) succeeded"
            })
    void whatItSaysOfVirtualRoutersAndScriptsIsTold(String line, String text) {
        assertThat(Keepalived.read(7, "a", ADDRESSES, line))
                .contains(new Observation.Note(7, "a", "keepalived: " + text));
    }

    @ParameterizedTest
    @CsvSource({
        "Sat Nov 21 11:41:34 2026: (web) Entering MASTER STATE, true, 7",
        "Sun Nov  1 11:41:34 2026: (web) Entering BACKUP STATE, false, 20000007",
        "Sun Nov  1 11:41:34 2026: (web) Entering FAULT STATE, false, 20000007"
    })
    void itsStateSaysWhetherItHasItsAddresses(String line, boolean held, long atNs) {
        assertThat(Keepalived.read(7, "a", ADDRESSES, line))
                .contains(new Observation.Holding(
                        atNs, "a", held, ADDRESSES, "keepalived: " + line.substring(line.indexOf('('))));
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
        assertThat(Keepalived.read(7, "a", ADDRESSES, line)).isEmpty();
    }
}
