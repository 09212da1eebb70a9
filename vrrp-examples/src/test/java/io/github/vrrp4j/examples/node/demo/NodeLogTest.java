package io.github.vrrp4j.examples.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.protocol.State;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeLogTest {

    @Test
    void aTransitionIsReadWithItsVirtualRouter() {
        assertThat(read("2026-11-21T10:15:04.131+00:00 INFO vrid=51 if=eth0 BACKUP->MASTER cause=MASTER_DOWN_TIMER"))
                .isEqualTo(new Observation.Transition(
                        7, "a", "vrid=51 if=eth0", State.BACKUP, State.MASTER, Cause.MASTER_DOWN_TIMER));
        assertThat(
                        read(
                                "2026-11-21T10:15:04.131+00:00 INFO vrid=51 if=lo family=ipv6 MASTER->INITIALIZE cause=SHUTDOWN"))
                .isEqualTo(new Observation.Transition(
                        7, "a", "vrid=51 if=lo family=ipv6", State.MASTER, State.INITIALIZE, Cause.SHUTDOWN));
    }

    @Test
    void whoHasAnAddressIsRead() {
        String acquired = "vrid=51 if=eth0 family=ipv6 addresses acquired: fe80::10/64, 2001:db8::10/64";
        assertThat(read("2026-11-21T10:15:04.133+00:00 INFO " + acquired))
                .isEqualTo(new Observation.Holding(7, "a", true, List.of("fe80::10", "2001:db8::10"), acquired));
        String released = "vrid=51 if=eth0 addresses released: 192.0.2.10/24";
        assertThat(read("2026-11-21T10:15:04.133+00:00 INFO " + released))
                .isEqualTo(new Observation.Holding(7, "a", false, List.of("192.0.2.10"), released));
    }

    @Test
    void theTimeIsThatOfTheLine() {
        // read 133 ms after it was written, at 1,000 ms of the monotonic clock
        assertThat(NodeLog.read(
                        1_000_000_000,
                        Instant.parse("2026-11-21T09:15:04.266Z"),
                        "a",
                        "2026-11-21T10:15:04.133+01:00 INFO x"))
                .contains(new Observation.Note(867_000_000, "a", "x"));
    }

    @Test
    void anyOtherLineIsANote() {
        assertThat(read("2026-11-21T10:15:04.133+00:00 WARN vrid=51 if=eth0 fault: LINK_DOWN"))
                .isEqualTo(new Observation.Note(7, "a", "WARN vrid=51 if=eth0 fault: LINK_DOWN"));
        assertThat(read("vrrp: cannot run")).isEqualTo(new Observation.Note(7, "a", "vrrp: cannot run"));
        assertThat(read("2026-11-21T10:15:04.133+00:00 INFO vrid=51 if=eth0 UP->DOWN cause=NONE"))
                .isEqualTo(new Observation.Note(7, "a", "vrid=51 if=eth0 UP->DOWN cause=NONE"));
    }

    private static Observation read(String line) {
        return NodeLog.read(7, Instant.parse("2026-11-21T10:15:04Z"), "a", line).orElseThrow();
    }
}
