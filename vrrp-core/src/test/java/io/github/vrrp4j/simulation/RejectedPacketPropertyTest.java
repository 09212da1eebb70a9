package io.github.vrrp4j.simulation;

import static io.github.vrrp4j.simulation.SimulatedHost.INTERFACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.packet.Advertisement;
import io.github.vrrp4j.packet.ChecksumForm;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.Verdict;
import io.github.vrrp4j.protocol.Version;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.VirtualRouterStatus;
import io.github.vrrp4j.router.VrrpRouter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** A packet that is discarded changes nothing but the counts (R-7.1-11), whatever its octets are. */
final class RejectedPacketPropertyTest {

    private static final IpAddress STRANGER = IpAddress.parse("192.0.2.99");

    record Setup(Version version, int priority, boolean master) {}

    @Property(tries = 2000)
    void whatIsDiscardedChangesNothing(
            @ForAll("setups") Setup setup, @ForAll("messages") byte[] message, @ForAll("hopLimits") int hopLimit)
            throws IOException {
        SimulatedLan lan = new SimulatedLan(1);
        VrrpRouter router = lan.addHost("a", "192.0.2.1/24").startRouter();
        router.add(
                INTERFACE,
                VirtualRouterConfig.builder(51)
                        .version(setup.version)
                        .priority(setup.priority)
                        .address("192.0.2.10/24")
                        .build());
        lan.run(setup.master ? Duration.ofMillis(5_500) : Duration.ofMillis(500));
        VirtualRouterStatus before = router.status().get(0);
        long deadlineNs = router.nextDeadlineNs();

        lan.inject(STRANGER, hopLimit, ByteBuffer.wrap(message));
        lan.run(Duration.ofNanos(50_000));

        VirtualRouterStatus after = router.status().get(0);
        Map<Verdict, Long> discarded = router.interfaces().get(0).discarded();
        if (discarded.values().stream().mapToLong(Long::longValue).sum() == 0) {
            return; // it was a good one
        }
        assertThat(router.nextDeadlineNs()).isEqualTo(deadlineNs);
        assertThat(after.state()).isEqualTo(before.state());
        assertThat(after.lastAdvSource()).isEqualTo(before.lastAdvSource());
        assertThat(after.masterAdverInterval()).isEqualTo(before.masterAdverInterval());
        assertThat(after.addressesHeld()).isEqualTo(before.addressesHeld());
        if (discarded.getOrDefault(Verdict.INTERVAL_MISMATCH, 0L) == 0) { // a peer, though not one that is heard
            assertThat(after.peers()).isEmpty();
        }
    }

    @Provide
    Arbitrary<Setup> setups() {
        return Combinators.combine(
                        Arbitraries.of(Version.values()), Arbitraries.of(1, 100, 255), Arbitraries.of(true, false))
                .as(Setup::new);
    }

    @Provide
    Arbitrary<Integer> hopLimits() {
        return Arbitraries.frequency(Tuple.of(9, 255), Tuple.of(1, 254));
    }

    /** Good messages with a few octets changed, cut off or added, and arbitrary ones. */
    @Provide
    Arbitrary<byte[]> messages() {
        Arbitrary<byte[]> good = Combinators.combine(
                        Arbitraries.of(2, 3),
                        Arbitraries.integers().between(0, 255),
                        Arbitraries.integers().between(1, 40),
                        Arbitraries.of(ChecksumForm.values()))
                .as(RejectedPacketPropertyTest::message);
        Arbitrary<byte[]> damaged = Combinators.combine(
                        good,
                        Arbitraries.integers().between(0, 11),
                        Arbitraries.bytes(),
                        Arbitraries.integers().between(-12, 12))
                .as((message, index, octet, change) -> {
                    byte[] other = Arrays.copyOf(message, message.length + change);
                    if (index < other.length) {
                        other[index] = octet;
                    }
                    return other;
                });
        Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofMaxSize(64);
        return Arbitraries.oneOf(good, damaged, any);
    }

    private static byte[] message(int version, int priority, int intervalS, ChecksumForm form) {
        byte[] octets = new byte[version == 2 ? 20 : 12];
        new Advertisement(version, 51, priority, 100 * intervalS, List.of(IpAddress.parse("192.0.2.10")))
                .encode(
                        ByteBuffer.wrap(octets),
                        0,
                        form,
                        STRANGER,
                        STRANGER.family().vrrpGroup());
        return octets;
    }
}
