package io.github.vrrp4j.examples.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.testing.NetworkTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code vrrp demo move}: an operator moves a service, which stays where it was put. */
@NetworkTest(programs = {"sysctl", "mount"})
class MoveStoryIT {

    @TempDir
    Path directory;

    @Test
    void everyMoveTakesSkewTimeAndNothingElseMovesTheAddress() throws Exception {
        StoryRun story = StoryRun.of("move", directory);

        story.assertKept(
                "vrrp relinquish chat on a",
                "vrrp relinquish chat on b",
                "vrrp maintenance on chat, on a",
                "a is switched off for work",
                "a works again",
                "the node on b is stopped",
                "the node on b starts again",
                "all the time");
        assertThat(story.promises())
                .filteredOn(promise -> "192.0.2.10".equals(promise.get("address")))
                .extracting(promise -> promise.get("promised-ms"))
                // (256 - 240) / 256 x 1000 ms for b, (256 - 250) / 256 x 1000 ms for a, + 50 ms
                .containsExactly("112.5", "73.4375", "112.5", "0.0", "0.0", "73.4375", "0.0");
        assertThat(story.eventsOf("b").stream().filter(text -> text.contains("cause=")))
                .containsExactly(
                        "vrid=10 if=eth0 INITIALIZE->BACKUP cause=STARTUP",
                        "vrid=10 if=eth0 BACKUP->MASTER cause=MASTER_RESIGNED",
                        "vrid=10 if=eth0 MASTER->BACKUP cause=RELINQUISHED",
                        "vrid=10 if=eth0 BACKUP->MASTER cause=MASTER_RESIGNED",
                        "vrid=10 if=eth0 MASTER->INITIALIZE cause=SHUTDOWN",
                        "vrid=10 if=eth0 INITIALIZE->BACKUP cause=STARTUP");
    }

    @Test
    void anOutageThatNothingExplainsBreaksThePromiseAndAKeptLanGoesOn() throws Exception {
        try (ChildJvm demo = ChildJvm.start(List.of(), "demo", "move", "--keep", "--tolerance", "500ms")) {
            demo.awaitLine("b keeps it, though a has the higher priority again");
            String eth0OfClient = "ip -n vrrp-demo-" + demo.pid() + "-client link set dev eth0 ";
            shell(eth0OfClient + "down && sleep 1 && " + eth0OfClient + "up");
            demo.awaitLine("FAILED: a promise was broken");
            demo.awaitLine(" b vrrp events"); // the end of what it says

            String status = demo.said()
                    .lines()
                    .filter(line -> line.endsWith(" b vrrp status"))
                    .findFirst()
                    .orElseThrow();
            assertThat(shell(status)).contains("chat").contains("BACKUP");
            assertThat(demo.said()).containsPattern("BROKEN: no other outage is longer than 0.0 ms, .*: 1\\d{3}\\.");

            demo.terminate();
            assertThat(demo.awaitExit(Duration.ofSeconds(15))).isEqualTo(3);
            assertThat(StoryRun.leftovers(demo.pid())).isEmpty();
        }
    }

    private static String shell(String command) throws Exception {
        Process process = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
