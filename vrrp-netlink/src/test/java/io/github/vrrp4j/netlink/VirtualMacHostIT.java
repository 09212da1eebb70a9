package io.github.vrrp4j.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.route.CleanupProbe;
import io.github.vrrp4j.netlink.testing.Capture;
import io.github.vrrp4j.netlink.testing.NetworkNamespace;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The interface with the virtual router MAC address, from its beginning to its end. */
@NetworkTest(programs = {"sysctl", "tshark", "nft"})
class VirtualMacHostIT {

    private final NetworkNamespace host = NetworkNamespace.create("vmac");
    private final NetworkNamespace neighbor = NetworkNamespace.create("vmnb");
    private String device = "";
    private String deviceIpv6 = "";

    @BeforeEach
    void giveThemAnInterface() {
        host.connect("eth0", neighbor, "eth0");
        host.ip("address add 192.0.2.1/24 dev eth0");
        host.exec(
                        "sysctl",
                        "-qw",
                        "net.ipv4.conf.eth0.arp_ignore=0",
                        "net.ipv4.conf.eth0.arp_announce=0",
                        "net.ipv4.conf.all.rp_filter=1",
                        "net.ipv4.conf.eth0.forwarding=1")
                .requireSuccess();
        device = "vrrp4-" + index("eth0") + "-51";
        deviceIpv6 = "vrrp6-" + index("eth0") + "-51";
    }

    @AfterEach
    void delete() {
        host.close();
        neighbor.close();
    }

    @Test
    void itIsMadeDownAndWithoutAnAddressOfItsOwn() {
        assertThat(probe("eth0 192.0.2.10/24 prepare")).isEqualTo("prepare done");

        assertThat(host.ip("-d link show dev " + device))
                .contains("state DOWN", "link/ether 00:00:5e:00:01:33", "macvlan mode bridge", "addrgenmode none");
        assertThat(sysctl("ipv4", device, "arp_ignore")).isEqualTo("1");
        assertThat(sysctl("ipv4", device, "rp_filter")).isEqualTo("2");
        assertThat(sysctl("ipv4", device, "promote_secondaries")).isEqualTo("1");
        assertThat(sysctl("ipv6", device, "disable_ipv6")).isEqualTo("1");
        assertThat(sysctl("ipv4", "eth0", "arp_ignore")).isEqualTo("1");
        assertThat(sysctl("ipv4", "eth0", "arp_announce")).isEqualTo("2");
        assertThat(sysctl("ipv4", "all", "rp_filter")).isEqualTo("1");
    }

    @Test
    void oneForIpv6HasNoAddressButTheVirtualOnes() {
        assertThat(probe("eth0 fe80::10/64 prepare begin add")).isEqualTo("prepare done\nbegin done\nadd done");

        assertThat(host.ip("-o -6 address show dev " + deviceIpv6).lines().toList())
                .singleElement()
                .asString()
                .contains("fe80::10/64");
        assertThat(sysctl("ipv4", "eth0", "arp_ignore")).isEqualTo("0");
        assertThat(sysctl("ipv6", deviceIpv6, "accept_ra")).isEqualTo("0");
        assertThat(host.ip("link show dev " + deviceIpv6)).contains("00:00:5e:00:02:33");
    }

    @Test
    void itIsUpWhileTheAddressesAreHeldAndGoneInTheEnd() {
        assertThat(probe("eth0 192.0.2.10/24 prepare begin add add")).endsWith("add done\nadd done");
        assertThat(host.ip("link show dev " + device)).contains(",UP");
        assertThat(host.ip("-o address show dev " + device)).contains("192.0.2.10/24", "noprefixroute");
        assertThat(host.ip("-o address show dev eth0")).doesNotContain("192.0.2.10");
        assertThat(host.ip("route show 192.0.2.0/24")).doesNotContain(device);
        assertThat(sysctl("ipv4", device, "forwarding")).isEqualTo("1");

        // Another run, after one that was killed: it finds it up.
        assertThat(probe("eth0 192.0.2.10/24 prepare")).isEqualTo("prepare done");
        assertThat(host.ip("link show dev " + device)).contains("state DOWN");

        assertThat(probe("eth0 192.0.2.10/24 prepare end remove begin add end remove retire retire"))
                .doesNotContain("RTM", "net.");
        assertThat(host.ip("-o link show")).doesNotContain("vrrp");
    }

