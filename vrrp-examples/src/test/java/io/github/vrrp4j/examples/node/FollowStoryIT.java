package io.github.vrrp4j.examples.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.testing.NetworkTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code vrrp demo follow}: an address follows the primary of a database, by the kernel, an HTTP API and a command. */
@NetworkTest(programs = {"redis-server", "redis-cli", "curl", "ping", "setpriv", "sysctl", "mount", "chmod"})
class FollowStoryIT {

    @TempDir
    Path directory;

    @Test
    void theAddressFollowsThePrimaryAndNoWriteIsLost() throws Exception {
        StoryRun story = StoryRun.of("follow", directory);

        story.assertKept(
                "no multicast",
                "b is promoted and a demoted",
                "a is promoted and b demoted",
                "b is promoted, too, by mistake",
                "the server on a is killed, b is promoted",
                "the server on a starts again",
                "in the cloud, a is promoted and b demoted",
                "b is promoted and a demoted, and the API fails",
                "the provider loses the address",
                "by the command, a is promoted and b demoted, and the API fails",
                "the provider loses the address again",
                "a loses its power, b is promoted",
                "all the time");
        assertThat(story.promises())
                .filteredOn(promise -> promise.containsKey("promised-ms")
                        && promise.get("promised-ms").contains("."))
                .extracting(promise -> promise.get("event") + ": " + promise.get("promised-ms"))
                .contains(
                        // 1000 + 3 x 200 + (256 - 100) / 256 x 200 + 100
                        "b is promoted and a demoted: 1871.875",
                        // 1000 + 3 x 200 + (256 - 100) / 256 x 200 + 100 + 4 x 100 + 1000 + 100 + 200 + 400
                        "b is promoted and a demoted, and the API fails: 3971.875",
                        "by the command, a is promoted and b demoted, and the API fails: 3971.875",
                        // 200 + 3 x 200 + (256 - 100) / 256 x 200 + 100 + 2 x 100
                        "a loses its power, b is promoted: 1271.875");
        // Who gives it back is too late if the other was faster.
        assertThat(story.eventsOf("cloud"))
                .filteredOn(text -> !text.startsWith("take "))
                .containsExactly(
                        "the provider's API is there",
                        "assign 192.0.2.10 to b: done", // the nodes start with cloud.yaml
                        "assign 192.0.2.10 to a: done",
                        "assign 192.0.2.10 to b: refused with 503",
                        "assign 192.0.2.10 to b: refused with 503",
                        "assign 192.0.2.10 to b: done, but the answer comes 1500ms late",
                        "assign 192.0.2.10 to b: done",
                        "assign 192.0.2.10 to b: done", // it was lost
                        "assign 192.0.2.10 to b: done", // the nodes start with command.yaml
                        "assign 192.0.2.10 to a: refused with 503",
                        "assign 192.0.2.10 to a: refused with 503",
                        "assign 192.0.2.10 to a: done, but the answer comes 1500ms late",
                        "assign 192.0.2.10 to a: done",
                        "assign 192.0.2.10 to a: done", // it was lost
                        "assign 192.0.2.10 to b: done"); // a has no power
    }
}
