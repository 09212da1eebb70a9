package io.github.vrrp4j.examples.lan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.testing.NetworkNamespace;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import io.github.vrrp4j.netlink.testing.RunningProgram;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The loop of a running router makes no garbage, so no collector ever stops it for its own sake. */
@NetworkTest(programs = {"keepalived", "sysctl", "kill"})
class LoopAllocationIT {

    private final Lan lan = new Lan();

    @AfterEach
    void remove() {
        lan.close();
    }

    @Test
    void anAdvertisementReceivedOrSentAllocatesNothing() {
        Router master = Router.Program.KEEPALIVED.start(lan.a, Settings.of(200, 10));
        lan.awaitOnlyHolder(lan.a);
        // Interpreted: the compiler works on the threads it serves, and could hide garbage as well as make some.
        List<String> command = new ArrayList<>(NetworkNamespace.javaCommand(LoopProbe.class));
        command.add(1, "-Xint");
        RunningProgram probe = lan.b.namespace().spawn(command.toArray(String[]::new));

        assertThat(steadyState(probe, "BACKUP")).endsWith(" bytes=0");

        master.kill();

        assertThat(steadyState(probe, "MASTER")).endsWith(" bytes=0");
    }

    /** The second stretch, by when every class is loaded. */
    private static String steadyState(RunningProgram probe, String state) {
        return probe.awaitLine(line -> line.startsWith(state + " stretch=2 "), Lan.SOON.multipliedBy(2));
    }
}
