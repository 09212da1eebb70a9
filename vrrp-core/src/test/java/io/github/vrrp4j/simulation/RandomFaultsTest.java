package io.github.vrrp4j.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
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

    private Stream<String> violation(long seed) {
        try {
            assertThat(faults.run(seed)).isGreaterThan(Duration.ZERO);
            return Stream.empty();
        } catch (ViolationException e) {
            return Stream.of(e.getMessage());
        }
    }
}
