package io.github.vrrp4j.examples.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.examples.node.config.NodeConfig;
import io.github.vrrp4j.examples.node.run.NodeProcess;
import io.github.vrrp4j.router.VrrpRouter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The unit file for systemd starts what is there. */
class SystemdUnitTest {

    private final List<String> lines;

    SystemdUnitTest() throws IOException {
        lines = Files.readAllLines(Path.of("src", "main", "systemd", "vrrp4j.service"));
    }

    @Test
    void itsCommandsAreThoseOfTheProgram() {
        assertThat(parsed("ExecStart").commandSpec().name()).isEqualTo("run");
        ParseResult reload = parsed("ExecReload");
        assertThat(reload.commandSpec().name()).isEqualTo("reload");
        assertThat(reload.matchedOptionValue("--control", Path.of("missing"))).isEqualTo(NodeConfig.DEFAULT_CONTROL);
        ParseResult cleanup = parsed("ExecStopPost");
        assertThat(cleanup.commandSpec().name()).isEqualTo("cleanup");
        assertThat(cleanup.matchedOptionValue("--state-directory", Path.of("missing")))
                .isEqualTo(NodeConfig.DEFAULT_STATE_DIRECTORY)
                .isEqualTo(Path.of("/run", value("RuntimeDirectory")));
    }

    @Test
    void itStartsTheLauncherOfTheInstalledTreeWhichHasAPlaceForItsArchive() {
        assertThat(List.of(value("ExecStart"), value("ExecReload"), value("ExecStopPost")))
                .allMatch(command -> command.startsWith("/opt/vrrp4j/bin/vrrp "));
        assertThat(value("CacheDirectory")).isEqualTo("vrrp4j");
    }

    @Test
    void itGivesTheTwoCapabilitiesAndNoOther() {
        assertThat(value("CapabilityBoundingSet")).isEqualTo("CAP_NET_RAW CAP_NET_ADMIN");
        assertThat(value("AmbientCapabilities")).isEqualTo("CAP_NET_RAW CAP_NET_ADMIN");
    }

    /** sd_notify(3) of the main process alone; a sysctl of the interface is written for a virtual MAC address. */
    @Test
    void itWaitsForTheNodeAndLeavesItWhatItNeeds() {
        assertThat(value("Type")).isEqualTo("notify");
        assertThat(value("NotifyAccess")).isEqualTo("main");
        assertThat(value("RuntimeDirectoryMode")).isEqualTo("0700");
        assertThat(value("RestrictAddressFamilies").split(" ", -1))
                .containsExactlyInAnyOrder("AF_INET", "AF_INET6", "AF_NETLINK", "AF_PACKET", "AF_UNIX");
        assertThat(lines)
                .noneMatch(line -> line.startsWith("ProtectKernelTunables=") || line.startsWith("ProtectProc="));
    }

    /** systemd.kill(5): otherwise the hooks that run have the signal as soon as the node. */
    @Test
    void hooksAreTheNodesToEnd() {
        assertThat(value("KillMode")).isEqualTo("mixed");
    }

    /** 1.5 s for the addresses, 5 s and 5 s for hooks, and what a JVM needs besides. */
    @Test
    void itIsGivenTheTimeToEndThatItsOwnLimitsAddUpTo() {
        Duration addresses = VrrpRouter.DEFAULT_CLOSE_TIMEOUT;
        assertThat(Duration.ofSeconds(Long.parseLong(value("TimeoutStopSec"))))
                .isGreaterThanOrEqualTo(addresses.plusSeconds(13)); // what docs/install.md says
    }

    private ParseResult parsed(String key) {
        String arguments = value(key).split("bin/vrrp ", 2)[1];
        CommandLine commandLine = Main.commandLine(new NodeProcess());
        return commandLine.parseArgs(arguments.split(" ", -1)).subcommand();
    }

    private String value(String key) {
        return lines.stream()
                .map(line -> line.split("=", 2))
                .filter(parts -> parts[0].equals(key))
                .map(parts -> Arrays.asList(parts).get(1))
                .findFirst()
                .orElseThrow();
    }
}
