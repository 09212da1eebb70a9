package io.github.vrrp4j.examples.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.protocol.State;
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
    void anyOtherLineIsANoteWithoutItsTime() {
        assertThat(read("2026-11-21T10:15:04.133+00:00 INFO vrid=51 if=eth0 addresses acquired: 192.0.2.10/24"))
                .isEqualTo(new Observation.Note(7, "a", "vrid=51 if=eth0 addresses acquired: 192.0.2.10/24"));
        assertThat(read("2026-11-21T10:15:04.133+00:00 WARN vrid=51 if=eth0 fault: LINK_DOWN"))
                .isEqualTo(new Observation.Note(7, "a", "WARN vrid=51 if=eth0 fault: LINK_DOWN"));
        assertThat(read("vrrp: cannot run")).isEqualTo(new Observation.Note(7, "a", "vrrp: cannot run"));
        assertThat(read("2026-11-21T10:15:04.133+00:00 INFO vrid=51 if=eth0 UP->DOWN cause=NONE"))
                .isEqualTo(new Observation.Note(7, "a", "vrid=51 if=eth0 UP->DOWN cause=NONE"));
    }

    private static Observation read(String line) {
        return NodeLog.read(7, "a", line).orElseThrow();
    }
}
