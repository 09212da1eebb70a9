package io.github.vrrp4j.examples.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.testing.NetworkTest;
import java.nio.file.Path;
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
}
