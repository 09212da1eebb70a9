package io.github.vrrp4j.examples.node.monitor;

import static io.github.vrrp4j.examples.node.monitor.Masters.State.MASTER;
import static io.github.vrrp4j.examples.node.monitor.Masters.State.RESIGNED;
import static io.github.vrrp4j.examples.node.monitor.Masters.State.SILENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Verdict;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With an interval of 1 s, unless said otherwise. */
class MastersTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Masters masters = new Masters();

    @Test
    void whoAdvertisesFirstIsMaster() {
        assertThat(advertise(0, "192.0.2.1", 100)).isTrue();
        assertThat(advertise(1000, "192.0.2.1", 100)).isFalse();

        assertThat(masters.rows())
                .containsExactly(new Masters.Row(
                        "eth0",
                        AddressFamily.IPV4,
                        10,
                        IpAddress.parse("192.0.2.1"),
                        100,
                        100,
                        START.plusMillis(1000),
                        MASTER));
    }

    @Test
    void higherPriorityWins() {
        advertise(0, "192.0.2.1", 100);
        assertThat(advertise(100, "192.0.2.2", 101)).isTrue();
        assertThat(advertise(200, "192.0.2.1", 100)).as("the loser").isFalse();
        requireMaster("192.0.2.2", MASTER);
    }

    @Test
    void ofEqualPriorityTheHigherAddressWins() {
        advertise(0, "192.0.2.9", 100);
        assertThat(advertise(100, "192.0.2.10", 100)).isTrue();
        assertThat(advertise(200, "192.0.2.9", 100)).isFalse();
        requireMaster("192.0.2.10", MASTER);
    }

    @Test
    void anyoneMayFollowAMasterThatResigned() {
        advertise(0, "192.0.2.2", 200);
        assertThat(advertise(100, "192.0.2.2", 0)).isTrue();
        requireMaster("192.0.2.2", RESIGNED);

        assertThat(advertise(700, "192.0.2.1", 100)).isTrue();
        requireMaster("192.0.2.1", MASTER);
    }

    @Test
    void aResignationOfAnotherChangesNothing() {
        assertThat(advertise(0, "192.0.2.1", 0)).isFalse();
        assertThat(masters.rows()).isEmpty();

        advertise(0, "192.0.2.2", 200);
        assertThat(advertise(100, "192.0.2.1", 0)).isFalse();
        requireMaster("192.0.2.2", MASTER);
    }

    @Test
    void aMasterThatComesBackIsAChange() {
        advertise(0, "192.0.2.2", 200);
        advertise(100, "192.0.2.2", 0);
        assertThat(advertise(5000, "192.0.2.2", 200)).isTrue();
        requireMaster("192.0.2.2", MASTER);
    }

    @Test
    void aLoserFollowsAMasterThatWasSilentForThreeIntervals() {
        advertise(0, "192.0.2.2", 200);
        assertThat(advertise(2999, "192.0.2.1", 254)).as("higher priority").isTrue();
        assertThat(advertise(5998, "192.0.2.2", 200)).as("too early").isFalse();
        assertThat(advertise(5999, "192.0.2.2", 200)).isTrue();
    }

    @Test
    void silentIsWhoeverTheSlowestBackupWouldNotWaitForAnyLonger() {
        // 3 s and 255/256 of 1 s
        advertise(0, "192.0.2.2", 200);
        assertThat(masters.onTime(START.plusNanos(3_996_093_750L))).isFalse();
        assertThat(masters.onTime(START.plusNanos(3_996_093_751L))).isTrue();
        requireMaster("192.0.2.2", SILENT);
        assertThat(masters.onTime(START.plusSeconds(5))).as("told once").isFalse();

        assertThat(advertise(6000, "192.0.2.1", 1)).isTrue();
        requireMaster("192.0.2.1", MASTER);
    }

    @Test
    void inVersion2SkewTimeIsAPartOfASecond() {
        // 3 x 4 s and 255/256 of 1 s
        masters.onPacket(packet(0, "eth0", 2, "192.0.2.2", 200, 400, Verdict.VALID));
        assertThat(masters.onTime(START.plusNanos(12_996_093_750L))).isFalse();
        assertThat(masters.onTime(START.plusNanos(12_996_093_751L))).isTrue();
    }

    @Test
    void whoResignedIsNotSilent() {
        advertise(0, "192.0.2.2", 0);
        advertise(0, "192.0.2.2", 200);
        advertise(0, "192.0.2.2", 0);
        assertThat(masters.onTime(START.plusSeconds(100))).isFalse();
        requireMaster("192.0.2.2", RESIGNED);
    }

    @Test
    void packetsThatReceiversDiscardChangeNothing() {
        assertThat(masters.onPacket(packet(0, "eth0", 3, "192.0.2.1", 100, 100, Verdict.CHECKSUM_ERROR)))
                .isFalse();
        assertThat(masters.rows()).isEmpty();
    }

    @Test
    void placesAndFamiliesAreApart() {
        masters.onPacket(packet(0, "eth1", 3, "192.0.2.1", 100, 100, Verdict.VALID));
        masters.onPacket(packet(0, "eth0", 3, "fe80::1", 100, 100, Verdict.VALID));
        masters.onPacket(packet(0, "eth0", 3, "192.0.2.2", 100, 100, Verdict.VALID));

        assertThat(masters.rows().stream().map(row -> row.place() + " " + row.address()))
                .containsExactly("eth0 192.0.2.2", "eth0 fe80::1", "eth1 192.0.2.1");
    }

    private void requireMaster(String address, Masters.State state) {
        assertThat(masters.rows()).singleElement().satisfies(row -> {
            assertThat(row.address()).hasToString(address);
            assertThat(row.state()).isEqualTo(state);
        });
    }

    private boolean advertise(long atMs, String source, int priority) {
        return masters.onPacket(packet(atMs, "eth0", 3, source, priority, 100, Verdict.VALID));
    }

    private static VrrpPacket packet(
            long atMs, String place, int version, String source, int priority, int intervalCs, Verdict verdict) {
        IpAddress address = IpAddress.parse(source);
        return new VrrpPacket(
                START.plusMillis(atMs),
                place,
                address.family(),
                address,
                address.family().vrrpGroup(),
                version,
                1,
                10,
                priority,
                0,
                intervalCs,
                ChecksumText.OK,
                List.of(),
                verdict);
    }
}
