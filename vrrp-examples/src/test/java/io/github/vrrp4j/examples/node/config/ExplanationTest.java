package io.github.vrrp4j.examples.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplanationTest {
    @TempDir
    Path directory;

    private ConfigFiles files;

    @BeforeEach
    void start() {
        files = new ConfigFiles(directory);
    }

    @Test
    void anExplanationIsAFileThatMeansTheSame() throws Exception {
        NodeConfig config = files.read(CompleteFile.YAML);
        String explanation = Explanation.of(files.write(CompleteFile.YAML));

        assertThat(explanation).isNotEqualTo(CompleteFile.YAML);
        assertThat(files.read(explanation)).isEqualTo(config);
    }

    @Test
    void whatIsNotWrittenIsMarkedAsADefault() throws Exception {
        String explanation = Explanation.of(files.write("""
                health-checks: {ready: {file: /run/ready}}
                virtual-routers:
                  - {interface: eth0, vrid: 51, priority: 200, addresses: [192.0.2.10/24], health-checks: [ready]}
                """));

        assertThat(explanation.lines())
                .contains(
                        "control: /run/vrrp4j/control.sock       # default",
                        "http: none                              # default",
                        "# realtime-priority: none: an ordinary thread  (default)",
                        "  ready:",
                        "    # range: 1..254                     (default)",
                        "    interval: 1s                        # default",
                        "  - interface: eth0",
                        "    priority: 200",
                        "    advertisement-interval: 1s          # default",
                        "    announcements:",
                        "      repeat: 5                         # default",
                        "    addresses: [192.0.2.10/24]");
        assertThat(explanation).doesNotContain("# tcp:", "# table:", "# user:");
    }

    /** RFC 5798 §6.1: (256 - 100) / 256 = 0.609375, and three intervals. */
    @Test
    void theTimersAreShownWithTheirArithmetic() throws Exception {
        assertThat(Explanation.of(files.write(ConfigFiles.ROUTERS)).lines())
                .containsSequence(
                        "    # vrid=1 if=eth0 (IPV4)",
                        "    #   Skew_Time = (256 - 100) * 1s / 256 = 0.609375s",
                        "    #   Master_Down_Interval = 3 * 1s + 0.609375s = 3.609375s");
    }

    /** RFC 3768 §6.1: in VRRPv2 the interval is not part of Skew_Time. */
    @Test
    void theSkewTimeOfVersion2DoesNotDependOnTheInterval() throws Exception {
        assertThat(Explanation.of(files.write(
                                "virtual-routers: [{interface: e, vrid: 1, version: 2, advertisement-interval: 5s,"
                                        + " priority: 192, addresses: [192.0.2.1]}]"))
                        .lines())
                .containsSequence(
                        "    #   Skew_Time = (256 - 192) * 1s / 256 = 0.25s",
                        "    #   Master_Down_Interval = 3 * 5s + 0.25s = 15.25s");
    }

    @Test
    void checksThatAdjustThePriorityChangeTheTimers() throws Exception {
        String explanation = Explanation.of(files.write(CompleteFile.YAML));

        assertThat(explanation.lines())
                .containsSequence(
                        "    # vrid=51 if=eth0 (IPV4), group gateway",
                        "    #   all checks healthy: priority 200",
                        "    #   Skew_Time = (256 - 200) * 1s / 256 = 0.21875s",
                        "    #   Master_Down_Interval = 3 * 1s + 0.21875s = 3.21875s",
                        "    #   all that adjust the priority unhealthy: priority 150",
                        "    #   Skew_Time = (256 - 150) * 1s / 256 = 0.4140625s",
                        "    #   Master_Down_Interval = 3 * 1s + 0.4140625s = 3.4140625s",
                        "    # vrid=51 if=eth0 family=ipv6 (IPV6), group gateway")
                .containsSequence(
                        "    # vrid=2 if=eth2 (IPV4)",
                        "    #   accept-mode is true, since the owner always accepts (RFC 5798 §6.1)",
                        "    #   the owner becomes MASTER at once: no Skew_Time, no Master_Down_Interval");
    }

    @Test
    void unnamedEntriesOfBothFamiliesKeepTheirTimersTogether() throws Exception {
        String yaml = """
                virtual-routers:
                  - {interface: eth0, vrid: 7, addresses: [192.0.2.1, 'fe80::1/64']}
                  - {interface: eth1, vrid: 7, addresses: [192.0.2.2]}
                  - {interface: eth1, vrid: 7, addresses: ['fe80::2/64']}
                """;
        String explanation = Explanation.of(files.write(yaml));

        assertThat(files.read(explanation)).isEqualTo(files.read(yaml));
        assertThat(explanation.lines().filter(line -> line.contains("# vrid=") || line.startsWith("  - ")))
                .containsExactly(
                        "  - interface: eth0",
                        "    # vrid=7 if=eth0 (IPV4), group eth0/7",
                        "    # vrid=7 if=eth0 family=ipv6 (IPV6), group eth0/7",
                        "  - interface: eth1",
                        "    # vrid=7 if=eth1 (IPV4)",
                        "  - interface: eth1",
                        "    # vrid=7 if=eth1 family=ipv6 (IPV6)");
    }

    @Test
    void valuesOfHeadersThatMayBeSecretsAreNotShown() throws Exception {
        String explanation = Explanation.of(files.write("""
                health-checks:
                  web: {http: {url: 'http://a/', headers: {Host: www, X-Api-Key: geheim}}}
                address-managers:
                  - http: {add: {url: 'http://a/{address}', headers: {Authorization: Bearer geheim, Accept: text/html}}}
                virtual-routers:
                  - {interface: eth0, vrid: 1, addresses: [192.0.2.1], health-checks: [web]}
                """));

        assertThat(explanation)
                .contains("headers: {Host: www, X-Api-Key: '(not shown)'}")
                .contains("headers: {Authorization: '(not shown)', Accept: text/html}")
                .doesNotContain("geheim");
    }
}
