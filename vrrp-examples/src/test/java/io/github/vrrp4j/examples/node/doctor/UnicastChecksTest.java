package io.github.vrrp4j.examples.node.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.vrrp4j.examples.node.doctor.Finding.Result;
import io.github.vrrp4j.netlink.InterfaceState;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnicastChecksTest {
    private static final VirtualRouterConfig ROUTER = Facts.unicast("192.0.2.10/24", "192.0.2.2", "198.51.100.2");
    private static final IpAddress PEER = IpAddress.parse("192.0.2.2");

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, OK, 192.0.2.1 is on this host",
        "198.51.100.7, OK, 198.51.100.7 is on this host", // on another interface
        "192.0.2.9, FAIL, 192.0.2.9 is not on any interface of this host"
    })
    void theSourceAddressIsOnThisHost(String source, Result result, String text) {
        VirtualRouterConfig config = Facts.with(ROUTER, host -> host.sourceAddress(IpAddress.parse(source)));

        assertThat(judge(config, "192.0.2.1/24"))
                .extracting(Finding::check, Finding::result, Finding::text)
                .containsExactly(tuple("source-address", result, text));
    }

    @Test
    void aLinkLocalSourceAddressIsOnTheInterfaceItselfAndUsable() {
        VirtualRouterConfig config =
                Facts.with(Facts.router(51, "fe80::10/64"), host -> host.sourceAddress(IpAddress.parse("fe80::7")));

        assertThat(judge(config, "fe80::1/64").get(0).text()).isEqualTo("fe80::7 is not on eth0");
        assertThat(judge(config, "fe80::7/64 tentative").get(0).result()).isEqualTo(Result.FAIL);
        assertThat(judge(config, "fe80::7/64").get(0).result()).isEqualTo(Result.OK);
    }

    @Test
    void aPeerThatIsThisHostFails() {
        assertThat(judge(ROUTER, "192.0.2.2/24"))
                .extracting(Finding::check, Finding::result, Finding::text)
                .containsExactly(tuple(
                        "unicast-peer", Result.FAIL, "192.0.2.2 is an address of this host, not of another router"));
        assertThat(judge(ROUTER, "192.0.2.1/24")).isEmpty();
    }

    @Test
    void aPeerOnTheLinkIsToAnswerAndOneBehindARouterIsNotAsked() {
        WatchedInterface watched = Facts.watched(List.of(ROUTER), "192.0.2.1/24");
        MacAddress mac = new MacAddress(0x0200_0000_0002L);

        assertThat(UnicastChecks.answer(watched, ROUTER, PEER, null, Map.of(PEER, Set.of(mac))))
                .isEqualTo(Finding.ok("unicast-peer", "vrid=51 if=eth0", "192.0.2.2 answers, 02:00:00:00:00:02"));
        assertThat(UnicastChecks.answer(watched, ROUTER, PEER, null, Map.of()))
                .matches(finding -> finding.result() == Result.WARN)
                .extracting(Finding::text)
                .isEqualTo("192.0.2.2 is on the link, and does not answer ARP");
        assertThat(UnicastChecks.answer(watched, ROUTER, PEER, "no link", Map.of())
                        .text())
                .isEqualTo("192.0.2.2 was not asked: no link");
        assertThat(UnicastChecks.answer(watched, ROUTER, IpAddress.parse("198.51.100.2"), null, Map.of()))
                .isEqualTo(Finding.ok(
                        "unicast-peer", "vrid=51 if=eth0", "198.51.100.2 is not on the link of eth0, and not asked"));
    }

    @Test
    void anInterfaceWithoutMulticastWillDoForUnicastAndNoAddressIsNeededWhereOneIsNamed() {
        InterfaceState state = new InterfaceState("eth0", true, true, false, false, true, 1500, null, List.of());
        VirtualRouterConfig named = Facts.with(ROUTER, host -> host.sourceAddress(IpAddress.parse("198.51.100.7")));

        assertThat(InterfaceChecks.judge(new WatchedInterface("eth0", List.of(named), state), List.of("eth0"), false))
                .extracting(Finding::result)
                .containsOnly(Result.OK);
        assertThat(InterfaceChecks.judge(new WatchedInterface("eth0", List.of(ROUTER), state), List.of("eth0"), false))
                .filteredOn(each -> each.result() == Result.FAIL)
                .extracting(Finding::check)
                .containsExactly("own-address");
    }

    @Test
    void onlyWhatPeersSendToThisHostIsTheirs() {
        WatchedInterface watched = Facts.watched(List.of(ROUTER), "192.0.2.1/24");
        HeardRouter multicast = Facts.heard(51, "192.0.2.2", "192.0.2.99");
        HeardRouter unicast = new HeardRouter(
                AddressFamily.IPV4, 51, 3, PEER, 150, 100, List.of(IpAddress.parse("192.0.2.10")), true);

        assertThat(advertisements(watched, multicast).get(0).text())
                .isEqualTo("none of its peers advertises it, listened for 3s");
        assertThat(advertisements(watched, multicast, unicast))
                .extracting(Finding::result, Finding::text)
                .containsExactly(
                        tuple(
                                Result.OK,
                                "a peer: 192.0.2.2 advertises 192.0.2.10 every 1s, priority 150, VRRPv3, unicast"),
                        tuple(Result.OK, "192.0.2.2 advertises 192.0.2.99 every 1s, priority 150, VRRPv3"));
    }

    private static List<Finding> advertisements(WatchedInterface watched, HeardRouter... routers) {
        return AdvertisementChecks.judge(
                watched, AddressFamily.IPV4, new Heard(List.of(routers), Map.of()), Duration.ofSeconds(3));
    }

    private static List<Finding> judge(VirtualRouterConfig config, String... addresses) {
        WatchedInterface watched = Facts.watched(List.of(config), addresses);
        InterfaceState other = Facts.ethernet("eth1", Facts.address("198.51.100.7/24"), Facts.address("fe80::7/64"));
        InterfaceState own = watched.state();
        return UnicastChecks.judge(watched, own == null ? List.of(other) : List.of(own, other));
    }
}
