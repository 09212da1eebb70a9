package io.github.vrrp4j.examples.lan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.testing.NetworkTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A node that is not run for a while, as in a pause of its virtual machine. */
@NetworkTest(programs = {"keepalived", "tcpdump", "sysctl", "kill"})
class StallIT {

    private final Lan lan = new Lan();
    private final Capture capture = lan.capture();

    @AfterEach
    void remove() {
        lan.close();
    }

    @Test
    void aBackupThatSleptForSixSecondsDoesNotTakeOverFromAMasterThatLives() {
        Router.Program.KEEPALIVED.start(lan.a, Settings.of(200, 250));
        lan.awaitOnlyHolder(lan.a);
        Node backup = Node.start(lan.b, Settings.of(100, 250));
        backup.awaitBackup();

        backup.pause();
        capture.awaitAdvertisementFrom(lan.a, Capture.nowUs() + 6_000_000);
        backup.resume();

        capture.awaitMoreAdvertisementsFrom(lan.a, 10);
        assertThat(capture.advertisementsFrom(lan.b)).isEmpty();
        assertThat(backup.logged("->")).hasSize(1);
        lan.awaitOnlyHolder(lan.a);
    }

    @ParameterizedTest
    @EnumSource
    void aMasterThatSleptReportsItAndGetsItsAddressBack(Router.Program peer) {
        Node master = Node.start(lan.b, Settings.of(200, 250));
        lan.awaitOnlyHolder(lan.b);
        peer.start(lan.a, Settings.of(100, 250)).awaitBackup();

        sleepUntilThePeerIsMaster(master);

        master.awaitLog("WARN vrid=51 if=eth0 stalled: sent nothing for ");
        lan.awaitOnlyHolder(lan.b);
        assertThat(master.logged("MASTER->")).isEmpty();
        Lan.await("the client turns back", () -> lan.c.neighborMac(Lan.VIRTUAL).equals(lan.b.mac()));
        assertThat(lan.c.reaches(Lan.VIRTUAL)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aMasterThatSleptAndDoesNotPreemptLeavesTheAddressToWhoTookOver(Router.Program peer) {
        Node master = Node.start(lan.b, Settings.of(200, 250).withoutPreempting());
        lan.awaitOnlyHolder(lan.b);
        peer.start(lan.a, Settings.of(100, 250)).awaitBackup();

        sleepUntilThePeerIsMaster(master);

        master.awaitLog("MASTER->BACKUP cause=YIELDED_AFTER_STALL");
        lan.awaitOnlyHolder(lan.a);
        capture.awaitMoreAdvertisementsFrom(lan.a, 10);
        lan.awaitOnlyHolder(lan.a);
    }

    private void sleepUntilThePeerIsMaster(Node master) {
        assertThat(lan.c.reaches(Lan.VIRTUAL)).isTrue();
        capture.awaitMoreAdvertisementsFrom(lan.b, 2);
        master.pause();
        capture.awaitMoreAdvertisementsFrom(lan.a, 4);
        // Asleep, it holds the address too, but nobody is led to it any more.
        assertThat(lan.c.neighborMac(Lan.VIRTUAL)).isEqualTo(lan.a.mac());
        master.resume();
    }
}
