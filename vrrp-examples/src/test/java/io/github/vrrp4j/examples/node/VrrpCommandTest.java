package io.github.vrrp4j.examples.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.examples.node.config.ConfigFile;
import io.github.vrrp4j.examples.node.run.NodeProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VrrpCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    @Test
    void versionNamesTheProgramAndTheJvm() {
        assertThat(execute("--version")).isZero();
        assertThat(out.toString()).startsWith("vrrp4j ").contains("Java " + System.getProperty("java.version"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "-h"})
    void helpListsTheCommandsAndTheExitStatus(String argument) {
        assertThat(execute(argument)).isZero();
        assertThat(out.toString())
                .contains("Usage: vrrp")
                .contains("  run ", "  doctor ", "  cleanup ", "  monitor ", "  completion ")
                .contains("  status ", "  peers ", "  events ", "  priority ", "  relinquish ")
                .contains("  maintenance ", "  announce ", "  reload ")
                .contains("Exit status:", "  1   cannot run", "  2   a mistake");
    }

    @Test
    void helpOfACommandShowsItsExample() {
        assertThat(execute("help", "run")).isZero();
        String help = out.toString();
        out.getBuffer().setLength(0);
        assertThat(execute("run", "--help")).isZero();
        assertThat(out.toString()).isEqualTo(help).contains("Usage: vrrp run", "virtual-routers:", "Exit status:");
    }

    @Test
    void theExampleOfTheHelpIsAValidFile() throws Exception {
        execute("help", "run");
        String help = out.toString();
        String example = help.substring(help.indexOf("  virtual-routers:"), help.indexOf("'vrrp check FILE'"));

        assertThat(ConfigFile.read(Path.of(file(example))).virtualRouters()).isNotEmpty();
    }

    @Test
    void noCommandIsAUsageErrorThatShowsTheUsage() {
        assertThat(execute()).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("Usage: vrrp");
    }

    @Test
    void anUnknownCommandIsAUsageErrorWithASuggestion() {
        assertThat(execute("rnu")).isEqualTo(2);
        assertThat(err.toString()).startsWith("vrrp: unknown command 'rnu'; did you mean 'run'?");
    }

    @Test
    void anUnknownOptionIsAUsageErrorWithASuggestion() {
        assertThat(execute("run", "--hlep")).isEqualTo(2);
        assertThat(err.toString()).contains("--help");
    }

    @Test
    void runWithoutAFileIsAUsageError() {
        assertThat(execute("run")).isEqualTo(2);
        assertThat(err.toString()).contains("vrrp run: Missing required parameter: 'FILE'");
    }

    @Test
    void mistakesOfTheFileGoToStandardErrorAndNothingStarts() throws IOException {
        String file = file("virtual-routers:\n  - {interface: missing0, vrid: 0, addresses: [192.0.2]}\n");

        assertThat(execute("run", file)).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines())
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo(file + ":2:33: VRID 0 is not in 1..255 (RFC 5798 §5.2.3)"),
                        second -> assertThat(second).startsWith(file + ":2:48: '192.0.2' is not an IP address"));
    }

    @Test
    void aMissingFileIsAConfigurationError() {
        assertThat(execute("run", "/nonexistent/node.yaml")).isEqualTo(2);
        assertThat(err.toString()).startsWith("/nonexistent/node.yaml: there is no such file;");
    }

    @Test
    void cleanupSaysWhereItLooks() {
        assertThat(execute("cleanup", "--help")).isZero();
        assertThat(out.toString()).contains("--state-directory=DIR", "default /run/vrrp4j", "Exit status:");
    }

    @Test
    void monitorTakesOneSourceOfPackets() {
        assertThat(execute("monitor")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("vrrp monitor: Missing required argument (specify one of these):"
                        + " (--interface=NAME | --read=FILE)");
        err.getBuffer().setLength(0);
        assertThat(execute("monitor", "--interface", "eth0", "--read", "a.pcap"))
                .isEqualTo(2);
        assertThat(err.toString())
                .startsWith("vrrp monitor: --interface=NAME, --read=FILE are mutually exclusive (specify only one)");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void withoutLibpcapMonitorNamesThePackage() throws Exception {
        try (ChildJvm monitor = ChildJvm.start(
                List.of(),
                List.of("-Dorg.pcap4j.core.pcapLibName=missing-pcap"),
                "monitor",
                "--read",
                file("not looked at"))) {
            assertThat(monitor.awaitExit(Duration.ofSeconds(30))).isEqualTo(1);
            assertThat(monitor.said())
                    .isEqualTo("vrrp: cannot load libpcap, which captures and reads files; install it, Debian's package"
                            + " is libpcap0.8 (Unable to load library 'missing-pcap')");
        }
    }

    @Test
    void mistakesOfDoctorAreUsageErrorsThatSayWhatIsAllowed() throws IOException {
        assertThat(execute("doctor", "--listen", "3")).isEqualTo(2);
        assertThat(err.toString()).startsWith("vrrp doctor: --listen '3' has no unit; write 3s or 3ms");
        err.getBuffer().setLength(0);
        assertThat(execute("doctor", "--listen", "601s")).isEqualTo(2);
        assertThat(err.toString()).startsWith("vrrp doctor: --listen 601s is not in 100ms..10min");
        err.getBuffer().setLength(0);
        String file = file("virtual-routers:\n  - {interface: missing0, vrid: 0, addresses: [192.0.2.1]}\n");
        assertThat(execute("doctor", file)).isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly(file + ":2:33: VRID 0 is not in 1..255 (RFC 5798 §5.2.3)");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "priority web | vrrp priority: Missing required parameter: 'N'",
                "priority web 256 | vrrp priority: priority 256 is not in 1..254, or 255 for the owner",
                "priority web high | vrrp priority: Invalid value for positional parameter at index 1 (N)",
                "relinquish web --for 60 | vrrp relinquish: --for '60' has no unit; write 60s or 60ms",
                "relinquish web --for 86401s | vrrp relinquish: --for 86401s is not in 1ms..24h",
                "maintenance maybe | vrrp maintenance: 'maybe' is neither on nor off",
                "reload now | vrrp reload: unexpected argument 'now'"
            })
    void mistakesInTalkingToANodeAreUsageErrors(String arguments, String message) {
        assertThat(execute(arguments.split(" ", -1))).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).startsWith(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "status --watch", "peers", "events", "events --follow", "announce", "reload"})
    void withoutANodeEachSaysSoInOneSentence(String arguments) {
        String socket = directory.resolve("control.sock").toString();
        assertThat(execute((arguments + " --control " + socket).split(" ", -1))).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines())
                .containsExactly("vrrp: no node runs here that listens on " + socket
                        + "; start one with 'vrrp run FILE', or name its socket with --control");
    }

    @Test
    void completionIsABashScriptForTheVisibleCommands() {
        assertThat(execute("completion")).isZero();
        assertThat(out.toString())
                .startsWith("#!/usr/bin/env bash")
                .contains("complete -F _complete_vrrp -o default vrrp")
                .contains("demo", "doctor")
                .doesNotContain("demo-host", "demo-client");
    }

    @Test
    void simulateTellsItsOutcomeInOneLine() {
        assertThat(execute("simulate", "--seeds", "20", "--nodes", "2-3", "--threads", "1"))
                .isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString().lines())
                .singleElement()
                .asString()
                .matches("20 seeds from 0 on kept every promise: \\d+\\.\\d virtual hours in \\d+\\.\\d s,"
                        + " \\d+\\.\\d virtual hours per second, \\d+ seeds per second");
    }

    @Test
    void simulateTracesOneSeedTheSameEachTime() {
        assertThat(execute("simulate", "--seed", "434", "--trace")).isZero();
        List<String> first = out.toString().lines().toList();
        out.getBuffer().setLength(0);
        execute("simulate", "--seeds", "1", "--seed", "434", "--trace");

        assertThat(first).hasSizeGreaterThan(50);
        assertThat(out.toString().lines().limit(first.size() - 1)).isEqualTo(first.subList(0, first.size() - 1));
        assertThat(first.get(0)).startsWith("   0.000000000 s  ");
        assertThat(first.get(first.size() - 1)).startsWith("seed 434 kept every promise: ");
    }

    @Test
    void simulateWritesThePacketsOfOneSeed() throws IOException {
        Path file = directory.resolve("seed.pcap");
        assertThat(execute("simulate", "--seed", "434", "--pcap", file.toString()))
                .isZero();
        assertThat(Files.readAllBytes(file))
                .startsWith(0xa1, 0xb2, 0x3c, 0x4d, 0, 2, 0, 4)
                .hasSizeGreaterThan(1_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--seeds 0 | --seeds 0 is not 1 or more",
                "--seeds many | Invalid value for option '--seeds'",
                "--seed -1 | --seed -1 is not in 0..",
                "--nodes 1 | '1' is neither a number of nodes in 2..64 nor a range of them such as 2-8",
                "--nodes 2-65 | '2-65' is neither",
                "--nodes 8-2 | '8-2' is neither",
                "--nodes few | 'few' is neither",
                "--family ipx | 'ipx' is not one of ipv4, ipv6, both",
                "--threads 0 | --threads 0 is not in 1..1024",
                "--trace --seeds 2 | --trace shows one run: not with --seeds 2, use --seeds 1",
                "--pcap x.pcap --seeds 9 | --pcap shows one run: not with --seeds 9, use --seeds 1",
                "--pcap /nonexistent/x.pcap | --pcap /nonexistent/x.pcap cannot be written: NoSuchFileException"
            })
    void mistakesOfSimulateAreUsageErrorsThatSayWhatIsAllowed(String arguments, String message) {
        assertThat(execute(("simulate " + arguments).split(" ", -1))).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .startsWith("vrrp simulate: ")
                .contains(message)
                .contains("'vrrp simulate --help' says what it takes.");
    }

    private String file(String yaml) throws IOException {
        return Files.writeString(directory.resolve("node.yaml"), yaml).toString();
    }

    private int execute(String... arguments) {
        return Main.commandLine(new NodeProcess())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
