package io.github.vrrp4j.examples.node.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.vrrp4j.examples.node.doctor.Finding.Result;
import io.github.vrrp4j.netlink.InterfaceState;
import io.github.vrrp4j.packet.AddressOptions;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeviceChecksTest {
    private static final Map<String, InterfaceState> WITH_SVC0 = Map.of("svc0", Facts.ethernet("svc0"));

    @Test
    void nothingIsSaidOfAddressesThatStandWhereTheyAreAdvertised() {
        assertThat(judge(Facts.router(51, "192.0.2.10/24"), Map.of(), 1)).isEmpty();
        assertThat(judge(on("eth0", "192.0.2.10/24"), Map.of(), 1)).isEmpty();
    }

    @Test
    void theOtherInterfaceHasToBeThere() {
        Finding finding = judge(on("svc0", "192.0.2.10/32"), Map.of(), 0).get(0);

        assertThat(finding.result()).isEqualTo(Result.FAIL);
        assertThat(finding.subject()).isEqualTo("svc0");
        assertThat(finding.text()).isEqualTo("there is no such interface, which is to have 192.0.2.10");
        assertThat(finding.remedy()).isEqualTo("ip link add svc0 type dummy; ip link set dev svc0 up");
    }

    @Test
    void theOtherInterfaceHasToBeUpWithOrWithoutCarrier() {
        InterfaceState down = new InterfaceState("svc0", false, false, false, true, true, 1500, null, List.of());
        InterfaceState silent = new InterfaceState("svc0", true, false, false, true, true, 1500, null, List.of());

        assertThat(judge(on("svc0", "192.0.2.10/32"), Map.of("svc0", down), 0))
                .extracting(Finding::result, Finding::remedy)
                .containsExactly(tuple(Result.FAIL, "ip link set dev svc0 up"));
        assertThat(judge(on("svc0", "192.0.2.10/32"), Map.of("svc0", silent), 0))
                .extracting(Finding::result)
                .containsExactly(Result.OK);
    }

    /** 0: whatever the host has; 1, 2: what stands on the interface; 3: by scope (ip-sysctl of the kernel's documentation). */
    @Test
    void whoAnswersForItsOwnAddressesAloneDoesNotAnswerForThatOne() {
        assertThat(judge(on("svc0", "192.0.2.10/32"), WITH_SVC0, 0))
                .extracting(Finding::result)
                .containsExactly(Result.OK);
        assertThat(judge(on("svc0", "192.0.2.10/32"), WITH_SVC0, 3))
                .extracting(Finding::result)
                .containsExactly(Result.OK);
        assertThat(judge(on("svc0", "192.0.2.10/32"), WITH_SVC0, 1))
                .extracting(Finding::result)
                .containsExactly(Result.OK, Result.WARN);
    }

    @Test
    void anAddressOfAnotherSubnetIsNotAskedForHere() {
        assertThat(judge(on("svc0", "198.51.100.10/24"), WITH_SVC0, 1))
                .extracting(Finding::result)
                .containsExactly(Result.OK);
    }

    @Test
    void forAnIpv6AddressElsewhereNobodyAnswers() {
        WatchedInterface watched =
                Facts.watched(List.of(on("svc0", "fe80::10/128", "2001:db8::10/128")), "2001:db8::1/64");

        assertThat(DeviceChecks.judge(watched, WITH_SVC0, 0)).last().satisfies(finding -> {
            assertThat(finding.result()).isEqualTo(Result.WARN);
            assertThat(finding.text()).startsWith("for fe80::10, 2001:db8::10, which stands on another interface");
        });
    }

    private static VirtualRouterConfig on(String device, String... addresses) {
        VirtualRouterConfig.Builder builder = VirtualRouterConfig.builder(51);
        for (String address : addresses) {
            builder.address(VirtualAddress.parse(address).options(AddressOptions.NONE.device(device)));
        }
        return builder.build();
    }

    private static List<Finding> judge(VirtualRouterConfig config, Map<String, InterfaceState> states, int arpIgnore) {
        return DeviceChecks.judge(Facts.watched(List.of(config), "192.0.2.1/24"), states, arpIgnore);
    }
}
