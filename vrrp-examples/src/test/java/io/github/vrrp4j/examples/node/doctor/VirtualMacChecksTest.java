package io.github.vrrp4j.examples.node.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.examples.node.doctor.Finding.Result;
import io.github.vrrp4j.netlink.VirtualMacProbe;
import io.github.vrrp4j.netlink.VirtualMacProbe.Outcome;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VirtualMacChecksTest {
    private static final VirtualRouterConfig ROUTER =
            Facts.with(Facts.unicast("192.0.2.10/24", "192.0.2.2", "198.51.100.2"), host -> host.virtualMac(true));

    @Test
    void aRouterThatIsHeardIsAskedBeforeTheGatewayAndThatBeforeAPeer() {
        WatchedInterface watched = Facts.watched(List.of(ROUTER), "192.0.2.1/24", "fe80::1/64");

        assertThat(VirtualMacChecks.neighbors(
                        watched, addresses("fe80::3", "192.0.2.1"), addresses("192.0.2.254", "fe80::fe")))
                .isEqualTo(addresses("fe80::3", "192.0.2.254", "fe80::fe", "192.0.2.2"));
    }

    @Test
    void withoutALinkLocalAddressNobodyIsAskedOverIpv6() {
        WatchedInterface watched = Facts.watched(List.of(ROUTER), "192.0.2.1/24", "fe80::1/64 tentative");

        assertThat(VirtualMacChecks.neighbors(watched, addresses("fe80::3"), List.of()))
                .isEqualTo(addresses("192.0.2.2"));
    }

    @Test
    void onlyVirtualRoutersWithAVirtualMacNeedTheTrial() {
        assertThat(VirtualMacChecks.areNeeded(Facts.watched(List.of(ROUTER)))).isTrue();
        assertThat(VirtualMacChecks.areNeeded(Facts.watched(List.of(Facts.router(51, "192.0.2.10/24")))))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"PASSES, OK", "DOES_NOT_PASS, FAIL", "UNKNOWN, WARN"})
    void eachOutcomeHasItsResult(Outcome outcome, Result result) {
        Finding finding = VirtualMacChecks.judge(
                Facts.watched(List.of(ROUTER)), new VirtualMacProbe.Result(outcome, "what was seen"));

        assertThat(finding.result()).isEqualTo(result);
        assertThat(finding.text()).isEqualTo("what was seen");
    }

    @Test
    void nobodyToAskIsAWarningAndAnInterfaceThatCannotCarryItAFailure() {
        WatchedInterface watched = Facts.watched(List.of(ROUTER));

        assertThat(VirtualMacChecks.judge(watched, null).result()).isEqualTo(Result.WARN);
        assertThat(VirtualMacChecks.failed(watched, "EBUSY").result()).isEqualTo(Result.FAIL);
        assertThat(VirtualMacChecks.failed(watched, "EBUSY").remedy())
                .isEqualTo("virtual-mac: false; write that into the file for vrid 51, or use another interface");
    }

    /** As a little-endian and a big-endian machine print 192.0.2.254, and one with a gateway that is not the default. */
    @Test
    void defaultGatewaysOfAnInterfaceAreReadFromProc() {
        String heading = "Iface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT";
        assertThat(DefaultGateways.ipv4(
                        List.of(
                                heading,
                                "eth1\t00000000\tFD0200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0   ",
                                "eth0\t00000000\tFE0200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0   ",
                                "eth0\t00000000\tFC0200C0\t0003\t0\t0\t0\t00000080\t0\t0\t0   ",
                                "eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0   "),
                        "eth0",
                        ByteOrder.LITTLE_ENDIAN))
                .isEqualTo(addresses("192.0.2.254"));
        assertThat(DefaultGateways.ipv4(
                        List.of(heading, "eth0\t00000000\tC00002FE\t0003\t0\t0\t0\t00000000\t0\t0\t0"),
                        "eth0",
                        ByteOrder.BIG_ENDIAN))
                .isEqualTo(addresses("192.0.2.254"));
        String zero = "00000000000000000000000000000000";
        assertThat(DefaultGateways.ipv6(
                        List.of(
                                zero + " 00 " + zero + " 00 fe8000000000000000000000000000fe 00000400 00000001 00000000"
                                        + " 00000003     eth0",
                                zero + " 00 " + zero + " 00 " + zero + " ffffffff 00000001 00000000 00200200       lo"),
                        "eth0"))
                .isEqualTo(addresses("fe80::fe"));
    }

    private static List<IpAddress> addresses(String... texts) {
        return Arrays.stream(texts).map(IpAddress::parse).toList();
    }
}
