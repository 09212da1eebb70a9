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
                        "    priority: 200                       # default 100",
                        "    advertisement-interval: 1s          # default",
                        "    announcements:",
                        "      repeat: 5                         # default",
                        "    # hooks: those at the top of the file  (default)");
        assertThat(explanation).doesNotContain("# tcp:", "# table:", "# user:");
    }

    @Test
    void whatIsWrittenHasItsDefaultBesideIt() throws Exception {
        String explanation = Explanation.of(files.write("""
                http: 9112
                control: /run/vrrp4j/control.sock
                virtual-routers:
                  - name: web
                    interface: eth0
                    vrid: 51
                    advertisement-interval: 1000ms
                    hold-down: 2s
                    addresses: [192.0.2.10/24]
                    unicast-peers: [192.0.2.2]
                    min-hop-limit: 254
                """));

        assertThat(explanation.lines())
                .contains(
                        "http: 9112                              # default none",
                        "control: /run/vrrp4j/control.sock       # default",
                        "  - name: web                           # default none",
                        "    interface: eth0",
                        "    advertisement-interval: 1000ms      # default",
                        "    hold-down: 2s                       # default 0s",
                        "    unicast-peers: [192.0.2.2]          # default none: multicast",
                        "    min-hop-limit: 254                  # default 255");
    }

    @Test
    void addressesShowWhatHoldsForEach() throws Exception {
        assertThat(Explanation.of(files.write("""
                                virtual-routers:
                                  - interface: eth0
                                    vrid: 51
                                    addresses: [192.0.2.10/24, {address: 192.0.2.11/24, noprefixroute: true}]
                                    excluded-addresses: ['2001:db8::10/64']
                                """)).lines())
                .containsSequence(
                        "    addresses:",
                        "      - 192.0.2.10/24                   # defaults: device eth0, label none, scope the kernel's"
                                + " choice, broadcast none, noprefixroute false, preferred-lifetime for ever",
                        "      - address: 192.0.2.11/24",
                        "        # device: eth0                  (default)",
                        "        # label: none                   (default)",
                        "        # scope: the kernel's choice    (default)",
                        "        # broadcast: none               (default)",
                        "        noprefixroute: true             # default false",
                        "        # preferred-lifetime: for ever  (default)",
                        "    excluded-addresses:                 # default []",
                        "      - '2001:db8::10/64'               # defaults: device eth0, noprefixroute false,"
                                + " preferred-lifetime 0s");
    }

    @Test
    void routesAndTrackedChecksShowWhatHoldsForEach() throws Exception {
        assertThat(Explanation.of(files.write("""
                                health-checks: {web: {http: 'http://a/'}, up: {link: eth1}}
                                virtual-routers:
                                  - interface: eth0
                                    vrid: 51
                                    addresses: [192.0.2.10/24]
                                    routes: [{to: default, via: 192.0.2.1}, {to: 203.0.113.0/24, table: 100}]
                                    health-checks: [web, {check: up, adjust-priority: -5}]
                                """)).lines())
                .containsSequence(
                        "    routes:                             # default []",
                        "      - to: default",
                        "        via: 192.0.2.1                  # default none: on the link",
                        "        # device: as `via` says         (default)",
                        "        # source: the kernel's choice   (default)",
                        "        metric: 0                       # default",
                        "        table: 254                      # default",
                        "        protocol: 112                   # default",
                        "        # scope: global                 (default)",
                        "      - to: 203.0.113.0/24",
                        "        # via: none: on the link        (default)",
                        "        # device: eth0                  (default)",
                        "        # source: the kernel's choice   (default)",
                        "        metric: 0                       # default",
                        "        table: 100                      # default 254",
                        "        protocol: 112                   # default",
                        "        # scope: link                   (default)")
                .containsSequence(
                        "    health-checks:                      # default []",
                        "      - web                             # defaults: adjust-priority none: down while unhealthy",
                        "      - check: up",
                        "        adjust-priority: -5             # default none: down while unhealthy")
                .containsSequence(
                        "  web:",
                        "    http:",
                        "      url: 'http://a/'",
                        "      status: 200..299                  # default",
                        "      # body: anything                  (default)",
                        "      headers: {}                       # default",
                        "      expected-headers: {}              # default",
                        "      redirects: never                  # default",
                        "    interval: 1s                        # default");
    }

    @Test
    void addressManagersShowTheirTimeoutsAndMethods() throws Exception {
        assertThat(Explanation.of(files.write("""
                                address-managers:
                                  - kernel
                                  - command: {add: /bin/a, timeout: 1s}
                                  - http: {add: {url: 'http://a/'}, remove: {url: 'http://a/', method: POST}}
                                """ + ConfigFiles.ROUTERS)).lines())
                .containsSequence(
                        "address-managers:                       # default [kernel]",
                        "  - kernel",
                        "  - command:",
                        "      add: /bin/a",
                        "      # remove: none                    (default)",
                        "      # check: none                     (default)",
                        "      timeout: 1s                       # default 5s",
                        "      attempts: 3                       # default",
                        "      # user: the node's own            (default)",
                        "      # group: the node's own           (default)",
                        "  - http:",
                        "      add:",
                        "        method: POST                    # default",
                        "        url: 'http://a/'",
                        "        headers: {}                     # default",
                        "        # body: none                    (default)",
                        "        # expected-body: anything       (default)",
                        "      remove:                           # default none",
                        "        method: POST                    # default DELETE");
    }

    @Test
    void hooksOfTheFileAreShownWhereTheyAreInherited() throws Exception {
        String yaml = """
                hooks: {on-master: [/bin/x, m], user: nobody}
                virtual-routers:
                  - {interface: eth0, vrid: 51, addresses: [192.0.2.10/24]}
                  - {interface: eth0, vrid: 52, addresses: [192.0.2.11/24], hooks: {collapse: true}}
                """;
        String explanation = Explanation.of(files.write(yaml));

        assertThat(files.read(explanation)).isEqualTo(files.read(yaml));
        assertThat(explanation.lines())
                .containsSequence(
                        "    hooks:                              # default, those at the top of the file",
                        "      on-master: [/bin/x, m]            # default none",
                        "      # on-backup: none                 (default)")
                .containsSequence(
                        "    hooks:                              # default those at the top of the file",
                        "      # on-master: none                 (default)");
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
