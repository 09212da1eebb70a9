package io.github.vrrp4j.examples.lan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.examples.node.Main;
import io.github.vrrp4j.netlink.testing.Finished;
import io.github.vrrp4j.netlink.testing.NetworkNamespace;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import io.github.vrrp4j.netlink.testing.RunningProgram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code vrrp monitor} on host c, watching keepalived(8); tshark(1) says what is right. */
@NetworkTest(programs = {"keepalived", "tcpdump", "tshark", "sysctl", "env", "setpriv"})
class MonitorIT {

    /** In the order of {@link #TSHARK_FIELDS}. */
    private static final Pattern JSON =
            Pattern.compile("\\{\"time\":\"[^\"]+\",\"source\":\"(.*)\",\"destination\":\"(.*)\","
                    + "\"version\":(\\d),\"type\":(\\d),\"vrid\":(\\d+),\"priority\":(\\d+),\"count\":(\\d+),"
                    + "\"max-advert-int-cs\":\\d+,\"checksum\":\"(?:ok|pseudo-header)\",\"addresses\":\\[\"(.*)\"],"
                    + "\"verdict\":\"VALID\"}");

    private static final String[] TSHARK_FIELDS = {
        "ip.src",
        "ip.dst",
        "vrrp.version",
        "vrrp.type",
        "vrrp.virt_rtr_id",
        "vrrp.prio",
        "vrrp.addr_count",
        "vrrp.ip_addr"
    };

    private final Lan lan = new Lan();

    @AfterEach
    void remove() {
        lan.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void itReadsWhatTsharkReads(int version) {
        Capture capture = lan.capture();
        RunningProgram monitor = monitor("--json");
        Keepalived keepalived = Keepalived.start(lan.a, Settings.of(150, 1000).version(Integer.toString(version)));
        monitor.awaitLine(line -> line.contains("\"priority\":150,"), Lan.SOON);
        monitor.awaitLines(4, Lan.SOON); // the first says that it listens
        keepalived.terminate();
        monitor.awaitLine(line -> line.contains("\"priority\":0,"), Lan.SOON);
        Finished ended = interrupt(monitor);

        assertThat(ended.exitCode()).isZero();
        List<String> live = ended.output().lines().skip(1).toList();
        assertThat(live)
                .allMatch(line -> line.contains(
                        version == 2
                                ? "\"max-advert-int-cs\":100,\"checksum\":\"ok\""
                                : "\"max-advert-int-cs\":100,\"checksum\":\"pseudo-header\""));
        Lan.await(
                "the capture has the last packet",
                () -> capture.dissect("vrrp.prio == 0", TSHARK_FIELDS).size() >= 1);
        List<String> expected = capture.dissect("vrrp", TSHARK_FIELDS);
        assertThat(expected)
                .hasSizeGreaterThanOrEqualTo(4)
                .contains("192.0.2.1\t224.0.0.18\t" + version + "\t1\t51\t150\t1\t192.0.2.10");
        assertThat(fields(live)).isEqualTo(expected);

        Finished file = lan.c
                .namespace()
                .java(Main.class, "monitor", "--json", "--read", capture.file().toString());
        assertThat(file.exitCode()).isZero();
        assertThat(fields(file.output().lines().toList())).isEqualTo(expected);
    }

    @Test
    void theTableFollowsTheMaster() {
        RunningProgram monitor = monitor();
        Keepalived a = Keepalived.start(lan.a, Settings.of(200, 200));
        monitor.awaitLine(line -> isRow(line, "192.0.2.1", "master"), Lan.SOON);
        Keepalived b = Keepalived.start(lan.b, Settings.of(100, 200));
        b.awaitBackup();

        a.terminate();
        monitor.awaitLine(line -> isRow(line, "192.0.2.1", "resigned"), Lan.SOON);
        monitor.awaitLine(line -> isRow(line, "192.0.2.2", "master"), Lan.SOON);
        b.kill();
        monitor.awaitLine(line -> isRow(line, "192.0.2.2", "silent for 0s"), Lan.SOON);
        Finished ended = interrupt(monitor);

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.output()
                        .lines()
                        .filter(line -> line.startsWith("eth0   IPv4"))
                        .toList())
                .last()
                .asString()
                .startsWith("eth0   IPv4    51    192.0.2.2  100       0.2s ");
    }

