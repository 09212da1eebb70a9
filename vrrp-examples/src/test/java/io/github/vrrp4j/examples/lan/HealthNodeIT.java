package io.github.vrrp4j.examples.lan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.testing.NetworkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Health checks of a node that runs, against what they really look at. */
@NetworkTest(programs = {"tcpdump", "sysctl", "kill", "nft"})
class HealthNodeIT {

    private static final String VR = "eth0/ipv4/51";
    private static final int PORT = 8080;
    private static final int OTHER_PORT = 8081;
    private static final Settings LOW = Settings.of(100, 250);

    private final Lan lan = new Lan();

    @AfterEach
    void remove() {
        lan.close();
    }

    /** One after the other, on one pair of nodes: each time the address goes to the other host and comes back. */
    @Test
    void whateverKindOfCheckFailsTheAddressMovesAndComesBack() {
        Path page = lan.a.write("page", "all is well");
        Path number = lan.a.write("number", "1");
        Path present = lan.a.write("present", "");
        lan.a.namespace().connect("uplink0", lan.c.namespace(), "uplink1");
        lan.a.namespace().ip("route add 203.0.113.0/24 via 192.0.2.3");
        lan.a
                .namespace()
                .spawnJava(PageServer.class, page.toString(), Integer.toString(PORT), Integer.toString(OTHER_PORT))
                .awaitLine("serves"::equals, Lan.SOON);
        String schedule = "interval: 200ms, timeout: 5s, rise: 2, fall: 2}\n";
        Node node = Node.start(
                lan.a,
                "health-checks:\n"
                        + "  port: {tcp: '127.0.0.1:" + OTHER_PORT + "', " + schedule
                        + "  page: {http: {url: 'http://127.0.0.1:" + PORT + "/', body: 'is well$'}, " + schedule
                        + "  program: {command: [test, -e, " + present + "], " + schedule
                        + "  number: {file: " + number + ", range: 1..9, " + schedule
                        + "  client: {icmp: 192.0.2.3, interval: 600ms, timeout: 500ms, rise: 1, fall: 2}\n"
                        + "  uplink: {link: uplink0, " + schedule
                        + "  net: {route: 203.0.113.0/24, " + schedule
                        + Node.config(Settings.of(200, 250), Lan.VIRTUAL + "/24")
                        + "    health-checks: [port, page, program, number, client, uplink, net]\n");
        lan.awaitOnlyHolder(lan.a);
        Node other = Node.start(lan.b, LOW);
        other.awaitBackup();
        assertThat(healthOf(status(), "port")).containsEntry("healthy", true).containsEntry("adjust-priority", null);

        movesAndComesBack(
                node,
                "port",
                () -> {
                    nft("add table ip closed");
                    nft("add chain ip closed in { type filter hook input priority 0; policy accept; }");
                    nft("add rule ip closed in tcp dport " + OTHER_PORT + " reject with tcp reset");
                },
                () -> nft("delete table ip closed"));
        movesAndComesBack(
                node, "page", () -> lan.a.write("page", "Oh, well."), () -> lan.a.write("page", "it is well"));
        movesAndComesBack(node, "program", () -> delete(present), () -> lan.a.write("present", ""));
        movesAndComesBack(node, "number", () -> lan.a.write("number", "10"), () -> lan.a.write("number", "9\n"));
        movesAndComesBack(node, "client", () -> lan.cut(lan.c), () -> lan.join(lan.c));
        movesAndComesBack(
                node,
                "uplink",
                () -> lan.c.namespace().ip("link set uplink1 down"),
                () -> lan.c.namespace().ip("link set uplink1 up"));
        movesAndComesBack(
                node,
                "net",
                () -> lan.a.namespace().ip("route delete 203.0.113.0/24"),
                () -> lan.a.namespace().ip("route add 203.0.113.0/24 via 192.0.2.3"));

        assertThat(node.logged("MASTER->INITIALIZE cause=UNHEALTHY")).hasSize(7);
        assertThat(other.logged("BACKUP->MASTER cause=MASTER_RESIGNED")).hasSize(7);
        assertThat(node.terminate().exitCode()).isZero();
    }

    private void movesAndComesBack(Node node, String check, Runnable breakIt, Runnable mendIt) {
        breakIt.run();
        lan.awaitOnlyHolder(lan.b);
        node.awaitLog("check " + check + " is unhealthy: ");
        Map<String, Object> down = status();
        assertThat(down).containsEntry("state", "INITIALIZE").containsEntry("faults", List.of("UNHEALTHY"));
        assertThat(healthOf(down, check)).as(check).containsEntry("healthy", false);

        mendIt.run();
        lan.awaitOnlyHolder(lan.a);
        List<String> told = node.logged(" check " + check + " is ");
        assertThat(told.get(told.size() - 1)).contains(" is healthy: ");
    }

