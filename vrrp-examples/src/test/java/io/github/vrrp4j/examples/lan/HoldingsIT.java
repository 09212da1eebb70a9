package io.github.vrrp4j.examples.lan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.testing.Finished;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** All that a MASTER may have on its host, where it is meant to be and nowhere else. */
@NetworkTest(programs = {"tcpdump", "sysctl", "kill", "nft"})
class HoldingsIT {

    private final Lan lan = Lan.withIpv6();

    @AfterEach
    void remove() {
        lan.close();
    }

    @Test
    void allOfItMovesToTheOtherHostAndBack() throws IOException {
        Node a = Node.start(lan.a, config(200));
        awaitAllAt(lan.a);
        Node.start(lan.b, config(100)).awaitBackup();
        assertNothingAt(lan.b);

        assertThat(lan.a.namespace().ip("-o address show dev eth0 to 192.0.2.10"))
                .contains("secondary eth0:1\\");
        assertThat(lan.a.namespace().ip("-o address show dev lo to 198.51.100.1"))
                .contains("198.51.100.1/32");
        assertThat(lan.a.namespace().ip("-o -6 address show dev eth0 to 2001:db8::10"))
                .contains("2001:db8::10/64");
        assertThat(lan.a.namespace().ip("route show proto 112")).contains("203.0.113.0/24 via 192.0.2.3 dev eth0");
        assertThat(lan.c.reaches("2001:db8::10")).isTrue();

        Object written = stateFile(lan.b);
        assertThat(a.terminate().exitCode()).isZero();

        assertNothingAt(lan.a);
        awaitAllAt(lan.b);
        assertThat(stateFile(lan.b)).isEqualTo(written); // a takeover writes nothing
        assertThat(lan.c.reaches("2001:db8::10")).isTrue();

        Node.start(lan.a, config(200));
        awaitAllAt(lan.a);
        Lan.await("nothing at b", () -> held(lan.b).isBlank());
    }

    @Test
    void afterSigkillANodeWithAnotherConfigurationRemovesAllOfItBeforeItStarts() throws IOException {
        Node killed = Node.start(lan.a, config(200));
        awaitAllAt(lan.a);
        killed.kill();
        assertThat(held(lan.a)).isNotBlank();

        Node next = Node.start(lan.a, """
                virtual-routers:
                  - {interface: eth0, vrid: 52, advertisement-interval: 100ms, addresses: [192.0.2.20/24]}
                """);

        next.awaitLog("vrid=52 if=eth0 INITIALIZE->BACKUP");
        assertNothingAt(lan.a);
        assertThat(next.logged(" INFO removed "))
                .hasSize(4)
                .allMatch(line -> line.endsWith(" that process " + killed.pid() + " left"));
        lan.awaitOnlyHolder(lan.a, "192.0.2.20");
        assertThat(lan.a.addresses()).containsExactly("192.0.2.1/24", "192.0.2.20/24");
        next.terminate();
        assertThat(files()).containsExactly("lock");
    }

    @Test
    void cleanupRemovesAllThatAKilledNodeLeftAndNothingOfALivingOne() throws IOException {
        Node killed = Node.start(lan.a, config(200));
        awaitAllAt(lan.a);

        Finished early = Node.cleanup(lan.a);
        assertThat(early.exitCode()).isZero();
        assertThat(early.output()).endsWith(".state: process " + killed.pid() + " lives: left alone");
        awaitAllAt(lan.a);

        killed.kill();
        lan.a.namespace().ip("address add 192.0.2.10/32 dev eth0");
        lan.a.namespace().ip("route add 203.0.113.0/25 dev eth0 proto 112");
        Finished late = Node.cleanup(lan.a);

        String by = " that process " + killed.pid() + " left";
        assertThat(late.exitCode()).isZero();
        assertThat(late.output())
                .isEqualTo("removed route to=203.0.113.0/24 via=192.0.2.3 metric=0 table=254 protocol=112" + by
                        + "\nremoved address ip=2001:db8::10/64 device=eth0" + by
                        + "\nremoved address ip=198.51.100.1/32 device=lo" + by
                        + "\nremoved address ip=192.0.2.10/24 device=eth0" + by);
        assertThat(lan.a.addresses()).containsExactly("192.0.2.1/24", "192.0.2.10/32");
        assertThat(lan.a.namespace().ip("route show proto 112"))
                .startsWith("203.0.113.0/25")
                .hasLineCount(1);
        assertThat(files()).containsExactly("lock");
        assertThat(Node.cleanup(lan.a).output()).isEmpty();
    }

