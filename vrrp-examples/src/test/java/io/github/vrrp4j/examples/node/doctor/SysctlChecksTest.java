package io.github.vrrp4j.examples.node.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.examples.node.doctor.Finding.Result;
import io.github.vrrp4j.netlink.InterfaceState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SysctlChecksTest {
    private static final InterfaceState SAME_SUBNET = Facts.ethernet("eth1", Facts.address("192.0.2.9/24"));
    private static final InterfaceState OTHER_SUBNET = Facts.ethernet("eth1", Facts.address("198.51.100.9/24"));
    private static final Sysctls.Ipv4 USUAL = new Sysctls.Ipv4(1, 0, 0, 0, 1);

    @TempDir
    Path root;

    @Test
    void theUsualSettingsAreOkOnAnInterfaceThatIsAloneInItsSubnet() {
        assertThat(ipv4(USUAL, OTHER_SUBNET)).extracting(Finding::result).containsOnly(Result.OK);
    }

    @Test
    void inASubnetWithTwoInterfacesTheyAreWarnings() {
        assertThat(warnings(ipv4(USUAL, SAME_SUBNET)))
                .satisfiesExactly(
                        text -> assertThat(text).startsWith("sysctl -w net.ipv4.conf.eth0.rp_filter=2; "),
                        text -> assertThat(text).startsWith("sysctl -w net.ipv4.conf.all.arp_ignore=1; "),
                        text -> assertThat(text).startsWith("sysctl -w net.ipv4.conf.eth0.arp_announce=2; "));
    }

    @Test
    void whoNeverAnswersArpFails() {
        assertThat(ipv4(new Sysctls.Ipv4(0, 8, 0, 0, 1), OTHER_SUBNET))
                .extracting(Finding::result)
                .containsOnlyOnce(Result.FAIL);
    }

    @Test
    void withoutPromotionAVirtualAddressOfTheSamePrefixMayVanish() {
        assertThat(warnings(ipv4(new Sysctls.Ipv4(0, 0, 0, 0, 0), OTHER_SUBNET)))
                .containsExactly("sysctl -w net.ipv4.conf.eth0.promote_secondaries=1; to keep it: echo"
                        + " 'net.ipv4.conf.eth0.promote_secondaries = 1' >> /etc/sysctl.d/60-vrrp.conf");
    }

    @Test
    void aVlanInTheNameOfAnInterfaceIsWrittenAsSysctlTakesIt() {
        WatchedInterface vlan = new WatchedInterface("eth0.100", List.of(), Facts.ethernet("eth0.100"));

        assertThat(SysctlChecks.ipv6(vlan, new Sysctls.Ipv6(true, 1)).get(0).remedy())
                .startsWith("sysctl -w net.ipv6.conf.eth0/100.disable_ipv6=0; ");
    }

    @Test
    void ipv6ThatIsOffFailsAndDadThatSwitchesItOffIsAWarning() {
        WatchedInterface watched = new WatchedInterface("eth0", List.of(), Facts.ethernet("eth0"));

        assertThat(SysctlChecks.ipv6(watched, new Sysctls.Ipv6(true, 1)))
                .extracting(Finding::result)
                .containsExactly(Result.FAIL);
        assertThat(SysctlChecks.ipv6(watched, new Sysctls.Ipv6(false, 2)))
                .extracting(Finding::result)
                .containsExactly(Result.OK, Result.WARN);
        assertThat(SysctlChecks.ipv6(watched, new Sysctls.Ipv6(false, 1)))
                .extracting(Finding::result)
                .containsExactly(Result.OK, Result.OK);
    }

    @Test
    void servicesMustBeAbleToBindAddressesThatAreNotThereYet() {
        assertThat(SysctlChecks.nonlocalBind("ipv6", true).result()).isEqualTo(Result.OK);
        assertThat(SysctlChecks.nonlocalBind("ipv6", false).remedy())
                .startsWith("sysctl -w net.ipv6.ip_nonlocal_bind=1; ");
    }

    @Test
    void theHigherOfAllAndTheInterfaceCounts() throws IOException {
        write("ipv4/conf/all/rp_filter", "1\n");
        write("ipv4/conf/eth0.100/rp_filter", "2\n");
        write("ipv4/conf/all/arp_ignore", "1\n");
        write("ipv4/conf/eth0.100/promote_secondaries", "1\n");
        write("ipv6/conf/eth0.100/disable_ipv6", "1\n");
        write("ipv4/ip_nonlocal_bind", "1\n");
        Sysctls sysctls = new Sysctls(root);

        assertThat(sysctls.ipv4("eth0.100")).isEqualTo(new Sysctls.Ipv4(2, 1, 0, 0, 1));
        assertThat(sysctls.ipv6("eth0.100")).isEqualTo(new Sysctls.Ipv6(true, 0));
        assertThat(sysctls.bindsNonlocal("ipv4")).isTrue();
        assertThat(sysctls.bindsNonlocal("ipv6")).isFalse();
        assertThat(sysctls.has("ipv6")).isTrue();
        assertThat(sysctls.has("ipx")).isFalse();
    }

    private void write(String name, String value) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, value);
    }

    private static List<Finding> ipv4(Sysctls.Ipv4 values, InterfaceState other) {
        WatchedInterface watched = new WatchedInterface(
                "eth0",
                List.of(Facts.router(51, "192.0.2.10/24")),
                Facts.ethernet("eth0", Facts.address("192.0.2.1/24")));
        return SysctlChecks.ipv4(watched, values, List.of(other));
    }

    private static List<String> warnings(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.result() == Result.WARN)
                .map(finding -> String.valueOf(finding.remedy()))
                .toList();
    }
}
