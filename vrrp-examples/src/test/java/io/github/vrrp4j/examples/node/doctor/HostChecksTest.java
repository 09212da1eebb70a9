package io.github.vrrp4j.examples.node.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.vrrp4j.examples.node.doctor.Finding.Result;
import io.github.vrrp4j.netlink.Capability;
import io.github.vrrp4j.packet.AddressFamily;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HostChecksTest {

    @Test
    void aMissingCapabilityFailsUnlessNothingNeedsIt() {
        assertThat(HostChecks.capabilities(EnumSet.of(Capability.CAP_NET_RAW)))
                .extracting(Finding::result, Finding::text)
                .containsExactly(
                        tuple(Result.OK, "CAP_NET_RAW is effective"),
                        tuple(Result.FAIL, "CAP_NET_ADMIN is missing"),
                        tuple(Result.OK, "CAP_SYS_NICE is not effective, and not needed"));
    }

    @Test
    void onlySixtyFourBitLinuxWillDo() {
        assertThat(HostChecks.platform("Linux", "amd64", "64", "6.1"))
                .containsExactly(Finding.ok("platform", "host", "Linux 6.1 on amd64, 64-bit JVM"));
        assertThat(HostChecks.platform("Linux", "i386", "32", "6.1").get(0).result())
                .isEqualTo(Result.FAIL);
        assertThat(HostChecks.platform("Mac OS X", "aarch64", "64", "14").get(0).result())
                .isEqualTo(Result.FAIL);
    }

    @Test
    void aNativeLibraryThatDoesNotLoadFailsWithTheReason() {
        assertThat(HostChecks.nativeLibrary("noexec"))
                .singleElement()
                .matches(finding ->
                        finding.result() == Result.FAIL && finding.text().equals("noexec"));
        assertThat(HostChecks.nativeLibrary(null).get(0).result()).isEqualTo(Result.OK);
    }

    @Test
    void aFamilyThatTheKernelDoesNotHaveFailsOnlyIfItIsNeeded() {
        Set<AddressFamily> ipv4 = EnumSet.of(AddressFamily.IPV4);

        assertThat(KernelChecks.families(ipv4, ipv4))
                .extracting(Finding::result)
                .containsOnly(Result.OK);
        assertThat(KernelChecks.families(ipv4, EnumSet.allOf(AddressFamily.class)))
                .extracting(Finding::result)
                .containsExactly(Result.OK, Result.FAIL);
    }

    @Test
    void aMacvlanThatCannotBeMadeIsAWarningAndAFailureWhereOneIsNeeded() {
        assertThat(KernelChecks.macvlan("eth0", null, true).result()).isEqualTo(Result.OK);
        assertThat(KernelChecks.macvlan("eth0", "EOPNOTSUPP", true).result()).isEqualTo(Result.FAIL);
        assertThat(KernelChecks.macvlan("eth0", "EOPNOTSUPP", false))
                .matches(finding -> finding.result() == Result.WARN)
                .extracting(Finding::text)
                .asString()
                .endsWith("EOPNOTSUPP");
    }
}
