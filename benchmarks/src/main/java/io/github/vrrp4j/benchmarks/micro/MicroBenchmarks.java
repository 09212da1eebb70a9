package io.github.vrrp4j.benchmarks.micro;

import io.github.vrrp4j.benchmarks.Host;
import io.github.vrrp4j.benchmarks.ResultsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs every benchmark of this package with one set of options, and writes the table. */
final class MicroBenchmarks {

    private static final int FORKS = 3;
    private static final int WARMUPS = 5;
    private static final int MEASUREMENTS = 10;
    private static final TimeValue ITERATION = TimeValue.milliseconds(500);
    private static final String[] JVM = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"};

    private static final double CONFIDENCE_PERCENT = 99.9;

    private MicroBenchmarks() {}

    /**
     * Takes the file of results, the directory for raw figures, and optionally a regular expression: then only those
     * benchmarks are run and the file of results stays as it is. Fails if a benchmark allocates that is not to.
     */
    public static void main(String[] arguments) throws RunnerException, IOException {
        Path results = Path.of(arguments[0]);
        Path raw = Path.of(arguments[1]);
        boolean all = arguments.length < 3;
        Files.createDirectories(raw);
        Options options = new OptionsBuilder()
                .include(all ? MicroBenchmarks.class.getPackageName() : arguments[2])
                .forks(FORKS)
                .warmupIterations(WARMUPS)
                .warmupTime(ITERATION)
                .measurementIterations(MEASUREMENTS)
                .measurementTime(ITERATION)
                .jvmArgs(JVM)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .resultFormat(ResultFormatType.JSON)
                .result(raw.resolve("jmh.json").toString())
                .build();
        String before = Host.load();
        MicroResults measured = MicroResults.of(new Runner(options).run());
        String markdown = conditions(before) + measured.table() + measured.comparison();
        System.out.println(markdown);
        Files.writeString(raw.resolve("jmh.md"), markdown);
        List<String> allocations = measured.unexpectedAllocations();
        if (!allocations.isEmpty()) {
            System.err.println(String.join(System.lineSeparator(), allocations));
            System.exit(1);
        }
        if (all) {
            new ResultsFile(results).replace("jmh", markdown);
        }
    }

    private static String conditions(String loadBefore) throws IOException {
        return String.format(
                Locale.ROOT,
                """
                Host: %s; load average %s before, %s after.
                Each row: %d JVMs (%s), in each %d warm-up and %d measured iterations of %s; the error is the half-width of
                the %.1f %% confidence interval of the mean.

                """,
                Host.describe(),
                loadBefore,
                Host.load(),
                FORKS,
                String.join(" ", JVM),
                WARMUPS,
                MEASUREMENTS,
                ITERATION,
                CONFIDENCE_PERCENT);
    }
}
