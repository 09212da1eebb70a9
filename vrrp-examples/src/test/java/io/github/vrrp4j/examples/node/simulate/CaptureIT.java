package io.github.vrrp4j.examples.node.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.examples.node.run.LogSetup;
import io.github.vrrp4j.netlink.testing.Finished;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What {@code vrrp simulate --pcap} writes, read by tshark(1), which shares no code with it. */
@NetworkTest(programs = "tshark")
class CaptureIT {

    /** What Wireshark says in {@code vrrp.checksum.status}. Warnings begin at severity 6291456 (PI_WARN). */
    private static final String GOOD = "1";

    @TempDir
    Path directory;

    @BeforeAll
    static void logNothing() {
        LogSetup.silence();
    }

    @Command
    private static final class OptionsOnly {
        @CommandLine.Mixin
        private SimulateOptions options = new SimulateOptions();
    }

    private Path capture(String family) throws InterruptedException {
        Path file = directory.resolve(family + ".pcap");
        OptionsOnly command = new OptionsOnly();
        new CommandLine(command)
                .parseArgs("--seed", "434", "--nodes", "5", "--family", family, "--pcap", file.toString());
        StringWriter said = new StringWriter();
        int status = new Simulation(new PrintWriter(said), new PrintWriter(said)).run(command.options);
        assertThat(status).as(said.toString()).isZero();
        return file;
    }

    private static List<String> dissect(Path file, String displayFilter, String... fields) throws IOException {
        List<String> command = new ArrayList<>(List.of("tshark", "-n", "-Q", "-r", file.toString()));
        command.addAll(List.of("-o", "ip.check_checksum:TRUE", "-Y", displayFilter, "-T", "fields"));
        for (String field : fields) {
            command.addAll(List.of("-e", field));
        }
        return Finished.of(command.toArray(String[]::new))
                .requireSuccess()
                .output()
                .lines()
                .filter(line -> !line.startsWith("Running as user"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "ipv4, ip.checksum.status, 01:00:5e:00:00:12, ip.dsfield.dscp, arp.isgratuitous",
        "ipv6, icmpv6.checksum.status, 33:33:00:00:00:12, ipv6.tclass.dscp, icmpv6.type == 136"
    })
    void wiresharkFindsNoMalformedPacketAndNoBadChecksum(
            String family, String checksum, String mac, String dscp, String announcement) throws Exception {
        Path file = capture(family);

        assertThat(dissect(
                        file,
                        "_ws.malformed || (_ws.expert.severity >= 6291456 && !arp.duplicate-address-detected)"
                                + " || ip.checksum.status == 0"
                                + " || vrrp.checksum.status == 0 || icmpv6.checksum.status == 0",
                        "frame.number",
                        "_ws.expert.message"))
                .isEmpty();
        assertThat(dissect(file, "vrrp", "vrrp.checksum.status", "eth.dst", dscp, "vrrp.version"))
                .hasSizeGreaterThan(10)
                .allMatch(line -> line.matches(String.join("\t", GOOD, mac, "48", "[23]")));
        assertThat(dissect(file, checksum + " == 1", "frame.number")).hasSizeGreaterThan(10);
        assertThat(dissect(file, announcement, "frame.number")).hasSizeGreaterThan(10);
        assertThat(dissect(file, "!vrrp && !(" + announcement + ")", "frame.number"))
                .isEmpty();
    }
}