    @Test
    void cleanupRemovesTheMacvlanTheSysctlsAndTheFilterThatAKilledNodeLeft() throws IOException {
        String before = arpSettings();
        Node killed = Node.start(lan.a, """
                virtual-routers:
                  - interface: eth0
                    vrid: 51
                    advertisement-interval: 100ms
                    virtual-mac: true
                    accept-mode: false
                    addresses: [192.0.2.10/24]
                """);
        lan.awaitOnlyHolder(lan.a);
        killed.kill();
        assertThat(arpSettings()).isNotEqualTo(before);
        assertThat(tables()).contains("vrrp4j-ipv4-51-eth0");

        Finished cleanup = Node.cleanup(lan.a);

        assertThat(cleanup.exitCode()).isZero();
        assertThat(cleanup.output())
                .contains(
                        "removed macvlan name=vrrp4-",
                        "removed sysctl interface=eth0",
                        "removed table name=vrrp4j-ipv4");
        assertThat(lan.a.namespace().ip("-d link show type macvlan")).isEmpty();
        assertThat(arpSettings()).isEqualTo(before);
        assertThat(tables()).doesNotContain("vrrp4j");
        assertThat(lan.a.addresses()).containsExactly("192.0.2.1/24");
        assertThat(files()).containsExactly("lock");
    }

    private String arpSettings() {
        return lan.a
                .namespace()
                .exec("sysctl", "net.ipv4.conf.eth0.arp_ignore", "net.ipv4.conf.eth0.arp_announce")
                .requireSuccess()
                .output();
    }

    private String tables() {
        return lan.a.namespace().exec("nft", "list", "tables").requireSuccess().output();
    }

    @Test
    void aDamagedFileIsToldAndDoesNoHarm() throws IOException {
        Path directory = Files.createDirectories(Node.stateDirectory(lan.a));
        Path damaged = Files.writeString(directory.resolve("1-1-1.state"), "\u0000garbage\naddress ip=192.0.2.1/24\n");

        Node node = Node.start(lan.a, config(200));

        awaitAllAt(lan.a);
        assertThat(node.logged(" WARN " + damaged + ": damaged, does not begin with 'vrrp4j-state 1'; look with ip"))
                .hasSize(1);
        Finished cleanup = Node.cleanup(lan.a);
        assertThat(cleanup.exitCode()).isEqualTo(1);
        assertThat(cleanup.output()).contains("vrrp: " + damaged + ": damaged");
        assertThat(lan.a.addresses()).contains("192.0.2.1/24");
        awaitAllAt(lan.a);
    }

    private static String config(int priority) {
        return """
                virtual-routers:
                  - interface: eth0
                    vrid: 51
                    priority: %d
                    advertisement-interval: 100ms
                    addresses:
                      - {address: 192.0.2.10/24, label: "eth0:1"}
                      - {address: 198.51.100.1/32, device: lo}
                    excluded-addresses: ["2001:db8::10/64"]
                    routes: [{to: 203.0.113.0/24, via: 192.0.2.3}]
                """.formatted(priority);
    }

    private static void awaitAllAt(Host host) {
        Lan.await("everything at " + host.name(), () -> held(host).lines().count() == 4);
    }

    private static void assertNothingAt(Host host) {
        assertThat(held(host)).isBlank();
    }

    /** A line for each thing of the configuration that this host has. */
    private static String held(Host host) {
        return Stream.of(
                        "-o address show to 192.0.2.10",
                        "-o address show to 198.51.100.1",
                        "-o address show to 2001:db8::10",
                        "route show 203.0.113.0/24")
                .map(host.namespace()::ip)
                .filter(shown -> !shown.isBlank())
                .reduce("", (some, more) -> some + more + "\n");
    }

    /** The one state file of a host: another inode if it was written again. */
    private static Object stateFile(Host host) throws IOException {
        try (Stream<Path> files = Files.list(Node.stateDirectory(host))) {
            Path file = files.filter(each -> each.toString().endsWith(".state"))
                    .findFirst()
                    .orElseThrow();
            return List.of(Files.getAttribute(file, "unix:ino"), Files.getLastModifiedTime(file));
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(Node.stateDirectory(lan.a))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
