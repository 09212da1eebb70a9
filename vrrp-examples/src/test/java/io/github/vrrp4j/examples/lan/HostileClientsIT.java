package io.github.vrrp4j.examples.lan;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.testing.Finished;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import io.github.vrrp4j.netlink.testing.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** 1,000 idle connections to each of the two servers of a node, and garbage besides, cost it neither time nor memory. */
@NetworkTest(programs = {"tcpdump", "sysctl", "kill"})
class HostileClientsIT {

    private static final int HTTP_PORT = 9112;

    private final Lan lan = new Lan();
    private final Capture capture = lan.capture();

    @AfterEach
    void remove() {
        lan.close();
    }

    @Test
    void aTakeoverIsOnTimeAndOperatorsAreAnswered() throws IOException {
        Node master = Node.start(lan.a, Settings.of(200, 500));
        lan.awaitOnlyHolder(lan.a);
        Node backup = Node.start(
                lan.b, Node.config(Settings.of(100, 500), Lan.VIRTUAL + "/24") + "http: " + HTTP_PORT + "\n");
        backup.awaitBackup();
        RunningProgram hostile = lan.b
                .namespace()
                .spawnJava(HostileClients.class, Node.control(lan.b).toString(), Integer.toString(HTTP_PORT));
        hostile.awaitLine("1000 connections"::equals, Lan.SOON);
        hostile.awaitLine("round 1"::equals, Lan.SOON);

        master.kill();
        long firstUs = capture.awaitAdvertisementFrom(lan.b, 0).timeUs();

        // 3 * 500 ms + 156 / 256 * 500 ms
        long masterDownIntervalUs = 1_804_687;
        long lastUs = capture.lastAdvertisementFrom(lan.a).timeUs();
        assertThat(firstUs - lastUs).isBetween(masterDownIntervalUs, masterDownIntervalUs + 1_000_000);
        hostile.awaitLine("round 3"::equals, Lan.SOON);
        assertThat(Node.ask(lan.b, "status").output()).contains(" MASTER ");
        assertThat(get("/health")).isEqualTo(200);
        assertThat(get("/metrics")).isEqualTo(200);
        assertThat(descriptors(backup)).isLessThan(400);
        assertThat(backup.logged("OutOfMemory")).isEmpty();
        assertThat(backup.terminate().exitCode()).isZero();
    }

    /** Asks again if idle clients took its place before it had asked, as those who scrape metrics do. */
    private int get(String path) {
        Finished finished = null;
        for (int attempt = 0; attempt < 5; attempt++) {
            finished = lan.b.namespace().java(HttpProbe.class, "http://127.0.0.1:" + HTTP_PORT + path);
            if (finished.exitCode() == 0) {
                break;
            }
        }
        return Integer.parseInt(
                requireNonNull(finished).requireSuccess().output().trim());
    }

    private static long descriptors(Node node) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/" + node.pid() + "/fd"))) {
            return files.count();
        }
    }
}
