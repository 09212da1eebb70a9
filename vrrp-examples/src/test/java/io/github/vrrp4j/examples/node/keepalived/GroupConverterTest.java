package io.github.vrrp4j.examples.node.keepalived;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class GroupConverterTest {

    private static String instances(String... more) {
        return Converted.instanceText(more)
                + Converted.instanceText()
                        .replace("VI_1", "VI_2")
                        .replace("51", "52")
                        .replace("eth0", "eth1");
    }

    @Test
    void membersMoveTogether() {
        Converted converted = Converted.of("vrrp_sync_group G1 {\n group {\n VI_1\n VI_2\n }\n}\n" + instances());

        assertThat(converted.errors()).isEmpty();
        assertThat(converted.yaml()).containsEntry("groups", Map.of("G1", List.of("VI_1", "VI_2")));
    }

    @Test
    void checksOfTheGroupAreThoseOfEachMember() {
        Converted converted = Converted.of(
                "vrrp_sync_group G1 {\n group { VI_1\n VI_2\n }\n track_interface { eth2 }\n}\n" + instances());

        assertThat(converted.routers())
                .allSatisfy(router -> assertThat(router).containsEntry("health-checks", List.of("link-eth2")));
    }

    @Test
    void weightsOfMembersAreIgnoredAsInKeepalived() {
        String group = "vrrp_sync_group G1 {\n group { VI_1\n VI_2\n }\n}\n";
        String tracking = "track_interface { eth2 weight 5 }";
        Converted ignored = Converted.of(group + instances(tracking));
        assertThat(ignored.routers()).allSatisfy(router -> assertThat(router).doesNotContainKey("health-checks"));
        assertThat(ignored.ignored()).singleElement().asString().contains("a member of a group");

        Converted kept = Converted.of(group.replace("}\n}", "}\n sync_group_tracking_weight\n}") + instances(tracking));
        assertThat(kept.router())
                .containsEntry("health-checks", List.of(Map.of("check", "link-eth2", "adjust-priority", 5)));
    }

    @Test
    void programsOfTheGroupAreRunWithTheFirstMember() {
        Converted converted = Converted.of("""
                vrrp_sync_group G1 {
                  group { VI_1
                    VI_2 }
                  notify_master "/usr/local/bin/up arg"
                  notify /usr/local/bin/any
                }
                """ + instances("notify_master '/usr/local/bin/own'"));

        assertThat(converted.errors()).isEmpty();
        assertThat(converted.routers().get(0).get("hooks"))
                .isEqualTo(Map.of(
                        "on-master",
                        List.of(
                                List.of("/usr/local/bin/own"),
                                List.of("/usr/local/bin/up", "arg"),
                                List.of("/usr/local/bin/any", "GROUP", "G1", "MASTER", "{priority}")),
                        "on-backup",
                        List.of("/usr/local/bin/any", "GROUP", "G1", "BACKUP", "{priority}"),
                        "on-fault",
                        List.of("/usr/local/bin/any", "GROUP", "G1", "FAULT", "{priority}"),
                        "on-stop",
                        List.of("/usr/local/bin/any", "GROUP", "G1", "STOP", "{priority}"),
                        "append-arguments",
                        false));
        assertThat(converted.routers().get(1)).doesNotContainKey("hooks");
    }

    @Test
    void programsHaveTheirUser() {
        Converted converted = Converted.instance("notify_stop \"/usr/local/bin/n 'a b'\" nobody nogroup");

        assertThat(converted.router().get("hooks"))
                .isEqualTo(Map.of(
                        "on-stop",
                        List.of("/usr/local/bin/n", "a b"),
                        "append-arguments",
                        false,
                        "user",
                        "nobody",
                        "group",
                        "nogroup"));
    }

    @Test
    void programsHaveKeepalivedsArguments() {
        Converted converted = Converted.instance("notify \"/usr/bin/printf '<%s>' 'a b' a\\$HOME\"");

        assertThat(converted.router().get("hooks"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry(
                        "on-stop",
                        List.of("/usr/bin/printf", "<%s>", "a b", "a$HOME", "INSTANCE", "VI_1", "STOP", "{priority}"));
    }

    @Test
    void anArgumentThatTheNodeWouldReplaceIsAnError() {
        assertThat(Converted.instance("notify_master '/bin/a {state}'").errors())
                .singleElement()
                .asString()
                .contains("a word in braces would be replaced");
    }

    @Test
    void twoUsersInOneVirtualRouterAreAnError() {
        assertThat(Converted.instance("notify_master /bin/a nobody", "notify_backup /bin/b other")
                        .errors())
                .singleElement()
                .asString()
                .contains("all hooks of a virtual router are run by one user");
    }

    @Test
    void aGroupOfOneOrOfStrangersIsNone() {
        Converted one = Converted.of("vrrp_sync_group G1 { group { VI_1 } }\n" + instances());
        assertThat(one.yaml()).doesNotContainKey("groups");
        assertThat(one.notes()).singleElement().asString().contains("it has one member");

        assertThat(Converted.of("vrrp_sync_group G1 {\n VI_1\n VI_2\n}\n" + instances())
                        .errors())
                .hasSize(3);
        assertThat(Converted.of("vrrp_sync_group G1 { group { VI_1\n VI_9\n } }\n" + instances())
                        .errors())
                .singleElement()
                .asString()
                .contains("there is no vrrp_instance VI_9");
    }
}
