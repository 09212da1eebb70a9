package io.github.vrrp4j.examples.lan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.examples.lan.Capture.Frame;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Routers that know each other by name: among ourselves and with keepalived, in every role and family. */
@NetworkTest(programs = {"keepalived", "tcpdump", "tshark", "ping", "sysctl", "kill"})
class UnicastIT {

    private static final int SECOND_US = 1_000_000;

    private @Nullable Lan openLan;

    @AfterEach
    void remove() {
        if (openLan != null) {
            openLan.close();
        }
    }

    static Stream<Arguments> everyone() {
        return Stream.of(Router.Program.values())
                .flatMap(program -> Stream.of(Unicast.Family.values()).map(family -> Arguments.of(program, family)));
    }

    @ParameterizedTest
    @MethodSource("everyone")
    void aBackupIsSilentTakesOverFromADeadMasterAndGivesWayWhenItReturns(
            Router.Program program, Unicast.Family family) {
        Unicast unicast = Unicast.of(family);
        Lan lan = open(unicast);
        Capture capture = lan.capture();
        Router master = unicast.start(program, lan.a, unicast.settings(200, 250));
        lan.awaitOnlyHolder(lan.a, unicast.virtual());
        Node backup = unicast.node(lan.b, unicast.settings(100, 250));
        backup.awaitBackup();

        awaitMore(capture, unicast.a(), unicast.b(), 10);
        assertThat(sent(capture, unicast.b(), unicast.a())).isEmpty();
        lan.awaitOnlyHolder(lan.a, unicast.virtual());
        assertThat(lan.c.reaches(unicast.virtual())).isTrue();

        master.kill();
        backup.awaitLog("BACKUP->MASTER cause=MASTER_DOWN_TIMER");
        long firstUs = capture.await(0, frame -> frame.isAdvertisement(unicast.b(), unicast.a()))
                .timeUs();
        List<Frame> before = sent(capture, unicast.a(), unicast.b());
        long lastUs = before.get(before.size() - 1).timeUs();
        int masterDownIntervalUs = 902_343; // 3 * 250 ms + 156 / 256 * 250 ms
        assertThat(firstUs - lastUs).isBetween((long) masterDownIntervalUs, (long) masterDownIntervalUs + SECOND_US);
        Lan.await("b holds the address", () -> lan.b.holds(unicast.virtual()));

        unicast.start(program, lan.a, unicast.settings(200, 250));
        backup.awaitLog("MASTER->BACKUP cause=HIGHER_PRIORITY");
        lan.awaitOnlyHolder(lan.a, unicast.virtual());
        assertThat(capture.advertisementsFrom(lan.a)).isEmpty();
        assertThat(capture.advertisementsFrom(lan.b)).isEmpty();
        assertThat(backup.logged("discarded")).isEmpty();
        requireGoodPackets(capture);
    }

