package io.github.vrrp4j.examples.lan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.examples.lan.Capture.Frame;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import io.github.vrrp4j.netlink.testing.RunningProgram;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Routers with the virtual router MAC address, ours and others: the client's neighbour entry is permanent, so that it reaches
 * whoever has that MAC address and learns nothing.
 */
@NetworkTest(programs = {"keepalived", "/usr/lib/frr/zebra", "/usr/lib/frr/vrrpd", "tcpdump", "ping", "sysctl", "kill"})
class VirtualMacIT {

    private enum Peer {
        KEEPALIVED,
        FRR,
        VRRP4J;

        Router start(Host host, Settings settings) {
            return switch (this) {
                case KEEPALIVED -> Keepalived.start(host, settings);
                case FRR -> Frr.start(host, settings);
                case VRRP4J -> Node.start(host, settings);
            };
        }

        String source(Host host, boolean ipv6) {
            if (!ipv6) {
                return host.address();
            }
            return this == FRR ? Frr.LINK_LOCAL : host.linkLocal();
        }
    }

    private final Lan lan = Lan.withIpv6();
    private final Capture capture = lan.capture();

    @AfterEach
    void remove() {
        lan.close();
    }

    /** R-7.2-03, R-6.4.3-01, R-8.1.2-01, R-8.2.2-01. */
    @ParameterizedTest
    @CsvSource({"KEEPALIVED, false", "KEEPALIVED, true", "FRR, false", "FRR, true", "VRRP4J, false", "VRRP4J, true"})
    void aPeerIsBackupUnderUsAndTakesOverWhenWeDie(Peer peer, boolean ipv6) {
        Node master = Node.start(lan.b, settings(200, ipv6));
        awaitAdvertisement(ours(ipv6), 0);
        Router backup = peer.start(lan.a, settings(100, ipv6));
        backup.awaitBackup();
        awaitClientReachesLearned(ipv6);
        fixNeighbor(ipv6);
        String theirs = peer.source(lan.a, ipv6);
        long fromUs = Capture.nowUs();
        awaitMoreAdvertisements(ours(ipv6), fromUs, 8);
        assertThat(advertisements(theirs, fromUs)).isEmpty();

        long killedUs = Capture.nowUs();
        master.kill();

        assertThat(awaitAdvertisement(theirs, killedUs).sourceMac()).isEqualTo(Lan.virtualMac(ipv6));
        awaitClientReaches(ipv6);

        Node.start(lan.b, settings(200, ipv6)).awaitLog("->MASTER cause=");
        long backUs = Capture.nowUs();
        awaitMoreAdvertisements(ours(ipv6), backUs, 4);
        assertThat(advertisements(theirs, backUs + 500_000)).isEmpty();
        awaitClientReaches(ipv6);
    }

    @ParameterizedTest
    @CsvSource({"KEEPALIVED, false", "KEEPALIVED, true", "FRR, false", "FRR, true", "VRRP4J, false", "VRRP4J, true"})
    void weAreBackupUnderAPeerAndTakeOverWhenItDies(Peer peer, boolean ipv6) {
        Router master = peer.start(lan.a, settings(200, ipv6));
        String theirs = peer.source(lan.a, ipv6);
        awaitAdvertisement(theirs, 0);
        Node backup = Node.start(lan.b, settings(100, ipv6));
        backup.awaitBackup();
        awaitClientReaches(ipv6);
        // keepalived and FRR ask from the virtual address with the MAC address of the interface: the client learns
        // that.
        assertThat(lan.c.neighborMac(virtual(ipv6))).isIn(Lan.virtualMac(ipv6), lan.a.mac());
        fixNeighbor(ipv6);
        awaitMoreAdvertisements(theirs, Capture.nowUs(), 8);
        assertThat(advertisements(ours(ipv6), 0)).isEmpty();

        master.kill();

        backup.awaitLog("BACKUP->MASTER cause=MASTER_DOWN_TIMER");
        assertThat(awaitAdvertisement(ours(ipv6), 0).sourceMac()).isEqualTo(Lan.virtualMac(ipv6));
        awaitClientReaches(ipv6);
    }

