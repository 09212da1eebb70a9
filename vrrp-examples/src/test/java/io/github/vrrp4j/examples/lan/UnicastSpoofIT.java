package io.github.vrrp4j.examples.lan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.examples.lan.Capture.Frame;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import io.github.vrrp4j.netlink.testing.RunningProgram;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A third host that sends a router with unicast peers what it must not believe, 20 times a second. */
@NetworkTest(programs = {"keepalived", "tcpdump", "sysctl", "kill"})
class UnicastSpoofIT {

    private static final IpAddress OWN = IpAddress.parse("192.0.2.2");
    private static final IpAddress PEER = IpAddress.parse("192.0.2.1");
    private static final IpAddress STRANGER = IpAddress.parse("192.0.2.99");
    private static final IpAddress GROUP = AddressFamily.IPV4.vrrpGroup();
    private static final MacAddress GROUP_MAC = MacAddress.ofMulticastGroup(GROUP);
    private static final int RIGHT = 0;
    private static final int WRONG = 1;

    private static final List<String> REPORTS = List.of(
            "packet discarded: UNKNOWN_PEER from 192.0.2.99",
            "packet discarded: IP_TTL_ERROR from 192.0.2.1",
            "packet discarded: CHECKSUM_ERROR from 192.0.2.1",
            "packet discarded: OWN_SOURCE from 192.0.2.2",
            "destination mismatch: peer 192.0.2.99 sends multicast");

    private final Unicast unicast = Unicast.of(Unicast.Family.IPV4);
    private final Lan lan = unicast.lan();
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
        Keepalived master = unicast.keepalived(lan.a, unicast.settings(200, 500));
        lan.awaitOnlyHolder(lan.a);
        Node backup = unicast.node(lan.b, unicast.settings(100, 500));
        backup.awaitBackup();
        RunningProgram flood = flood();
        flood.awaitLine("round 40"::equals, Lan.SOON);
        assertThat(backup.logged("BACKUP->")).isEmpty();

        master.kill();
        backup.awaitLog("BACKUP->MASTER cause=MASTER_DOWN_TIMER");
        List<Frame> fromA = capture.frames().stream()
                .filter(frame ->
                        frame.sourceMac().equals(lan.a.mac()) && frame.isAdvertisement("192.0.2.1", "192.0.2.2"))
                .toList();
        long firstUs = capture.await(0, frame -> frame.isAdvertisement("192.0.2.2", "192.0.2.1"))
                .timeUs();

        long masterDownIntervalUs = 1_804_687; // 3 * 500 ms + 156 / 256 * 500 ms
        assertThat(firstUs - fromA.get(fromA.size() - 1).timeUs())
                .isBetween(masterDownIntervalUs, masterDownIntervalUs + 1_000_000);
        REPORTS.forEach(backup::awaitLog);
    }

    @Test
    void aMasterDoesNotGiveWay() {
        Node master = unicast.node(lan.b, unicast.settings(100, 500));
        lan.awaitOnlyHolder(lan.b);
        RunningProgram flood = flood();

        flood.awaitLine("round 60"::equals, Lan.SOON);

        REPORTS.forEach(master::awaitLog);
        assertThat(master.logged("MASTER->")).isEmpty();
        assertThat(lan.b.holds(Lan.VIRTUAL)).isTrue();
    }

    private RunningProgram flood() {
        MacAddress to = new MacAddress(Long.parseLong(lan.b.mac().replace(":", ""), 16));
        RunningProgram flood = lan.c
                .namespace()
                .spawnJava(
                        FrameSender.class,
                        frame(to, STRANGER, OWN, 255, 250, RIGHT),
                        frame(to, STRANGER, OWN, 255, 0, RIGHT),
                        frame(to, PEER, OWN, 254, 250, RIGHT),
                        frame(to, PEER, OWN, 254, 0, RIGHT),
                        frame(to, PEER, OWN, 255, 250, WRONG),
                        frame(to, PEER, OWN, 255, 0, WRONG),
                        frame(to, OWN, OWN, 255, 250, RIGHT),
                        frame(GROUP_MAC, STRANGER, GROUP, 255, 250, RIGHT),
                        frame(GROUP_MAC, STRANGER, GROUP, 255, 0, RIGHT));
        flood.awaitLine("round 1"::equals, Lan.SOON);
        return flood;
    }

    /** An advertisement for the address of the test in an Ethernet frame, as hexadecimal digits. */
    private static String frame(
            MacAddress to, IpAddress source, IpAddress destination, int ttl, int priority, int checksumError) {
        ByteBuffer frame = ByteBuffer.allocate(46);
        to.write(frame, 0);
        frame.putLong(4, frame.getShort(4) * (1L << 48) | 0x0200_0000_0003L); // 02:00:00:00:00:03
        frame.putShort(12, (short) 0x0800)
                .putInt(14, 0x45c0_0020)
                .putInt(18, 0x0001_0000)
                .putInt(22, ttl << 24 | 112 << 16);
        source.write(frame, 26);
        destination.write(frame, 30);
        int sum = 0;
        for (int i = 14; i < 34; i += 2) {
            sum += Short.toUnsignedInt(frame.getShort(i));
        }
        frame.putShort(24, (short) ~((sum & 0xffff) + (sum >>> 16)));
        new Advertisement(3, Lan.VRID, priority, 25, List.of(IpAddress.parse(Lan.VIRTUAL)))
                .encode(frame, 34, ChecksumForm.PSEUDO_HEADER, source, destination);
        frame.putShort(40, (short) (frame.getShort(40) + checksumError));
        return HexFormat.of().formatHex(frame.array());
    }
}
