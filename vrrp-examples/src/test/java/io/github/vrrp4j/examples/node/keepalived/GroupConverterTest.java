package io.github.vrrp4j.examples.node.keepalived;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
                        shell("/usr/local/bin/own; /usr/local/bin/up arg;"
                                + " exec /usr/local/bin/any GROUP G1 MASTER \"$VRRP_PRIORITY\""),
                        "on-backup",
                        shell("exec /usr/local/bin/any GROUP G1 BACKUP \"$VRRP_PRIORITY\""),
                        "on-fault",
                        shell("exec /usr/local/bin/any GROUP G1 FAULT \"$VRRP_PRIORITY\""),
                        "on-event",
                        shell("[ \"$VRRP_EVENT $VRRP_STATE\" = 'transition INITIALIZE' ] || exit 0;"
                                + " exec /usr/local/bin/any GROUP G1 STOP \"$VRRP_PRIORITY\"")));
        assertThat(converted.routers().get(1)).doesNotContainKey("hooks");
    }

    @Test
    void programsHaveTheirUser() {
        Converted converted = Converted.instance("notify_stop \"/usr/local/bin/n 'a b'\" nobody nogroup");

        assertThat(converted.router().get("hooks"))
                .isEqualTo(Map.of(
                        "on-event",
                        shell("[ \"$VRRP_EVENT $VRRP_STATE\" = 'transition INITIALIZE' ] || exit 0;"
                                + " exec /usr/local/bin/n 'a b'"),
                        "user",
                        "nobody",
                        "group",
                        "nogroup"));
    }

    @Test
    void theShellGivesProgramsKeepalivedsArgumentsAlone() throws Exception {
        Converted converted = Converted.instance("notify \"/usr/bin/printf '<%s>' 'a b' a\\$HOME\"");
        Map<?, ?> hooks = (Map<?, ?>) requireNonNull(converted.router().get("hooks"));

        assertThat(run(hooks.get("on-master"), "transition", "MASTER"))
                .isEqualTo("<a b><a$HOME><INSTANCE><VI_1><MASTER><90>");
        assertThat(run(hooks.get("on-event"), "transition", "INITIALIZE"))
                .isEqualTo("<a b><a$HOME><INSTANCE><VI_1><STOP><90>");
        assertThat(run(hooks.get("on-event"), "transition", "BACKUP")).isEmpty();
        assertThat(run(hooks.get("on-event"), "priority-changed", "INITIALIZE")).isEmpty();
    }

    /** Runs a hook as the node does: with arguments behind those of the file, and facts in the environment. */
    private static String run(@Nullable Object hook, String event, String state) throws Exception {
        List<String> command = new ArrayList<>();
        ((List<?>) requireNonNull(hook)).forEach(word -> command.add(word.toString()));
        command.addAll(List.of("eth0", "ipv4", "51", state, "90"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(Map.of("VRRP_EVENT", event, "VRRP_STATE", state, "VRRP_PRIORITY", "90"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static List<String> shell(String command) {
        return List.of("/bin/sh", "-c", command);
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
