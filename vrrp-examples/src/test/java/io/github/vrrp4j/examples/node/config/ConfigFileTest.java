package io.github.vrrp4j.examples.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigFileTest {
    @TempDir
    Path directory;

    @Test
    void everyKeyIsRead() throws Exception {
        NodeConfig config = read("""
                realtime-priority: 50
                lock-memory: true
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
                        "5:50 refresh interval 500ms is not in 1s..86400s, or 0s for never",
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

    /** Each row: what it shows, the file, and the one problem it has. */
    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("empty file", "", 1, 1, "the file is empty; it needs the key virtual-routers"),
                mistake("only a comment", "# nothing\n", 1, 1, "the file is empty"),
                mistake("no mapping", "- a\n", 1, 1, "starts with the key virtual-routers:"),
                mistake(
                        "top key misspelt",
                        "virtual-router: []\n",
                        1,
                        1,
                        "'virtual-router'; did you mean 'virtual-routers'?"),
                mistake("top key missing", "{}\n", 1, 1, "the key 'virtual-routers' is missing; add a line like"),
                top("realtime-priority 0", "realtime-priority: 0", 20, "0 is not in 1..99 (SCHED_FIFO)"),
                top("realtime-priority 100", "realtime-priority: 100", 20, "100 is not in 1..99"),
                top("realtime-priority text", "realtime-priority: high", 20, "'high' is not a whole number"),
                top("lock-memory", "lock-memory: yes", 14, "'yes' is neither true nor false"),
                mistake("no virtual router", "virtual-routers: []\n", 1, 18, "at least one virtual router"),
                mistake("no list", "virtual-routers: 5\n", 1, 18, "needs a list"),
                mistake("no value", "virtual-routers:\n", 1, 17, "needs a list"),
                mistake("element is no mapping", "virtual-routers: [eth0]\n", 1, 19, "a virtual router is a mapping"),
                mistake("syntax", "virtual-routers:\n  - interface: eth0\n   vrid: 1\n", 3, 4, "is not YAML: "),
                mistake("tab", "virtual-routers:\n\t- interface: eth0\n", 2, 1, "(TAB)"),
                mistake("control character", "a: \u0007\n", 1, 4, "U+0007 may not stand in YAML; remove it"),
                mistake("second document", "a: 1\n---\nb: 2\n", 2, 1, "a second YAML document starts here"),
                mistake("alias", "virtual-routers: &a [*a]\n", 1, 22, "aliases are not read here"),
                mistake("nesting", "[".repeat(17) + "\n", 1, 17, "nested more than 16 deep"),
                with(
                        "unknown key",
                        "colour: red",
                        4,
                        5,
                        "unknown key 'colour'; allowed are interface, vrid, version, priority,"),
                with(
                        "no unicast peers",
                        "unicast-peers: []",
                        4,
                        20,
                        "unicast-peers is empty; write [192.0.2.2, 192.0.2.3], or leave the key out for multicast"),
                with(
                        "one unicast peer",
                        "unicast-peers: 192.0.2.2",
                        4,
                        20,
                        "unicast-peers is a list; write [192.0.2.2"),
                with("nothing for a list", "unicast-peers:", 4, 19, "unicast-peers is a list; write [192.0.2.2"),
                with("own peer", "unicast-peers: [192.0.2.2, 192.0.2.10]", 4, 32, "192.0.2.10 is a virtual address"),
                with(
                        "the source as a peer",
                        "source-address: 192.0.2.1\n    unicast-peers: [192.0.2.1]",
                        5,
                        21,
                        "unicast peer 192.0.2.1 is the source address of this router itself"),
                with("peer of the other family", "unicast-peers: [fe80::1]", 4, 21, "unicast peer fe80::1 is not IPV4"),
                with("peer stands twice", "unicast-peers: [192.0.2.2, 192.0.2.2]", 4, 32, "stands twice"),
                with("multicast peer", "unicast-peers: [224.0.0.18]", 4, 21, "224.0.0.18 is not a unicast address"),
                with(
                        "peer with a prefix length",
                        "unicast-peers: [192.0.2.2/24]",
                        4,
                        21,
                        "unicast peer: '192.0.2.2/24'"),
                with(
                        "hop limit without peers",
                        "min-hop-limit: 254",
                        4,
                        20,
                        "min-hop-limit is for unicast-peers alone; multicast is accepted with 255 only"),
                with(
                        "hop limit of 0",
                        "unicast-peers: [192.0.2.2]\n    min-hop-limit: 0",
                        5,
                        20,
                        "least hop limit 0 is not in 1..255"),
                with(
                        "source of the other family",
                        "source-address: fe80::1",
                        4,
                        21,
                        "source address fe80::1 is not IPV4"),
                with(
                        "virtual source",
                        "source-address: 192.0.2.10",
                        4,
                        21,
                        "192.0.2.10 is a virtual address, which moves"),
                with("misspelt key", "priorty: 5", 4, 5, "unknown key 'priorty'; did you mean 'priority'?"),
                with("underscores", "preempt_mode: true", 4, 5, "did you mean 'preempt-mode'?"),
                with("key is a list", "? [a]\n    : b", 4, 7, "a key is a word here"),
                with(
                        "key twice",
                        "vrid: 52",
                        4,
                        5,
                        "the key 'vrid' stands here a second time, first at line 3, column 5"),
                with("priority 0", "priority: 0", 4, 15, "priority 0 is not in 1..254, or 255 for the owner"),
                with("priority 256", "priority: 256", 4, 15, "priority 256 is not in 1..254"),
                with("priority far too large", "priority: 99999999999", 4, 15, "priority 99999999999 is not in 1..254"),
                with("priority negative", "priority: -1", 4, 15, "priority -1 is not in 1..254"),
                with("priority in words", "priority: high", 4, 15, "priority 'high' is not a whole number"),
                with("priority octal", "priority: 010", 4, 15, "priority '010' is not a whole number"),
                with("priority with a fraction", "priority: 1.5", 4, 15, "priority '1.5' is not a whole number"),
                with(
                        "priority in quotes",
                        "priority: \"51\"",
                        4,
                        15,
                        "because of the quotes; write the number without them: 51"),
                with("priority without value", "priority:", 4, 14, "priority has no value; it takes a whole number"),
                with("priority a list", "priority: [5]", 4, 15, "priority is a list or a mapping here"),
                with(
                        "interval 5 ms",
                        "advertisement-interval: 5ms",
                        4,
                        29,
                        "5ms is not",
                        "is not in 10ms..40950ms in steps of 10ms"),
                with("version", "version: 4", 4, 14, "version '4' is unknown; write 3, 2 or 2+3"),
                with("delay too long", "preempt-delay: 3601s", 4, 20, "'3601s': preempt delay", "is not in 0s..3600s"),
                with("interval 41 s", "advertisement-interval: 41s", 4, 29, "41s is not in 10ms..40950ms"),
                with(
                        "interval between steps",
                        "advertisement-interval: 15ms",
                        4,
                        29,
                        "15ms is not",
                        "in steps of 10ms"),
                with("interval without unit", "advertisement-interval: 1", 4, 29, "'1' has no unit; write 1s or 1ms"),
                with(
                        "interval in minutes",
                        "advertisement-interval: 2m",
                        4,
                        29,
                        "has the unit 'm'; the units are ms and s"),
                with(
                        "interval in words",
                        "advertisement-interval: fast",
                        4,
                        29,
                        "'fast' is not a duration; write a number and its unit"),
                with("interval too fine", "advertisement-interval: 0.0000001ms", 4, 29, "finer than a nanosecond"),
                with("boolean of YAML 1.1", "preempt-mode: yes", 4, 19, "preempt-mode 'yes' is neither true nor false"),
                with("boolean in quotes", "preempt-mode: 'true'", 4, 19, "without quotes"),
                with(
                        "checksum",
                        "checksum: none",
                        4,
                        15,
                        "checksum 'none' is unknown; write pseudo-header or message-only"),
                with("strict checksum", "strict-checksum: 1", 4, 22, "strict-checksum '1' is neither true nor false"),
                router(
                        "VRID 0",
                        "{interface: eth0, vrid: 0, addresses: [192.0.2.1/24]}",
                        27,
                        "VRID 0 is not in 1..255"),
                router(
                        "VRID 256",
                        "{interface: eth0, vrid: 256, addresses: [192.0.2.1/24]}",
                        27,
                        "VRID 256 is not in 1..255"),
                router(
                        "no VRID",
                        "{interface: eth0, addresses: [192.0.2.1/24]}",
                        3,
                        "the key 'vrid' is missing; add a line like vrid: 51"),
                router(
                        "VRID misspelt is not missing too",
                        "{interface: eth0, vird: 5, addresses: [192.0.2.1/24]}",
                        21,
                        "did you mean 'vrid'?"),
                router(
                        "interface that cannot be",
                        "{interface: much-too-long-for-one, vrid: 5, addresses: [192.0.2.1/24]}",
                        15,
                        "interface 'much-too-long-for-one' is not 1 to 15 octets"),
                router("no interface", "{vrid: 5, addresses: [192.0.2.1/24]}", 3, "the key 'interface' is missing"),
                router(
                        "no addresses",
                        "{interface: eth0, vrid: 5}",
                        3,
                        "the key 'addresses' is missing; add a line like addresses: [192.0.2.10/24]"),
                addresses("no address", "[]", 42, "needs at least one virtual address"),
                addresses("not a list", "192.0.2.1", 42, "addresses is a list; write [192.0.2.10/24]"),
                addresses(
                        "not an address", "[192.0.2]", 43, "'192.0.2' is not an IP address; write it like 192.0.2.10"),
                addresses("a name", "[example.com]", 43, "'example.com' is not an IP address"),
                addresses("far too long", "[" + "1".repeat(70) + "]", 43, "is not an IP address"),
                addresses("multicast", "[224.0.0.18/32]", 43, "virtual address 224.0.0.18 is not a unicast address"),
                addresses("unspecified", "[0.0.0.0/24]", 43, "is not a unicast address"),
                addresses(
                        "prefix length 33",
                        "[192.0.2.1/33]",
                        43,
                        "prefix length 33 of virtual address 192.0.2.1 is not in 1..32"),
                addresses(
                        "prefix length in words",
                        "[192.0.2.1/x]",
                        43,
                        "'x' in '192.0.2.1/x' is not a prefix length in 1..32"),
                addresses("twice", "[192.0.2.1/24, 192.0.2.1]", 57, "virtual address 192.0.2.1 stands twice"),
                addresses(
                        "a global IPv6 address first",
                        "[2001:db8::10/64]",
                        43,
                        "the first IPv6 virtual address 2001:db8::10/64 is not link-local, fe80::/10"),
                router(
                        "IPv6 in version 2",
                        "{interface: eth0, vrid: 5, version: 2, addresses: [fe80::10/64]}",
                        54,
                        "VRRPv2 does not carry IPv6 addresses such as fe80::10/64: use version 3"),
                addresses("an empty mapping", "[{}]", 43, "the key 'address' is missing; add a line like address:"),
                option("unknown", "dev: lo", 68, "unknown key 'dev'; allowed are address, device, label"),
                option("device", "device: 'a b'", 76, "device 'a b' is not 1 to 15 octets without blanks and slashes"),
                option(
                        "label",
                        "label: abcdefghijklmnop",
                        75,
                        "label 'abcdefghijklmnop' is not 1 to 15 octets without blanks and slashes"),
                option("scope", "scope: site", 75, "scope 'site' is unknown; write global, link or host"),
                option("broadcast", "broadcast: all", 79, "'all' is not an IP address; write it like"),
                option("broadcast of IPv6", "broadcast: 'fe80::1'", 79, "broadcast fe80::1 is not an IPv4 address"),
                option("noprefixroute", "noprefixroute: 1", 83, "noprefixroute '1' is neither true nor false"),
                option("lifetime", "preferred-lifetime: 5", 88, "'5' has no unit; write 5s or 5ms"),
                option(
                        "lifetime in milliseconds",
                        "preferred-lifetime: 5ms",
                        88,
                        "'5ms': preferred lifetime PT0.005S is not in 0s..2147483647s in whole seconds"),
                router(
                        "label of IPv6",
                        "{interface: eth0, vrid: 5, addresses: [{address: fe80::10/64, label: eth0}]}",
                        72,
                        "label eth0: IPv6 addresses have none"),
                router(
                        "scope of IPv6",
                        "{interface: eth0, vrid: 5, addresses: [{address: fe80::10/64, scope: link}]}",
                        72,
                        "an IPv6 address itself says where it is valid; leave the key out"),
                with("excluded no list", "excluded-addresses: 192.0.2.11", 4, 25, "excluded-addresses is a list"),
                with("excluded twice", "excluded-addresses: [192.0.2.10/32]", 4, 26, "192.0.2.10 stands twice"),
                with("routes no list", "routes: 5", 4, 13, "routes is a list; write [{to: 203.0.113.0/24"),
                with("route no mapping", "routes: [203.0.113.0/24]", 4, 14, "a route is a mapping; write {to: 203.0"),
                with("route to nowhere", "routes: [{via: 192.0.2.1}]", 4, 14, "the key 'to' is missing; add a line"),
                route("route to a name", "to: everywhere", 19, "'everywhere' is not an IP address"),
                route("route to half a network", "to: 203.0.113.0/x", 19, "'203.0.113.0/x' is not a network; write it"),
                route("route with host bits", "to: 203.0.113.1/24", 19, "write 203.0.113.0/24"),
                route(
                        "route too long",
                        "to: 203.0.113.0/33",
                        19,
                        "prefix length 33 of route 203.0.113.0 is not in 0..32"),
                route("next hop", "to: default, via: gateway", 33, "'gateway' is not an IP address"),
                route(
                        "next hop of the other family",
                        "to: 203.0.113.0/24, via: 'fe80::1'",
                        40,
                        "via fe80::1 is not of the family of the destination 203.0.113.0"),
                route(
                        "metric",
                        "to: default, metric: 4294967296",
                        36,
                        "metric 4294967296 of a route is not in 0..4294967295"),
                route("metric negative", "to: default, metric: -1", 36, "metric '-1' is not a whole number"),
                route("table", "to: default, table: main", 35, "table 'main' is not a whole number"),
                route("protocol", "to: default, protocol: 256", 38, "protocol 256 of a route is not in 1..255"),
                route(
                        "scope of a route",
                        "to: default, scope: site",
                        35,
                        "scope 'site' is unknown; write global, link"),
                with("route twice", "routes: [{to: default}, {to: default}]", 4, 29, "0.0.0.0/0 stands twice"),
                mistake(
                        "state directory",
                        "virtual-routers: [{interface: eth0, vrid: 1, addresses: [192.0.2.10/24]}]\nstate-directory: run\n",
                        2,
                        18,
                        "state-directory 'run' is not an absolute path; write one like /run/vrrp4j, or none"),
                addresses(
                        "IPv6 behind IPv4",
                        "[192.0.2.1/24, fe80::1/64]",
                        57,
                        "IPv4 and IPv6 addresses in one virtual router"),
                addresses(
                        "IPv6 before IPv4",
                        "[fe80::1/64, 192.0.2.1/24]",
                        55,
                        "IPv4 and IPv6 addresses in one virtual router"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void aMistakeIsToldWithItsPositionAndHowToMendIt(
            String name, String yaml, int line, int column, List<String> fragments) {
        assertThat(problems(yaml)).singleElement().satisfies(problem -> {
            assertThat(problem.line() + ":" + problem.column()).isEqualTo(line + ":" + column);
            assertThat(problem.text()).contains(fragments);
        });
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

    private static Arguments mistake(String name, String yaml, int line, int column, String... fragments) {
        return Arguments.of(name, yaml, line, column, List.of(fragments));
    }

    /** A first line above an otherwise good file. */
    private static Arguments top(String name, String keyAndValue, int column, String... fragments) {
        String yaml = keyAndValue + "\nvirtual-routers:\n  - {interface: eth0, vrid: 1, addresses: [192.0.2.10/24]}\n";
        return mistake(name, yaml, 1, column, fragments);
    }

    /** A line of its own, the fourth, in an otherwise good file; keys start in column 5. */
    private static Arguments with(String name, String keyAndValue, int line, int column, String... fragments) {
        String yaml = "virtual-routers:\n  - interface: eth0\n    vrid: 51\n    " + keyAndValue
                + "\n    addresses: [192.0.2.10/24]\n";
        return mistake(name, yaml, line, column, fragments);
    }

    /** One virtual router in flow style on line 2; its brace is in column 3. */
    private static Arguments router(String name, String router, int column, String... fragments) {
        return mistake(name, "virtual-routers: [\n  " + router + "]\n", 2, column, fragments);
    }

    /** The list of addresses on line 2, starting in column 42. */
    private static Arguments addresses(String name, String list, int column, String... fragments) {
        return mistake(
                name,
                "virtual-routers: [\n  {interface: eth0, vrid: 51, addresses: " + list + "}]\n",
                2,
                column,
                fragments);
    }

    /** One option of an address, whose key starts in column 68. */
    private static Arguments option(String name, String option, int column, String... fragments) {
        return addresses("address with " + name, "[{address: 192.0.2.10/24, " + option + "}]", column, fragments);
    }

    /** One route in the fourth line, whose first key starts in column 15. */
    private static Arguments route(String name, String route, int column, String... fragments) {
        return with(name, "routes: [{" + route + "}]", 4, column, fragments);
    }

    private NodeConfig read(String yaml) throws Exception {
        return ConfigFile.read(Files.writeString(directory.resolve("node.yaml"), yaml));
    }

    private List<Problem> problems(String yaml) {
        return catchThrowableOfType(InvalidConfigException.class, () -> read(yaml))
                .problems();
    }

    private static List<Problem> problems(Path file) {
        return catchThrowableOfType(InvalidConfigException.class, () -> ConfigFile.read(file))
                .problems();
    }
}
