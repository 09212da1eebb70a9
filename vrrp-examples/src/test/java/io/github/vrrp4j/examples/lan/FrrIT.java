package io.github.vrrp4j.examples.lan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.examples.lan.Capture.Frame;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Failover with FRR's vrrpd, whose frames come from the virtual MAC address, in both families. */
@NetworkTest(programs = {"/usr/lib/frr/zebra", "/usr/lib/frr/vrrpd", "tcpdump", "ping", "sysctl", "kill"})
class FrrIT {

    private final Lan lan = Lan.withIpv6();
    private final Capture capture = lan.capture();

    @AfterEach
    void remove() {
        lan.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void weTakeOverFromAnFrrThatResignsAndGiveWayWhenItReturns(boolean ipv6) {
        Frr master = startMaster(ipv6);
        Node backup = startBackup(ipv6);
        awaitMoreAdvertisements(source(ipv6), 8);
        assertThat(capture.advertisementsFrom(lan.b)).isEmpty();

        master.terminate();

        backup.awaitLog("BACKUP->MASTER cause=");
        awaitClientAt(lan.b.mac(), ipv6);
        lan.c.reaches(virtual(ipv6));
        capture.awaitMoreAdvertisementsFrom(lan.b, 4);

        startMaster(ipv6);

        backup.awaitLog("MASTER->BACKUP cause=HIGHER_PRIORITY");
        Lan.await("we do not hold it", () -> !lan.b.holds(virtual(ipv6)));
        awaitClientAt(Frr.mac(ipv6), ipv6);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void weTakeOverFromAnFrrThatDies(boolean ipv6) {
        Frr master = startMaster(ipv6);
        Node backup = startBackup(ipv6);

        master.kill();

        backup.awaitLog("BACKUP->MASTER cause=MASTER_DOWN_TIMER");
        awaitClientAt(lan.b.mac(), ipv6);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anFrrIsBackupUnderUsAndTakesOverWhenWeResign(boolean ipv6) {
        Node master = Node.start(lan.b, settings(200, ipv6));
        lan.awaitOnlyHolder(lan.b, virtual(ipv6));
        Frr backup = Frr.start(lan.a, settings(100, ipv6));
        backup.awaitBackup();
        awaitClientAt(lan.b.mac(), ipv6);
        capture.awaitMoreAdvertisementsFrom(lan.b, 12);
        assertThat(capture.frames()).noneMatch(frame -> frame.isAdvertisementOf(source(ipv6)));

        master.terminate();

        Frame resignation = capture.await(0, frame -> frame.isAdvertisementFrom(lan.b) && frame.priority() == 0);
        Frame successor = capture.await(0, frame -> frame.isAdvertisementOf(source(ipv6)));
        assertThat(successor.sourceMac()).isEqualTo(Frr.mac(ipv6));
        // 156 / 256 * 250 ms, which FRR rounds down to 150 ms; Master_Down_Interval would be 750 ms more
        assertThat(successor.timeUs() - resignation.timeUs()).isBetween(145_000L, 750_000L);
        backup.awaitMaster();
        awaitClientAt(Frr.mac(ipv6), ipv6);
    }

    private Frr startMaster(boolean ipv6) {
        Frr master = Frr.start(lan.a, settings(200, ipv6));
        master.awaitMaster();
        return master;
    }

    private Node startBackup(boolean ipv6) {
        Node backup = Node.start(lan.b, settings(100, ipv6));
        backup.awaitBackup();
        awaitClientAt(Frr.mac(ipv6), ipv6);
        return backup;
    }

    private static Settings settings(int priority, boolean ipv6) {
        Settings settings = Settings.of(priority, 250);
        return ipv6 ? settings.ipv6() : settings;
    }

    private static String virtual(boolean ipv6) {
        return ipv6 ? Lan.VIRTUAL_IPV6 : Lan.VIRTUAL;
    }

    /** What FRR on the first host advertises from. */
    private String source(boolean ipv6) {
        return ipv6 ? Frr.LINK_LOCAL : lan.a.address();
    }

    private void awaitMoreAdvertisements(String source, int count) {
        long fromUs = Capture.nowUs();
        for (int i = 0; i < count; i++) {
            fromUs = capture.await(fromUs, frame -> frame.isAdvertisementOf(source))
                            .timeUs()
                    + 1;
        }
    }

    /** The client gets an answer, from the host with this MAC address. */
    private void awaitClientAt(String mac, boolean ipv6) {
        Lan.await(
                "the client reaches " + virtual(ipv6) + " at " + mac,
                () -> lan.c.reaches(virtual(ipv6))
                        && lan.c.neighborMac(virtual(ipv6)).equals(mac));
    }
}
