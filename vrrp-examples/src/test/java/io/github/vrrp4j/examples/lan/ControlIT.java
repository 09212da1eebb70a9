package io.github.vrrp4j.examples.lan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.testing.Finished;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import io.github.vrrp4j.netlink.testing.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An operator talks to a node that runs. */
@NetworkTest(programs = {"tcpdump", "setpriv", "sysctl", "kill"})
class ControlIT {

    private static final String VR = "eth0/ipv4/51";

    private final Lan lan = new Lan();

    @AfterEach
    void remove() {
        lan.close();
    }

    @Test
    void statusPeersAndEventsTellWhatANodeKnows() {
        Node master = Node.start(lan.a, Settings.of(200, 250));
        lan.awaitOnlyHolder(lan.a);
        Node backup = Node.start(lan.b, named("web", 100));
        backup.awaitBackup();
        Lan.await("the backup heard its master", () -> !ask(lan.b, "peers").contains("\"peers\":[]"));

        Map<?, ?> one = Node.status(lan.b, "web");
        assertThat(one.get("state")).isEqualTo("BACKUP");
        assertThat(one.get("name")).isEqualTo("web");
        assertThat(one.get("master-address")).isEqualTo("192.0.2.1");
        assertThat(one.get("addresses")).isEqualTo(List.of("192.0.2.10/24"));
        assertThat(Node.status(lan.a, VR).get("state")).isEqualTo("MASTER");
        assertThat(Node.ok(Node.ask(lan.b, "status")))
                .containsPattern("web \\(eth0/ipv4/51\\) +BACKUP +100 +\\d+s +192\\.0\\.2\\.1 +192\\.0\\.2\\.10/24");
        assertThat(Node.ok(Node.ask(lan.b, "peers"))).containsPattern("192\\.0\\.2\\.1 +3 +200 +250 ms");
        assertThat(Node.ok(Node.ask(lan.b, "events"))).contains("INITIALIZE->BACKUP cause=STARTUP");

        RunningProgram follow = spawn(lan.b, "events", "--follow", "--json");
        RunningProgram watch = spawn(lan.b, "status", "--watch");
        follow.awaitLine(line -> line.contains("\"cause\":\"STARTUP\""), Lan.SOON);
        watch.awaitLine(line -> line.contains(" BACKUP "), Lan.SOON);
        master.kill();
        follow.awaitLine(line -> line.contains("\"to\":\"MASTER\""), Lan.SOON);
        watch.awaitLine(line -> line.contains(" MASTER "), Lan.SOON);
        assertThat(watch.output()).doesNotContain("\u001b");
    }

    @Test
    void aPriorityHoldsUntilItIsSetAnew() {
        Node first = Node.start(lan.a, Settings.of(200, 250));
        lan.awaitOnlyHolder(lan.a);
        Node.start(lan.b, Settings.of(100, 250)).awaitBackup();

        assertThat(Node.ok(Node.ask(lan.b, "priority", VR, "250")))
                .contains("vrid=51 if=eth0 has priority 250 until it is configured anew");
        lan.awaitOnlyHolder(lan.b);
        first.awaitLog("MASTER->BACKUP cause=HIGHER_PRIORITY");
        assertThat(Node.status(lan.b, VR).get("priority")).isEqualTo(100L);
        assertThat(Node.status(lan.b, VR).get("effective-priority")).isEqualTo(250L);

        Node.ok(Node.ask(lan.b, "reload"));
        assertThat(Node.ask(lan.b, "priority", VR, "256").exitCode()).isEqualTo(2);
    }

