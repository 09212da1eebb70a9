package io.github.vrrp4j.examples.node.keepalived;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceConverterTest {

    @Test
    void theSmallestInstanceGetsKeepalivedsDefaults() {
        Converted converted = Converted.of("""
                vrrp_instance VI_1 {
                  interface eth0
                  virtual_router_id 51
                  virtual_ipaddress {
                    192.0.2.10
                  }
                }
                """);

        assertThat(converted.errors()).isEmpty();
        assertThat(converted.router())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "name",
                        "VI_1",
                        "interface",
                        "eth0",
                        "vrid",
                        51,
                        "version",
                        2,
                        "priority",
                        100,
                        "advertisement-interval",
                        "1s",
                        "announcements",
                        Map.of("repeat", 5, "second-burst-delay", "5s", "refresh-interval", "0s"),
                        "addresses",
                        List.of("192.0.2.10/32")));
        assertThat(converted.notes())
                .singleElement()
                .asString()
                .startsWith("keepalived.conf:1:1: NOTE vrrp_instance: without a version keepalived speaks VRRP 2");
    }

    @Test
    void anInstanceWithIpv6AddressesSpeaksVersion3() {
        Converted converted = Converted.of("""
                global_defs { vrrp_version 2 }
                vrrp_instance VI_1 {
                  interface eth0
                  virtual_router_id 51
                  virtual_ipaddress {
                    fe80::51
                    2001:db8::10/64
                  }
                }
                """);

        assertThat(converted.router())
                .containsEntry("version", 3)
                .containsEntry(
                        "addresses",
                        List.of(
                                "fe80::51/128",
                                Map.of("address", "2001:db8::10/64", "preferred-lifetime", "999999999s")));
    }

    @ParameterizedTest
    @CsvSource({
        "3, 1, 1s",
        "3, 0.5, 0.5s",
        "3, .25, 0.25s",
        "3, 12, 12s",
        "3, 0.125, 0.13s",
        "2, 1.7, 2s",
        "2, 0.4, 1s",
        "2, 10, 10s"
    })
    void theIntervalIsRoundedAsKeepalivedDoes(String version, String written, String converted) {
        assertThat(Converted.instance("version " + version, "advert_int " + written)
                        .router())
                .containsEntry("advertisement-interval", converted);
    }

    @Test
    void stateMasterWithoutPriorityIsTheOwner() {
        Converted converted = Converted.instance("state MASTER");

        assertThat(converted.router()).containsEntry("priority", 255);
        assertThat(converted.notes()).singleElement().asString().contains("NOTE state: MASTER without a priority");
    }

    @Test
    void stateMasterIsOnlyAWishOtherwise() {
        Converted converted = Converted.instance("state MASTER", "priority 150");

        assertThat(converted.router()).containsEntry("priority", 150).doesNotContainKey("state");
        assertThat(converted.notes())
                .singleElement()
                .asString()
                .startsWith("keepalived.conf:6:3: NOTE state: MASTER is a wish");
    }

    @Test
    void nopreemptAndItsDelayCountForABackupAlone() {
        assertThat(Converted.instance("state BACKUP", "nopreempt").router()).containsEntry("preempt-mode", false);
        assertThat(Converted.instance("preempt_delay 2.5").router()).containsEntry("preempt-delay", "2.5s");

        Converted master = Converted.instance("state MASTER", "priority 100", "nopreempt", "preempt_delay 5");
        assertThat(master.router()).doesNotContainKeys("preempt-mode", "preempt-delay");
        assertThat(master.notes()).hasSize(3);
    }

    @Test
    void addressesKeepHowTheyStandOnTheHost() {
        Converted converted = Converted.of("""
                vrrp_instance VI_1 {
                  version 3
                  interface eth0
                  virtual_router_id 51
                  virtual_ipaddress {
                    192.0.2.10/24 brd 192.0.2.255 dev eth1 scope link label eth1:1 noprefixroute
                    192.0.2.129/25 brd +
                    192.0.2.66/26 brd -
                    192.0.2.10/24
                  }
                  virtual_ipaddress_excluded {
                    2001:db8::10 preferred_lft forever
                    198.51.100.1/24 no_track
                  }
                }
                """);

        assertThat(converted.errors()).isEmpty();
        assertThat(converted.router().get("addresses"))
                .isEqualTo(List.of(
                        Map.of(
                                "address", "192.0.2.10/24",
                                "broadcast", "192.0.2.255",
                                "device", "eth1",
                                "scope", "link",
                                "label", "eth1:1",
                                "noprefixroute", true),
                        Map.of("address", "192.0.2.129/25", "broadcast", "192.0.2.255"),
                        Map.of("address", "192.0.2.66/26", "broadcast", "192.0.2.64")));
        assertThat(converted.router().get("excluded-addresses"))
                .isEqualTo(List.of(
                        Map.of("address", "2001:db8::10/128", "preferred-lifetime", "999999999s"), "198.51.100.1/24"));
        assertThat(converted.notes()).singleElement().asString().contains(":9:5: NOTE 192.0.2.10/24: stands twice");
        assertThat(converted.ignored()).singleElement().asString().contains(":13:5: IGNORED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.300/24",
                "2001:db8::1",
                "192.0.2.11 scope site",
                "192.0.2.11 peer 192.0.2.12",
                "192.0.2.11 dev",
                "192.0.2.11 colour blue"
            })
    void anAddressThatCannotBeHonouredIsAnError(String line) {
        assertThat(Converted.instance("virtual_ipaddress {", line, "}").errors())
                .singleElement()
                .asString()
                .startsWith("keepalived.conf:7:3: ERROR");
    }

    @Test
    void routesKeepTheirMeaning() {
        Converted converted = Converted.instance(
                "virtual_routes {",
                "src 192.0.2.10 to 203.0.113.0/24 via 192.0.2.1 dev eth1",
                "198.51.100.0/24 dev eth2 metric 10 proto bird scope link no_track",
                "0.0.0.0/0 gw 192.0.2.1 table 100",
                "default via 192.0.2.1 table main",
                "}");

        assertThat(converted.errors()).isEmpty();
        assertThat(converted.router().get("routes"))
                .isEqualTo(List.of(
                        Map.of("source", "192.0.2.10", "to", "203.0.113.0/24", "via", "192.0.2.1", "device", "eth1"),
                        Map.of(
                                "to",
                                "198.51.100.0/24",
                                "device",
                                "eth2",
                                "metric",
                                10,
                                "protocol",
                                12,
                                "scope",
                                "link"),
                        Map.of("to", "0.0.0.0/0", "via", "192.0.2.1", "table", 100),
                        Map.of("to", "default", "via", "192.0.2.1", "table", 254)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "blackhole 203.0.113.0/24",
                "203.0.113.0/24 via 192.0.2.1 or 192.0.2.2",
                "203.0.113.0/24 nexthop via 192.0.2.1",
                "203.0.113.0/24 via 192.0.2.1 mtu 1400",
                "203.0.113.0/24 table blue",
                "via 192.0.2.1"
            })
    void aRouteThatCannotBeSaidIsAnError(String line) {
        assertThat(Converted.instance("virtual_routes {", line, "}").errors())
                .singleElement()
                .asString()
                .startsWith("keepalived.conf:7:3: ERROR");
    }

    @Test
    void unicastTakesTheHopLimitsThatKeepalivedTakes() {
        Converted any = Converted.instance("unicast_src_ip 192.0.2.1", "unicast_peer {", "192.0.2.2", "192.0.2.3", "}");
        assertThat(any.router())
                .containsEntry("source-address", "192.0.2.1")
                .containsEntry("unicast-peers", List.of("192.0.2.2", "192.0.2.3"))
                .containsEntry("min-hop-limit", 1);

        assertThat(Converted.instance("unicast_peer {", "192.0.2.2 min_ttl 254", "}")
                        .router())
                .containsEntry("min-hop-limit", 254);
        assertThat(Converted.instance("unicast_peer {", "}").errors()).hasSize(1);
    }

    @Test
    void announcementsAreThoseOfTheInstanceOrElseOfTheFile() {
        Converted converted =
                Converted.of("""
                global_defs {
                  vrrp_garp_master_delay 1
                  vrrp_garp_master_repeat 2
                  vrrp_garp_interval 0.001
                }
                """ + Converted.instanceText("garp_master_repeat 3", "garp_master_refresh 60"));

        assertThat(converted.router())
                .containsEntry(
                        "announcements",
                        Map.of(
                                "repeat", 3,
                                "second-burst-delay", "1s",
                                "refresh-interval", "60s",
                                "pace", "0.001s"));
    }

    @Test
    void switchesOfTheInstanceBecomeKeys() {
        assertThat(Converted.instance("use_vmac vrrp51", "no_accept", "lower_prio_no_advert", "mcast_src_ip 192.0.2.7")
                        .router())
                .containsEntry("virtual-mac", true)
                .containsEntry("accept-mode", false)
                .containsEntry("answers-losers", false)
                .containsEntry("source-address", "192.0.2.7");
    }

    @Test
    void strictModeDropsPacketsAndAnswers() {
        assertThat(Converted.of("global_defs { vrrp_strict\n}\n" + Converted.instanceText("priority 90"))
                        .router())
                .containsEntry("accept-mode", false)
                .containsEntry("answers-losers", false);
    }

    @Test
    void globalSettingsOfTheProcessComeAlong() {
        Converted converted = Converted.of("""
                global_defs {
                  vrrp_version 3
                  vrrp_startup_delay 5.5
                  vrrp_rt_priority 50
                  vrrp_no_swap
                }
                interface_up_down_delays {
                  eth0 0.5 3
                }
                """ + Converted.instanceText());

        assertThat(converted.yaml()).containsEntry("realtime-priority", 50).containsEntry("lock-memory", true);
        assertThat(converted.router())
                .containsEntry("hold-down", "5.5s")
                .containsEntry("link-down-delay", "0.5s")
                .containsEntry("link-up-delay", "3s");
    }

    @Test
    void authenticationIsIgnoredInVersion3AndWarnedOfInVersion2() {
        String[] password = {"authentication {", "auth_type PASS", "auth_pass 1111", "}"};
        assertThat(Converted.instance(password).warnings()).isEmpty();
        assertThat(Converted.instance(password).ignored())
                .singleElement()
                .asString()
                .contains("VRRP 3 has none");
        Converted version2 = Converted.of(Converted.instanceText(password).replace("version 3", "version 2"));
        assertThat(version2.ignored()).isEmpty();
        assertThat(version2.errors()).isEmpty();
        assertThat(version2.warnings())
                .containsExactly(
                        "keepalived.conf:6:3: WARNING authentication: no password is sent (RFC 3768 removed it), and"
                                + " keepalived with this block drops what has none: take the block off every keepalived of the VRID"
                                + " first, or both will be MASTER");
        assertThat(Converted.of("global_defs { vrrp_version 2\n}\n"
                                + Converted.instanceText("authentication {", "auth_type AH", "}")
                                        .replace("version 3", ""))
                        .errors())
                .hasSize(1);
    }

    @Test
    void everyKeywordThatDoesNotComeAlongIsToldWithItsReasonAndPlace() {
        Reasons.INSTANCE.forEach((keyword, reason) -> {
            Converted converted = Converted.instance(keyword + " x");
            assertThat(reason.kind() == Note.Kind.ERROR ? converted.errors() : converted.ignored())
                    .as(keyword)
                    .containsExactly("keepalived.conf:6:3: " + reason.kind() + " " + keyword + ": " + reason.text());
        });
        Reasons.GLOBAL.forEach((keyword, reason) -> {
            Converted converted = Converted.of("global_defs {\n " + keyword + " x\n}\n" + Converted.instanceText());
            assertThat(reason.kind() == Note.Kind.ERROR ? converted.errors() : converted.ignored())
                    .as(keyword)
                    .containsExactly("keepalived.conf:2:2: " + reason.kind() + " " + keyword + ": " + reason.text());
        });
    }

    @Test
    void anUnknownKeywordIsAnErrorWithASuggestion() {
        assertThat(Converted.instance("prioritty 5").errors())
                .containsExactly(
                        "keepalived.conf:6:3: ERROR prioritty: no keyword of this block; did you mean 'priority'?");
    }
}
