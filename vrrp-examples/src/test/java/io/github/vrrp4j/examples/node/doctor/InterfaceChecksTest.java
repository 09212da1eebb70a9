package io.github.vrrp4j.examples.node.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.examples.node.doctor.Finding.Result;
import io.github.vrrp4j.netlink.InterfaceState;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InterfaceChecksTest {
    private static final VirtualRouterConfig IPV4 = Facts.router(51, "192.0.2.10/24");
    private static final VirtualRouterConfig IPV6 = Facts.router(51, "fe80::10/64");

    @Test
    void anInterfaceThatHasEverythingIsOk() {
        List<Finding> findings =
                judge(Facts.ethernet("eth0", Facts.address("192.0.2.1/24"), Facts.address("fe80::1/64")), IPV4, IPV6);

        assertThat(findings)
                .containsExactly(
                        Finding.ok("interface", "eth0", "up, with carrier, 02:00:00:00:00:01"),
                        Finding.ok("own-address", "eth0", "192.0.2.1/24"),
                        Finding.ok("own-address", "eth0", "fe80::1, usable"),
                        Finding.ok("mtu", "vrid=51 if=eth0", "advertisements of 32 octets, MTU 1500"),
                        Finding.ok("mtu", "vrid=51 if=eth0 family=ipv6", "advertisements of 64 octets, MTU 1500"));
    }

    @Test
    void aMissingInterfaceFailsAndTheOthersAreNamed() {
        assertThat(judge(null, IPV4)).singleElement().satisfies(finding -> {
            assertThat(finding.result()).isEqualTo(Result.FAIL);
            assertThat(finding.text()).isEqualTo("there is no such interface; there are eth1, lo");
        });
    }

    @Test
    void downAndWithoutCarrierAndWithoutMulticastFail() {
        InterfaceState.Address own = Facts.address("192.0.2.1/24");
        assertThat(remedies(judge(state(false, false, true, own), IPV4))).containsExactly("ip link set dev eth0 up");
        assertThat(judge(state(true, false, true, own), IPV4).get(0).text()).contains("no carrier");
        assertThat(remedies(judge(state(true, true, false, own), IPV4)))
                .containsExactly("ip link set dev eth0 multicast on");
    }

    @Test
    void aVirtualAddressIsNoAddressOfItsOwn() {
        assertThat(remedies(judge(Facts.ethernet("eth0", Facts.address("192.0.2.10/24")), IPV4)))
                .containsExactly("ip address add ADDRESS/PREFIXLEN dev eth0; an address that no other host has");
        assertThat(remedies(judge(Facts.ethernet("eth0", Facts.address("fe80::10/64")), IPV6)))
                .containsExactly("ip address add fe80::ff:fe00:1/64 dev eth0");
    }

    @Test
    void aTentativeLinkLocalAddressIsAWarningADuplicateOneFails() {
        assertThat(judge(Facts.ethernet("eth0", Facts.address("fe80::1/64 tentative")), IPV6)
                        .get(1)
                        .result())
                .isEqualTo(Result.WARN);
        Finding duplicate = judge(Facts.ethernet("eth0", Facts.address("fe80::1/64 tentative duplicate")), IPV6)
                .get(1);
        assertThat(duplicate.result()).isEqualTo(Result.FAIL);
        assertThat(duplicate.text()).contains("fe80::1", "dadfailed");
    }

    @Test
    void ifIpv6IsDisabledTheMissingAddressIsNotToldTwice() {
        WatchedInterface watched = new WatchedInterface("eth0", List.of(IPV6), Facts.ethernet("eth0"));

        assertThat(InterfaceChecks.judge(watched, List.of(), true))
                .extracting(Finding::result)
                .containsOnly(Result.OK);
    }

    /** 40 + 8 + 91 * 16 = 1504. */
    @Test
    void moreAddressesThanFitIntoThePacketFail() {
        String[] addresses =
                IntStream.rangeClosed(1, 91).mapToObj(i -> "fe80::" + i + "/64").toArray(String[]::new);

        assertThat(remedies(judge(Facts.ethernet("eth0", Facts.address("fe80::ffff/64")), Facts.router(51, addresses))))
                .containsExactly(
                        "ip link set dev eth0 mtu 1504; or move some of the addresses to another virtual router");
    }

    @Test
    void withoutAFileTheFamiliesAreThoseOfTheAddresses() {
        assertThat(judge(Facts.ethernet("eth0", Facts.address("192.0.2.1/24"))))
                .extracting(Finding::result)
                .containsOnly(Result.OK);
        assertThat(remedies(judge(Facts.ethernet("eth0")))).hasSize(1);
    }

    private static InterfaceState state(
            boolean up, boolean carrier, boolean multicast, InterfaceState.Address address) {
        MacAddress mac = new MacAddress(1);
        return new InterfaceState("eth0", up, carrier, false, multicast, true, 1500, mac, List.of(address));
    }

    private static List<Finding> judge(@Nullable InterfaceState state, VirtualRouterConfig... routers) {
        WatchedInterface watched = new WatchedInterface("eth0", List.of(routers), state);
        return InterfaceChecks.judge(watched, List.of("eth1", "lo"), false);
    }

    private static List<@Nullable String> remedies(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.result() == Result.FAIL)
                .<@Nullable String>map(Finding::remedy)
                .toList();
    }
}
