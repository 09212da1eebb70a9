package io.github.vrrp4j.examples.node.monitor;

import static io.github.vrrp4j.examples.node.monitor.Packets.IPV4;
import static io.github.vrrp4j.examples.node.monitor.Packets.IPV4_RESIGNING;
import static io.github.vrrp4j.examples.node.monitor.Packets.IPV4_VERSION_2;
import static io.github.vrrp4j.examples.node.monitor.Packets.IPV6;
import static io.github.vrrp4j.examples.node.monitor.Packets.MACS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcap4j.core.Pcaps;

/** Reading files; needs libpcap. */
class MonitorTest {

    /** Every packet that the tests of the codec know; the packets have no link layer. */
    private static final Path PACKETS =
            Path.of("..", "vrrp-core", "src/test/resources/io/github/vrrp4j/packet/advertisements.csv");

    private static final String PACKET_COLUMN = "packet";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    @BeforeAll
    static void needLibpcap() {
        try {
            Pcaps.libVersion();
        } catch (LinkageError e) {
            assumeTrue(false, "libpcap: " + e.getMessage());
        }
    }

    @Test
    void everyKnownPacketAsJson() throws IOException {
        Path file = CaptureFiles.pcap(directory.resolve("all.pcap"), CaptureFiles.RAW_IP, knownPackets());

        assertThat(read(file, true)).isZero();
        assertThat(out.toString().lines())
                .as("one line of advertisements.jsonl for each packet of %s", PACKETS)
                .containsExactlyElementsOf(expectedJson());
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void pcapngIsReadAsWell() throws IOException {
        Path file = CaptureFiles.pcapng(directory.resolve("all.pcapng"), CaptureFiles.RAW_IP, knownPackets());

        assertThat(read(file, true)).isZero();
        assertThat(out.toString().lines()).containsExactlyElementsOf(expectedJson());
    }

    @Test
    void linesForPeopleAndTheTable() throws IOException {
        Path file = ethernet(
                "0800" + IPV4,
                "86dd" + IPV6,
                "0806" + "00".repeat(46),
                "81000064" + "0800" + IPV4_VERSION_2,
                "0800" + IPV4_RESIGNING);

        assertThat(read(file, false)).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "2023-11-14T22:13:20.123456789Z lan.pcap: 192.0.2.2 > 224.0.0.18 version=3 type=1 vrid=10"
                                + " priority=100 count=1 interval=1s checksum=pseudo-header addresses=192.0.2.1 VALID",
                        "2023-11-14T22:13:21.123456789Z lan.pcap: fe80::2 > ff02::12 version=3 type=1 vrid=10"
                                + " priority=100 count=2 interval=1s checksum=ok addresses=fe80::1,2001:db8::1 VALID",
                        "2023-11-14T22:13:23.123456789Z lan.pcap/vlan100: 192.0.2.2 > 224.0.0.18 version=2 type=1"
                                + " vrid=10 priority=100 count=1 interval=1s checksum=ok addresses=192.0.2.1 VALID",
                        "2023-11-14T22:13:24.123456789Z lan.pcap: 192.0.2.2 > 224.0.0.18 version=3 type=1 vrid=10"
                                + " priority=0 count=1 interval=1s checksum=pseudo-header addresses=192.0.2.1 VALID",
                        "",
                        "PLACE             FAMILY  VRID  MASTER     PRIORITY  INTERVAL  LAST SEEN                 STATE",
                        "lan.pcap          IPv4    10    192.0.2.2  0         1s        2023-11-14T22:13:24.123Z  resigned",
                        "lan.pcap          IPv6    10    fe80::2    100       1s        2023-11-14T22:13:21.123Z  master",
                        "lan.pcap/vlan100  IPv4    10    192.0.2.2  100       1s        2023-11-14T22:13:23.123Z  master",
                        "");
    }

    @Test
    void silenceIsCountedToTheEndOfTheFile() throws IOException {
        String arp = "0806" + "00".repeat(46);
        assertThat(read(ethernet("0800" + IPV4, arp, arp, arp, arp, arp), false))
                .isZero();
        assertThat(out.toString()).contains("2023-11-14T22:13:20.123Z  silent for 5s");
    }

    @Test
    void aFileWithoutVrrpHasNoMaster() throws IOException {
        assertThat(read(ethernet("0806" + "00".repeat(46)), false)).isZero();
        assertThat(out.toString().lines()).containsExactly("", "No master was seen.", "");
    }

    @Test
    void theInterfacesOfACookedCaptureAreApart() throws IOException {
        String behindIndex = "0001" + "02" + "06" + "00005e00010a0000" + IPV4;
        Path file = CaptureFiles.pcap(
                directory.resolve("any.pcap"),
                CaptureFiles.LINUX_COOKED_V2,
                List.of(
                        Packets.octets("0800" + "0000" + "00000002" + behindIndex),
                        Packets.octets("0800" + "0000" + "00000003" + behindIndex)));

        assertThat(read(file, false)).isZero();
        assertThat(out.toString()).contains("\nany.pcap/if2  IPv4", "\nany.pcap/if3  IPv4");
    }

