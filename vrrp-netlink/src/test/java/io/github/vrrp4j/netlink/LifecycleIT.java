package io.github.vrrp4j.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.testing.NetworkNamespace;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@NetworkTest(programs = "setpriv")
class LifecycleIT {

    private static final String REMEDY = ": run as root, or put AmbientCapabilities=CAP_NET_RAW CAP_NET_ADMIN into the"
            + " systemd unit, or start with setpriv --inh-caps +net_raw,+net_admin --ambient-caps +net_raw,+net_admin";

    private final NetworkNamespace host = NetworkNamespace.create("life");

    @AfterEach
    void delete() {
        host.close();
    }

    @Test
    void opensAgainAndLeavesNoDescriptorAndNoThread() {
        List<String> inventories = host.java(LifecycleProbe.class, "reopen", "lo", "50")
                .requireSuccess()
                .output()
                .lines()
                .toList();

        assertThat(inventories).hasSize(2);
        assertThat(inventories.get(1)).isEqualTo(inventories.get(0));
    }

    @Test
    void leavesNoGroupMembership() {
        host.java(LifecycleProbe.class, "open").requireSuccess();

        assertThat(host.ip("maddress show dev lo")).doesNotContain("224.0.0.18");
    }

    @Test
    void oneMissingCapabilityIsNamedWithItsRemedy() {
        assertThat(openWithBoundingSet("-net_raw"))
                .isEqualTo("MissingCapabilitiesException: missing CAP_NET_RAW" + REMEDY);
    }

    @Test
    void bothMissingCapabilitiesAreNamedAtOnce() {
        assertThat(openWithBoundingSet("-net_raw,-net_admin"))
                .isEqualTo("MissingCapabilitiesException: missing CAP_NET_RAW and CAP_NET_ADMIN" + REMEDY);
    }

    @Test
    void theTwoCapabilitiesAreEnough() {
        assertThat(openWithBoundingSet("-all,+net_raw,+net_admin")).isEqualTo("opened");
    }

    private String openWithBoundingSet(String capabilities) {
        List<String> command = new ArrayList<>(List.of("setpriv", "--bounding-set", capabilities));
        command.addAll(NetworkNamespace.javaCommand(LifecycleProbe.class, "open"));
        return host.exec(command.toArray(String[]::new)).requireSuccess().output();
    }
}
