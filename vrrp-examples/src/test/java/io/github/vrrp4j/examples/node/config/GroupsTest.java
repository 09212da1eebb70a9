package io.github.vrrp4j.examples.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.packet.VirtualRoute;
import io.github.vrrp4j.protocol.UnicastPeers;
import io.github.vrrp4j.router.Group;
import io.github.vrrp4j.router.VirtualRouterId;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups, and entries with addresses of both families. */
class GroupsTest {
    private static final VirtualRouterId IN = new VirtualRouterId("eth0", AddressFamily.IPV4, 51);
    private static final VirtualRouterId IN_6 = new VirtualRouterId("eth0", AddressFamily.IPV6, 51);
    private static final VirtualRouterId OUT = new VirtualRouterId("eth1", AddressFamily.IPV4, 52);

    @TempDir
    Path directory;

    private ConfigFiles files;

    @BeforeEach
    void start() {
        files = new ConfigFiles(directory);
    }

    @Test
    void membersAreNamed() throws Exception {
        NodeConfig config = files.read(twoNamed("[in, out]", ""));

        assertThat(config.router().groups()).containsExactly(new Group("gateway", List.of(IN, OUT)));
        assertThat(config.names()).containsEntry("in", List.of(IN)).containsEntry("out", List.of(OUT));
    }

    /** R-5.2.9-01: each family has a virtual router of its own. */
    @Test
    void bothFamiliesAreTwoVirtualRoutersThatMoveTogether() throws Exception {
        NodeConfig config = files.read("""
                virtual-routers:
                  - name: web
                    interface: eth0
                    vrid: 51
                    priority: 200
                    advertisement-interval: 100ms
                    addresses: [192.0.2.10/24, 'fe80::51/64', 192.0.2.11/24, '2001:db8::10/64']
                    excluded-addresses: [198.51.100.1/32, '2001:db8:1::1/128']
                    routes: [{to: 203.0.113.0/24, via: 192.0.2.1}, {to: default, via: 'fe80::1'}]
                    source-address: [192.0.2.1, 'fe80::a']
                    unicast-peers: ['fe80::b', 192.0.2.2]
                    min-hop-limit: 254
                """);

        assertThat(config.router().groups()).containsExactly(new Group("web", List.of(IN, IN_6)));
        assertThat(config.names()).containsOnlyKeys("web").containsEntry("web", List.of(IN, IN_6));
        assertThat(config.virtualRouters())
                .satisfiesExactly(
                        ipv4 -> {
                            assertThat(ipv4.id()).isEqualTo(IN);
                            assertThat(ipv4.config().priority()).isEqualTo(200);
                            assertThat(ipv4.config().advertisementIntervalCs()).isEqualTo(10);
                            assertThat(ipv4.config().addresses())
                                    .containsExactly(
                                            VirtualAddress.parse("192.0.2.10/24"),
                                            VirtualAddress.parse("192.0.2.11/24"));
                            assertThat(ipv4.config().host().excludedAddresses())
                                    .containsExactly(VirtualAddress.parse("198.51.100.1/32"));
                            assertThat(ipv4.config().host().routes())
                                    .extracting(VirtualRoute::via)
                                    .containsExactly(IpAddress.parse("192.0.2.1"));
                            assertThat(ipv4.config().host().sourceAddress()).isEqualTo(IpAddress.parse("192.0.2.1"));
                            assertThat(ipv4.config().unicastPeers())
                                    .isEqualTo(new UnicastPeers(List.of(IpAddress.parse("192.0.2.2")), 254));
                        },
                        ipv6 -> {
                            assertThat(ipv6.id()).isEqualTo(IN_6);
                            assertThat(ipv6.config().priority()).isEqualTo(200);
                            assertThat(ipv6.config().addresses())
                                    .containsExactly(
                                            VirtualAddress.parse("fe80::51/64"),
                                            VirtualAddress.parse("2001:db8::10/64"));
                            assertThat(ipv6.config().host().excludedAddresses())
                                    .containsExactly(VirtualAddress.parse("2001:db8:1::1/128"));
                            assertThat(ipv6.config().host().routes())
                                    .extracting(VirtualRoute::via)
                                    .containsExactly(IpAddress.parse("fe80::1"));
                            assertThat(ipv6.config().host().sourceAddress()).isEqualTo(IpAddress.parse("fe80::a"));
                            assertThat(ipv6.config().unicastPeers())
                                    .isEqualTo(new UnicastPeers(List.of(IpAddress.parse("fe80::b")), 254));
                        });
    }

