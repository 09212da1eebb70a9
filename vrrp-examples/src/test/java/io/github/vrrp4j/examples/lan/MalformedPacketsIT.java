package io.github.vrrp4j.examples.lan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.examples.lan.Capture.Frame;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import io.github.vrrp4j.netlink.testing.RunningProgram;
import io.github.vrrp4j.packet.Verdict;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A third host that floods the LAN with packets of every verdict an IPv4 packet can meet, 20 of each per second. All
 * would matter if they were believed: priority 250, or 0.
 */
@NetworkTest(programs = {"keepalived", "tcpdump", "sysctl", "kill"})
class MalformedPacketsIT {

    /** To 01:00:5e:00:00:12 from 02:00:00:00:00:03: advertisements of 192.0.2.3 for 192.0.2.10, each with one fault. */
    private static final Map<Verdict, String> FRAMES = new TreeMap<>(Map.of(
            Verdict.PACKET_TOO_SHORT, // four octets of VRRP
            "01005e000012020000000003080045c0001800010000ff70189fc0000203e00000123133fa01",
            Verdict.IP_TTL_ERROR, // 254
            "01005e000012020000000003080045c0002000010000fe701997c0000203e00000123133fa0100197014c000020a",
            Verdict.VERSION_ERROR, // 4
            "01005e000012020000000003080045c0002000010000ff701897c0000203e00000124133fa0100198014c000020a",
            Verdict.INVALID_TYPE, // 2
            "01005e000012020000000003080045c0002000010000ff701897c0000203e00000123233fa0100196f14c000020a",
            Verdict.VRID_ERROR, // 52
            "01005e000012020000000003080045c0002000010000ff701897c0000203e00000123134fa0100197013c000020a",
            Verdict.OWN_SOURCE, // 192.0.2.2
            "01005e000012020000000003080045c0002000010000ff701898c0000202e00000123133fa0100197015c000020a",
            Verdict.PACKET_LENGTH_ERROR, // four octets too many
            "01005e000012020000000003080045c0002400010000ff701893c0000203e00000123133fa0100197010c000020a00000000",
            Verdict.CHECKSUM_ERROR, // one too few, and the priority is 0
            "01005e000012020000000003080045c0002000010000ff701897c0000203e00000123133000100196a14c000020a",
            Verdict.ADDR_COUNT_ZERO,
            "01005e000012020000000003080045c0001c00010000ff70189bc0000203e00000123133fa0000193224",
            Verdict.INTERVAL_ZERO,
            "01005e000012020000000003080045c0002000010000ff701897c0000203e00000123133fa010000702dc000020a"));

    /** What happens between two networks rather than on one is not worth a line; the others are, once in 10 s. */
    private static final List<Verdict> LOGGED = FRAMES.keySet().stream()
            .filter(verdict -> verdict != Verdict.VRID_ERROR)
            .toList();

    private final Lan lan = new Lan();
    private final Capture capture = lan.capture();

    @BeforeEach
    void letOwnSourceIn() {
        // The kernel drops a packet with a source address of its own, unless told otherwise.
        lan.b
                .namespace()
                .exec("sysctl", "-qw", "net.ipv4.conf.all.accept_local=1")
                .requireSuccess();
    }

    @AfterEach
    void remove() {
        lan.close();
    }

    @Test
    void aBackupHearsItsMasterAmongThemAndTakesOverInTimeWhenItDies() {
        Router master = Router.Program.KEEPALIVED.start(lan.a, Settings.of(200, 500));
        lan.awaitOnlyHolder(lan.a);
        Node backup = Node.start(lan.b, Settings.of(100, 500));
        backup.awaitBackup();
        RunningProgram flood = flood();
        capture.awaitMoreAdvertisementsFrom(lan.a, 4);
        assertThat(capture.advertisementsFrom(lan.b)).isEmpty();

        master.kill();
        long firstUs = capture.awaitAdvertisementFrom(lan.b, 0).timeUs();

        // 3 * 500 ms + 156 / 256 * 500 ms
        long masterDownIntervalUs = 1_804_687;
        long lastUs = capture.lastAdvertisementFrom(lan.a).timeUs();
        assertThat(firstUs - lastUs).isBetween(masterDownIntervalUs, masterDownIntervalUs + 1_000_000);
        requireOneLinePerVerdict(backup, flood);
    }

    @Test
    void aMasterNeitherAnswersThemNorGivesWay() {
        Node master = Node.start(lan.b, Settings.of(100, 500));
        lan.awaitOnlyHolder(lan.b);
        RunningProgram flood = flood();
        long startUs = Capture.nowUs();

        capture.awaitMoreAdvertisementsFrom(lan.b, 6);

        List<Frame> sent = capture.advertisementsFrom(lan.b).stream()
                .filter(frame -> frame.timeUs() >= startUs)
                .toList();
        long spanUs = sent.get(sent.size() - 1).timeUs() - startUs;
        assertThat((long) sent.size()).isLessThanOrEqualTo(spanUs / 500_000 + 1);
        assertThat(master.logged("MASTER->")).isEmpty();
        assertThat(lan.b.holds(Lan.VIRTUAL)).isTrue();
        requireOneLinePerVerdict(master, flood);
    }

    private RunningProgram flood() {
        RunningProgram flood =
                lan.c.namespace().spawnJava(FrameSender.class, FRAMES.values().toArray(String[]::new));
        flood.awaitLine("round 1"::equals, Lan.SOON);
        return flood;
    }

    private static void requireOneLinePerVerdict(Node node, RunningProgram flood) {
        flood.awaitLine("round 20"::equals, Lan.SOON);
        LOGGED.forEach(verdict -> node.awaitLog("packet discarded: " + verdict));
        long rounds = flood.output().lines().count();
        // A round takes 50 ms or more; a slow machine may see the next ten seconds.
        int limit = 1 + (int) (rounds * 50 / 10_000);
        for (Verdict verdict : LOGGED) {
            assertThat(node.logged("packet discarded: " + verdict)).hasSizeBetween(1, limit + 1);
            assertThat(node.logged("packet discarded: " + verdict).get(0))
                    .contains(" WARN if=eth0 packet discarded: " + verdict + " from 192.0.2.")
                    .endsWith("; so far 1");
        }
    }
}
