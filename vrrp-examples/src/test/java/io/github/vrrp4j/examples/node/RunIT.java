package io.github.vrrp4j.examples.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
            try (Stream<Path> files = Files.list(directory.resolve("state"))) {
                assertThat(files).containsExactly(directory.resolve("state/lock"));
            }
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
    void aCommandThatNeedsThreeSecondsToTakeAnAddressAwayHasThemIfTheFileSaysSo() throws Exception {
        try (ChildJvm node = ChildJvm.start(inNamespace(), "run", slowRemovalFile("close-timeout: 20s"))) {
            node.awaitLine("addresses acquired");
            assertThat(directory.resolve("held")).exists();

            node.terminate();

            assertThat(node.awaitExit(Duration.ofSeconds(15))).isZero();
            assertThat(directory.resolve("held")).doesNotExist();
        }
    }

    @Test
    void withoutThatItIsKilledAndTheStatusIs1() throws Exception {
        try (ChildJvm node = ChildJvm.start(inNamespace(), "run", slowRemovalFile(""))) {
            node.awaitLine("addresses acquired");

            node.terminate();

            assertThat(node.awaitExit(END_LIMIT)).isEqualTo(1);
            assertThat(directory.resolve("held")).exists();
        }
    }

    private String slowRemovalFile(String line) throws IOException {
        Path held = directory.resolve("held");
        String remove = "[ ! -e " + held + " ] || { sleep 3; rm " + held + "; }"; // at the start there is nothing
        Path file = Path.of(file("eth0", "192.0.2.10/24"));
        return Files.writeString(
                        file,
                        line + "\naddress-managers:\n  - command: {add: [/bin/touch, " + held
                                + "], remove: [/bin/sh, -c, '" + remove + "'], timeout: 10s}\n"
                                + Files.readString(file))
                .toString();
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
    void theLoopThreadRunsUnderSchedFifoIfTheFileSaysSo() throws Exception {
        try (ChildJvm node = ChildJvm.start(inNamespace(), "run", realtimeFile())) {
            node.awaitLine("BACKUP->MASTER");

            assertThat(scheduling(node, "vrrp-loop")).isEqualTo("policy=1 priority=50");
            assertThat(scheduling(node, "vrrp-addresses")).isEqualTo("policy=0 priority=0");
        }
    }

    @Test
    void aRealTimePriorityThatIsNotPermittedEndsWithStatus1AndTheWayToGiveIt() throws Exception {
        List<String> unprivileged = new ArrayList<>(inNamespace());
        unprivileged.addAll(List.of("prlimit", "--rtprio=0", "setpriv", "--bounding-set", "-sys_nice"));
        try (ChildJvm node = ChildJvm.start(unprivileged, "run", realtimeFile())) {
            assertThat(node.awaitExit(Duration.ofSeconds(30))).isEqualTo(1);
            assertThat(node.said().lines())
                    .singleElement()
                    .asString()
                    .startsWith("vrrp: cannot run: real-time priority 50 is not permitted: ")
                    .contains("LimitRTPRIO=50", "CAP_SYS_NICE");
        }
    }

    private String realtimeFile() throws IOException {
        Path file = Path.of(file("eth0", "192.0.2.10/24"));
        return Files.writeString(file, "realtime-priority: 50\n" + Files.readString(file))
                .toString();
    }

    /** Fields 41 and 40 of proc(5), counted from 0 behind the name of the thread. */
    private static String scheduling(ChildJvm node, String threadName) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + node.pid() + "/task"))) {
            for (Path thread : threads.toList()) {
                String stat = Files.readString(thread.resolve("stat"));
                if (stat.contains("(" + threadName + ")")) {
                    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                    return "policy=" + fields[38] + " priority=" + fields[37];
                }
            }
        }
        return "no such thread";
    }

    @Test
    void anInterfaceWithoutAddressIsWaitedFor() throws Exception {
        try (ChildJvm node = run("peer0", "192.0.2.10/24")) {
            node.awaitLine("WARN vrid=51 if=peer0 fault began: NO_PRIMARY_ADDRESS: no source address");

            node.terminate();

            assertThat(node.awaitExit(END_LIMIT)).isZero();
            assertThat(node.said()).doesNotContain("\tat ");
        }
    }

    @Test
    void anIpv4AndAnIpv6VirtualRouterOfOneVridRunTogether() throws Exception {
        try (ChildJvm node = run("eth0", "192.0.2.10/24", "fe80::10/64, 2001:db8::10/64")) {
            node.awaitLine("runs 2 virtual routers of ");
            node.awaitLine("addresses acquired");
            node.awaitLine("addresses acquired");
            assertThat(node.said())
                    .contains("INFO vrid=51 if=eth0 BACKUP->MASTER", "INFO vrid=51 if=eth0 family=ipv6 BACKUP->MASTER");
            assertThat(addresses())
                    .contains("192.0.2.10/24", "fe80::10/64", "2001:db8::10/64")
                    .doesNotContain("tentative");

            node.terminate();

            assertThat(node.awaitExit(END_LIMIT)).isZero();
            assertThat(addresses()).doesNotContain("192.0.2.10", "fe80::10/", "2001:db8::10");
        }
    }

    /** Duplicate address detection with two probes takes two seconds. */
    @Test
    void aLinkLocalAddressThatIsCheckedForDuplicatesIsWaitedFor() throws Exception {
        Root.run("ip netns exec " + namespace + " sysctl -qw net.ipv6.conf.eth0.dad_transmits=2");
        Root.run("ip -n " + namespace + " -6 addr flush dev eth0");
        Root.run("ip -n " + namespace + " addr add fe80::1/64 dev eth0");
        try (ChildJvm node = run("eth0", "192.0.2.10/24", "fe80::10/64")) {
            node.awaitLine("INFO vrid=51 if=eth0 INITIALIZE->BACKUP");
            node.awaitLine("WARN vrid=51 if=eth0 family=ipv6 fault began: NO_PRIMARY_ADDRESS: no source address for"
                    + " advertisements on eth0: its link-local address fe80::1 is still tentative");

            node.awaitLine("INFO vrid=51 if=eth0 family=ipv6 INITIALIZE->BACKUP cause=PRIMARY_ADDRESS");
        }
    }

    /** (1500 - 40 - 8) / 16 = 90.75. */
    @Test
    void asManyIpv6AddressesAsFitIntoOnePacketRun() throws Exception {
        try (ChildJvm node = run("eth0", ipv6Addresses(90))) {
            node.awaitLine("INFO vrid=51 if=eth0 family=ipv6 INITIALIZE->BACKUP");
        }
        try (ChildJvm node = run("eth0", ipv6Addresses(91))) {
            assertThat(node.awaitExit(Duration.ofSeconds(30))).isEqualTo(1);
            assertThat(node.said())
                    .contains("vrrp: cannot start: vrid=51 if=eth0 family=ipv6: 91 addresses make"
                            + " an advertisement of 1464 octets; the MTU of eth0 leaves 1460, enough for 90 addresses:"
                            + " move some to another virtual router, or raise the MTU");
        }
    }

    private static String ipv6Addresses(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "fe80::1:" + i + "/64")
                .collect(Collectors.joining(", "));
    }

    private ChildJvm run(String interfaceName, String... addresses) throws IOException {
        return ChildJvm.start(inNamespace(), "run", file(interfaceName, addresses));
    }

    private List<String> inNamespace() {
        return List.of("ip", "netns", "exec", namespace);
    }

    private String file(String interfaceName, String... addresses) throws IOException {
        StringBuilder yaml = new StringBuilder(
                "control: none\nstate-directory: " + directory.resolve("state") + "\nvirtual-routers:\n");
        for (String list : addresses) {
            yaml.append("""
                      - interface: INTERFACE
                        vrid: 51
                        advertisement-interval: 100ms
                        addresses: [ADDRESSES]
                    """.replace("INTERFACE", interfaceName).replace("ADDRESSES", list));
        }
        return Files.writeString(directory.resolve("node.yaml"), yaml).toString();
    }

    private String addresses() throws Exception {
        return Root.run("ip -n " + namespace + " -o addr show dev eth0");
    }
}