    @ParameterizedTest
    @CsvSource({"KEEPALIVED, false", "KEEPALIVED, true", "FRR, false", "FRR, true", "VRRP4J, false", "VRRP4J, true"})
    void aMasterThatResignsIsFollowedAfterTheSkewTimeInBothDirections(Peer peer, boolean ipv6) {
        Router theirs = peer.start(lan.a, settings(200, ipv6));
        String source = peer.source(lan.a, ipv6);
        awaitAdvertisement(source, 0);
        Node backup = Node.start(lan.b, settings(100, ipv6));
        backup.awaitBackup();
        fixNeighbor(ipv6);

        terminate(theirs);
        backup.awaitLog("BACKUP->MASTER cause=MASTER_RESIGNED");
        awaitClientReaches(ipv6);

        peer.start(lan.a, settings(50, ipv6)).awaitBackup();
        long fromUs = Capture.nowUs();
        awaitMoreAdvertisements(ours(ipv6), fromUs, 4);
        backup.terminate().requireSuccess();

        Frame resignation =
                capture.await(fromUs, frame -> frame.isAdvertisementOf(ours(ipv6)) && frame.priority() == 0);
        Frame successor = awaitAdvertisement(source, resignation.timeUs());
        // 206 / 256 * 250 ms; Master_Down_Interval would be 750 ms more
        assertThat(successor.timeUs() - resignation.timeUs()).isBetween(145_000L, 750_000L);
        awaitClientReaches(ipv6);
        assertThat(lan.b.namespace().ip("-o link show")).doesNotContain("vrrp");
        assertThat(arpSettings()).isEqualTo("0\n0");
    }

    /** R-6.4.2-04, R-7.4-01, R-7.3-01: what a BACKUP sends, if anything, comes from its own MAC address. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nothingLeavesABackupWithTheVirtualMac(boolean ipv6) {
        String filter = "ether src " + Lan.virtualMac(ipv6);
        Capture fromA = lan.captureFrom(lan.a, filter);
        Capture fromB = lan.captureFrom(lan.b, filter);
        Node backup = Node.start(lan.b, settings(100, ipv6));
        backup.awaitLog("BACKUP->MASTER");
        Node master = Node.start(lan.a, settings(200, ipv6));
        backup.awaitLog("addresses released");
        long releasedUs = Capture.nowUs();
        awaitMoreAdvertisements(lan.a, ipv6, 24); // 6 s: longer than any report of the kernel's is delayed
        assertThat(framesSince(fromB, releasedUs)).isEmpty();

        long resignedUs = Capture.nowUs();
        master.terminate().requireSuccess();
        long goneUs = Capture.nowUs();
        backup.awaitLog("cause=MASTER_RESIGNED");
        awaitMoreAdvertisements(lan.b, ipv6, 24);
        assertThat(framesSince(fromA, goneUs)).isEmpty();
        assertThat(framesSince(fromB, resignedUs)).isNotEmpty();

        Node.start(lan.a, settings(200, ipv6)).awaitLog("addresses acquired");
        Lan.await("it is BACKUP again", () -> backup.logged("MASTER->BACKUP").size() == 2);
        long againUs = Capture.nowUs() + 200_000;
        awaitMoreAdvertisements(lan.a, ipv6, 24);
        assertThat(framesSince(fromB, againUs)).isEmpty();
    }

    /** R-6.4.3-05: a client's route leads through the MAC address of whoever is MASTER. */
    @Test
    void aClientsPingThroughTheGatewayGoesOnWhenTheGatewayDies() {
        for (Host router : List.of(lan.a, lan.b)) {
            router.namespace().exec("sysctl", "-qw", "net.ipv4.ip_forward=1").requireSuccess();
            router.namespace().ip("address add 198.51.100." + (router.equals(lan.a) ? 1 : 2) + "/24 dev eth0");
        }
        lan.addBridgeAddress("198.51.100.9/24");
        lan.c.namespace().ip("route add 198.51.100.0/24 via " + Lan.VIRTUAL);
        lan.addBridgeRoute("192.0.2.0/24 via 198.51.100.10");
        Settings settings = settings(200, false);
        String addresses = Lan.VIRTUAL + "/24, 198.51.100.10/24";
        Node master = Node.start(lan.b, Node.config(settings, addresses));
        master.awaitLog("addresses acquired");
        Node.start(lan.a, Node.config(settings(100, false), addresses)).awaitBackup();
        Lan.await("the server answers", () -> lan.c.reaches("198.51.100.9"));
        fixNeighbor(false);
        RunningProgram ping = lan.c.namespace().spawn("ping", "-n", "-D", "-i", "0.1", "198.51.100.9");
        ping.awaitLines(10, Lan.SOON);

        master.kill();

        int linesBefore = ping.output().split("\n", -1).length;
        ping.awaitLines(linesBefore + 20, Lan.SOON);
        assertThat(ping.output()).doesNotContain("Unreachable").doesNotContain("Redirect");
        assertThat(lan.c.neighborMac(Lan.VIRTUAL)).isEqualTo(Lan.virtualMac(false));
    }