    @Test
    void theFilterOfTheKernelLetsTagsAndOptionsThrough() {
        String macs = "01005e00001200005e00010a";
        String ipv4 = "45c0002000000000ff701899c0000202e0000012310a6401006405fdc0000201";
        String addresses = "fe800000000000000000000000000002ff020000000000000000000000000012";
        String message = "310a640200644023fe80000000000000000000000000000120010db8000000000000000000000001";
        String ipv6 = "6c000000002870ff" + addresses + message;
        String behindOptions = "6c000000003000ff" + addresses + "7000050200000100" + message;
        RunningProgram monitor = monitor();
        lan.a
                .namespace()
                .spawnJava(
                        FrameSender.class,
                        macs + "0800" + ipv4,
                        macs + "86dd" + behindOptions,
                        macs + "81000064" + "0800" + ipv4,
                        macs + "81000065" + "86dd" + ipv6,
                        macs + "81000066" + "86dd" + behindOptions,
                        macs + "88a800c8" + "81000064" + "0800" + ipv4,
                        macs + "88a8012c" + "810000c8" + "81000064" + "86dd" + ipv6);

        for (String start : List.of(
                " eth0: 192.0.2.2 > ",
                " eth0: fe80::2 > ",
                " eth0/vlan100: 192.0.2.2 > ",
                " eth0/vlan101: fe80::2 > ",
                " eth0/vlan102: fe80::2 > ",
                " eth0/vlan200.100: 192.0.2.2 > ",
                " eth0/vlan300.200.100: fe80::2 > ")) {
            monitor.awaitLine(line -> line.contains(start) && line.endsWith(" VALID"), Lan.SOON);
        }
        assertThat(interrupt(monitor).exitCode()).isZero();
    }

    @Test
    void withoutCapabilitiesItSaysWhich() {
        List<String> command = new ArrayList<>(List.of("setpriv", "--bounding-set", "-all", "--inh-caps", "-all"));
        command.addAll(NetworkNamespace.javaCommand(Main.class, "monitor", "--interface", "eth0"));
        Finished ended = lan.c.namespace().exec(command.toArray(String[]::new));

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output()).isEqualTo("vrrp: may not capture on eth0; run it as root, or with CAP_NET_RAW");
    }

    @Test
    void anInterfaceThatGoesEndsIt() {
        RunningProgram monitor = monitor();
        lan.c.namespace().ip("link delete eth0");
        Finished ended = monitor.awaitEnd(Duration.ofSeconds(20));

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output()).contains("No master was seen.").contains("vrrp: eth0: ");
    }

    private static boolean isRow(String line, String master, String state) {
        return line.startsWith("eth0 ") && line.contains(" " + master + " ") && line.endsWith("  " + state);
    }

    private static List<String> fields(List<String> json) {
        return json.stream()
                .map(line -> {
                    Matcher matcher = JSON.matcher(line);
                    assertThat(matcher.matches()).as(line).isTrue();
                    List<String> groups = new ArrayList<>();
                    for (int group = 1; group <= matcher.groupCount(); group++) {
                        groups.add(matcher.group(group));
                    }
                    return String.join("\t", groups);
                })
                .toList();
    }

    /** Starts it on host c and returns when nothing is missed any more. */
    private RunningProgram monitor(String... more) {
        // A JVM leaves SIGINT ignored where it was started so, as in the background of a shell.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        List<String> arguments = new ArrayList<>(List.of("monitor", "--interface", "eth0"));
        arguments.addAll(List.of(more));
        command.addAll(NetworkNamespace.javaCommand(Main.class, arguments.toArray(String[]::new)));
        RunningProgram monitor = lan.c.namespace().spawn(command.toArray(String[]::new));
        monitor.awaitLine(line -> line.contains("listening on eth0 (Ethernet)"), Lan.SOON);
        return monitor;
    }

    private static Finished interrupt(RunningProgram monitor) {
        Host.signal("INT", monitor.pid());
        return monitor.awaitEnd(Duration.ofSeconds(5));
    }
}