    @Test
    void anEntryWithBothFamiliesAndNoNameIsAGroupOfItsInterfaceAndVrid() throws Exception {
        NodeConfig config =
                files.read("virtual-routers: [{interface: eth0, vrid: 51, addresses: ['fe80::51/64', 192.0.2.10/24]}]");

        assertThat(config.router().groups()).containsExactly(new Group("eth0/51", List.of(IN_6, IN)));
        assertThat(config.names()).isEmpty();
    }

    @Test
    void anEntryWithBothFamiliesJoinsAGroupWithBoth() throws Exception {
        NodeConfig config = files.read(twoNamed("[in, out]", ", 'fe80::1/64'"));

        assertThat(config.router().groups()).containsExactly(new Group("gateway", List.of(IN, IN_6, OUT)));
    }

    @Test
    void theRulesOfIpv6HoldForItsPart() {
        assertThat(files.told(entry("addresses: [192.0.2.10/24, '2001:db8::10/64']")))
                .singleElement()
                .asString()
                .startsWith("2:60 the first IPv6 virtual address 2001:db8::10/64 is not link-local");
        assertThat(files.told(entry("version: 2+3, addresses: [192.0.2.10/24, 'fe80::10/64']")))
                .singleElement()
                .asString()
                .startsWith("2:74 VRRPv2 does not carry IPv6 addresses such as fe80::10/64");
    }

    @Test
    void unicastNeedsAPeerOfEachFamily() {
        assertThat(files.told(entry("addresses: [192.0.2.10/24, 'fe80::10/64'], unicast-peers: [192.0.2.2]")))
                .containsExactly("2:91 unicast-peers has no IPV6 address, and addresses has: name the peers of both"
                        + " families, or write a virtual router for each");
    }

    @Test
    void aSourceAddressStandsOnceForAFamily() {
        assertThat(files.told(entry("addresses: [192.0.2.10/24], source-address: [192.0.2.1, 192.0.2.3]")))
                .containsExactly(
                        "2:89 source-address 192.0.2.3 is the second of its family, after 192.0.2.1; keep one of them");
        assertThat(files.told(entry("addresses: [192.0.2.10/24], source-address: [192.0.2.1, 'fe80::1']")))
                .containsExactly("2:89 source address fe80::1 is not IPV4");
    }

    @Test
    void theVridOfBothFamiliesIsTakenInBoth() {
        assertThat(files.told("""
                        virtual-routers:
                          - {interface: eth0, vrid: 7, addresses: [192.0.2.1/24, 'fe80::1/64']}
                          - {interface: eth0, vrid: 7, addresses: ['fe80::2/64']}
                        """))
                .containsExactly("3:29 VRID 7 on eth0 belongs to another virtual router already,"
                        + " at line 2, column 29; give each on one interface its own VRID");
    }