    @Test
    void ofAFileThatIsCutTheBeginningIsShownAndThenTheError() throws IOException {
        Path file = ethernet("0800" + IPV4, "0800" + IPV4);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 20));

        assertThat(read(file, true)).isEqualTo(1);
        assertThat(out.toString().lines()).singleElement().asString().contains("\"verdict\":\"VALID\"");
        assertThat(err.toString())
                .isEqualTo(file + ": truncated dump file; tried to read 46 captured bytes, only got 26\n");
    }

    @Test
    void aFrameThatTheCaptureCutIsTooShort() throws IOException {
        assertThat(read(ethernet("0800" + IPV4.substring(0, 2 * 23)), true)).isZero();
        assertThat(out.toString())
                .isEqualTo("{\"time\":\"2023-11-14T22:13:20.123456789Z\",\"source\":\"192.0.2.2\","
                        + "\"destination\":\"224.0.0.18\",\"version\":3,\"type\":1,\"vrid\":10,\"priority\":100,"
                        + "\"count\":null,\"max-advert-int-cs\":null,\"checksum\":null,\"addresses\":[],"
                        + "\"verdict\":\"PACKET_TOO_SHORT\"}\n");
    }

    @Test
    void aWrongPathIsAMistakeOfTheCommandLine() {
        Path file = directory.resolve("missing.pcap");

        assertThat(read(file, false)).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).isEqualTo(file + ": there is no such file; give a capture, pcap or pcapng\n");
    }

    @Test
    void aDirectoryIsNoCapture() {
        assertThat(read(directory, false)).isEqualTo(2);
        assertThat(err.toString()).isEqualTo(directory + ": is a directory; give the capture itself\n");
    }

    @Test
    void anotherFileIsNoCapture() throws IOException {
        Path file = Files.writeString(directory.resolve("node.yaml"), "virtual-routers: []\n");

        assertThat(read(file, false)).isEqualTo(2);
        assertThat(err.toString()).isEqualTo(file + ": is not a capture, pcap or pcapng: unknown file format\n");
    }

    @Test
    void aLinkLayerThatIsNotKnownIsSaid() throws IOException {
        Path file = CaptureFiles.pcap(directory.resolve("wifi.pcap"), 105, List.of(new byte[60]));

        assertThat(read(file, false)).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo(
                        file + ": has link type 105; known are Ethernet, raw IP, Linux cooked v1, Linux cooked v2\n");
    }

    @Test
    void anInterfaceThatDoesNotExistListsThose() {
        int status = new Monitor(new PrintWriter(out), new PrintWriter(err, true), false).watch("missing0");

        assertThat(status).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .startsWith("vrrp: the interface 'missing0' does not exist; there are: ")
                .endsWith(", and 'any' for all of them\n");
    }

    @Test
    void whenNobodyReadsTheOutputItEndsQuietly() throws IOException {
        Path file = ethernet("0800" + IPV4, "0800" + IPV4, "0800" + IPV4);
        BrokenPipe pipe = new BrokenPipe();
        PrintWriter broken = new PrintWriter(pipe, true, StandardCharsets.UTF_8);

        assertThat(new Monitor(broken, new PrintWriter(err, true), true).read(file))
                .isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(pipe.writes).isEqualTo(1);
    }

    /** As standard output behind {@code head} that has ended. */
    private static final class BrokenPipe extends OutputStream {
        private int writes;

        @Override
        public void write(int octet) throws IOException {
            writes++;
            throw new IOException("Broken pipe");
        }

        @Override
        public void write(byte[] octets, int offset, int length) throws IOException {
            write(0);
        }
    }

    private int read(Path file, boolean json) {
        return new Monitor(new PrintWriter(out, true), new PrintWriter(err, true), json).read(file);
    }

    private Path ethernet(String... typesAndRests) throws IOException {
        List<byte[]> frames = Arrays.stream(typesAndRests)
                .map(rest -> Packets.octets(MACS + rest))
                .toList();
        return CaptureFiles.pcap(directory.resolve("lan.pcap"), CaptureFiles.ETHERNET, frames);
    }

    private static List<byte[]> knownPackets() throws IOException {
        List<List<String>> lines = Files.readAllLines(PACKETS).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> List.of(line.split("\\|", -1)))
                .toList();
        int column = lines.get(0).indexOf(PACKET_COLUMN);
        return lines.stream()
                .skip(1)
                .map(line -> Packets.octets(line.get(column)))
                .toList();
    }

    private static List<String> expectedJson() throws IOException {
        try (InputStream in = MonitorTest.class.getResourceAsStream("advertisements.jsonl")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
