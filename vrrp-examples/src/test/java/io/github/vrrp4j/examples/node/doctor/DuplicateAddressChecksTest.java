package io.github.vrrp4j.examples.node.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.examples.node.doctor.Finding.Result;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DuplicateAddressChecksTest {
    private static final IpAddress VIRTUAL = IpAddress.parse("192.0.2.10");
    private static final IpAddress SOURCE = IpAddress.parse("192.0.2.2");
    private static final HeardRouter MASTER = Facts.heard(51, "192.0.2.2", "192.0.2.10");
    private static final MacAddress A = new MacAddress(0x0200_0000_000aL);
    private static final MacAddress B = new MacAddress(0x0200_0000_000bL);
    private static final WatchedInterface WATCHED = new WatchedInterface("eth0", List.of(), null);

    @Test
    void nobodyThatAnswersIsOk() {
        assertThat(judge(List.of(), Map.of()).result()).isEqualTo(Result.OK);
    }

    @Test
    void somebodyThatAnswersWhileNobodyAdvertisesFails() {
        Finding finding = judge(List.of(), Map.of(VIRTUAL, Set.of(B, A)));

        assertThat(finding.result()).isEqualTo(Result.FAIL);
        assertThat(finding.subject()).isEqualTo("192.0.2.10 if=eth0");
        assertThat(finding.text())
                .startsWith("02:00:00:00:00:0a and 02:00:00:00:00:0b answers for it, and no VRRP router");
    }

    @Test
    void theMasterMayAnswerFromItsOwnMacOrTheVirtualOne() {
        assertThat(judge(List.of(MASTER), Map.of(VIRTUAL, Set.of(A), SOURCE, Set.of(A)))
                        .result())
                .isEqualTo(Result.OK);
        MacAddress virtual = MacAddress.ofVirtualRouter(AddressFamily.IPV4, 51);
        assertThat(judge(List.of(MASTER), Map.of(VIRTUAL, Set.of(virtual), SOURCE, Set.of(A)))
                        .result())
                .isEqualTo(Result.OK);
    }

    @Test
    void anotherHostThatAnswersBesideTheMasterOrInItsPlaceFails() {
        assertThat(judge(List.of(MASTER), Map.of(VIRTUAL, Set.of(A, B), SOURCE, Set.of(A)))
                        .text())
                .isEqualTo("02:00:00:00:00:0b answers for it, and is not the MASTER 192.0.2.2");
        assertThat(judge(List.of(MASTER), Map.of(VIRTUAL, Set.of(B), SOURCE, Set.of(A)))
                        .result())
                .isEqualTo(Result.FAIL);
    }

    @Test
    void whereTheMacOfTheMasterIsNotKnownASingleOneIsTakenForIt() {
        assertThat(judge(List.of(MASTER), Map.of(VIRTUAL, Set.of(A))).result()).isEqualTo(Result.OK);
        assertThat(judge(List.of(MASTER), Map.of(VIRTUAL, Set.of(A, B))).result())
                .isEqualTo(Result.FAIL);
    }

    @Test
    void anAddressThatThisHostHoldsBesideAMasterIsAWarning() {
        VirtualAddress virtual = VirtualAddress.parse("192.0.2.10/24");
        assertThat(DuplicateAddressChecks.held(WATCHED, virtual, List.of()).result())
                .isEqualTo(Result.OK);
        assertThat(DuplicateAddressChecks.held(WATCHED, virtual, List.of(MASTER))
                        .remedy())
                .startsWith("ip address delete 192.0.2.10/24 dev eth0; ");
    }

    private static Finding judge(List<HeardRouter> masters, Map<IpAddress, Set<MacAddress>> claims) {
        return DuplicateAddressChecks.judge(WATCHED, VIRTUAL, masters, claims);
    }
}