    @Test
    void aCheckThatAdjustsThePriorityLetsTheOtherPreemptAndTheAddressComesBack() {
        Path ready = lan.a.write("ready", "1");
        Node node = Node.start(
                lan.a,
                "health-checks:\n  ready: {file: " + ready + ", interval: 100ms, rise: 1, fall: 1}\n"
                        + Node.config(Settings.of(200, 250), Lan.VIRTUAL + "/24")
                        + "    health-checks: [{check: ready, adjust-priority: -150}]\n");
        lan.awaitOnlyHolder(lan.a);
        Node other = Node.start(lan.b, LOW);
        other.awaitBackup();
        Capture capture = lan.capture();

        lan.a.write("ready", "0");
        lan.awaitOnlyHolder(lan.b);
        node.awaitLog("priority 200->50");
        node.awaitLog("MASTER->BACKUP cause=HIGHER_PRIORITY");
        other.awaitLog("BACKUP->MASTER cause=");
        Map<String, Object> adjusted = status();
        assertThat(adjusted)
                .containsEntry("effective-priority", 50L)
                .containsEntry("priority", 200L)
                .containsEntry("faults", List.of());
        assertThat(healthOf(adjusted, "ready")).containsEntry("healthy", false).containsEntry("adjust-priority", -150L);
        capture.await(0, frame -> frame.isAdvertisementFrom(lan.a) && frame.priority() == 50);

        lan.a.write("ready", "1");
        lan.awaitOnlyHolder(lan.a);
        assertThat(status().get("effective-priority")).isEqualTo(200L);
        assertThat(node.logged("->INITIALIZE")).isEmpty();
        assertThat(other.logged("->INITIALIZE")).isEmpty();
        assertThat(capture.advertisementsFrom(lan.b)).allMatch(frame -> frame.priority() == 100);
    }

    /** The script notes when it runs, fails as often as it is told to, and hangs while it is told to. */
    @Test
    void aCommandKeepsItsScheduleCountsAndIsKilledWithItsChildrenWhenItHangs() throws IOException {
        Path runs = lan.a.write("runs", "");
        Path failures = lan.a.write("failures", "0");
        Path hang = lan.a.directory().resolve("hang");
        Path script = lan.a.script("check", """
                #!/bin/sh
                date +%%s%%N >> %s
                if [ -e %s ]; then
                  sleep 4711 &
                  setsid sleep 4712 &
                  (sleep 4713)
                fi
                read -r left < %s
                [ "$left" = 0 ] && exit 0
                echo $((left - 1)) > %s
                echo "$left to come"
                exit 1
                """.formatted(runs, hang, failures, failures));
        Node node = Node.start(
                lan.a,
                "health-checks:\n  app: {command: [" + script
                        + "], interval: 600ms, timeout: 500ms, rise: 2, fall: 3}\n"
                        + Node.config(Settings.of(200, 250), Lan.VIRTUAL + "/24")
                        + "    health-checks: [app]\n");
        lan.awaitOnlyHolder(lan.a);

        lan.a.write("failures", "2"); // one less than would count
        Lan.await("both failures are over", () -> Host.read(failures).equals("0"));
        int after = Host.read(runs).lines().toList().size();
        Lan.await("it ran again", () -> Host.read(runs).lines().count() > after + 1);
        assertThat(node.logged("is unhealthy")).isEmpty();

        lan.a.write("failures", "3");
        node.awaitLog("check app is unhealthy: 1 to come");
        node.awaitLog("MASTER->INITIALIZE cause=UNHEALTHY");
        lan.awaitOnlyHolder(lan.a);
        assertThat(node.logged("is unhealthy")).hasSize(1);

        List<Long> timesMs = new ArrayList<>();
        Host.read(runs).lines().forEach(line -> timesMs.add(Long.parseLong(line) / 1_000_000));
        List<Long> apartMs = new ArrayList<>();
        for (int i = 1; i < timesMs.size(); i++) {
            apartMs.add(timesMs.get(i) - timesMs.get(i - 1));
        }
        apartMs.sort(Long::compare);
        assertThat(apartMs.get(apartMs.size() / 2))
                .as("median in ms of " + apartMs)
                .isBetween(590L, 700L);

        Files.writeString(hang, "");
        node.awaitLog("MASTER->INITIALIZE");
        Lan.await("it is down", () -> "INITIALIZE".equals(status().get("state")));
        assertThat(Objects.toString(healthOf(status(), "app").get("text")))
                .containsAnyOf("killed after 500 ms", "not over after 500 ms");
        Files.delete(hang);
        lan.awaitOnlyHolder(lan.a);
        Lan.await("nothing is left of it", () -> !lan.a.commandLines().contains("sleep"));

        Files.writeString(hang, ""); // also what runs at the end of the node
        Lan.await("it hangs", () -> lan.a.commandLines().contains("sleep"));
        assertThat(node.terminate().exitCode()).isZero();
        Lan.await("nothing is left of it", () -> !lan.a.commandLines().contains("sleep"));
    }

    private void nft(String command) {
        lan.a.namespace().exec("nft", command).requireSuccess();
    }

    private static void delete(Path file) {
        assertThat(file.toFile().delete()).isTrue();
    }

    private Map<String, Object> status() {
        return Node.status(lan.a, VR);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> healthOf(Map<String, Object> status, String check) {
        List<?> all = (List<?>) Objects.requireNonNull(status.get("health"));
        return all.stream()
                .map(each -> (Map<String, Object>) each)
                .filter(each -> check.equals(each.get("check")))
                .findFirst()
                .orElseThrow();
    }
}