    @Test
    void theSettingsOfTheInterfaceAreGivenBackUnlessSomebodyElseChangedThem() {
        assertThat(probe("eth0 192.0.2.10/24 prepare begin end retire")).endsWith("retire done");
        assertThat(sysctl("ipv4", "eth0", "arp_ignore")).isEqualTo("0");
        assertThat(sysctl("ipv4", "eth0", "arp_announce")).isEqualTo("0");

        host.exec("sysctl", "-qw", "net.ipv4.conf.eth0.arp_ignore=2").requireSuccess();
        assertThat(probe("eth0 192.0.2.10/24 prepare begin")).endsWith("begin done");
        assertThat(sysctl("ipv4", "eth0", "arp_ignore")).isEqualTo("2");
    }

    @Test
    void anInterfaceThatComesLaterGetsItThen() {
        assertThat(probe("eth7 192.0.2.10/24 prepare begin"))
                .isEqualTo("prepare done\nbegin RTM_GETLINK dev eth7: ENODEV (19) No such device");
        assertThat(probe("eth0 192.0.2.10/24 begin add")).isEqualTo("begin done\nadd done");
        assertThat(host.ip("-o address show dev " + device)).contains("192.0.2.10/24");
    }

    @Test
    void whatCannotCarryOneIsRefusedWithTheReason() {
        assertThat(probe("lo 192.0.2.10/24 prepare"))
                .isEqualTo("prepare no virtual MAC address for lo IPV4 vrid 51 is possible on lo:"
                        + " it is the loopback interface");

        host.ip("link add br0 type bridge");
        host.ip("link set eth0 master br0");
        assertThat(probe("eth0 192.0.2.10/24 prepare"))
                .contains("EBUSY (16)", "eth0 is a port of a bridge, a bond or the like");
        assertThat(probe("br0 192.0.2.10/24 prepare")).isEqualTo("prepare done");

        host.ip("link set eth0 nomaster");
        host.ip("link add m0 link eth0 type macvlan mode private");
        assertThat(probe("m0 192.0.2.10/24 prepare")).contains("m0: it is a macvlan interface of mode private;");
        host.ip("link delete m0");
        host.ip("link add m0 link eth0 type macvlan mode passthru");
        assertThat(probe("m0 192.0.2.10/24 prepare")).contains("m0: it is a macvlan interface of mode passthru");
        assertThat(probe("eth0 192.0.2.10/24 prepare"))
                .contains("EINVAL (22)", "eth0 cannot carry a macvlan interface beside what it carries");
    }

    @Test
    void aCheckSaysWhatIsKnownToBeRefusedAndMakesNothing() {
        assertThat(probe("eth0 192.0.2.10/24 check")).isEqualTo("check done");
        assertThat(host.ip("-o link show")).doesNotContain("vrrp");
        assertThat(sysctl("ipv4", "eth0", "arp_ignore")).isEqualTo("0");
        assertThat(probe("eth7 192.0.2.10/24 check")).isEqualTo("check done"); // it may come
        assertThat(probe("eth0 192.0.2.10/24 prepare begin add check")).endsWith("check done");
        assertThat(host.ip("link show dev " + device)).contains(",UP");

        assertThat(probe("lo 192.0.2.10/24 check")).endsWith("is possible on lo: it is the loopback interface");
        host.ip("link delete dev " + device);
        host.ip("link add " + device + " type bridge");
        assertThat(probe("eth0 192.0.2.10/24 check"))
                .startsWith("check interface " + device + " is there and is not a macvlan");
    }

    @Test
    void anInterfaceOfSomebodyElseIsLeftAlone() {
        host.ip("link add " + device + " type bridge");

        assertThat(probe("eth0 192.0.2.10/24 prepare"))
                .isEqualTo("prepare interface " + device + " is there and is not a macvlan with 00:00:5e:00:01:33 on"
                        + " eth0; ip link delete dev " + device + " makes room");
        assertThat(probe("eth0 192.0.2.10/24 end retire")).isEqualTo("end done\nretire done");
        assertThat(host.ip("-d link show dev " + device)).contains("bridge");
    }

    @Test
    void anotherMacvlanWithTheSameMacIsNamedAsTheReason() {
        host.ip("link add vrrp.51 link eth0 address 00:00:5e:00:01:33 type macvlan mode private");
        host.ip("link set vrrp.51 up");

        assertThat(probe("eth0 192.0.2.10/24 prepare begin"))
                .contains("begin another macvlan interface on eth0 is up with 00:00:5e:00:01:33");
    }

