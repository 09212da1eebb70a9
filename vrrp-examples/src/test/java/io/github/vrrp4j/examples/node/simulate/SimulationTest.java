package io.github.vrrp4j.examples.node.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.vrrp4j.examples.node.run.LogSetup;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.simulation.LanObserver;
import io.github.vrrp4j.simulation.SimulatedHost;
import io.github.vrrp4j.simulation.SimulatedLan;
import io.github.vrrp4j.simulation.SimulatedPacket;
import io.github.vrrp4j.spi.Placement;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class SimulationTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void logNothing() {
        LogSetup.silence();
    }

    @Command
    private static final class OptionsOnly {
        @CommandLine.Mixin
        private SimulateOptions options = new SimulateOptions();
    }

    private static SimulateOptions options(String... arguments) {
        OptionsOnly command = new OptionsOnly();
        new CommandLine(command).parseArgs(arguments);
        return command.options;
    }

    private int run(Consumer<SimulatedLan> setUp, String... arguments) throws InterruptedException {
        return new Simulation(new PrintWriter(out, true), new PrintWriter(err, true), setUp).run(options(arguments));
    }

    /** From this seed on, somebody puts the address on every host that hears an advertisement. */
    private static Consumer<SimulatedLan> sabotageFrom(long seed) {
        return lan -> {
            if (lan.seed() >= seed) {
                lan.observe(new LanObserver() {
                    @Override
                    public void arrived(SimulatedHost to, SimulatedPacket packet) {
                        steal(to, packet.family() == AddressFamily.IPV4 ? "192.0.2.250/24" : "fe80::250/64");
                    }
                });
            }
        };
    }

    private static void steal(SimulatedHost host, String address) {
        try {
            host.addressManager()
                    .add(
                            new Placement(SimulatedHost.INTERFACE, AddressFamily.IPV4, 1, false, true),
                            VirtualAddress.parse(address));
        } catch (IOException e) {
            // the host refuses addresses just now
        }
    }

    @Test
    void aFailureSaysSeedTimeExpectationAndHowToSeeItAgain() throws InterruptedException {
        int status = run(sabotageFrom(7), "--seeds", "50", "--nodes", "3-5", "--family", "ipv4", "--threads", "2");

        assertThat(status).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines())
                .satisfiesExactly(
                        first -> assertThat(first).matches("vrrp: seed 7 at \\d+\\.\\d{9} s: expected h.*; found .*"),
                        second -> assertThat(second)
                                .isEqualTo("To see it again: ./vrrp simulate --seeds 1 --seed 7 --nodes 3-5"
                                        + " --family ipv4 --trace"));
    }

    @Test
    void theCommandThatIsPrintedFailsInTheSameWay() throws InterruptedException {
        run(sabotageFrom(7), "--seeds", "50");
        String first = err.toString();
        err.getBuffer().setLength(0);

        run(sabotageFrom(7), "--seeds", "1", "--seed", "7", "--nodes", "2-8", "--family", "both");

        assertThat(err.toString()).isEqualTo(first);
    }

    @Test
    void whateverTheThreadsTheLowestSeedThatFailsIsReported() throws InterruptedException {
        SeedRange range = new SeedRange(100, 1_000, seed -> {
            if (seed >= 150) {
                throw new IllegalArgumentException("broken " + seed);
            }
            return Duration.ofHours(1);
        });

        Optional<SeedRange.Failure> failure = range.run(4, Duration.ofSeconds(1), () -> {});

        assertThat(failure).map(SeedRange.Failure::seed).contains(150L);
        assertThat(range.done()).isEqualTo(50);
        assertThat(range.virtualHours()).isEqualTo(50);
    }

    @Test
    @Timeout(30)
    void progressIsToldWhileSeedsRun() throws InterruptedException {
        AtomicInteger told = new AtomicInteger();
        SeedRange range = new SeedRange(0, 1, seed -> {
            while (told.get() < 3) {
                Thread.onSpinWait();
            }
            return Duration.ZERO;
        });

        assertThat(range.run(1, Duration.ofMillis(1), told::incrementAndGet)).isEmpty();

        assertThat(told.get()).isGreaterThanOrEqualTo(3);
        assertThat(Simulation.progressLine(1_000_000, 250_000, 25))
                .isEqualTo("250000 of 1000000 seeds, 10000 per second, about 75 s left");
        assertThat(Simulation.progressLine(10, 0, 5)).endsWith("about ? left");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--seeds=0", "--seeds=-3", "--seed=-1", "--threads=0", "--threads=1025"})
    void numbersOutOfRangeAreRefusedWithTheRange(String argument) {
        assertThatThrownBy(() -> run(lan -> {}, argument))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(argument.replace('=', ' ') + " is not ");
    }

    @Test
    void aFullDiskIsAFailureOfItsOwn() throws InterruptedException {
        Path full = Path.of("/dev/full");
        assumeTrue(full.toFile().exists());

        assertThat(run(lan -> {}, "--pcap", full.toString())).isEqualTo(1);
        assertThat(err.toString()).startsWith("vrrp: /dev/full cannot be written: ");
    }
}