    /** The MASTER sends to it by a MAC address that may be another one now. */
    @Test
    void aRouterWhoseInterfaceComesBackAnnouncesItsOwnAddressBeforeItStarts() {
        Unicast unicast = Unicast.of(Unicast.Family.IPV4);
        Lan lan = open(unicast);
        Capture capture = lan.capture();
        unicast.node(lan.a, unicast.settings(200, 250));
        lan.awaitOnlyHolder(lan.a, unicast.virtual());
        Node backup = unicast.node(lan.b, unicast.settings(100, 250));
        backup.awaitBackup();

        lan.removeInterface(lan.b);
        backup.awaitLog("BACKUP->INITIALIZE cause=INTERFACE_DOWN");
        lan.addInterface(lan.b);

        backup.awaitLog("INITIALIZE->BACKUP cause=");
        Frame announcement = capture.await(0, frame -> frame.isGratuitousArp(unicast.b()));
        assertThat(announcement.sourceMac()).isNotEqualTo(lan.b.mac());
        capture.await(announcement.timeUs(), frame -> frame.isAdvertisement(unicast.a(), unicast.b()));
        assertThat(backup.logged("->MASTER")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyone")
    void aMasterThatIsToEndResignsSoThatItsBackupWaitsForItsSkewTimeOnly(
            Router.Program program, Unicast.Family family) {
        Unicast unicast = Unicast.of(family);
        Lan lan = open(unicast);
        Capture capture = lan.capture();
        Node master = unicast.node(lan.b, unicast.settings(200, 500));
        lan.awaitOnlyHolder(lan.b, unicast.virtual());
        unicast.start(program, lan.a, unicast.settings(100, 500)).awaitBackup();
        awaitMore(capture, unicast.b(), unicast.a(), 6);
        assertThat(sent(capture, unicast.a(), unicast.b())).isEmpty();

        master.terminate().requireSuccess();

        Frame resignation =
                capture.await(0, frame -> frame.isAdvertisement(unicast.b(), unicast.a()) && frame.priority() == 0);
        Frame successor = capture.await(0, frame -> frame.isAdvertisement(unicast.a(), unicast.b()));
        long skewTimeUs = 304_687; // 156 / 256 * 500 ms
        assertThat(successor.timeUs() - resignation.timeUs()).isBetween(skewTimeUs, skewTimeUs + SECOND_US);
        lan.awaitOnlyHolder(lan.a, unicast.virtual());
        requireGoodPackets(capture);
    }

    @ParameterizedTest
    @EnumSource
    void theResignationOfKeepalivedIsHeard(Unicast.Family family) {
        Unicast unicast = Unicast.of(family);
        Lan lan = open(unicast);
        Keepalived master = unicast.keepalived(lan.a, unicast.settings(200, 500));
        lan.awaitOnlyHolder(lan.a, unicast.virtual());
        Node backup = unicast.node(lan.b, unicast.settings(100, 500));
        backup.awaitBackup();

        master.terminate();

        backup.awaitLog("BACKUP->MASTER cause=MASTER_RESIGNED");
        lan.awaitOnlyHolder(lan.b, unicast.virtual());
    }

    @Test
    void itNeedsNoMulticast() {
        Unicast unicast = Unicast.of(Unicast.Family.IPV4);
        Lan lan = open(unicast);
        lan.dropMulticast();
        Node master = unicast.node(lan.a, unicast.settings(200, 250));
        lan.awaitOnlyHolder(lan.a);
        Node backup = unicast.node(lan.b, unicast.settings(100, 250));
        backup.awaitBackup();

        master.kill();
        backup.awaitLog("BACKUP->MASTER cause=MASTER_DOWN_TIMER");
        unicast.node(lan.a, unicast.settings(200, 250));
        backup.awaitLog("MASTER->BACKUP cause=HIGHER_PRIORITY");
        lan.awaitOnlyHolder(lan.a);
    }

    @Test
    void bothVersionsAreSentToEachPeer() {
        Unicast unicast = Unicast.of(Unicast.Family.IPV4);
        Lan lan = open(unicast);
        Capture capture = lan.capture();
        unicast.node(lan.b, unicast.settings(200, 1000).version("2+3"), List.of(lan.a.address(), lan.c.address()));

        for (Host peer : List.of(lan.a, lan.c)) {
            for (String version : List.of("VRRPv2", "VRRPv3")) {
                capture.await(
                        0,
                        frame -> frame.isAdvertisement(lan.b.address(), peer.address())
                                && frame.text().contains(version));
            }
        }
        requireGoodPackets(capture);
    }

    /** What waits for the MAC address of a dead one would fill a socket of ordinary size in half a second. */
    @Test
    void deadPeersKeepNoAdvertisementFromTheOthers() {
        Unicast unicast = Unicast.of(Unicast.Family.IPV4);
        Lan lan = open(unicast);
        Capture capture = lan.capture();
        List<String> peers = List.of(
                "192.0.2.101",
                "192.0.2.102",
                "192.0.2.103",
                "192.0.2.104",
                "192.0.2.105",
                "192.0.2.106",
                "192.0.2.107",
                "192.0.2.108",
                lan.a.address());
        Node master = unicast.node(lan.b, unicast.settings(200, 10), peers);

        Lan.await(
                "400 advertisements",
                () -> sent(capture, unicast.b(), unicast.a()).size() > 400);

        assertThat(master.logged("advertisement not sent")).isEmpty();
    }

    @Test
    void aMixUpOfUnicastAndMulticastIsReportedByBothSides() {
        Unicast unicast = Unicast.of(Unicast.Family.IPV4);
        Lan lan = open(unicast);
        Node multicast = Node.start(lan.a, Settings.of(200, 250));
        lan.awaitOnlyHolder(lan.a);
        Node alone = unicast.node(lan.b, unicast.settings(100, 250));

        String mend = ": list each other as unicast peers on both, or on neither";
        assertThat(alone.awaitLog("destination mismatch"))
                .contains(" WARN vrid=51 if=eth0 destination mismatch: peer 192.0.2.1 sends multicast,"
                        + " this virtual router is configured for unicast" + mend);
        assertThat(multicast.awaitLog("destination mismatch"))
                .contains(" WARN vrid=51 if=eth0 destination mismatch: peer 192.0.2.2 sends unicast,"
                        + " this virtual router is configured for multicast" + mend);
        alone.awaitLog("BACKUP->MASTER cause=MASTER_DOWN_TIMER");
        assertThat(multicast.logged("MASTER->")).isEmpty();
    }

    @Test
    void aRouterThatIsNotListedIsNotHeard() {
        Unicast unicast = Unicast.of(Unicast.Family.IPV4);
        Lan lan = open(unicast);
        unicast.keepalived(lan.a, unicast.settings(200, 250));
        lan.awaitOnlyHolder(lan.a);
        Node other = unicast.node(lan.b, unicast.settings(100, 250), List.of(lan.c.address()));

        assertThat(other.awaitLog("packet discarded"))
                .contains(" WARN if=eth0 packet discarded: UNKNOWN_PEER from 192.0.2.1; so far 1");
        other.awaitLog("BACKUP->MASTER cause=MASTER_DOWN_TIMER");
    }

    @Test
    void aPeerThatIsThisHostIsRefusedWithTheReason() {
        Unicast unicast = Unicast.of(Unicast.Family.IPV4);
        Lan lan = open(unicast);
        lan.b.namespace().ip("address add 198.51.100.7/32 dev lo");

        Node node = unicast.node(lan.b, unicast.settings(100, 250), List.of(lan.a.address(), "198.51.100.7"));

        assertThat(node.awaitLog("cannot start"))
                .isEqualTo("vrrp: cannot start: vrid=51 if=eth0: unicast peer 198.51.100.7 is an address of this host"
                        + " itself; name the other routers, and not this one");
    }

    private Lan open(Unicast unicast) {
        Lan lan = unicast.lan();
        openLan = lan;
        return lan;
    }

    private static List<Frame> sent(Capture capture, String from, String to) {
        return capture.frames().stream()
                .filter(frame -> frame.isAdvertisement(from, to))
                .toList();
    }

    private static void awaitMore(Capture capture, String from, String to, int count) {
        long fromUs = Capture.nowUs();
        for (int i = 0; i < count; i++) {
            fromUs = capture.await(fromUs, frame -> frame.isAdvertisement(from, to))
                            .timeUs()
                    + 1;
        }
    }

    /** Judged by tshark(1): hop limit 255, and a checksum that covers the real destination. */
    private static void requireGoodPackets(Capture capture) {
        assertThat(capture.dissect("vrrp", "vrrp.checksum.status", "frame.number"))
                .isNotEmpty()
                .allMatch(line -> line.startsWith("1\t"));
        assertThat(capture.dissect("vrrp && !(ip.ttl == 255 || ipv6.hlim == 255)", "frame.number", "vrrp.prio"))
                .isEmpty();
    }
}
