package io.github.vrrp4j.examples.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.testing.NetworkTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code vrrp demo service}: nginx listens before the address comes; keepalived and the node share a keepalived.conf. */
@NetworkTest(programs = {"keepalived", "nginx", "curl", "arping", "bash", "sysctl", "mount"})
class ServiceStoryIT {

    @TempDir
    Path directory;

    @Test
    void everyPromiseIsKeptBetweenKeepalivedAndTheNode() throws Exception {
        StoryRun story = StoryRun.of("service", directory);

        story.assertKept(
                "a host as it was installed",
                "a host that is prepared",
                "nginx on a is stopped",
                "nginx on a is started again",
                "nginx on b is stopped",
                "nginx on b is started again",
                "keepalived on a dies",
                "keepalived on a starts again",
                "the node on b dies",
                "the node on b starts again",
                "nginx is stopped on both",
                "nginx is started again on b alone",
                "all the time");
        assertThat(story.promises())
                .filteredOn(promise -> String.valueOf(promise.get("event")).matches(".* dies|nginx on . is stopped"))
                .extracting(promise -> promise.get("event") + " " + promise.get("promised-ms"))
                // 1 s + (256 - 100) / 256 x 500 ms; 3 x 500 ms + (256 - 100) / 256 x 500 ms
                .containsExactly(
                        "nginx on a is stopped 1304.6875",
                        "nginx on b is stopped 1304.6875",
                        "keepalived on a dies 1804.6875",
                        "keepalived on a dies null",
                        "the node on b dies 1804.6875",
                        "the node on b dies null");
        assertThat(story.eventsOf("b").stream().filter(text -> text.contains("cause=")))
                .containsExactly(
                        "vrid=51 if=eth0 INITIALIZE->BACKUP cause=HEALTHY",
                        "vrid=51 if=eth0 BACKUP->MASTER cause=MASTER_RESIGNED",
                        "vrid=51 if=eth0 MASTER->INITIALIZE cause=UNHEALTHY",
                        "vrid=51 if=eth0 INITIALIZE->BACKUP cause=HEALTHY",
                        "vrid=51 if=eth0 BACKUP->MASTER cause=MASTER_DOWN_TIMER",
                        "vrid=51 if=eth0 INITIALIZE->BACKUP cause=HEALTHY",
                        "vrid=51 if=eth0 BACKUP->INITIALIZE cause=UNHEALTHY",
                        "vrid=51 if=eth0 INITIALIZE->BACKUP cause=HEALTHY",
                        "vrid=51 if=eth0 BACKUP->MASTER cause=MASTER_DOWN_TIMER");
    }
}