    @Test
    void relinquishHandsOverAndMaintenanceTakesOutOfServiceAndBack() {
        Node.start(lan.a, Settings.of(200, 250));
        lan.awaitOnlyHolder(lan.a);
        Node other = Node.start(lan.b, Settings.of(100, 250));
        other.awaitBackup();

        assertThat(Node.ok(Node.ask(lan.a, "relinquish", VR, "--for", "60s")))
                .contains("prefers every other router until ");
        lan.awaitOnlyHolder(lan.b);
        assertThat((Long) Node.status(lan.a, VR).get("relinquished-for-ms")).isPositive();

        Node.ok(Node.ask(lan.b, "maintenance", "on"));
        lan.awaitOnlyHolder(lan.a);
        assertThat(Node.status(lan.b, VR).get("faults")).isEqualTo(List.of("MAINTENANCE"));
        assertThat(Node.status(lan.b, VR).get("state")).isEqualTo("INITIALIZE");
        Node.ok(Node.ask(lan.b, "maintenance", "off", VR));
        Lan.await(
                "it takes part again",
                () -> !"INITIALIZE".equals(Node.status(lan.b, VR).get("state")));
    }

    @Test
    void announceTellsTheNeighboursAgain() {
        Capture capture = lan.capture();
        String slow = Node.config(Settings.of(200, 250), Lan.VIRTUAL + "/24")
                + "    announcements: {repeat: 1, second-burst-delay: 0s, refresh-interval: 0s}\n";
        Node.start(lan.a, slow);
        lan.awaitOnlyHolder(lan.a);
        capture.await(0, frame -> frame.isGratuitousArp(Lan.VIRTUAL));
        long nowUs = Capture.nowUs();

        Node.ok(Node.ask(lan.a, "announce"));

        capture.await(0, frame -> frame.isGratuitousArp(Lan.VIRTUAL) && frame.timeUs() > nowUs);
    }

