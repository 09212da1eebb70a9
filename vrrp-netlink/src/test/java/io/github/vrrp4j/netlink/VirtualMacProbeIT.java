package io.github.vrrp4j.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.testing.NetworkNamespace;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host and its gateway on a bridge. */
@NetworkTest(programs = {"nft", "sysctl"})
class VirtualMacProbeIT {

    private final NetworkNamespace host = NetworkNamespace.create("mph");
    private final NetworkNamespace bridge = NetworkNamespace.create("mpb");
    private final NetworkNamespace gateway = NetworkNamespace.create("mpg");

    @BeforeEach
    void connect() {
        bridge.ip("link add br0 type bridge forward_delay 0 mcast_snooping 0");
        bridge.ip("link set br0 up");
        host.connect("eth0", bridge, "port-h");
        gateway.connect("eth0", bridge, "port-g");
        host.ip("link set eth0 address 02:00:00:00:00:01");
        bridge.ip("link set port-h master br0");
        bridge.ip("link set port-g master br0");
        host.ip("address add 192.0.2.1/24 dev eth0");
        gateway.ip("address add 192.0.2.254/24 dev eth0");
        host.ip("address add fe80::1/64 dev eth0 nodad");
        gateway.ip("address add fe80::fe/64 dev eth0 nodad");
    }

    @AfterEach
    void delete() {
        host.close();
        bridge.close();
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.254", "fe80::fe"})
    void aNetworkThatCarriesEveryMacPasses(String neighbor) {
        assertThat(probe(neighbor))
                .isEqualTo("PASSES " + neighbor + " answers a second MAC address on eth0: virtual MAC addresses work");
        assertThat(host.ip("-o link show")).doesNotContain("vrrpt");
    }

    /** Port security, as a hypervisor or a switch has it. */
    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.254", "fe80::fe"})
    void aPortWithOneMacDoesNotPass(String neighbor) {
        bridge.exec("nft", "add table netdev security").requireSuccess();
        bridge.exec(
                        "nft",
                        "add chain netdev security port { type filter hook ingress device port-h priority 0; policy accept; }")
                .requireSuccess();
        bridge.exec("nft", "add rule netdev security port ether saddr != 02:00:00:00:00:01 drop")
                .requireSuccess();

        assertThat(probe(neighbor))
                .startsWith("DOES_NOT_PASS " + neighbor + " answers the MAC address of eth0, but not a second one (");
    }

    /** A Wi-Fi access point: what the second address sends passes, the answers to it do not. */
    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.254", "fe80::fe"})
    void aPortThatHandsOutFramesForOneMacAloneDoesNotPass(String neighbor) {
        bridge.exec("nft", "add table bridge security").requireSuccess();
        bridge.exec("nft", "add chain bridge security f { type filter hook forward priority 0; policy accept; }")
                .requireSuccess();
        bridge.exec(
                        "nft",
                        "add rule bridge security f oifname port-h ether daddr != 02:00:00:00:00:01 "
                                + "ether daddr & 01:00:00:00:00:00 == 00:00:00:00:00:00 drop")
                .requireSuccess();

        assertThat(probe(neighbor)).startsWith("DOES_NOT_PASS ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.77", "fe80::77"})
    void aNeighbourThatIsNotThereProvesNothing(String neighbor) {
        assertThat(probe(neighbor))
                .isEqualTo("UNKNOWN " + neighbor + " does not answer on eth0 at all; ask another neighbour, as the"
                        + " default gateway (ip route show default)");
    }

    private String probe(String neighbor) {
        return host.java(VirtualMacProbeProbe.class, "eth0", neighbor, "fe80::1")
                .requireSuccess()
                .output();
    }
}