    @Test
    void membersThatCannotBeAreToldWhereTheyStand() {
        assertThat(files.told(twoNamed("in", "")))
                .containsExactly(
                        "1:19 group gateway is a list of names of virtual routers; write {gateway: [inside, outside]}");
        assertThat(files.told(twoNamed("[in]", "")))
                .containsExactly(
                        "1:19 group gateway needs two virtual routers at least; name another, or leave the group out");
        assertThat(files.told(twoNamed("[in, outt]", "")))
                .containsExactly("1:24 unknown virtual router 'outt'; did you mean 'out'?");
        assertThat(files.told(twoNamed("[in, mail]", "")))
                .containsExactly("1:24 unknown virtual router 'mail'; there are in, out");
        assertThat(files.told(twoNamed("[in, in, out]", "")))
                .containsExactly(
                        "1:24 virtual router 'in' is in a group already, at line 1, column 20; it can move with one group only");
        assertThat(files.told(twoNamed("[in, out], other: [out, in]", "")))
                .containsExactly(
                        "1:38 virtual router 'out' is in a group already, at line 1, column 24; it can move with one group only",
                        "1:43 virtual router 'in' is in a group already, at line 1, column 20; it can move with one group only");
        assertThat(files.told("groups: {gateway: [a, b]}\n" + ConfigFiles.ROUTERS))
                .containsExactly(
                        "1:20 unknown virtual router 'a'; none has a name: add a line like name: a",
                        "1:23 unknown virtual router 'b'; none has a name: add a line like name: b");
    }

    @Test
    void membersElectAlike() {
        assertThat(files.told("""
                        groups: {gateway: [in, out]}
                        health-checks: {up: {link: eth9}}
                        virtual-routers:
                          - {name: in, interface: eth0, vrid: 51, priority: 200, addresses: [192.0.2.1]}
                          - {name: out, interface: eth1, vrid: 52, preempt-mode: false, addresses: [192.0.2.2],
                             health-checks: [{check: up, adjust-priority: -5}]}
                        """))
                .containsExactly(
                        "1:24 members of group gateway need the same priority: vrid=52 if=eth1 has 100,"
                                + " vrid=51 if=eth0 has 200",
                        "1:24 members of group gateway need the same preempt-mode: vrid=52 if=eth1 has false,"
                                + " vrid=51 if=eth0 has true",
                        "1:24 members of group gateway need the same adjust-priority: vrid=52 if=eth1 has up -5,"
                                + " vrid=51 if=eth0 has none");
    }

    @Test
    void aNameIsThereOnce() {
        assertThat(files.told("""
                        virtual-routers:
                          - {name: a, interface: eth0, vrid: 1, addresses: [192.0.2.1]}
                          - {name: a, interface: eth0, vrid: 2, addresses: [192.0.2.2]}
                          - {name: 'b c', interface: eth0, vrid: 3, addresses: [192.0.2.3]}
                        """))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .isEqualTo("3:12 the name 'a' stands here a second time, first at line 2, column 12;"
                                        + " keep one of them"),
                        second -> assertThat(second).startsWith("4:12 name: 'b c' is not a name; write 1 to 64"));
    }

    @Test
    void aGroupMayNotHaveTheNameOfAnEntryThatIsAGroupByItself() {
        assertThat(files.told("""
                        groups: {web: [a, b]}
                        virtual-routers:
                          - {name: web, interface: eth0, vrid: 1, addresses: [192.0.2.1, 'fe80::1/64']}
                          - {name: a, interface: eth0, vrid: 2, addresses: [192.0.2.2]}
                          - {name: b, interface: eth0, vrid: 3, addresses: [192.0.2.3]}
                        """))
                .singleElement()
                .asString()
                .startsWith("1:10 group web has the name of a virtual router with addresses of both families");
    }

    /** An entry in flow style on the second line, whose last keys start in column 35. */
    private static String entry(String keys) {
        return "virtual-routers:\n  - {interface: eth0, vrid: 51, " + keys + "}\n";
    }

    private static String twoNamed(String members, String moreAddresses) {
        return """
                groups: {gateway: %s}
                virtual-routers:
                  - {name: in, interface: eth0, vrid: 51, addresses: [192.0.2.10/24%s]}
                  - {name: out, interface: eth1, vrid: 52, addresses: [198.51.100.10/24]}
                """.formatted(members, moreAddresses);
    }
}