    /** On a macvlan, both stand on the same interface; and another MASTER must be heard. */
    @Test
    void aMacvlanGetsOneBesideItAndHearsOthersWithTheSameMac() {
        host.ip("link add m0 link eth0 type macvlan mode bridge");
        host.ip("link set m0 up");
        assertThat(probe("m0 192.0.2.10/24 prepare begin add")).endsWith("add done");
        String beside = "vrrp4-" + index("m0") + "-51";
        assertThat(host.ip("-d link show dev " + beside)).contains(beside + "@eth0", "macvlan mode vepa", ",UP");
        neighbor.ip("address add 192.0.2.2/24 dev eth0");
        assertThat(neighbor.exec("ping", "-n", "-c", "1", "-W", "2", "192.0.2.10")
                        .exitCode())
                .isZero();
        Capture capture = Capture.start(host, "m0", "arp", "eth.src", "arp.src.proto_ipv4");

        neighbor.java(PlacementProbe.class, "eth0", "192.0.2.10/24", "announce").requireSuccess();

        capture.awaitPacket("00:00:5e:00:01:33\t192.0.2.10"::equals, Duration.ofSeconds(20));
        assertThat(probe("m0 192.0.2.10/24 prepare end remove retire")).endsWith("retire done");
        assertThat(host.ip("-o link show")).doesNotContain("vrrp");
    }

    /** What stands on another macvlan outlives that, and must not answer meanwhile. */
    @Test
    void itGoesDownAndAwayAlsoWhenAnotherParentHasTakenThePlaceOfTheFirst() {
        host.ip("link add m0 link eth0 type macvlan mode bridge");
        host.ip("link set m0 up");
        String beside = "vrrp4-" + index("m0") + "-51";

        assertThat(probe("m0 192.0.2.10/24 prepare begin add anew end remove")).endsWith("remove done");
        assertThat(host.ip("address show dev " + beside)).contains("state DOWN").doesNotContain("192.0.2.10");
        host.ip("link delete " + beside);

        assertThat(probe("m0 192.0.2.10/24 prepare begin add anew end remove retire"))
                .endsWith("retire done");
        assertThat(host.ip("-o link show")).doesNotContain("vrrp");
    }

    @Test
    void aMacvlanOnAnotherInterfaceIsNotDeletedByAVirtualRouterThatCouldNotBeMade() {
        host.ip("link add eth1 type veth peer name peer1");
        host.ip("link add " + device + " link eth1 address 00:00:5e:00:01:33 type macvlan mode bridge");

        assertThat(probe("eth0 192.0.2.10/24 prepare retire"))
                .contains("is not a macvlan")
                .endsWith("retire done");
        assertThat(host.ip("-o link show")).contains(device);
    }

    @Test
    void whatAKilledRunHasLeftIsRemovedUnlessItIsSomebodyElses() {
        assertThat(probe("eth0 192.0.2.10/24 prepare begin add")).endsWith("add done");
        host.ip("link add keep link eth0 address 02:00:00:00:00:07 type macvlan mode bridge");

        assertThat(clean("macvlan", "keep")).isEqualTo("false");
        assertThat(clean("macvlan", device)).isEqualTo("true");
        assertThat(clean("macvlan", device)).isEqualTo("false");
        assertThat(host.ip("-o link show")).contains("keep").doesNotContain("vrrp4-");

        String index = Integer.toString(index("eth0"));
        assertThat(clean("sysctl", "eth0", index, "arp_ignore", "0", "1")).isEqualTo("true");
        assertThat(clean("sysctl", "eth0", index, "arp_ignore", "0", "1")).isEqualTo("false");
        assertThat(clean("sysctl", "eth0", index, "arp_announce", "0", "1")).isEqualTo("false");
        assertThat(sysctl("ipv4", "eth0", "arp_ignore")).isEqualTo("0");
        assertThat(sysctl("ipv4", "eth0", "arp_announce")).isEqualTo("2");

        host.exec("nft", "add table inet vrrp4j-ipv4-51-eth0").requireSuccess();
        host.exec("nft", "add table inet other").requireSuccess();
        assertThat(clean("table", "other")).isEqualTo("false");
        assertThat(clean("table", "vrrp4j-ipv4-51-eth0")).isEqualTo("true");
        assertThat(clean("table", "vrrp4j-ipv4-51-eth0")).isEqualTo("false");
        assertThat(host.exec("nft", "list", "tables").output()).isEqualTo("table inet other");
    }

    private String clean(String... arguments) {
        return host.java(CleanupProbe.class, arguments).requireSuccess().output();
    }

    private String probe(String arguments) {
        return host.java(PlacementProbe.class, arguments.split(" ", -1))
                .requireSuccess()
                .output();
    }

    private int index(String interfaceName) {
        return Integer.parseInt(host.exec("cat", "/sys/class/net/" + interfaceName + "/ifindex")
                .requireSuccess()
                .output());
    }

    private String sysctl(String family, String interfaceName, String setting) {
        return host.exec("sysctl", "-n", "net." + family + ".conf." + interfaceName + "." + setting)
                .requireSuccess()
                .output();
    }
}
