package io.github.vrrp4j.examples.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.testing.NetworkTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code vrrp demo mutual}: two web servers stand in for each other, as long as they serve whole pages. */
@NetworkTest(programs = {"nginx", "ping", "sysctl", "mount"})
class MutualStoryIT {

    @TempDir
    Path directory;

    @Test
    void aBrokenPageCostsAServerItsAddressAndTheRouterFollows() throws Exception {
        StoryRun story = StoryRun.of("mutual", directory);

        story.assertKept(
                "a serves half of its page",
                "a serves the whole page again",
                "b answers with status 503",
                "b serves its page again",
                "a loses its power",
                "all the time");
        assertThat(story.promises())
                .filteredOn(promise -> "192.0.2.10".equals(promise.get("address")))
                .extracting(promise -> promise.get("promised-ms"))
                // 3 x 200 ms + (256 - 100) / 256 x 500 ms + 50 ms; 3 x 500 ms + (256 - 100) / 256 x 500 ms + 50 ms
                .containsExactly("954.6875", "50.0", "0.0", "0.0", "1854.6875");
        assertThat(story.eventsOf("a"))
                .contains("WARN vrid=1 if=eth0 check page is unhealthy: no match for '</html>\\s*$' in 57 octets");
        assertThat(story.eventsOf("b"))
                .contains(
                        "WARN vrid=2 if=eth0 check page is unhealthy: status 503, wanted 200",
                        "vrid=2 if=eth0 MASTER->INITIALIZE cause=UNHEALTHY",
                        "vrid=2 if=eth0 BACKUP->MASTER cause=PREEMPTION");
        assertThat(story.eventsOf("router").stream().filter(text -> text.contains("192.0.2.10")))
                .hasSize(4)
                .allSatisfy(text -> assertThat(text).startsWith("sends what is for 192.0.2.10 to "));
    }
}