    /** The host asks with its own address, and answers for its own alone. */
    @Test
    void theHostsOwnAddressKeepsItsOwnMacAndTheVirtualOneNeverShowsIt() {
        Capture arp = lan.captureFrom(lan.b, "arp");
        Node node = Node.start(lan.b, settings(200, false));
        node.awaitLog("addresses acquired");

        lan.c.namespace().ip("neighbour flush all");
        assertThat(lan.c.reaches(Lan.VIRTUAL)).isTrue();
        assertThat(lan.c.reaches(lan.b.address())).isTrue();
        lan.b.namespace().ip("neighbour flush all");
        // An answer from the virtual address, for which the host has to ask: after a flush, on either side.
        assertThat(lan.c.reaches(Lan.VIRTUAL)).isTrue();

        assertThat(lan.c.neighborMac(Lan.VIRTUAL)).isEqualTo(Lan.virtualMac(false));
        assertThat(lan.c.neighborMac(lan.b.address())).isEqualTo(lan.b.mac());
        String virtualMac = Lan.virtualMac(false);
        assertThat(arp.frames())
                .isNotEmpty()
                .allMatch(frame -> frame.sourceMac().equals(aboutVirtual(frame) ? virtualMac : lan.b.mac()));
        assertThat(arpSettings()).isEqualTo("1\n2");
        node.terminate().requireSuccess();
        assertThat(arpSettings()).isEqualTo("0\n0");
    }

    private static boolean aboutVirtual(Frame arp) {
        return arp.text().contains(Lan.VIRTUAL + " is-at") || arp.text().contains("tell " + Lan.VIRTUAL);
    }

    private static Settings settings(int priority, boolean ipv6) {
        Settings settings = Settings.of(priority, 250).withVirtualMac();
        return ipv6 ? settings.ipv6() : settings;
    }

    private static String virtual(boolean ipv6) {
        return ipv6 ? Lan.VIRTUAL_IPV6 : Lan.VIRTUAL;
    }

    private String ours(boolean ipv6) {
        return ipv6 ? lan.b.linkLocal() : lan.b.address();
    }

    private static void terminate(Router router) {
        if (router instanceof Node node) {
            node.terminate();
        } else if (router instanceof Frr frr) {
            frr.terminate();
        } else if (router instanceof Keepalived keepalived) {
            keepalived.terminate();
        }
    }

    private String arpSettings() {
        return lan.b
                .namespace()
                .exec("sysctl", "-n", "net.ipv4.conf.eth0.arp_ignore", "net.ipv4.conf.eth0.arp_announce")
                .requireSuccess()
                .output();
    }

    private Frame awaitAdvertisement(String source, long fromUs) {
        return capture.await(fromUs, frame -> frame.isAdvertisementOf(source));
    }

    private void awaitMoreAdvertisements(Host host, boolean ipv6, int count) {
        awaitMoreAdvertisements(ipv6 ? host.linkLocal() : host.address(), Capture.nowUs(), count);
    }

    private void awaitMoreAdvertisements(String source, long startUs, int count) {
        long fromUs = startUs;
        for (int i = 0; i < count; i++) {
            fromUs = awaitAdvertisement(source, fromUs).timeUs() + 1;
        }
    }

    private List<Frame> advertisements(String source, long fromUs) {
        Predicate<Frame> wanted = frame -> frame.timeUs() >= fromUs && frame.isAdvertisementOf(source);
        return capture.frames().stream().filter(wanted).toList();
    }

    private static List<Frame> framesSince(Capture capture, long fromUs) {
        return capture.frames().stream()
                .filter(frame -> frame.timeUs() >= fromUs)
                .toList();
    }

    private void awaitClientReaches(boolean ipv6) {
        Lan.await("the client reaches " + virtual(ipv6), () -> lan.c.reaches(virtual(ipv6)));
    }

    /** With a neighbour entry that the client makes itself. */
    private void awaitClientReachesLearned(boolean ipv6) {
        awaitClientReaches(ipv6);
        assertThat(lan.c.neighborMac(virtual(ipv6))).isEqualTo(Lan.virtualMac(ipv6));
    }

    private void fixNeighbor(boolean ipv6) {
        lan.c
                .namespace()
                .ip("neighbour replace " + virtual(ipv6) + " lladdr " + Lan.virtualMac(ipv6)
                        + " dev eth0 nud permanent");
    }
}