    @Test
    void reloadPutsAGoodFileIntoForceAndABadOneChangesNothing() {
        Node node = Node.start(lan.a, Settings.of(200, 250));
        lan.awaitOnlyHolder(lan.a);
        assertThat(Node.ok(Node.ask(lan.a, "reload"))).isEqualTo("nothing to change");

        Node.write(lan.a, Node.config(Settings.of(201, 250), "192.0.2.11/24") + "http: 9112\n");
        String answer = Node.ok(Node.ask(lan.a, "reload"));
        assertThat(answer)
                .contains("vrid=51 if=eth0")
                .endsWith("changed in the file, but in force only after a restart: http");
        Lan.await("the new address is there", () -> lan.a.holds("192.0.2.11") && !lan.a.holds(Lan.VIRTUAL));
        assertThat(Node.status(lan.a, VR).get("priority")).isEqualTo(201L);
        assertThat(node.logged("MASTER->")).isEmpty();

        Node.write(lan.a, Node.config(Settings.of(256, 250), "192.0.2.12/24"));
        Finished refused = Node.ask(lan.a, "reload");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.output()).contains("vrrp: ", "node.yaml:5:15: ", "priority 256 is not in 1..254, or 255 ");
        node.awaitLog("WARN not reloaded: ");
        assertThat(lan.a.holds("192.0.2.11")).isTrue();
        assertThat(Node.status(lan.a, VR).get("priority")).isEqualTo(201L);
    }

    @Test
    void aCommandThatCannotBeRunIsToldAtTheStartAndOnAReload() {
        String config = Node.config(Settings.of(200, 250), "192.0.2.10/24");
        Node node = Node.start(lan.a, config + "hooks: {on-fault: /no/such/fault}\n");
        node.awaitLog("WARN command /no/such/fault: program /no/such/fault does not exist");
        lan.awaitOnlyHolder(lan.a);

        Node.write(lan.a, config + "hooks: {on-fault: [/no/such/other, x]}\n");
        assertThat(Node.ok(Node.ask(lan.a, "reload")))
                .contains("warning: command /no/such/other x: program /no/such/other does not exist");
        node.awaitLog("WARN command /no/such/other x: program /no/such/other does not exist");
    }

    @Test
    void sighupReloadsToo() {
        Node node = Node.start(lan.a, Settings.of(200, 250));
        lan.awaitOnlyHolder(lan.a);
        Node.write(lan.a, "virtual-routers: nonsense\n");
        Host.signal("HUP", node.pid());
        node.awaitLog("WARN not reloaded: ");

        Node.write(lan.a, Node.config(Settings.of(200, 250), "192.0.2.11/24"));
        Host.signal("HUP", node.pid());

        Lan.await("the new address is there", () -> lan.a.holds("192.0.2.11") && !lan.a.holds(Lan.VIRTUAL));
        node.awaitLog("INFO reloaded ");
        assertThat(node.terminate().exitCode()).isZero();
        assertThat(Node.control(lan.a)).doesNotExist();
    }

    @Test
    void whoMayNotAskIsToldAndSoIsWhoAsksNobodyOrForAnUnknownOne() throws IOException {
        Finished nobody = Node.ask(lan.a, "status");
        assertThat(nobody.exitCode()).isEqualTo(1);
        assertThat(nobody.output())
                .isEqualTo("vrrp: no node runs here that listens on " + Node.control(lan.a)
                        + "; start one with 'vrrp run FILE', or name its socket with --control");

        Node node = Node.start(lan.a, Settings.of(200, 250));
        lan.awaitOnlyHolder(lan.a);
        Files.setPosixFilePermissions(lan.a.directory(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(lan.a.directory().getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Node.control(lan.a))))
                .isEqualTo("rw-------");
        Path jars = copyOfTheJars();
        List<String> other = new ArrayList<>(
                List.of("setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups", "--inh-caps", "-all"));
        for (String word : Node.asking(lan.a, "status")) {
            other.add(
                    word.equals("target/vrrp-node.jar")
                            ? jars.resolve("vrrp-node.jar").toString()
                            : word);
        }
        Finished forbidden = lan.a.namespace().exec(other.toArray(String[]::new));
        assertThat(forbidden.output())
                .isEqualTo("vrrp: you may not talk to the node at " + Node.control(lan.a)
                        + ": only root and the user who runs it may; try with sudo");
        assertThat(forbidden.exitCode()).isEqualTo(1);

        Finished unknown = Node.ask(lan.a, "announce", "db");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.output()).isEqualTo("vrrp: there is no virtual router 'db'; this node runs " + VR);

        node.kill();
        assertThat(Node.ask(lan.a, "status").output()).contains("no node runs here");
        Node.start(lan.a, Settings.of(200, 250)).awaitBackup(); // in place of the socket that was left
        assertThat(Node.status(lan.a, VR)).isNotEmpty();
    }

    @Test
    void aSecondNodeOfTheSameFileIsRefusedBeforeItTouchesAnything() {
        Node.start(lan.a, Settings.of(200, 250));
        lan.awaitOnlyHolder(lan.a);

        Finished second = lan.a
                .namespace()
                .exec(Node.command(lan.a.directory().resolve("node.yaml")).toArray(String[]::new));

        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.output())
                .endsWith("vrrp: cannot run: control socket " + Node.control(lan.a)
                        + ": another node listens there; stop it, or give this one a 'control' path of its own");
        assertThat(lan.a.holds(Lan.VIRTUAL)).isTrue();
        assertThat(Node.status(lan.a, VR).get("state")).isEqualTo("MASTER");
    }

    /** Where another user can read them; the repository may stand where it cannot. */
    private Path copyOfTheJars() throws IOException {
        Path copy = Files.createDirectories(lan.a.directory().resolve("jars/lib"));
        Files.copy(Path.of("target/vrrp-node.jar"), copy.resolveSibling("vrrp-node.jar"));
        try (var jars = Files.list(Path.of("target/lib"))) {
            for (Path jar : jars.toList()) {
                Files.copy(jar, copy.resolve(jar.getFileName()));
            }
        }
        return Objects.requireNonNull(copy.getParent());
    }

    private static String named(String name, int priority) {
        return Node.config(Settings.of(priority, 250), Lan.VIRTUAL + "/24")
                .replace("    vrid:", "    name: " + name + "\n    vrid:");
    }

    private static RunningProgram spawn(Host host, String... arguments) {
        return host.namespace().spawn(Node.asking(host, arguments).toArray(String[]::new));
    }

    private static String ask(Host host, String command) {
        return Node.ok(Node.ask(host, command, "--json"));
    }
}
