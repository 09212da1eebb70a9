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
                "the hosts are prepared",
                "nginx on a is stopped",
                "nginx on a is started again",
                "nginx on b is stopped",
                "nginx on b is started again",
                "a loses its power",
                "a has its power again",
                "the node on b dies",
                "the node on b starts again",
                "nginx is stopped on both",
                "nginx is started again on b alone",
                "b loses its power",
                "all the time");
        assertThat(story.promises())
                .filteredOn(promise ->
                        String.valueOf(promise.get("event")).matches(".* dies|. loses its power|nginx on . is stopped"))
                .extracting(promise -> promise.get("event") + " " + promise.get("promised-ms"))
                // 1 s + (256 - 100) / 256 x 500 ms + 50 ms; 3 x 500 ms + (256 - 100) / 256 x 500 ms + 50 ms
                .containsExactly(
                        "nginx on a is stopped 1354.6875",
                        "nginx on b is stopped 1354.6875",
                        "a loses its power 1854.6875",
                        "the node on b dies 50.0",
                        "the node on b dies null",
                        "b loses its power 1854.6875");
        assertThat(story.eventsOf("b").stream()
                        .filter(text -> text.contains("cause="))
                        // The first check may be over before the node takes part, or not.
                        .map(text -> text.replaceAll("BACKUP cause=(STARTUP|HEALTHY)", "BACKUP")))
                .containsExactly(
                        "vrid=51 if=eth0 INITIALIZE->BACKUP",
                        "vrid=51 if=eth0 BACKUP->MASTER cause=MASTER_RESIGNED", // nginx on a is stopped
                        "vrid=51 if=eth0 MASTER->INITIALIZE cause=UNHEALTHY", // nginx on b is stopped
                        "vrid=51 if=eth0 INITIALIZE->BACKUP",
                        "vrid=51 if=eth0 BACKUP->MASTER cause=MASTER_DOWN_TIMER", // a loses its power
                        "vrid=51 if=eth0 INITIALIZE->BACKUP", // the node on b starts again
                        "vrid=51 if=eth0 BACKUP->INITIALIZE cause=UNHEALTHY", // nginx is stopped on both
                        "vrid=51 if=eth0 INITIALIZE->BACKUP",
                        "vrid=51 if=eth0 BACKUP->MASTER cause=MASTER_DOWN_TIMER");
    }
}
