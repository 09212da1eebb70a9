package io.github.vrrp4j.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CapabilitiesTest {

    @Test
    void rootHasBoth() throws IOException {
        assertThat(Capabilities.missing("CapPrm:\t0000000000000000\nCapEff:\t000001ffffffffff\n"))
                .isEmpty();
    }

    @Test
    void theTwoBitsAreEnough() throws IOException {
        assertThat(Capabilities.missing("CapEff:\t0000000000003000\n")).isEmpty();
    }

    @Test
    void eachMissingOneIsNamed() throws IOException {
        assertThat(Capabilities.missing("CapEff:\t0000000000001000\n")).containsExactly("CAP_NET_RAW");
        assertThat(Capabilities.missing("CapEff:\t0000000000002000\n")).containsExactly("CAP_NET_ADMIN");
        assertThat(Capabilities.missing("CapEff:\t0000000000000000\n")).containsExactly("CAP_NET_RAW", "CAP_NET_ADMIN");
    }

    @Test
    void onlyTheEffectiveSetCounts() throws IOException {
        assertThat(Capabilities.missing(
                        "CapPrm:\t000001ffffffffff\nCapEff:\t0000000000000000\nCapBnd:\t000001ffffffffff\n"))
                .hasSize(2);
    }

    @Test
    void aTextWithoutTheLineIsNoCapabilities() {
        assertThatThrownBy(() -> Capabilities.missing("Name:\tjava\n"))
                .isInstanceOf(IOException.class)
                .hasMessage("no CapEff line in /proc/self/status: is /proc mounted?");
    }

    @Test
    void theMessageNamesWhatIsMissingAndEveryWayToGiveIt() {
        assertThat(new MissingCapabilitiesException(List.of("CAP_NET_RAW", "CAP_NET_ADMIN")))
                .hasMessage("missing CAP_NET_RAW and CAP_NET_ADMIN: run as root, or put"
                        + " AmbientCapabilities=CAP_NET_RAW CAP_NET_ADMIN into the systemd unit, or start with"
                        + " setpriv --inh-caps +net_raw,+net_admin --ambient-caps +net_raw,+net_admin");
    }
}
