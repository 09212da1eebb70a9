package io.github.vrrp4j.examples.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.testing.NetworkTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code vrrp demo multihomed}: an address that FRR announces outlives a network card and moves to another network. */
@NetworkTest(
        programs = {
            "/usr/lib/frr/zebra",
            "/usr/lib/frr/ospfd",
            "/usr/lib/frr/ospf6d",
            "vtysh",
            "sysctl",
            "mount",
            "install"
        })
class MultihomedStoryIT {
    private static final Duration END_LIMIT = Duration.ofSeconds(15);

    @TempDir
    Path directory;

    @Test
    void everyPromiseIsKeptInBothFamilies() throws Exception {
        StoryRun story = StoryRun.of("multihomed", directory);

        story.assertKept(
                "the nodes have started",
                "a loses a network card: eth0 goes down",
                "eth0 comes up again",
                "a switch dies, no link goes down",
                "the switch is replaced",
                "the node on a is stopped",
                "the node on a starts again",
                "a loses its power",
                "all the time");
        assertThat(story.promises())
                .filteredOn(promise -> "a loses its power".equals(promise.get("event")))
                .extracting(promise -> promise.get("address") + " " + promise.get("promised-ms"))
                // 3 x 1500 ms + (256 - 100) / 256 x 1500 ms, and OSPF's 50 ms + 200 ms
                .containsExactly("198.51.100.10 5664.0625", "2001:db8:100::10 5664.0625", "null null");
        assertThat(story.eventsOf("b").stream().filter(text -> text.contains("cause=")))
                .containsExactlyInAnyOrder(
                        "vrid=51 if=lo INITIALIZE->BACKUP cause=STARTUP",
                        "vrid=51 if=lo BACKUP->MASTER cause=MASTER_RESIGNED",
                        "vrid=51 if=lo MASTER->BACKUP cause=HIGHER_PRIORITY",
                        "vrid=51 if=lo BACKUP->MASTER cause=MASTER_DOWN_TIMER",
                        "vrid=51 if=lo family=ipv6 INITIALIZE->BACKUP cause=STARTUP",
                        "vrid=51 if=lo family=ipv6 BACKUP->MASTER cause=MASTER_RESIGNED",
                        "vrid=51 if=lo family=ipv6 MASTER->BACKUP cause=HIGHER_PRIORITY",
                        "vrid=51 if=lo family=ipv6 BACKUP->MASTER cause=MASTER_DOWN_TIMER");
    }

    @Test
    void aSignalEndsEveryProgramAndLeavesNothing() throws Exception {
        try (ChildJvm demo = ChildJvm.start(List.of(), "demo", "multihomed")) {
            demo.awaitLine("OSPF knows every way");
            assertThat(StoryRun.leftovers(demo.pid())).hasSize(8); // six hosts, the switches, the files

            demo.terminate();

            demo.awaitExit(END_LIMIT);
            assertThat(StoryRun.leftovers(demo.pid())).isEmpty();
        }
    }

    @Test
    void whatAKilledOneLeftIsRemovedByTheNext() throws Exception {
        try (ChildJvm killed = ChildJvm.start(List.of(), "demo", "multihomed")) {
            killed.awaitLine("OSPF knows every way");
            List<Long> programs = programs(killed.pid());
            assertThat(programs).hasSizeGreaterThanOrEqualTo(15); // zebra, ospfd and ospf6d on five hosts
            assertThat(StoryRun.leftovers(killed.pid())).hasSize(8);
            killed.kill();
            killed.awaitExit(END_LIMIT);

            try (ChildJvm next = ChildJvm.start(List.of(), "demo", "multihomed")) {
                next.awaitLine("FRR starts everywhere");
                assertThat(StoryRun.leftovers(killed.pid())).isEmpty();
                programs.forEach(MultihomedStoryIT::awaitEnd);
                next.terminate();
                next.awaitExit(END_LIMIT);
            }
        }
    }

    private static void awaitEnd(long pid) {
        ProcessHandle.of(pid)
                .ifPresent(process -> process.onExit()
                        .orTimeout(END_LIMIT.toSeconds(), TimeUnit.SECONDS)
                        .join());
    }

    private static List<Long> programs(long pid) throws IOException, InterruptedException {
        StringBuilder pids = new StringBuilder();
        for (String host : List.of("a", "b", "r1", "r2", "core")) {
            pids.append(Root.run("ip netns pids vrrp-demo-" + pid + "-" + host)).append('\n');
        }
        return pids.toString()
                .lines()
                .filter(line -> !line.isBlank())
                .map(Long::valueOf)
                .toList();
    }
}
