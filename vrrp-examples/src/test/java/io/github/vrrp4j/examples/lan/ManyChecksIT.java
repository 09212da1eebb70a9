package io.github.vrrp4j.examples.lan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.testing.NetworkTest;
import io.github.vrrp4j.netlink.testing.RunningProgram;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** 250 virtual routers that track one check, on nodes whose status and metrics are asked for without a pause. */
@NetworkTest(programs = {"tcpdump", "sysctl", "kill"})
class ManyChecksIT {

    private static final int COUNT = 250;
    private static final int FIRST_VRID = 4;
    private static final int HTTP_PORT = 9112;

    private final Lan lan = new Lan();
    private final Capture capture = lan.capture();

    @AfterEach
    void remove() {
        lan.close();
    }

    @Test
    void aCheckOfAllMovesAllAndATakeoverIsOnTime() {
        Path number = lan.a.write("number", "1");
        String check = "health-checks: {shared: {file: " + number + ", interval: 100ms, rise: 1, fall: 1}}\n";
        Node master = Node.start(lan.a, check + config(200, "    health-checks: [shared]\n"));
        awaitAll(lan.a);
        Node backup = Node.start(lan.b, "http: " + HTTP_PORT + "\n" + config(100, ""));
        Lan.await("all are BACKUP", () -> backup.logged("INITIALIZE->BACKUP").size() == COUNT);
        RunningProgram poller =
                lan.b.namespace().spawnJava(Poller.class, Node.control(lan.b).toString(), Integer.toString(HTTP_PORT));
        poller.awaitLine(line -> line.startsWith("round 1 "), Lan.SOON);

        lan.a.write("number", "0");
        awaitAll(lan.b);
        assertThat(lan.a.addresses()).containsExactly("192.0.2.1/24");
        assertThat(backup.logged("BACKUP->MASTER cause=MASTER_RESIGNED")).hasSize(COUNT);
        lan.a.write("number", "1");
        awaitAll(lan.a);
        Lan.await("none is on the other host", () -> lan.b.addresses().size() == 1);
        int before = backup.logged("->MASTER").size();

        master.kill();
        long firstUs = capture.awaitAdvertisementFrom(lan.b, Capture.nowUs()).timeUs();

        // Of VRID 51: 3 * 1000 ms + 156 / 256 * 1000 ms
        long masterDownIntervalUs = 3_609_375;
        long lastUs = capture.lastAdvertisementFrom(lan.a).timeUs();
        assertThat(firstUs - lastUs).isBetween(masterDownIntervalUs, masterDownIntervalUs + 1_000_000);
        Lan.await("all are MASTER", () -> backup.logged("->MASTER").size() == before + COUNT);
        awaitAll(lan.b);
        assertThat(poller.terminate().output()).contains("round 2 ").doesNotContain("Exception");
        assertThat(backup.logged("OutOfMemory")).isEmpty();
        assertThat(backup.logged(" stalled: ")).isEmpty();
        assertThat(backup.terminate().exitCode()).isZero();
        assertThat(lan.b.addresses()).containsExactly("192.0.2.2/24");
    }

    private static void awaitAll(Host host) {
        Lan.await(
                host.name() + " holds all " + COUNT + " addresses",
                () -> host.addresses().size() == 1 + COUNT);
    }

    private static String config(int priority, String more) {
        return IntStream.range(FIRST_VRID, FIRST_VRID + COUNT)
                .mapToObj(vrid -> """
                          - interface: eth0
                            vrid: %d
                            priority: %d
                            addresses: [192.0.2.%d/24]
                        """.formatted(vrid, priority, vrid) + more)
                .collect(Collectors.joining("", "virtual-routers:\n", ""));
    }
}
