package io.github.vrrp4j.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.route.AddressProtocolProbe;
import io.github.vrrp4j.netlink.testing.Capture;
import io.github.vrrp4j.netlink.testing.NetworkNamespace;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How addresses stand on the host, with {@code ip -d -j address} as the judge. */
@NetworkTest(programs = "tshark")
class AddressOptionsIT {

    private final NetworkNamespace host = NetworkNamespace.create("opt");
    private final NetworkNamespace neighbor = NetworkNamespace.create("optn");

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
    void everyOptionOfAnIpv4Address() {
        assertThat(probe(
                        "add",
                        "198.51.100.10/24,label=eth0:1,scope=LINK,brd=198.51.100.255,noprefixroute=,preferred=300"))
                .isEqualTo("added done");

        assertThat(shown("eth0", "198.51.100.10"))
                .contains(
                        "\"local\":\"198.51.100.10\",\"prefixlen\":24,\"broadcast\":\"198.51.100.255\",\"scope\":\"link\"",
                        "\"noprefixroute\":true",
                        "\"label\":\"eth0:1\"",
                        "\"valid_life_time\":429496729")
                .containsPattern("\"preferred_life_time\":(300|29\\d)");
        assertThat(host.ip("route show 198.51.100.0/24")).isEmpty();

        assertThat(probe("remove", "198.51.100.10/24,label=eth0:1")).isEqualTo("remove done");
        assertThat(shown("eth0", "198.51.100.10")).isEqualTo("[]");
    }

    @Test
    void anIpv4AddressWithoutOptionsIsPreferredGlobalAndBringsItsRoute() {
        probe("add", "198.51.100.10/24");

        assertThat(shown("eth0", "198.51.100.10"))
                .contains("\"scope\":\"global\"", "\"label\":\"eth0\"", "\"preferred_life_time\":4294967295")
                .doesNotContain("broadcast", "noprefixroute", "deprecated");
        assertThat(host.ip("route show 198.51.100.0/24")).contains("198.51.100.0/24 dev eth0");
    }

    @Test
    void anIpv4AddressMayBeDeprecatedAndAnIpv6AddressPreferred() {
        probe("add", "198.51.100.10/32,preferred=0", "add", "2001:db8:1::10/64,preferred=300,noprefixroute=");

        assertThat(shown("eth0", "198.51.100.10")).contains("\"deprecated\":true");
        assertThat(shown("eth0", "2001:db8:1::10"))
                .contains("\"nodad\":true", "\"noprefixroute\":true")
                .containsPattern("\"preferred_life_time\":(300|29\\d)")
                .doesNotContain("deprecated", "tentative");
        assertThat(host.ip("-6 route show 2001:db8:1::/64")).isEmpty();
    }

    /** The kernel knows IFA_PROTO since 5.18. */
    @Test
    void anAddressSaysThatItIsOurs() {
        probe("add", "192.0.2.10/24", "add", "2001:db8::10/64");
        String index = host.exec("cat", "/sys/class/net/eth0/ifindex").output();

        assertThat(host.java(AddressProtocolProbe.class, index)
                        .requireSuccess()
                        .output()
                        .lines())
                .filteredOn(line -> line.endsWith("protocol 112"))
                .hasSize(2)
                .satisfiesExactly(
                        line -> assertThat(line).contains("192.0.2.10"),
                        line -> assertThat(line).contains("2001:db8::10"));
    }

    @Test
    void anAddressStandsOnTheDeviceOfItsChoiceAndLeavesThat() {
        assertThat(probe("add", "203.0.113.10/32,dev=lo", "add", "2001:db8:2::10/128,dev=lo"))
                .isEqualTo("added done\nadded done");
        assertThat(shown("lo", "203.0.113.10")).contains("\"prefixlen\":32", "\"scope\":\"global\"");
        assertThat(shown("lo", "2001:db8:2::10")).contains("\"prefixlen\":128");
        assertThat(shown("eth0", "203.0.113.10")).isEqualTo("[]");

        host.ip("address add 203.0.113.10/32 dev eth0");
        assertThat(probe("remove", "203.0.113.10/32,dev=lo", "remove", "203.0.113.10/24,dev=eth0"))
                .isEqualTo("remove done\nremove done");
        assertThat(shown("lo", "203.0.113.10")).isEqualTo("[]");
        assertThat(shown("eth0", "203.0.113.10")).contains("\"prefixlen\":32");
    }

    @Test
    void anAddressOnADeviceThatIsMissingSaysSoAndItsRemovalIsASuccess() {
        assertThat(probe("add", "203.0.113.10/32,dev=dummy7", "remove", "203.0.113.10/32,dev=dummy7"))
                .isEqualTo("add RTM_GETLINK dev dummy7: ENODEV (19) No such device\nremove done");
    }

    @Test
    void anAddressIsAnnouncedOnTheDeviceThatHasItAndWhereNobodyCanBeToldOnTheAdvertisingInterface() {
        Capture other = Capture.start(neighbor, "eth1", "arp", "arp.src.proto_ipv4", "arp.opcode");
        Capture first = Capture.start(neighbor, "eth0", "arp", "arp.src.proto_ipv4", "arp.opcode");

        assertThat(probe(
                        "announce",
                        "203.0.113.10/32,dev=lo",
                        "announce",
                        "203.0.113.11/24,dev=eth1",
                        "announce",
                        "203.0.113.12/32"))
                .isEqualTo("announce done\nannounce done\nannounce done");

        Duration limit = Duration.ofSeconds(20);
        assertThat(other.awaitPacket(line -> true, limit)).isEqualTo("203.0.113.11\t1");
        assertThat(first.awaitPacket(line -> true, limit)).isEqualTo("203.0.113.10\t1");
        assertThat(first.awaitPacket(line -> !line.startsWith("203.0.113.10"), limit))
                .isEqualTo("203.0.113.12\t1");
    }

    private String shown(String device, String address) {
        String shown = host.ip("-d -j address show dev " + device + " to " + address);
        int start = shown.indexOf("\"addr_info\":");
        return start < 0 ? "[]" : shown.substring(start + "\"addr_info\":".length());
    }

    private String probe(String... arguments) {
        List<String> all = new ArrayList<>(List.of("none"));
        all.addAll(List.of(arguments));
        return host.java(HoldingsProbe.class, all.toArray(String[]::new))
                .requireSuccess()
                .output();
    }
}
