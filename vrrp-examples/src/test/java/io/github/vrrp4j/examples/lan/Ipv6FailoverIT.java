package io.github.vrrp4j.examples.lan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.examples.lan.Capture.Frame;
import io.github.vrrp4j.netlink.testing.Finished;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who holds the virtual IPv6 addresses when a router dies, returns or resigns, and how a client fares. */
@NetworkTest(programs = {"keepalived", "tcpdump", "tshark", "ping", "sysctl", "kill"})
class Ipv6FailoverIT {

    private static final int SECOND_US = 1_000_000;

    private final Lan lan = Lan.withIpv6();
    private final Capture capture = lan.capture();

    @AfterEach
    void remove() {
        lan.close();
    }

    @ParameterizedTest
    @EnumSource
    void aBackupTakesOverFromADeadMasterAndGivesWayWhenItReturns(Router.Program peer) {
        Router master = peer.start(lan.a, Settings.of(200, 250).ipv6());
        lan.awaitOnlyHolder(lan.a, Lan.VIRTUAL_IPV6);
        Node backup = Node.start(lan.b, Settings.of(100, 250).ipv6());
        backup.awaitBackup();
        assertThat(lan.c.reaches(Lan.VIRTUAL_IPV6)).isTrue();
        assertThat(lan.c.neighborMac(Lan.VIRTUAL_IPV6)).isEqualTo(lan.a.mac());

        capture.awaitMoreAdvertisementsFrom(lan.a, 10);

        assertThat(capture.advertisementsFrom(lan.b)).isEmpty();
        lan.awaitOnlyHolder(lan.a, Lan.VIRTUAL_IPV6);

        master.kill();
        for (String address : List.of(Lan.VIRTUAL_LINK_LOCAL, Lan.VIRTUAL_IPV6)) {
            capture.await(
                    0,
                    frame -> frame.isUnsolicitedNeighborAdvertisement(address)
                            && frame.sourceMac().equals(lan.b.mac()));
        }

        // 3 * 250 ms + 156 / 256 * 250 ms
        int masterDownIntervalUs = 902_343;
        long lastUs = capture.lastAdvertisementFrom(lan.a).timeUs();
        long firstUs = capture.awaitAdvertisementFrom(lan.b, 0).timeUs();
        assertThat(firstUs - lastUs).isBetween((long) masterDownIntervalUs, (long) masterDownIntervalUs + SECOND_US);
        backup.awaitLog("family=ipv6 BACKUP->MASTER cause=MASTER_DOWN_TIMER");
        assertThat(lan.b.holds(Lan.VIRTUAL_LINK_LOCAL) && lan.b.holds(Lan.VIRTUAL_IPV6))
                .isTrue();

        // The dead one holds it too: only the announcement leads a client away from it.
        assertThat(lan.c.neighborMac(Lan.VIRTUAL_IPV6)).isEqualTo(lan.b.mac());
        assertThat(lan.c.reaches(Lan.VIRTUAL_IPV6)).isTrue();

        peer.start(lan.a, Settings.of(200, 250).ipv6());
        backup.awaitLog("family=ipv6 MASTER->BACKUP cause=HIGHER_PRIORITY");
        lan.awaitOnlyHolder(lan.a, Lan.VIRTUAL_IPV6);
        lan.awaitOnlyHolder(lan.a, Lan.VIRTUAL_LINK_LOCAL);
        Lan.await(
                "the client turns to the new master",
                () -> lan.c.neighborMac(Lan.VIRTUAL_IPV6).equals(lan.a.mac()));
        assertThat(lan.c.reaches(Lan.VIRTUAL_IPV6)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aMasterThatIsToEndResignsSoThatItsBackupWaitsForItsSkewTimeOnly(Router.Program peer) {
        Node master = Node.start(lan.b, Settings.of(200, 500).ipv6());
        lan.awaitOnlyHolder(lan.b, Lan.VIRTUAL_IPV6);
        peer.start(lan.a, Settings.of(100, 500).ipv6()).awaitBackup();
        capture.awaitMoreAdvertisementsFrom(lan.b, 10);
        assertThat(capture.advertisementsFrom(lan.a)).isEmpty();

        Finished finished = master.terminate();

        assertThat(finished.exitCode()).isZero();
        assertThat(lan.b.holds(Lan.VIRTUAL_IPV6) || lan.b.holds(Lan.VIRTUAL_LINK_LOCAL))
                .isFalse();
        Frame resignation = capture.await(0, frame -> frame.isAdvertisementFrom(lan.b) && frame.priority() == 0);

        // 156 / 256 * 500 ms; Master_Down_Interval would be 1,500 ms more
        long skewTimeUs = 304_687;
        Frame successor = capture.awaitAdvertisementFrom(lan.a, 0);
        assertThat(successor.timeUs() - resignation.timeUs()).isBetween(skewTimeUs, skewTimeUs + SECOND_US);
        lan.awaitOnlyHolder(lan.a, Lan.VIRTUAL_IPV6);
        assertThat(lan.c.reaches(Lan.VIRTUAL_IPV6)).isTrue();
    }

    @Test
    void anIpv4AndAnIpv6VirtualRouterOfOneVridLiveTheirOwnLives() {
        Node node = Node.start(lan.b, """
                virtual-routers:
                  - {interface: eth0, vrid: 51, priority: 150, advertisement-interval: 250ms, addresses: [192.0.2.10/24]}
                  - interface: eth0
                    vrid: 51
                    priority: 150
                    advertisement-interval: 250ms
                    addresses: [fe80::10/64, 2001:db8::10/64]
                """);
        lan.awaitOnlyHolder(lan.b, Lan.VIRTUAL);
        lan.awaitOnlyHolder(lan.b, Lan.VIRTUAL_IPV6);

        Keepalived.start(lan.a, Settings.of(200, 250).ipv6());

        node.awaitLog("vrid=51 if=eth0 family=ipv6 MASTER->BACKUP cause=HIGHER_PRIORITY");
        lan.awaitOnlyHolder(lan.a, Lan.VIRTUAL_IPV6);
        lan.awaitOnlyHolder(lan.b, Lan.VIRTUAL);
        assertThat(node.logged("vrid=51 if=eth0 MASTER->BACKUP")).isEmpty();
        assertThat(lan.c.reaches(Lan.VIRTUAL)).isTrue();
        assertThat(lan.c.reaches(Lan.VIRTUAL_IPV6)).isTrue();
    }

    /** R-5.1.2.1-01, R-5.1.2.3-01, R-5.1.2.4-01, R-8.2.2-06: judged by tshark(1). */
    @Test
    void advertisementsAndAnnouncementsAreAsTheStandardWantsThem() {
        Node node = Node.start(lan.b, Settings.of(200, 500).ipv6());
        capture.awaitMoreAdvertisementsFrom(
                lan.b, 12); // 5.5 s: the second burst of announcements is 5 s after the first
        node.terminate().requireSuccess();
        capture.await(0, frame -> frame.isAdvertisementFrom(lan.b) && frame.priority() == 0);

        assertThat(capture.dissect(
                        "(vrrp || icmpv6.type == 136) && (_ws.malformed || _ws.expert.severity >= 0x600000)",
                        "frame.number",
                        "_ws.col.info"))
                .isEmpty();
        assertThat(capture.dissect(
                        "vrrp && vrrp.prio > 0",
                        "eth.src",
                        "eth.dst",
                        "ipv6.src",
                        "ipv6.dst",
                        "ipv6.hlim",
                        "ipv6.nxt",
                        "ipv6.tclass.dscp",
                        "vrrp.version",
                        "vrrp.virt_rtr_id",
                        "vrrp.prio",
                        "vrrp.addr_count",
                        "vrrp.short_adver_int",
                        "vrrp.checksum.status",
                        "vrrp.ipv6_addr"))
                .hasSizeGreaterThan(10)
                .containsOnly(lan.b.mac()
                        + "\t33:33:00:00:00:12\tfe80::2\tff02::12\t255\t112\t48\t3\t51\t200\t2\t50\t1\t"
                        + "fe80::10,2001:db8::10");
        List<String> announcements = capture.dissect(
                "icmpv6.type == 136 && ipv6.dst == ff02::1",
                "eth.src",
                "ipv6.hlim",
                "icmpv6.checksum.status",
                "icmpv6.nd.na.flag",
                "icmpv6.opt.linkaddr",
                "icmpv6.nd.na.target_address");
        String common = lan.b.mac() + "\t255\t1\t0x20000000\t" + lan.b.mac() + "\t";
        assertThat(announcements).hasSize(20).containsOnly(common + "fe80::10", common + "2001:db8::10");
    }
}
