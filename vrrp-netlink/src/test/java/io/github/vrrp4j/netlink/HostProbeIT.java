package io.github.vrrp4j.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.testing.NetworkNamespace;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@link HostInterfaces} and {@link NeighborProbe} in a namespace with one neighbour. */
@NetworkTest(programs = {"sysctl"})
class HostProbeIT {

    private final NetworkNamespace host = NetworkNamespace.create("host");
    private final NetworkNamespace neighbor = NetworkNamespace.create("nbr");

    @BeforeEach
    void connect() {
        for (NetworkNamespace each : new NetworkNamespace[] {host, neighbor}) {
            each.exec("sysctl", "-qw", "net.ipv6.conf.default.addr_gen_mode=1").requireSuccess();
        }
        host.connect("eth0", neighbor, "eth0");
        host.ip("link set eth0 address 02:00:00:00:00:01");
        neighbor.ip("link set eth0 address 02:00:00:00:00:02");
        host.ip("address add fe80::1/64 dev eth0 nodad");
        neighbor.ip("address add 192.0.2.10/32 dev eth0");
        neighbor.ip("address add 2001:db8::10/64 dev eth0 nodad");
    }

    @AfterEach
    void delete() {
        host.close();
        neighbor.close();
    }

    @Test
    void aNeighborAnswersForItsAddressesAndLearnsNoIpv4AddressOfOurs() {
        host.ip("address add 192.0.2.1/24 dev eth0");

        assertThat(probe("ask", "eth0", "192.0.2.10")).isEqualTo("[192.0.2.10 02:00:00:00:00:02]");
        assertThat(probe("ask", "eth0", "2001:db8::10")).isEqualTo("[2001:db8::10 02:00:00:00:00:02]");
        assertThat(neighbor.ip("-4 neighbor show")).isEmpty();
        assertThat(host.ip("neighbor show")).doesNotContain("192.0.2.10", "2001:db8::10");
    }

    @Test
    void nobodyAnswersForAnAddressThatNobodyHas() {
        assertThat(probe("ask", "eth0", "192.0.2.11")).isEqualTo("[]");
        assertThat(probe("ask", "eth0", "2001:db8::11")).isEqualTo("[]");
    }

    @Test
    void whereAddressesAreNotResolvedThereIsNothingToAsk() {
        assertThat(probe("ask", "lo", "192.0.2.10")).isEqualTo("lo is not an Ethernet on which addresses are resolved");
    }

    @Test
    void anInterfaceIsDescribedAsItIs() {
        assertThat(probe("find", "eth0"))
                .isEqualTo("Optional[InterfaceState[name=eth0, up=true, carrier=true, loopback=false, multicast=true,"
                        + " resolvesAddresses=true, mtuOctets=1500, mac=02:00:00:00:00:01,"
                        + " addresses=[Address[address=fe80::1, prefixLength=64, tentative=false, duplicate=false]]]]");
        neighbor.ip("link set eth0 down");
        assertThat(probe("find", "eth0")).contains("up=true, carrier=false");
        host.ip("link set eth0 down");
        assertThat(probe("find", "eth0")).contains("up=false, carrier=false");
        assertThat(probe("find", "eth7")).isEqualTo("Optional.empty");
    }

    @Test
    void aMacvlanIsTriedAndNotLeft() {
        String before = host.ip("-brief link");

        assertThat(probe("macvlan", "eth0")).isEqualTo("done");
        assertThat(probe("macvlan", "lo")).startsWith("RTM_NEWLINK macvlan link lo: EINVAL (22)");
        assertThat(probe("macvlan", "eth7")).isEqualTo("RTM_GETLINK dev eth7: ENODEV (19) No such device");

        assertThat(host.ip("-brief link")).isEqualTo(before);
    }

    private String probe(String... arguments) {
        return host.java(HostProbe.class, arguments).requireSuccess().output();
    }
}
