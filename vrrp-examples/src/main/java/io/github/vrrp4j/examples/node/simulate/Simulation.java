package io.github.vrrp4j.examples.node.simulate;

import io.github.vrrp4j.examples.node.ExitCodes;
import io.github.vrrp4j.simulation.RandomFaults;
import io.github.vrrp4j.simulation.SimulatedLan;
import io.github.vrrp4j.simulation.ViolationException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs seeds of {@link RandomFaults} and tells the outcome. */
public final class Simulation {
    private static final Duration PROGRESS_PERIOD = Duration.ofSeconds(5);

    private final PrintWriter out;
    private final PrintWriter err;
    private final Consumer<SimulatedLan> setUp;

    /** Creates it; the outcome and the trace go to {@code out}, progress and failures to {@code err}. */
    public Simulation(PrintWriter out, PrintWriter err) {
        this(out, err, lan -> {});
    }

    /**
     * Creates it.
     *
     * @param setUp called with the LAN of each seed before anything is on it
     */
    Simulation(PrintWriter out, PrintWriter err, Consumer<SimulatedLan> setUp) {
        this.out = out;
        this.err = err;
        this.setUp = setUp;
    }

    /**
     * Runs the seeds; blocks until they are done.
     *
     * @return the exit status: 0 when every seed kept every promise
     * @throws IllegalArgumentException if an option is out of range, saying what, the value and what is allowed
     */
    public int run(SimulateOptions options) throws InterruptedException {
        String mistake = options.mistake();
        if (mistake != null) {
            throw new IllegalArgumentException(mistake);
        }
        Path pcap = options.pcap;
        if (pcap == null) {
            return run(options, setUp);
        }
        try (OutputStream file = open(pcap)) {
            return run(options, setUp.andThen(lan -> lan.capture(file)));
        } catch (IOException | UncheckedIOException e) {
            return cannotWrite(pcap, e);
        }
    }

    private static OutputStream open(Path pcap) {
        try {
            return new BufferedOutputStream(Files.newOutputStream(pcap));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "--pcap " + pcap + " cannot be written: " + reason(e)
                            + "; name a file in a directory that is there",
                    e);
        }
    }

    private int cannotWrite(Path pcap, Exception e) {
        err.println("vrrp: " + pcap + " cannot be written: " + e.getMessage());
        err.flush();
        return ExitCodes.CANNOT_RUN;
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + " " + e.getMessage();
    }

    private int run(SimulateOptions options, Consumer<SimulatedLan> observed) throws InterruptedException {
        RandomFaults faults = new RandomFaults(options.nodes.min(), options.nodes.max(), options.family.families());
        Consumer<SimulatedLan> told = options.trace ? observed.andThen(lan -> lan.trace(out::println)) : observed;
        SeedRange range = new SeedRange(options.firstSeed, options.seeds(), seed -> faults.run(seed, told));
        long startNs = System.nanoTime();
        Optional<SeedRange.Failure> failure = range.run(
                options.threads, PROGRESS_PERIOD, () -> progress(options.seeds(), range, System.nanoTime() - startNs));
        double seconds = (System.nanoTime() - startNs) / 1e9;
        if (failure.isPresent()) {
            return failed(failure.get(), options);
        }
        out.println(String.format(
                Locale.ROOT,
                "%s kept every promise: %.1f virtual hours in %.1f s, %.1f virtual hours per second, %.0f"
                        + " seeds per second",
                options.seeds() == 1
                        ? "seed " + options.firstSeed
                        : options.seeds() + " seeds from " + options.firstSeed + " on",
                range.virtualHours(),
                seconds,
                range.virtualHours() / seconds,
                range.done() / seconds));
        out.flush();
        return ExitCodes.OK;
    }

    private int failed(SeedRange.Failure failure, SimulateOptions options) {
        if (failure.error() instanceof UncheckedIOException e) { // of the capture
            throw e;
        }
        out.flush();
        err.println("vrrp: "
                + (failure.error() instanceof ViolationException violation
                        ? violation.getMessage()
                        : "seed " + failure.seed() + ": unexpected " + failure.error()));
        err.println("To see it again: " + options.replay(failure.seed()));
        err.flush();
        return ExitCodes.CANNOT_RUN;
    }

    private void progress(long seeds, SeedRange range, long elapsedNs) {
        err.println(progressLine(seeds, range.done(), elapsedNs / 1e9));
        err.flush();
    }

    static String progressLine(long seeds, long done, double seconds) {
        double rate = done / seconds;
        return String.format(
                Locale.ROOT,
                "%d of %d seeds, %.0f per second, about %s left",
                done,
                seeds,
                rate,
                done == 0 ? "?" : Math.round((seeds - done) / rate) + " s");
    }
}
