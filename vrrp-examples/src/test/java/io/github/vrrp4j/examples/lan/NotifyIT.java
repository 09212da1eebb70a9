package io.github.vrrp4j.examples.lan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.testing.Finished;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import io.github.vrrp4j.netlink.testing.RunningProgram;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a node tells the service manager that started it. */
@NetworkTest(programs = {"sysctl", "kill"})
class NotifyIT {

    private static final String BACKUP = "READY=1 STATUS=1 virtual router: 1 BACKUP";
    private static final String MASTER = "STATUS=1 virtual router: 1 MASTER";

    private final Lan lan = new Lan();

    @AfterEach
    void remove() {
        lan.close();
    }

    @Test
    void aServiceIsReadyReloadsLivesAndStops() {
        String socket = lan.a.directory().resolve("notify").toString();
        RunningProgram manager = listen(socket);
        Node node = Node.start(
                lan.a,
                Node.config(Settings.of(200, 250), Lan.VIRTUAL + "/24"),
                Map.of("NOTIFY_SOCKET", socket, "WATCHDOG_USEC", "400000"));
        manager.awaitLine(line -> line.startsWith("READY=1"), Lan.SOON);
        assertThat(node.logged("INITIALIZE->BACKUP")).hasSize(1);
        manager.awaitLine(MASTER::equals, Lan.SOON);
        Lan.await("it lives", () -> count(manager, "WATCHDOG=1") > 4);

        lan.a.write("node.yaml", "virtual-routers: nonsense\n");
        Host.signal("HUP", node.pid());
        node.awaitLog("WARN not reloaded: ");
        Lan.await("it runs on", () -> count(manager, "READY=1") == 1);
        long before = count(manager, "WATCHDOG=1");
        Lan.await("it lives", () -> count(manager, "WATCHDOG=1") > before + 2);
        assertThat(messages(manager))
                .filteredOn(line -> line.contains("STATUS"))
                .containsExactly(BACKUP, MASTER);
        assertThat(lan.a.holds(Lan.VIRTUAL)).isTrue();

        Node.write(lan.a, Node.config(Settings.of(200, 250), "192.0.2.11/24"));
        Host.signal("HUP", node.pid());
        node.awaitLog("INFO reloaded ");
        Lan.await("it runs again", () -> count(manager, "READY=1") == 2);
        Lan.await("the new address is there", () -> lan.a.holds("192.0.2.11"));

        assertThat(node.terminate().exitCode()).isZero();
        List<String> said = messages(manager).stream()
                .filter(line -> !line.equals("WATCHDOG=1"))
                .map(line -> line.replaceFirst("MONOTONIC_USEC=\\d+", "MONOTONIC_USEC=N"))
                .toList();
        assertThat(said)
                .containsExactly(
                        BACKUP,
                        MASTER,
                        "RELOADING=1 MONOTONIC_USEC=N",
                        "READY=1",
                        "RELOADING=1 MONOTONIC_USEC=N",
                        "READY=1",
                        "STOPPING=1 STATUS=gives the addresses up");
    }

    @Test
    void anAbstractSocketIsToldToo() {
        RunningProgram manager = listen("@vrrp4j/notify");
        Node node = Node.start(
                lan.a,
                Node.config(Settings.of(200, 250), Lan.VIRTUAL + "/24"),
                Map.of("NOTIFY_SOCKET", "@vrrp4j/notify"));
        manager.awaitLine(BACKUP::equals, Lan.SOON);
        manager.awaitLine(MASTER::equals, Lan.SOON);

        Finished second = lan.a
                .namespace()
                .exec(Node.withEnvironment(
                                Map.of("NOTIFY_SOCKET", "@vrrp4j/notify"),
                                Node.command(lan.a.directory().resolve("node.yaml")))
                        .toArray(String[]::new));

        assertThat(second.exitCode()).isEqualTo(1); // its control socket is taken: it never was ready
        assertThat(count(manager, BACKUP)).isEqualTo(1);
        assertThat(node.terminate().exitCode()).isZero();
        manager.awaitLine(line -> line.startsWith("STOPPING=1"), Lan.SOON);
        assertThat(count(manager, "WATCHDOG=1")).isZero();
    }

    private RunningProgram listen(String address) {
        RunningProgram manager = lan.a.namespace().spawnJava(NotifyListener.class, address);
        manager.awaitLine("listens"::equals, Lan.SOON);
        return manager;
    }

    private static List<String> messages(RunningProgram manager) {
        return manager.output().lines().filter(line -> line.contains("=")).toList();
    }

    private static long count(RunningProgram manager, String message) {
        return messages(manager).stream().filter(message::equals).count();
    }
}
