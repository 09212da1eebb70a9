package io.github.vrrp4j.examples.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code vrrp run} in a network namespace. */
class RunIT {
    /** What the help promises. */
    private static final Duration END_LIMIT = Duration.ofSeconds(2);

    private final String namespace = "vrrp-run-it-" + ProcessHandle.current().pid();

    @TempDir
    Path directory;

    @BeforeEach
    void makeNamespace() throws Exception {
        Root.assumeRootOnLinux();
        Root.run("ip netns add " + namespace);
        Root.run("ip -n " + namespace + " link add name eth0 type veth peer name peer0");
        Root.run("ip -n " + namespace + " link set dev peer0 up");
        Root.run("ip -n " + namespace + " addr add 192.0.2.1/24 dev eth0");
        Root.run("ip -n " + namespace + " link set dev eth0 up");
    }

    @AfterEach
    void removeNamespace() throws Exception {
        if (Files.exists(Path.of("/run/netns", namespace))) {
            Root.run("ip netns del " + namespace);
        }
    }

    @Test
    void sigtermEndsAMasterWithStatus0AndNoAddressLeft() throws Exception {
        try (ChildJvm node = run("eth0", "192.0.2.10/24")) {
            node.awaitLine("runs 1 virtual router of ");
            node.awaitLine("INFO vrid=51 if=eth0 INITIALIZE->BACKUP cause=STARTUP");
            node.awaitLine("INFO vrid=51 if=eth0 BACKUP->MASTER cause=MASTER_DOWN_TIMER");
            node.awaitLine("addresses acquired");
            assertThat(addresses()).contains("192.0.2.10/24");

            node.terminate();

            assertThat(node.awaitExit(END_LIMIT)).isZero();
            node.awaitLine("INFO vrid=51 if=eth0 MASTER->INITIALIZE cause=SHUTDOWN");
            assertThat(addresses()).contains("192.0.2.1/24").doesNotContain("192.0.2.10");
        }
    }

    @Test
    void sigtermDuringTheStartEndsWithStatus0() throws Exception {
        try (ChildJvm node = run("eth0", "192.0.2.10/24")) {
            node.awaitLine("runs 1 virtual router of ");
            node.terminate();
            node.terminate();

            assertThat(node.awaitExit(END_LIMIT)).isZero();
            assertThat(addresses()).doesNotContain("192.0.2.10");
        }
    }

    @Test
    void withoutCapabilitiesItSaysWhichAndEndsWithStatus1() throws Exception {
        try (ChildJvm node = ChildJvm.start(
                List.of("ip", "netns", "exec", namespace, "setpriv", "--bounding-set", "-all", "--inh-caps", "-all"),
                "run",
                file("eth0", "192.0.2.10/24"))) {
            assertThat(node.awaitExit(Duration.ofSeconds(30))).isEqualTo(1);
            assertThat(node.said().lines()).singleElement().asString().contains("CAP_NET_RAW", "CAP_NET_ADMIN");
        }
    }

    @Test
    void anInterfaceWithoutAddressCannotStartAndNothingGoesOn() throws Exception {
        try (ChildJvm node = run("peer0", "192.0.2.10/24")) {
            assertThat(node.awaitExit(Duration.ofSeconds(30))).isEqualTo(1);
            assertThat(node.said())
                    .contains("vrrp: cannot start vrid=51 if=peer0: ")
                    .doesNotContain("\tat ");
        }
    }

    private ChildJvm run(String interfaceName, String address) throws IOException {
        return ChildJvm.start(List.of("ip", "netns", "exec", namespace), "run", file(interfaceName, address));
    }

    private String file(String interfaceName, String address) throws IOException {
        String yaml = """
                virtual-routers:
                  - interface: INTERFACE
                    vrid: 51
                    advertisement-interval: 100ms
                    addresses: [ADDRESS]
                """.replace("INTERFACE", interfaceName).replace("ADDRESS", address);
        return Files.writeString(directory.resolve("node.yaml"), yaml).toString();
    }

    private String addresses() throws Exception {
        return Root.run("ip -n " + namespace + " -4 -o addr show dev eth0");
    }
}
