package io.github.vrrp4j.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.testing.NetworkNamespace;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Routes with {@code ip -d -j route} as the judge. */
@NetworkTest
class RouteManagerIT {

    private final NetworkNamespace host = NetworkNamespace.create("rt");
    private final NetworkNamespace neighbor = NetworkNamespace.create("rtn");

    @BeforeEach
    void connect() {
        host.connect("eth0", neighbor, "eth0");
        host.connect("eth1", neighbor, "eth1");
        host.ip("address add 192.0.2.1/24 dev eth0");
        host.ip("address add 2001:db8::1/64 dev eth0 nodad");
    }

    @AfterEach
    void delete() {
        host.close();
        neighbor.close();
    }

    @Test
    void aPlainRouteLeavesByTheInterfaceThatAdvertisesAndHasOurProtocol() {
        assertThat(probe("add", "to=203.0.113.0/24", "add", "to=203.0.113.0/24", "add", "to=2001:db8:1::/48"))
                .isEqualTo("added done\nthere already done\nadded done");

        assertThat(host.ip("-d -j route show proto 112"))
                .isEqualTo(
                        "[{\"type\":\"unicast\",\"dst\":\"203.0.113.0/24\",\"dev\":\"eth0\",\"scope\":\"link\",\"flags\":[]}]");
        assertThat(host.ip("-6 -d -j route show proto 112"))
                .startsWith(
                        "[{\"type\":\"unicast\",\"dst\":\"2001:db8:1::/48\",\"dev\":\"eth0\",\"scope\":\"global\",\"metric\":1024");

        assertThat(probe("remove", "to=203.0.113.0/24", "remove", "to=203.0.113.0/24", "remove", "to=2001:db8:1::/48"))
                .isEqualTo("remove done\nremove done\nremove done");
        assertThat(host.ip("route show proto 112") + host.ip("-6 route show proto 112"))
                .isEmpty();
    }

    @Test
    void everythingThatAnIpv4RouteCanHave() {
        String route =
                "to=203.0.113.0/24,via=192.0.2.2,dev=eth0,src=192.0.2.1,metric=5,table=1000,proto=200,scope=GLOBAL";

        assertThat(probe("add", route, "add", route)).isEqualTo("added done\nthere already done");

        assertThat(host.ip("-d -j route show table 1000"))
                .isEqualTo(
                        "[{\"type\":\"unicast\",\"dst\":\"203.0.113.0/24\",\"gateway\":\"192.0.2.2\",\"dev\":\"eth0\","
                                + "\"protocol\":\"200\",\"scope\":\"global\",\"prefsrc\":\"192.0.2.1\",\"metric\":5,\"flags\":[]}]");
        assertThat(host.ip("route show 203.0.113.0/24")).isEmpty();
        assertThat(probe("remove", route)).isEqualTo("remove done");
        assertThat(host.ip("route show table 1000")).isEmpty();
    }

    @Test
    void everythingThatAnIpv6RouteCanHave() {
        String route = "to=2001:db8:1::/48,via=fe80::2,src=2001:db8::1,metric=5,table=100";

        assertThat(probe("add", route, "add", route)).isEqualTo("added done\nthere already done");

        assertThat(host.ip("-6 -d -j route show table 100"))
                .contains("\"dst\":\"2001:db8:1::/48\",\"gateway\":\"fe80::2\",\"dev\":\"eth0\",\"protocol\":\"112\"")
                .contains("\"prefsrc\":\"2001:db8::1\",\"metric\":5");
        assertThat(probe("remove", route)).isEqualTo("remove done");
        assertThat(host.ip("-6 route show table 100")).isEmpty();
    }

    @Test
    void defaultRoutesOfBothFamiliesLeaveWhereTheKernelSees() {
        assertThat(probe("add", "to=0.0.0.0/0,via=192.0.2.2", "add", "to=::/0,via=2001:db8::2"))
                .isEqualTo("added done\nadded done");

        assertThat(host.ip("route show default")).startsWith("default via 192.0.2.2 dev eth0 proto 112");
        assertThat(host.ip("-6 route show default")).startsWith("default via 2001:db8::2 dev eth0 proto 112");
        assertThat(probe("remove", "to=0.0.0.0/0,via=192.0.2.2", "remove", "to=::/0,via=2001:db8::2"))
                .isEqualTo("remove done\nremove done");
        assertThat(host.ip("route show default") + host.ip("-6 route show default"))
                .isEmpty();
    }

