package io.github.vrrp4j.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.protocol.Cause;
import io.github.vrrp4j.router.VrrpEvent;
import io.github.vrrp4j.spi.Placement;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** To replay one seed: {@code mvn test -pl vrrp-core -Dtest=RandomFaultsTest -Dvrrp4j.seed=SEED}. */
class RandomFaultsTest {

    private static final int SEEDS = 5_000;

    private final RandomFaults faults = new RandomFaults();

    @Test
    void everySeedKeepsWhatVrrpPromises() {
        Long seed = Long.getLong("vrrp4j.seed");
        LongStream seeds = seed == null ? LongStream.range(0, SEEDS) : LongStream.of(seed);

        List<String> violations =
                seeds.parallel().boxed().flatMap(this::violation).limit(20).toList();

        assertThat(violations).isEmpty();
    }

    @Test
    void theSameSeedIsTheSameRun() {
        List<String> first = trace(434);
        assertThat(first).hasSizeGreaterThan(100).isEqualTo(trace(434)).isNotEqualTo(trace(435));
    }

    private List<String> trace(long seed) {
        List<String> lines = new ArrayList<>();
        faults.run(seed, lan -> lan.trace(lines::add));
        return lines;
    }

    @Test
    void theFamiliesAndTheNumberOfHostsAreThoseAskedFor() {
        RandomFaults ipv6 = new RandomFaults(3, 4, List.of(AddressFamily.IPV6));
        Set<Integer> counts = new HashSet<>();
        for (long seed = 0; seed < 20; seed++) {
            List<SimulatedLan> seen = new ArrayList<>();
            ipv6.run(seed, seen::add);
            counts.add(seen.get(0).hosts().size());
            assertThat(seen.get(0).holders(IpAddress.parse("192.0.2.1"))).isEmpty();
            assertThat(seen.get(0).holders(IpAddress.parse("fe80::1"))).hasSize(1);
        }
        assertThat(counts).containsExactlyInAnyOrder(3, 4);
    }

    @Test
    void routersAreToldToHandOverAndTakenOutOfService() {
        Set<Cause> causes = EnumSet.noneOf(Cause.class);
        for (long seed = 0; seed < 50; seed++) {
            faults.run(
                    seed,
                    lan -> lan.observe(new LanObserver() {
                        @Override
                        public void reported(SimulatedHost host, VrrpEvent event) {
                            if (event instanceof VrrpEvent.Transition transition) {
                                causes.add(transition.cause());
                            }
                        }
                    }));
        }
        assertThat(causes).contains(Cause.RELINQUISHED, Cause.MAINTENANCE);
    }

    @Test
    void numbersOfHostsOutOfRangeAreRefused() {
        List<AddressFamily> families = List.of(AddressFamily.IPV4);
        assertThatThrownBy(() -> new RandomFaults(1, 8, families))
                .hasMessage("number of hosts 1-8 is not in 2-64, the smaller one first");
        assertThatThrownBy(() -> new RandomFaults(2, 65, families)).hasMessageContaining("2-65");
        assertThatThrownBy(() -> new RandomFaults(5, 4, families)).hasMessageContaining("5-4");
        assertThatThrownBy(() -> new RandomFaults(2, 4, List.of())).hasMessage("no IP version to choose from");
    }

    /** Somebody puts the addresses on every host that hears an advertisement. */
    @Test
    void aHostThatTakesTheAddressUnaskedIsFound() {
        ViolationException violation = catchThrowableOfType(
                ViolationException.class, () -> faults.run(7, lan -> lan.observe(new AddressThief())));

        assertThat(violation.seed()).isEqualTo(7);
        assertThat(violation.getMessage()).startsWith("seed 7 at ").contains(" s: expected h", "; found ");
    }

    private static final class AddressThief implements LanObserver {
        @Override
        public void arrived(SimulatedHost to, SimulatedPacket packet) {
            VirtualAddress address =
                    VirtualAddress.parse(packet.family() == AddressFamily.IPV4 ? "192.0.2.250/24" : "fe80::250/64");
            try {
                to.addressManager()
                        .add(new Placement(SimulatedHost.INTERFACE, packet.family(), 1, false, true), address);
            } catch (IOException e) {
                // refused for now
            }
        }
    }

    /** Nobody hears anybody from the end of the faults on: each becomes MASTER. */
    @Test
    void moreThanOneMasterIsFound() {
        ViolationException violation = catchThrowableOfType(
                ViolationException.class, () -> faults.run(7, lan -> lan.observe(new Deafness(lan))));

        assertThat(violation.expected()).startsWith("one MASTER among [h");
    }

    private record Deafness(SimulatedLan lan) implements LanObserver {
        @Override
        public void fault(@Nullable SimulatedHost host, String text) {
            if (text.equals("heal") || text.startsWith("partition")) {
                for (SimulatedHost from : lan.hosts()) {
                    lan.hosts().forEach(to -> lan.cut(from, to));
                }
            }
        }
    }

    private Stream<String> violation(long seed) {
        try {
            assertThat(faults.run(seed)).isGreaterThan(Duration.ZERO);
            return Stream.empty();
        } catch (ViolationException e) {
            return Stream.of(e.getMessage());
        }
    }
}
