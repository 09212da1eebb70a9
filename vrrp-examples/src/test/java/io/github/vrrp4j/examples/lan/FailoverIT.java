package io.github.vrrp4j.examples.lan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.examples.lan.Capture.Frame;
import io.github.vrrp4j.netlink.testing.Finished;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who holds the virtual address when a router dies, returns, resigns or was cut off. */
@NetworkTest(programs = {"keepalived", "tcpdump", "ping", "sysctl", "kill"})
class FailoverIT {

    private static final int SECOND_US = 1_000_000;

    private final Lan lan = new Lan();
    private final Capture capture = lan.capture();

    @AfterEach
    void remove() {
        lan.close();
    }

    /** R-6.4.2-01, R-6.4.2-05: neither answers for the address nor holds it. */
    @ParameterizedTest
    @EnumSource
    void aBackupIsSilentTakesOverFromADeadMasterAndGivesWayWhenItReturns(Router.Program peer) {
        Router master = peer.start(lan.a, Settings.of(200, 250));
        lan.awaitOnlyHolder(lan.a);
        Node backup = Node.start(lan.b, Settings.of(100, 250));
        backup.awaitBackup();
        assertThat(lan.c.reaches(Lan.VIRTUAL)).isTrue();
        assertThat(lan.c.neighborMac(Lan.VIRTUAL)).isEqualTo(lan.a.mac());

        capture.awaitMoreAdvertisementsFrom(lan.a, 10);

        assertThat(capture.advertisementsFrom(lan.b)).isEmpty();
        lan.awaitOnlyHolder(lan.a);

        master.kill();
        Frame announcement = capture.await(
                0,
                frame -> frame.isGratuitousArp(Lan.VIRTUAL) && frame.sourceMac().equals(lan.b.mac()));

        // 3 * 250 ms + 156 / 256 * 250 ms, told by advertisement and announcement in this order
        int masterDownIntervalUs = 902_343;
        long lastUs = capture.lastAdvertisementFrom(lan.a).timeUs();
        long firstUs = capture.awaitAdvertisementFrom(lan.b, 0).timeUs();
        assertThat(firstUs - lastUs).isBetween((long) masterDownIntervalUs, (long) masterDownIntervalUs + SECOND_US);
        assertThat(announcement.timeUs() - firstUs).isBetween(0L, (long) SECOND_US);
        backup.awaitLog("BACKUP->MASTER cause=MASTER_DOWN_TIMER");
        assertThat(lan.b.holds(Lan.VIRTUAL)).isTrue();

        // The dead one holds it too, its kernel does not know better: only the announcement leads a client away from
        // it.
        assertThat(lan.c.neighborMac(Lan.VIRTUAL)).isEqualTo(lan.b.mac());
        long before = lan.b.echoesReceived();
        assertThat(lan.c.reaches(Lan.VIRTUAL)).isTrue();
        assertThat(lan.b.echoesReceived()).isEqualTo(before + 1);

        peer.start(lan.a, Settings.of(200, 250));
        backup.awaitLog("MASTER->BACKUP cause=HIGHER_PRIORITY");
        lan.awaitOnlyHolder(lan.a);
        Lan.await(
                "the client turns to the new master",
                () -> lan.c.neighborMac(Lan.VIRTUAL).equals(lan.a.mac()));
    }

    @ParameterizedTest
    @EnumSource
    void aMasterThatIsToEndResignsSoThatItsBackupWaitsForItsSkewTimeOnly(Router.Program peer) {
        Node master = Node.start(lan.b, Settings.of(200, 500));
        lan.awaitOnlyHolder(lan.b);
        peer.start(lan.a, Settings.of(100, 500)).awaitBackup();
        capture.awaitMoreAdvertisementsFrom(lan.b, 2);

        long startNs = System.nanoTime();
        Finished finished = master.terminate();

        assertThat(System.nanoTime() - startNs).isLessThan(2_000_000_000L);
        assertThat(finished.exitCode()).isZero();
        assertThat(lan.b.holds(Lan.VIRTUAL)).isFalse();
        Frame resignation = capture.await(0, frame -> frame.isAdvertisementFrom(lan.b) && frame.priority() == 0);
        assertThat(capture.lastAdvertisementFrom(lan.b)).isEqualTo(resignation);

        // 156 / 256 * 500 ms; Master_Down_Interval would be 1,500 ms more
        long skewTimeUs = 304_687;
        Frame successor = capture.awaitAdvertisementFrom(lan.a, 0);
        assertThat(successor.timeUs() - resignation.timeUs()).isBetween(skewTimeUs, skewTimeUs + SECOND_US);
        lan.awaitOnlyHolder(lan.a);
    }

    @ParameterizedTest
    @EnumSource
    void ofTwoMastersWithOnePriorityTheOneWithTheHigherAddressStays(Router.Program peer) {
        lan.cut(lan.b);
        Node lower = Node.start(lan.a, Settings.of(150, 250));
        peer.start(lan.b, Settings.of(150, 250));
        Lan.await("both are master", () -> lan.a.holds(Lan.VIRTUAL) && lan.b.holds(Lan.VIRTUAL));

        lan.join(lan.b);

        lower.awaitLog("MASTER->BACKUP cause=HIGHER_ADDRESS");
        lan.awaitOnlyHolder(lan.b);
        assertThat(lan.a.addresses()).containsExactly("192.0.2.1/24");
        capture.awaitMoreAdvertisementsFrom(lan.b, 10);
        lan.awaitOnlyHolder(lan.b);
    }
}
