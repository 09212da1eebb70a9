package io.github.vrrp4j.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.testing.Capture;
import io.github.vrrp4j.netlink.testing.NetworkNamespace;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NetworkTest(programs = {"tshark", "sysctl"})
class NeighborAnnouncerIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final NetworkNamespace router = NetworkNamespace.create("garp");
    private final NetworkNamespace neighbor = NetworkNamespace.create("nbr");

    @BeforeEach
    void connect() {
        router.connect("eth0", neighbor, "eth0");
        router.ip("link set eth0 address 02:00:00:00:00:01");
    }

    @AfterEach
    void delete() {
        router.close();
        neighbor.close();
    }

    @Test
    void announcesAnAddressWithTheMacOfTheInterface() {
        Capture capture = Capture.start(
                neighbor,
                "eth0",
                "arp",
                "eth.src",
                "eth.dst",
                "arp.opcode",
                "arp.isgratuitous",
                "arp.src.hw_mac",
                "arp.src.proto_ipv4",
                "arp.dst.hw_mac",
                "arp.dst.proto_ipv4");

        assertThat(announce("eth0")).isEqualTo("announce done");

        assertThat(capture.awaitPacket(line -> true, LIMIT))
                .isEqualTo("02:00:00:00:00:01\tff:ff:ff:ff:ff:ff\t1\t1\t02:00:00:00:00:01\t192.0.2.10\t"
                        + "02:00:00:00:00:01\t192.0.2.10");
    }

    /** R-8.2.2-06; layout of RFC 4861 §4.4. */
    @ParameterizedTest
    @CsvSource({"0, 0x20000000", "1, 0xa0000000"})
    void announcesAnIpv6AddressAsARouterOnlyIfTheInterfaceForwards(int forwarding, String flags) {
        router.exec("sysctl", "-qw", "net.ipv6.conf.eth0.forwarding=" + forwarding)
                .requireSuccess();
        Capture capture = Capture.start(
                neighbor,
                "eth0",
                "icmpv6.type == 136 && icmpv6.nd.na.target_address == 2001:db8::10",
                "eth.src",
                "eth.dst",
                "ipv6.src",
                "ipv6.dst",
                "ipv6.hlim",
                "icmpv6.nd.na.flag",
                "icmpv6.checksum.status",
                "icmpv6.opt.type",
                "icmpv6.opt.linkaddr");

        assertThat(announce("eth0", "2001:db8::10")).isEqualTo("announce done");

        assertThat(capture.awaitPacket(line -> true, LIMIT))
                .isEqualTo("02:00:00:00:00:01\t33:33:00:00:00:01\t2001:db8::10\tff02::1\t255\t" + flags
                        + "\t1\t2\t02:00:00:00:00:01");
    }

    @Test
    void anIpv6NeighborThatKnewAnotherMacLearnsTheNewOne() {
        neighbor.ip("neighbor add 2001:db8::10 lladdr 02:00:00:00:00:99 nud stale dev eth0");

        assertThat(announce("eth0", "2001:db8::10")).isEqualTo("announce done");

        assertThat(neighbor.ip("neighbor show dev eth0")).contains("2001:db8::10 lladdr 02:00:00:00:00:01");
    }

    @Test
    void aNeighborThatKnewAnotherMacLearnsTheNewOne() {
        neighbor.ip("address add 192.0.2.2/24 dev eth0");
        neighbor.ip("neighbor add 192.0.2.10 lladdr 02:00:00:00:00:99 nud stale dev eth0");

        announce("eth0");

        assertThat(neighbor.ip("neighbor show dev eth0")).contains("192.0.2.10 lladdr 02:00:00:00:00:01");
    }

    @Test
    void nothingIsSentWithoutArp() {
        Capture capture = Capture.start(neighbor, "eth0", "arp", "arp.src.hw_mac", "arp.src.proto_ipv4");
        router.ip("link set eth0 arp off");

        assertThat(announce("eth0")).isEqualTo("announce done");

        router.ip("link set eth0 arp on");
        router.java(AddressProbe.class, "announce", "eth0", "192.0.2.11").requireSuccess();
        assertThat(capture.awaitPacket(line -> true, LIMIT)).isEqualTo("02:00:00:00:00:01\t192.0.2.11");
    }

    @Test
    void loopbackIsNoEthernetSoNothingIsSentAndNothingFails() {
        assertThat(announce("lo")).isEqualTo("announce done");
        assertThat(announce("lo", "2001:db8::10")).isEqualTo("announce done");
    }

    /** Linux answers ARP requests for it on eth0 with the MAC address of eth0, which is what neighbours have to unlearn. */
    @ParameterizedTest
    @CsvSource({"lo, 32", "lo, 24", "svc0, 32"})
    void anAddressThatStandsElsewhereIsAnnouncedWhereNeighboursKnowIt(String device, int prefixLength) {
        router.ip("link add svc0 type bridge");
        router.ip("link set svc0 up");
        neighbor.ip("address add 192.0.2.2/24 dev eth0");
        neighbor.ip("neighbor add 192.0.2.10 lladdr 02:00:00:00:00:99 nud stale dev eth0");

        assertThat(announce("eth0", "192.0.2.10/" + prefixLength + "@" + device))
                .isEqualTo("announce done");

        assertThat(neighbor.ip("neighbor show dev eth0")).contains("192.0.2.10 lladdr 02:00:00:00:00:01");
    }

    @Test
    void anAddressOfAnotherNetworkIsAnnouncedThereAlone() {
        Capture capture = Capture.start(neighbor, "eth0", "arp", "arp.src.hw_mac", "arp.src.proto_ipv4");
        router.connect("eth1", neighbor, "eth1");
        Capture there = Capture.start(neighbor, "eth1", "arp", "arp.src.proto_ipv4", "arp.dst.proto_ipv4");

        assertThat(announce("eth0", "198.51.100.10/24@eth1")).isEqualTo("announce done");

        router.java(AddressProbe.class, "announce", "eth0", "192.0.2.11").requireSuccess();
        assertThat(there.awaitPacket(line -> true, LIMIT)).isEqualTo("198.51.100.10\t198.51.100.10");
        assertThat(capture.awaitPacket(line -> true, LIMIT)).isEqualTo("02:00:00:00:00:01\t192.0.2.11");
    }

    @Test
    void anInterfaceThatIsDownIsReported() {
        router.ip("link set eth0 down");

        assertThat(announce("eth0"))
                .isEqualTo("announce SystemCallException: sendmsg ARP 192.0.2.10 dev eth0:"
                        + " ENETDOWN (100) Network is down");
    }

    @Test
    void aMissingInterfaceIsReported() {
        assertThat(announce("eth7"))
                .isEqualTo("announce SystemCallException: RTM_GETLINK dev eth7: ENODEV (19) No such device");
    }

    private String announce(String interfaceName) {
        return announce(interfaceName, "192.0.2.10");
    }

    private String announce(String interfaceName, String address) {
        return router.java(AddressProbe.class, "announce", interfaceName, address)
                .requireSuccess()
                .output();
    }
}
