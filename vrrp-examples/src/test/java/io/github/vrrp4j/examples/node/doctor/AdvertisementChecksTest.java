package io.github.vrrp4j.examples.node.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.examples.node.doctor.Finding.Result;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.Verdict;
import io.github.vrrp4j.protocol.Version;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdvertisementChecksTest {
    private static final VirtualRouterConfig ROUTER = Facts.router(51, "192.0.2.10/24", "192.0.2.11/24");

    @Test
    void theSameAddressesInAnyOrderAreAPeer() {
        assertThat(judge(ROUTER, Facts.heard(51, "192.0.2.2", "192.0.2.11", "192.0.2.10")))
                .containsExactly(Finding.ok(
                        "advertisements",
                        "vrid=51 if=eth0",
                        "a peer: 192.0.2.2 advertises 192.0.2.11, 192.0.2.10 every 1s, priority 150, VRRPv3"));
    }

    @Test
    void otherAddressesUnderTheSameVridAreACollision() {
        assertThat(judge(ROUTER, Facts.heard(51, "192.0.2.2", "192.0.2.99"), Facts.heard(1, "192.0.2.3", "192.0.2.98")))
                .first()
                .satisfies(finding -> {
                    assertThat(finding.result()).isEqualTo(Result.FAIL);
                    assertThat(finding.text())
                            .isEqualTo("VRID collision: 192.0.2.2 advertises 192.0.2.99 every 1s, priority 150, VRRPv3;"
                                    + " the file says 192.0.2.10, 192.0.2.11");
                    assertThat(finding.remedy()).startsWith("vrid: 2; ");
                });
    }

    @Test
    void aPartOfTheAddressesIsACollisionToo() {
        assertThat(judge(ROUTER, Facts.heard(51, "192.0.2.2", "192.0.2.10"))
                        .get(0)
                        .result())
                .isEqualTo(Result.FAIL);
    }

    @Test
    void aVersionThatIsNotAcceptedIsAWarningUnlessThePeerSpeaksBoth() {
        HeardRouter version2 = Facts.heard(2, 100, 51, "192.0.2.2", "192.0.2.10", "192.0.2.11");
        HeardRouter version3 = Facts.heard(51, "192.0.2.2", "192.0.2.10", "192.0.2.11");

        assertThat(judge(ROUTER, version2).get(0).remedy()).startsWith("version: 2+3; ");
        assertThat(judge(ROUTER, version2, version3))
                .extracting(Finding::result)
                .containsExactly(Result.OK);
        assertThat(judge(ROUTER.toBuilder().version(Version.V2_AND_V3).build(), version2))
                .extracting(Finding::result)
                .containsExactly(Result.OK);
    }

    @Test
    void anotherIntervalIsAWarning() {
        assertThat(judge(ROUTER, Facts.heard(3, 25, 51, "192.0.2.2", "192.0.2.10", "192.0.2.11")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.result()).isEqualTo(Result.WARN);
                    assertThat(finding.text()).contains("than the file's 1s: 192.0.2.2");
                    assertThat(finding.remedy()).startsWith("advertisement-interval: 0.25s; ");
                });
    }

    @Test
    void whatConcernsNoVirtualRouterOfTheFileIsTold() {
        assertThat(judge(ROUTER, Facts.heard(7, "192.0.2.2", "192.0.2.99")))
                .containsExactly(
                        Finding.ok("advertisements", "vrid=51 if=eth0", "nobody advertises it, listened for 3s"),
                        Finding.ok(
                                "advertisements",
                                "vrid=7 if=eth0",
                                "192.0.2.2 advertises 192.0.2.99 every 1s, priority 150, VRRPv3"));
    }

    @Test
    void packetsThatEverybodyDiscardsAreAWarning() {
        Heard heard = new Heard(List.of(), Map.of(Verdict.CHECKSUM_ERROR, 3, Verdict.IP_TTL_ERROR, 1));

        assertThat(AdvertisementChecks.judge(
                                new WatchedInterface("eth0", List.of(), null),
                                AddressFamily.IPV4,
                                heard,
                                Duration.ofSeconds(3))
                        .get(0)
                        .text())
                .isEqualTo("packets that every receiver discards: 1 IP_TTL_ERROR, 3 CHECKSUM_ERROR");
    }

    private static List<Finding> judge(VirtualRouterConfig config, HeardRouter... routers) {
        WatchedInterface watched = new WatchedInterface("eth0", List.of(config), null);
        Heard heard = new Heard(List.of(routers), Map.of());
        return AdvertisementChecks.judge(watched, AddressFamily.IPV4, heard, Duration.ofSeconds(3));
    }
}
