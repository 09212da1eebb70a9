package io.github.vrrp4j.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.testing.NetworkNamespace;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@NetworkTest(programs = {"setpriv", "prlimit", "unshare"})
class OptionsIT {

    private final NetworkNamespace host = NetworkNamespace.create("options");

    @AfterEach
    void delete() {
        host.close();
    }

    @Test
    void byDefaultTheLoopThreadIsOrdinaryAndMemoryIsNotLocked() {
        assertThat(open("0", "false"))
                .containsExactly(
                        "probe-loop policy=0 priority=0",
                        "probe-child policy=0 priority=0",
                        "locked=false",
                        "locked=false");
    }

    @Test
    void theLoopThreadRunsUnderSchedFifoAndNoThreadThatItStarts() {
        assertThat(open("50", "false"))
                .containsExactly(
                        "probe-loop policy=1 priority=50",
                        "probe-child policy=0 priority=0",
                        "locked=false",
                        "locked=false");
    }

    @Test
    void memoryIsLockedUntilTheNetworkIsClosed() {
        assertThat(open("0", "true"))
                .containsExactly(
                        "probe-loop policy=0 priority=0",
                        "probe-child policy=0 priority=0",
                        "locked=true",
                        "locked=false");
    }

    @Test
    void aPriorityThatIsNotPermittedIsRefusedWithItsRemedies() {
        assertThat(openWithout("sys_nice", "--rtprio=0", "50", "false"))
                .containsExactly(
                        "IOException: real-time priority 50 is not permitted: sched_setscheduler: EPERM (1) Operation not"
                                + " permitted; run as root, or put LimitRTPRIO=50 or AmbientCapabilities=CAP_SYS_NICE into"
                                + " the systemd unit, or start with ulimit -r 50, or do without a real-time priority",
                        "locked=false");
    }

    /** With the limit the call would succeed, and the JVM would end later. */
    @Test
    void lockedMemoryUnderALimitIsRefusedWithItsRemedies() {
        assertThat(openWithout("ipc_lock", "--memlock=65536", "0", "true"))
                .containsExactly(
                        "IOException: memory cannot be locked: the limit of locked memory is 65536 octets"
                                + " (RLIMIT_MEMLOCK); run as root, or put LimitMEMLOCK=infinity or"
                                + " AmbientCapabilities=CAP_IPC_LOCK into the systemd unit, or start with ulimit -l"
                                + " unlimited, or do without memory locking",
                        "locked=false");
    }

    /** CAP_NET_ADMIN there is not that of the machine, whose limits stay in force. */
    @Test
    void inAUserNamespaceItOpensWithTheBuffersThatAreAllowed() {
        List<String> command = new ArrayList<>(List.of("unshare", "--user", "--map-root-user", "--net"));
        command.addAll(NetworkNamespace.javaCommand(OptionsProbe.class, "0", "false"));
        assertThat(host.exec(command.toArray(String[]::new)).requireSuccess().output())
                .contains("probe-loop policy=0");
    }

    private List<String> open(String priority, String lock) {
        return host.java(OptionsProbe.class, priority, lock)
                .requireSuccess()
                .output()
                .lines()
                .toList();
    }

    private List<String> openWithout(String capability, String limit, String priority, String lock) {
        List<String> command =
                new ArrayList<>(List.of("prlimit", limit, "setpriv", "--bounding-set", "-" + capability));
        command.addAll(NetworkNamespace.javaCommand(OptionsProbe.class, priority, lock));
        return host.exec(command.toArray(String[]::new))
                .requireSuccess()
                .output()
                .lines()
                .toList();
    }
}