    /** The kernel compares what a request names; metric 0 of IPv4 names nothing. */
    @Test
    void aRemovalLeavesEveryRouteThatIsAnother() {
        host.ip("route add 203.0.113.0/24 dev eth0 proto static metric 7");
        host.ip("route add 203.0.113.0/24 dev eth0 proto 112 metric 8");
        host.ip("route add 203.0.113.0/24 dev eth1 proto 112 metric 9");
        host.ip("route add 203.0.113.0/25 dev eth0 proto 112");
        host.ip("route add 203.0.113.0/24 dev eth0 proto 112 table 100");
        host.ip("-6 route add 2001:db8:1::/48 dev eth0 proto static");
        host.ip("-6 route add 2001:db8:1::/48 dev eth0 proto 112 metric 8");
        List<String> before = ours();

        assertThat(probe(
                        "remove", "to=203.0.113.0/24",
                        "remove", "to=203.0.113.0/24,metric=7",
                        "remove", "to=203.0.113.0/24,metric=9",
                        "remove", "to=203.0.113.0/24,metric=8,src=192.0.2.1",
                        "remove", "to=203.0.113.0/24,metric=8,via=192.0.2.2",
                        "remove", "to=203.0.113.0/24,table=101",
                        "remove", "to=2001:db8:1::/48"))
                .isEqualTo("remove done\n".repeat(7).trim());

        assertThat(ours()).hasSize(7).isEqualTo(before);
    }

    /** Not those that the kernel adds when duplicate address detection is done. */
    private List<String> ours() {
        return (host.ip("-4 route show table all") + "\n" + host.ip("-6 route show table all"))
                .lines()
                .filter(line -> line.contains("203.0.113.") || line.contains("2001:db8:1::"))
                .toList();
    }

    @Test
    void aRouteInTheWayIsNamedWithItsRemedyAndStays() {
        host.ip("route add 203.0.113.0/24 via 192.0.2.2 proto static");
        host.ip("-6 route add 2001:db8:1::/48 dev eth1 proto static");

        assertThat(probe("add", "to=203.0.113.0/24", "add", "to=2001:db8:1::/48"))
                .isEqualTo(
                        "add route 203.0.113.0/24: there is another one, 203.0.113.0/24 via 192.0.2.2 proto 4; remove it,"
                                + " as with ip route delete 203.0.113.0/24 via 192.0.2.2 proto 4, or choose another metric or table\n"
                                + "add route 2001:db8:1::/48: there is another one, 2001:db8:1::/48 proto 4 metric 1024; remove it,"
                                + " as with ip -6 route delete 2001:db8:1::/48 proto 4 metric 1024, or choose another metric or"
                                + " table");
        assertThat(host.ip("route show 203.0.113.0/24")).contains("via 192.0.2.2");
        host.ip("route delete 203.0.113.0/24 via 192.0.2.2 proto 4");
        host.ip("-6 route delete 2001:db8:1::/48 proto 4 metric 1024");
    }

    @Test
    void aRouteThroughAMissingDeviceSaysSoAndItsRemovalIsASuccess() {
        assertThat(probe("add", "to=203.0.113.0/24,dev=eth7", "remove", "to=203.0.113.0/24,dev=eth7"))
                .isEqualTo("add RTM_GETLINK dev eth7: ENODEV (19) No such device\nremove done");
    }

    @Test
    void aRefusedRouteCarriesTheKernelsText() {
        assertThat(probe("add", "to=203.0.113.0/24,via=198.51.100.1"))
                .isEqualTo("add RTM_NEWROUTE 203.0.113.0/24 via 198.51.100.1: ENETUNREACH (101) Network is unreachable:"
                        + " Nexthop has invalid gateway");
    }

    private String probe(String... arguments) {
        List<String> all = new ArrayList<>(List.of("none"));
        all.addAll(List.of(arguments));
        return host.java(HoldingsProbe.class, all.toArray(String[]::new))
                .requireSuccess()
                .output();
    }
}
