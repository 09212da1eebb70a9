package io.github.vrrp4j.examples.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.LinuxOptions;
import io.github.vrrp4j.packet.AddressOptions;
import io.github.vrrp4j.packet.AddressScope;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.packet.VirtualRoute;
import io.github.vrrp4j.protocol.Announcements;
import io.github.vrrp4j.protocol.HostConfig;
import io.github.vrrp4j.protocol.UnicastPeers;
import io.github.vrrp4j.protocol.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    @TempDir
    Path directory;

    @Test
    void everyKeyIsRead() throws Exception {
        NodeConfig config = read("""
                realtime-priority: 50
                lock-memory: true
                close-timeout: 30s
                virtual-routers:
                  - interface: eth0
                    vrid: 51
                    priority: 254
                    advertisement-interval: 100ms
                    version: 2+3
                    preempt-mode: false
                    preempt-delay: 300s
                    hold-down: 1500ms
                    answers-losers: false
                    owner-listens: false
                    checksum: message-only
                    strict-checksum: true
                    virtual-mac: true
                    accept-mode: false
                    addresses: [192.0.2.10/24, 192.0.2.11]
                """);

        assertThat(config.options()).isEqualTo(new LinuxOptions(50, true, Path.of("/run/vrrp4j")));
        assertThat(config.closeTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.virtualRouters()).singleElement().satisfies(entry -> {
            assertThat(entry.interfaceName()).isEqualTo("eth0");
            assertThat(entry.config().vrid()).isEqualTo(51);
            assertThat(entry.config().priority()).isEqualTo(254);
            assertThat(entry.config().advertisementInterval()).isEqualTo(Duration.ofMillis(100));
            assertThat(entry.config().version()).isEqualTo(Version.V2_AND_V3);
            assertThat(entry.config().preemptMode()).isFalse();
            assertThat(entry.config().preemptDelay()).isEqualTo(Duration.ofMinutes(5));
            assertThat(entry.config().holdDown()).isEqualTo(Duration.ofMillis(1500));
            assertThat(entry.config().answersLosers()).isFalse();
            assertThat(entry.config().ownerListens()).isFalse();
            assertThat(entry.config().checksumForm()).isEqualTo(ChecksumForm.MESSAGE_ONLY);
            assertThat(entry.config().strictChecksum()).isTrue();
            assertThat(entry.config().host().virtualMac()).isTrue();
            assertThat(entry.config().host().acceptMode()).isFalse();
            assertThat(entry.config().addresses())
                    .containsExactly(VirtualAddress.parse("192.0.2.10/24"), VirtualAddress.parse("192.0.2.11/32"));
        });
    }

    @Test
    void unicastPeersAreRead() throws Exception {
        NodeConfig config = read("""
                virtual-routers:
                  - interface: lo
                    vrid: 51
                    addresses: [192.0.2.10/24]
                    source-address: 198.51.100.1
                    unicast-peers: [198.51.100.2, 203.0.113.3]
                    min-hop-limit: 254
                  - {interface: eth0, vrid: 51, addresses: [192.0.2.11], unicast-peers: [192.0.2.2]}
                """);

        assertThat(config.virtualRouters().get(0).config().unicastPeers())
                .isEqualTo(new UnicastPeers(
                        List.of(IpAddress.parse("198.51.100.2"), IpAddress.parse("203.0.113.3")), 254));
        assertThat(config.virtualRouters().get(0).config().host().sourceAddress())
                .isEqualTo(IpAddress.parse("198.51.100.1"));
        assertThat(config.virtualRouters().get(1).config().unicastPeers())
                .isEqualTo(new UnicastPeers(List.of(IpAddress.parse("192.0.2.2")), 255));
        assertThat(config.virtualRouters().get(1).config().host().sourceAddress())
                .isNull();
    }

    @Test
    void whatIsNotSaidTakesTheDefaultsOfTheRfc() throws Exception {
        NodeConfig config = read("virtual-routers: [{interface: eth0, vrid: 1, addresses: ['192.0.2.10/24']}]");

        assertThat(config.options()).isEqualTo(new LinuxOptions(0, false, Path.of("/run/vrrp4j")));
        assertThat(config.closeTimeout()).isEqualTo(Duration.ofMillis(1_500));
        assertThat(config.virtualRouters()).singleElement().satisfies(entry -> {
            assertThat(entry.config().priority()).isEqualTo(100);
            assertThat(entry.config().advertisementInterval()).isEqualTo(Duration.ofSeconds(1));
            assertThat(entry.config().version()).isEqualTo(Version.V3);
            assertThat(entry.config().preemptMode()).isTrue();
            assertThat(entry.config().preemptDelay()).isZero();
            assertThat(entry.config().holdDown()).isZero();
            assertThat(entry.config().answersLosers()).isTrue();
            assertThat(entry.config().ownerListens()).isTrue();
            assertThat(entry.config().checksumForm()).isEqualTo(ChecksumForm.PSEUDO_HEADER);
            assertThat(entry.config().strictChecksum()).isFalse();
            assertThat(entry.config().host().virtualMac()).isFalse();
            assertThat(entry.config().host().acceptMode()).isTrue();
        });
    }

    @Test
    void severalVirtualRoutersKeepTheOrderOfTheFile() throws Exception {
        NodeConfig config = read("""
                virtual-routers:
                  - {interface: eth1, vrid: 7, addresses: [192.0.2.10/24]}
                  - {interface: eth0, vrid: 7, addresses: [192.0.2.11/24]}
                  - {interface: eth0, vrid: 8, addresses: [192.0.2.12/24]}
                """);

        assertThat(config.virtualRouters())
                .extracting(
                        entry -> entry.interfaceName() + " " + entry.config().vrid())
                .containsExactly("eth1 7", "eth0 7", "eth0 8");
    }

    @Test
    void anAddressSaysHowItStandsOnTheHost() throws Exception {
        NodeConfig config = read("""
                virtual-routers:
                  - interface: eth0
                    vrid: 51
                    addresses:
                      - {address: 192.0.2.10/24, device: lo, label: "eth0:1", scope: link, broadcast: 192.0.2.255,
                         noprefixroute: true, preferred-lifetime: 300s}
                      - 192.0.2.11
                      - address: 192.0.2.12/32
                    excluded-addresses: [{address: 2001:db8::10/64, preferred-lifetime: 0s}, 198.51.100.1/32]
                """);

        assertThat(config.virtualRouters()).singleElement().satisfies(entry -> {
            assertThat(entry.config().addresses())
                    .containsExactly(
                            VirtualAddress.parse("192.0.2.10/24")
                                    .options(new AddressOptions(
                                            "lo",
                                            "eth0:1",
                                            AddressScope.LINK,
                                            IpAddress.parse("192.0.2.255"),
                                            true,
                                            Duration.ofMinutes(5))),
                            VirtualAddress.parse("192.0.2.11/32"),
                            VirtualAddress.parse("192.0.2.12/32"));
            assertThat(entry.config().host().excludedAddresses())
                    .containsExactly(
                            VirtualAddress.parse("2001:db8::10/64")
                                    .options(AddressOptions.NONE.preferredLifetime(Duration.ZERO)),
                            VirtualAddress.parse("198.51.100.1/32"));
        });
    }

    @Test
    void aRouteSaysWhatIpRouteSays() throws Exception {
        NodeConfig config = read("""
                virtual-routers:
                  - interface: eth0
                    vrid: 51
                    addresses: [192.0.2.10/24]
                    routes:
                      - {to: 203.0.113.0/24, via: 192.0.2.1, device: eth1, source: 192.0.2.10, metric: 4294967295,
                         table: 1000, protocol: 200, scope: global}
                      - {to: default, via: "2001:db8::1"}
                      - {to: default, metric: 5}
                      - {to: 198.51.100.7}
                """);

        assertThat(config.virtualRouters().get(0).config().host().routes())
                .containsExactly(
                        new VirtualRoute(
                                IpAddress.parse("203.0.113.0"),
                                24,
                                IpAddress.parse("192.0.2.1"),
                                "eth1",
                                IpAddress.parse("192.0.2.10"),
                                AddressScope.GLOBAL,
                                4294967295L,
                                1000,
                                200),
                        new VirtualRoute(
                                IpAddress.parse("::"),
                                0,
                                IpAddress.parse("2001:db8::1"),
                                null,
                                null,
                                null,
                                0,
                                254,
                                112),
                        new VirtualRoute(IpAddress.parse("0.0.0.0"), 0, null, null, null, null, 5, 254, 112),
                        VirtualRoute.to(IpAddress.parse("198.51.100.7"), 32));
    }

    @Test
    void announcementsAndLinkDelaysAreRead() throws Exception {
        HostConfig host = read("""
                virtual-routers:
                  - interface: eth0
                    vrid: 1
                    link-down-delay: 200ms
                    link-up-delay: 30s
                    announcements: {repeat: 3, second-burst-delay: 0s, refresh-interval: 10s, pace: 5ms}
                    addresses: [192.0.2.10/24]
                """).virtualRouters().get(0).config().host();

        assertThat(host.linkDownDelay()).isEqualTo(Duration.ofMillis(200));
        assertThat(host.linkUpDelay()).isEqualTo(Duration.ofSeconds(30));
        assertThat(host.announcements())
                .isEqualTo(new Announcements(3, Duration.ZERO, Duration.ofSeconds(10), Duration.ofMillis(5)));
    }

    @Test
    void mistakesInAnnouncementsAreToldWhereTheyStand() {
        assertThat(problems("""
                        virtual-routers:
                          - interface: eth0
                            vrid: 1
                            link-down-delay: 61s
                            announcements: {repeat: 0, refresh-interval: 500ms, paec: 1s}
                            addresses: [192.0.2.10/24]
                        """))
                .extracting(problem -> problem.line() + ":" + problem.column() + " " + problem.text())
                .containsExactly(
                        "4:22 '61s': link down delay 1m1s is not in 0s..60s",
                        "5:29 announcement repeat 0 is not in 1..100",
                        "5:50 refresh interval 500ms is not in 1s..24h, or 0s for never",
                        "5:57 unknown key 'paec'; did you mean 'pace'?");
        assertThat(problems("virtual-routers: [{interface: eth0, vrid: 1, announcements: 5, addresses: [192.0.2.1]}]"))
                .extracting(Problem::text)
                .containsExactly("announcements is a mapping; write {repeat: 5, refresh-interval: 60s}");
    }

    @Test
    void theStateDirectoryIsTheUsualOneAnotherOrNone() throws Exception {
        String routers = "virtual-routers: [{interface: eth0, vrid: 1, addresses: [192.0.2.10/24]}]\n";

        assertThat(read(routers).options().stateDirectory()).isEqualTo(Path.of("/run/vrrp4j"));
        assertThat(read(routers + "state-directory: /var/lib/vrrp").options().stateDirectory())
                .isEqualTo(Path.of("/var/lib/vrrp"));
        assertThat(read(routers + "state-directory: none").options().stateDirectory())
                .isNull();
    }

    /** R-5.2.9-01: one of each family may have the VRID, and two of one family may not. */
    @Test
    void anIpv4AndAnIpv6VirtualRouterMayShareAVridOnOneInterface() throws Exception {
        NodeConfig config = read("""
                virtual-routers:
                  - {interface: eth0, vrid: 7, addresses: [192.0.2.10/24]}
                  - {interface: eth0, vrid: 7, addresses: [fe80::10/64, 2001:db8::10/64]}
                """);

        assertThat(config.virtualRouters())
                .extracting(
                        entry -> entry.config().family() + " " + entry.config().addresses())
                .containsExactly("IPV4 [192.0.2.10/24]", "IPV6 [fe80::10/64, 2001:db8::10/64]");
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsAreNoMistake() throws Exception {
        String yaml = """
                virtual-routers:
                  - {interface: eth0, vrid: 1, addresses: [192.0.2.10/24]}
                """;
        NodeConfig config = read('\uFEFF' + yaml.replace("\n", "\r\n"));

        assertThat(config.virtualRouters()).hasSize(1);
    }

    @Test
    void theSameVridOnOneInterfaceNamesBothPositions() {
        assertThat(problems("""
                        virtual-routers:
                          - {interface: eth0, vrid: 7, addresses: [192.0.2.1/24]}
                          - {interface: eth0, vrid: 7, addresses: [192.0.2.2/24]}
                        """))
                .extracting(problem -> problem.format(Path.of("f.yaml")))
                .containsExactly("f.yaml:3:29: VRID 7 on eth0 belongs to another virtual router already,"
                        + " at line 2, column 29; give each on one interface its own VRID");
    }

    @Test
    void anotherSourceAddressOnTheSameInterfaceNamesBothPositions() throws Exception {
        assertThat(problems("""
                        virtual-routers:
                          - {interface: eth0, vrid: 7, addresses: [192.0.2.7/24], source-address: 192.0.2.1}
                          - {interface: eth0, vrid: 8, addresses: [192.0.2.8/24]}
                          - {interface: eth0, vrid: 9, addresses: [192.0.2.9/24], source-address: 192.0.2.2}
                        """))
                .extracting(problem -> problem.format(Path.of("f.yaml")))
                .containsExactly(
                        "f.yaml:3:29: the virtual routers of eth0 IPV4 have one source-address: here it is none, at"
                                + " line 2, column 75 192.0.2.1; write the same for each, or leave all out",
                        "f.yaml:4:75: the virtual routers of eth0 IPV4 have one source-address: here it is 192.0.2.2, at"
                                + " line 2, column 75 192.0.2.1; write the same for each, or leave all out");
        assertThat(read("""
                        virtual-routers:
                          - {interface: eth0, vrid: 7, addresses: [192.0.2.7/24], source-address: 192.0.2.1}
                          - {interface: eth0, vrid: 8, addresses: ['fe80::8/64']}
                          - {interface: eth1, vrid: 7, addresses: [192.0.2.9/24]}
                        """).virtualRouters()).hasSize(3);
    }

    @Test
    void theSameAddressInTwoVirtualRoutersNamesBothPositions() {
        assertThat(problems("""
                        virtual-routers:
                          - {interface: eth0, vrid: 7, addresses: [192.0.2.1/24]}
                          - {interface: eth1, vrid: 8, addresses: [192.0.2.1/32]}
                        """))
                .extracting(problem -> problem.format(Path.of("f.yaml")))
                .containsExactly("f.yaml:3:44: virtual address 192.0.2.1 belongs to another virtual router already,"
                        + " at line 2, column 44; an address can follow only one");
    }

    @Test
    void allMistakesAreToldAtOnceInTheOrderOfTheFile() {
        assertThat(problems("""
                        virtual-routers:
                          - interface: eth/9
                            vrid: 0
                            priority: 256
                            advertisement-interval: 41s
                            addresses: [224.0.0.18/32]
                          - interface: eth0
                            vird: 1
                            addresses: []
                        colour: red
                        """))
                .extracting(problem -> problem.line() + ":" + problem.column())
                .containsExactly("2:16", "3:11", "4:15", "5:29", "6:17", "8:5", "9:16", "10:1");
    }

    @Test
    void moreAddressesThanAnAdvertisementCarriesAreToldOnce() {
        var list = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            list.append(i == 0 ? "" : ", ")
                    .append("10.0.")
                    .append(i / 256)
                    .append('.')
                    .append(i % 256);
        }
        assertThat(problems("virtual-routers: [{interface: eth0, vrid: 1, addresses: [" + list + "]}]"))
                .singleElement()
                .extracting(Problem::text)
                .asString()
                .startsWith("256 virtual addresses are more than the 255");
    }

    @Test
    void whatIsNotUtf8IsToldWithItsPosition() throws IOException {
        Path file = directory.resolve("latin1.yaml");
        Files.write(file, "# a\n# Zürich\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(problems(file))
                .extracting(problem -> problem.format(Path.of("f")))
                .containsExactly("f:2:4: octet 0xFC is not UTF-8; save the file with the encoding UTF-8");
    }

    @Test
    void aMissingFileHasNoPosition() {
        assertThat(problems(directory.resolve("none.yaml")))
                .extracting(problem -> problem.format(Path.of("none.yaml")))
                .containsExactly("none.yaml: there is no such file; 'vrrp help run' shows what to write in it");
    }

    @Test
    void aDirectoryIsNotRead() {
        assertThat(problems(directory))
                .extracting(Problem::text)
                .containsExactly("is a directory; give the YAML file itself");
    }

    @Test
    void aFileOverOneMebibyteIsNotRead() throws IOException {
        Path file = directory.resolve("large.yaml");
        Files.writeString(file, "#".repeat((1 << 20) + 1));

        assertThat(problems(file))
                .singleElement()
                .extracting(Problem::text)
                .asString()
                .startsWith("is larger than 1 MiB");
    }

    @Test
    void aLongValueDoesNotMakeALongMessage() {
        assertThat(problems(
                        "virtual-routers: [{interface: " + "x".repeat(10_000) + ", vrid: 1, addresses: [192.0.2.1]}]"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.text()).hasSizeLessThan(510));
    }

    @Test
    void aMessageStaysOnOneLine() {
        assertThat(problems("virtual-routers: [{interface: \"a\\nb\", vrid: 1, addresses: [192.0.2.1]}]"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.text()).contains("'a\\nb'"));
    }

    private NodeConfig read(String yaml) throws Exception {
        return new ConfigFiles(directory).read(yaml);
    }

    private List<Problem> problems(String yaml) {
        return new ConfigFiles(directory).problems(yaml);
    }

    private static List<Problem> problems(Path file) {
        return ConfigFiles.problems(file);
    }
}
