package io.github.vrrp4j.simulation;

import static io.github.vrrp4j.simulation.SimulatedHost.INTERFACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.protocol.State;
import io.github.vrrp4j.protocol.UnicastPeers;
import io.github.vrrp4j.protocol.Version;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.VrrpRouter;
import io.github.vrrp4j.spi.AddressManager;
import io.github.vrrp4j.spi.Placement;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Each of them sees the violation it is for: by a router whose surroundings lie, or by what is done behind its back. */
class InvariantsTest {

    private static final VirtualAddress VIP = VirtualAddress.parse("192.0.2.10/24");

    private final SimulatedLan lan = new SimulatedLan(434);
    private final Invariants invariants = Invariants.watch(lan);
    private final SimulatedHost a = lan.addHost("a", "192.0.2.1/24");
    private final SimulatedHost b = lan.addHost("b", "192.0.2.2/24");

    private static VirtualRouterConfig config(int priority) {
        return VirtualRouterConfig.builder(51).priority(priority).address(VIP).build();
    }

    private void start(SimulatedHost host, int priority) throws IOException {
        host.startRouter().add(INTERFACE, config(priority));
    }

    private ViolationException violationWithin(Duration duration) {
        return catchThrowableOfType(ViolationException.class, () -> lan.run(duration));
    }

    /** An advertisement of VRID 51 as {@code from} would send it, though its router does not. */
    private static void forge(SimulatedHost from, String source, int priority) {
        ByteBuffer message = ByteBuffer.allocate(12)
                .put(new byte[] {0x31, 51, (byte) priority, 1, 0, 100, 0, 0, (byte) 192, 0, 2, 10})
                .flip();
        from.send(new SimulatedPacket(IpAddress.parse(source), 255, message));
    }

    private static void startWith(SimulatedHost host, int priority, AddressManager manager) throws IOException {
        VrrpRouter router = host.startRouterWith(builder -> builder.addressManager(manager));
        router.add(INTERFACE, config(priority));
    }

    @Test
    void aRunWithoutMistakesHasNoViolation() throws IOException {
        start(a, 200);
        start(b, 100);
        assertThatCode(() -> {
                    lan.run(Duration.ofSeconds(10));
                    a.stopRouter();
                    lan.run(Duration.ofSeconds(10));
                })
                .doesNotThrowAnyException();
        assertThat(invariants.transitions()).isEqualTo(5);
    }

    @Test
    void oneAdvertisementToEachUnicastPeerIsNoViolation() throws IOException {
        List<IpAddress> peers = List.of(IpAddress.parse("192.0.2.2"), IpAddress.parse("192.0.2.3"));
        VirtualRouterConfig config = VirtualRouterConfig.builder(51)
                .version(Version.V2_AND_V3)
                .address(VIP)
                .unicastPeers(UnicastPeers.of(peers))
                .build();
        a.startRouter().add(INTERFACE, config);
        assertThatCode(() -> {
                    lan.run(Duration.ofSeconds(10));
                    a.stopRouter();
                    lan.run(Duration.ofSeconds(1));
                })
                .doesNotThrowAnyException();
        assertThat(invariants.transitions()).isEqualTo(3);
    }

    @Test
    void aBackupThatAdvertisesIsFound() throws IOException {
        start(a, 200);
        start(b, 100);
        lan.run(Duration.ofSeconds(10));
        forge(b, "192.0.2.2", 100);

        ViolationException violation = violationWithin(Duration.ofSeconds(2)); // in its next turn, when it hears a

        assertThat(violation)
                .hasMessage("seed 434 at 10.218800000 s: expected b to advertise only as MASTER; found BACKUP");
        assertThat(violation.seed()).isEqualTo(434);
        assertThat(violation.time()).isEqualTo(Duration.ofNanos(10_218_800_000L));
        assertThat(violation.expected()).isEqualTo("b to advertise only as MASTER");
        assertThat(violation.found()).isEqualTo("BACKUP");
    }

    @Test
    void aBackupThatResignsIsFound() throws IOException {
        start(b, 100);
        lan.run(Duration.ofSeconds(1));
        forge(b, "192.0.2.2", 0);
        assertThat(violationWithin(Duration.ofSeconds(4))).hasMessageContaining("b to send priority 0 only as MASTER");
    }

    @Test
    void aMasterThatResignsAndStaysIsFound() throws IOException {
        start(a, 200);
        lan.run(Duration.ofSeconds(5));
        forge(a, "192.0.2.1", 0);
        assertThat(violationWithin(Duration.ofSeconds(2))).hasMessageContaining("a to send nothing after priority 0");
    }

    @Test
    void anAddressManagerThatDoesNotRemoveIsFound() throws IOException {
        startWith(a, 100, new AddressManager() {
            @Override
            public boolean add(Placement placement, VirtualAddress address) throws IOException {
                return a.addressManager().add(placement, address);
            }

            @Override
            public void remove(Placement placement, VirtualAddress address) {
                // says that it did
            }
        });
        lan.run(Duration.ofSeconds(5));
        start(b, 200);

        assertThat(violationWithin(Duration.ofSeconds(5)))
                .hasMessageContaining("expected a not to hold 192.0.2.10/24 as BACKUP; found that it does");
    }

    @Test
    void anAddressManagerThatDoesNotAddIsFound() throws IOException {
        startWith(a, 100, new AddressManager() {
            @Override
            public boolean add(Placement placement, VirtualAddress address) {
                return true; // says that it did
            }

            @Override
            public void remove(Placement placement, VirtualAddress address) {
                // never there
            }
        });
        assertThat(violationWithin(Duration.ofSeconds(5))).hasMessageContaining("a to hold 192.0.2.10");
    }

    @Test
    void anAnnouncementOfAnAddressThatIsNotHeldIsFound() throws IOException {
        start(a, 200);
        b.neighborAnnouncer().announce(new Placement(INTERFACE, AddressFamily.IPV4, 51, false, true), VIP);
        assertThat(violationWithin(Duration.ofSeconds(5)))
                .hasMessageContaining("b to hold 192.0.2.10 when it announces");
    }

    /** The last removal that the host refused was 100 ms after the first; then nobody asks it any more. */
    @Test
    void aRefusalExcusesForTenSecondsOnly() throws IOException {
        AtomicInteger removals = new AtomicInteger();
        startWith(a, 100, new AddressManager() {
            @Override
            public boolean add(Placement placement, VirtualAddress address) throws IOException {
                return a.addressManager().add(placement, address);
            }

            @Override
            public void remove(Placement placement, VirtualAddress address) throws IOException {
                if (removals.incrementAndGet() <= 3) { // one before the start, two after the transition
                    a.addressManager().remove(placement, address);
                } // else says that it did
            }
        });
        lan.run(Duration.ofSeconds(5));
        a.refuseAddresses("RTM_DELADDR: EBUSY (16) Device or resource busy");
        start(b, 200);
        lan.runUntil(() -> invariants.state(a) == State.BACKUP, Duration.ofSeconds(5));
        long backupNs = lan.now().toNanos();

        ViolationException violation = violationWithin(Duration.ofSeconds(20));

        assertThat(violation).hasMessageContaining("a not to hold 192.0.2.10/24 as BACKUP");
        assertThat(violation.time().toNanos() - backupNs).isBetween(10_100_000_000L, 11_100_050_000L);
    }
}
