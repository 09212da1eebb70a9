package io.github.vrrp4j.examples.lan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.examples.lan.Capture.Frame;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** VRRPv2 with a keepalived that speaks it, and the way from VRRPv2 to VRRPv3. */
@NetworkTest(programs = {"keepalived", "tcpdump", "ping", "sysctl", "kill"})
class Version2IT {

    private static final Settings HIGH = Settings.of(200, 1_000);
    private static final Settings LOW = Settings.of(100, 1_000);

    private final Lan lan = new Lan();
    private final Capture capture = lan.capture();

    @AfterEach
    void remove() {
        lan.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "2+3"})
    void weTakeOverFromAKeepalivedOfVersionTwoAndGiveWayWhenItReturns(String version) {
        Keepalived master = Keepalived.start(lan.a, HIGH.version("2"));
        lan.awaitOnlyHolder(lan.a);
        Node backup = Node.start(lan.b, LOW.version(version));
        backup.awaitBackup();
        capture.awaitMoreAdvertisementsFrom(lan.a, 5);
        assertThat(capture.advertisementsFrom(lan.b)).isEmpty();

        master.kill();

        backup.awaitLog("BACKUP->MASTER cause=MASTER_DOWN_TIMER");
        Lan.await(
                "the client turns to us",
                () -> lan.c.neighborMac(Lan.VIRTUAL).equals(lan.b.mac()) || lan.c.reaches(Lan.VIRTUAL));
        assertThat(lan.c.neighborMac(Lan.VIRTUAL)).isEqualTo(lan.b.mac());

        Keepalived.start(lan.a, HIGH.version("2"));

        backup.awaitLog("MASTER->BACKUP cause=HIGHER_PRIORITY");
        lan.awaitOnlyHolder(lan.a);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "2+3"})
    void aKeepalivedOfVersionTwoHearsUsAndTakesOverWhenWeResign(String version) {
        Node master = Node.start(lan.b, HIGH.version(version));
        lan.awaitOnlyHolder(lan.b);
        Keepalived.start(lan.a, LOW.version("2")).awaitBackup();
        capture.awaitMoreAdvertisementsFrom(lan.b, 10);
        assertThat(capture.advertisementsFrom(lan.a)).isEmpty();

        master.terminate();

        Frame resignation = capture.await(0, frame -> frame.isAdvertisementFrom(lan.b) && frame.priority() == 0);
        Frame successor = capture.awaitAdvertisementFrom(lan.a, 0);
        assertThat(successor.timeUs() - resignation.timeUs()).isBetween(609_375L, 1_609_375L); // 156 / 256 s
        lan.awaitOnlyHolder(lan.a);
    }

    /** R-8.4.2-01, R-8.4.2-04: a keepalived of either version is BACKUP under one MASTER of both. */
    @Test
    void aMasterOfBothVersionsKeepsKeepalivedsOfEitherVersionBackup() {
        Node.start(lan.a, HIGH.version("2+3"));
        lan.awaitOnlyHolder(lan.a);
        Keepalived.start(lan.b, LOW.version("2")).awaitBackup();
        Keepalived.start(lan.c, Settings.of(50, 1_000)).awaitBackup();

        capture.awaitMoreAdvertisementsFrom(lan.a, 12);

        assertThat(capture.advertisementsFrom(lan.b)).isEmpty();
        assertThat(capture.advertisementsFrom(lan.c)).isEmpty();
        lan.awaitOnlyHolder(lan.a);
    }

    @Test
    void aPeerOfTheOtherVersionIsNamed() {
        Keepalived.start(lan.a, HIGH.version("2"));
        lan.awaitOnlyHolder(lan.a);

        Node node = Node.start(lan.b, LOW);

        node.awaitLog("version mismatch: 192.0.2.1 speaks VRRPv2");
    }
}
