package io.github.vrrp4j.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.testing.NetworkNamespace;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NetworkTest(programs = {"setpriv", "sysctl"})
class AddressManagerIT {

    private final NetworkNamespace host = NetworkNamespace.create("addr");

    @BeforeEach
    void giveItAnInterface() {
        host.ip("link add eth0 type veth peer name eth1");
        host.ip("link set eth0 up");
        host.ip("address add 192.0.2.1/24 dev eth0");
    }

    @AfterEach
    void delete() {
        host.close();
    }

    @Test
    void addsAnAddressWithoutBroadcastAndRemovesIt() {
        assertThat(probe("add eth0 192.0.2.10/24")).isEqualTo("add done");
        assertThat(host.ip("-o -4 address show dev eth0"))
                .contains("192.0.2.10/24 scope global secondary eth0")
                .doesNotContain("brd");

        assertThat(probe("remove eth0 192.0.2.10/24")).isEqualTo("remove done");
        assertThat(host.ip("-o -4 address show dev eth0"))
                .doesNotContain("192.0.2.10")
                .contains("192.0.2.1/24");
    }

    @Test
    void addingTwiceAndRemovingTwiceSucceed() {
        assertThat(probe("add eth0 192.0.2.10/24 add eth0 192.0.2.10/24 "
                        + "remove eth0 192.0.2.10/24 remove eth0 192.0.2.10/24"))
                .isEqualTo("add done\nadd done\nremove done\nremove done");
        assertThat(host.ip("-o -4 address show dev eth0")).doesNotContain("192.0.2.10");
    }

    /** The kernel removes the secondary addresses of a prefix with the primary one unless told otherwise. */
    @Test
    void removingAPrimaryAddressLeavesTheOthersOfItsPrefix() {
        host.ip("address flush dev eth0");
        host.ip("address add 192.0.2.10/24 dev eth0");
        host.ip("address add 192.0.2.1/24 dev eth0");
        host.exec(
                "sysctl", "-q", "net.ipv4.conf.all.promote_secondaries=0", "net.ipv4.conf.eth0.promote_secondaries=0");

        assertThat(probe("remove eth0 192.0.2.10/24")).isEqualTo("remove done");

        assertThat(host.ip("-o -4 address show dev eth0"))
                .doesNotContain("192.0.2.10")
                .contains("192.0.2.1/24 scope global eth0");
        assertThat(host.exec("sysctl", "-n", "net.ipv4.conf.eth0.promote_secondaries")
                        .output())
                .isEqualTo("0");
    }

    @Test
    void virtualRoutersThatRemovePrimaryAddressesAtOnceLeaveTheOthersOfTheirPrefixes() {
        host.ip("address flush dev eth0");
        host.exec("sysctl", "-q", "net.ipv4.conf.all.promote_secondaries=0", "net.ipv4.conf.eth0.promote_secondaries=0")
                .requireSuccess();

        assertThat(host.java(RemovalRaceProbe.class, "eth0").requireSuccess().output())
                .isEqualTo("lost 0");
    }

    @Test
    void theSameAddressWithAnotherPrefixLengthIsAnotherAddress() {
        host.ip("address add 192.0.2.10/24 dev eth0");

        assertThat(probe("add eth0 192.0.2.10/32")).isEqualTo("add done");
        assertThat(host.ip("-o -4 address show dev eth0")).contains("192.0.2.10/24", "192.0.2.10/32");

        assertThat(probe("remove eth0 192.0.2.10/32")).isEqualTo("remove done");
        assertThat(host.ip("-o -4 address show dev eth0"))
                .contains("192.0.2.10/24")
                .doesNotContain("192.0.2.10/32");
    }

    @Test
    void addingToAMissingInterfaceSaysSoAndRemovingFromItSucceeds() {
        assertThat(probe("add eth7 192.0.2.10/24 remove eth7 192.0.2.10/24"))
                .isEqualTo("add SystemCallException: RTM_GETLINK dev eth7: ENODEV (19) No such device\nremove done");
    }

    @Test
    void anImpossibleInterfaceNameIsExplained() {
        assertThat(probe("add abcdefghijklmnop 192.0.2.10/24"))
                .isEqualTo(
                        "add IOException: interface 'abcdefghijklmnop' is not 1 to 15 octets without blanks and slashes;"
                                + " ip link lists the names");
    }

    @Test
    void aRefusalCarriesCallErrnoAndTheKernelsText() {
        assertThat(host.java(RefusalProbe.class, "eth0", "9999", "192.0.2.10/24")
                        .output())
                .isEqualTo("RTM_NEWADDR 192.0.2.10/24 dev eth0: ENODEV (19) No such device: ipv4: Device not found");
    }

    @Test
    void aRefusalWithoutTextCarriesCallAndErrno() {
        List<String> command = new ArrayList<>(List.of("setpriv", "--bounding-set", "-net_admin"));
        command.addAll(NetworkNamespace.javaCommand(RefusalProbe.class, "lo", "1", "192.0.2.10/32"));

        assertThat(host.exec(command.toArray(String[]::new)).output())
                .isEqualTo("RTM_NEWADDR 192.0.2.10/32 dev lo: EPERM (1) Operation not permitted");
    }

    private String probe(String arguments) {
        return host.java(AddressProbe.class, arguments.split(" ", -1))
                .requireSuccess()
                .output();
    }
}
