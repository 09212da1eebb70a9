package io.github.vrrp4j.benchmarks.micro;

import io.github.vrrp4j.benchmarks.Host;
import io.github.vrrp4j.benchmarks.ResultsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;

/** Runs every benchmark of this package with one set of options, and writes the table. */
final class MicroBenchmarks {

    private static final int FORKS = 3;
    private static final int WARMUPS = 5;
    private static final int MEASUREMENTS = 10;
    private static final TimeValue ITERATION = TimeValue.milliseconds(500);
    private static final String[] JVM = {"-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"};

    private static final double CONFIDENCE = 0.999;
    private static final double MEDIAN = 50;
    private static final String ALLOCATION = "gc.alloc.rate.norm";

    private MicroBenchmarks() {}

    /**
     * Takes the file of results, the directory for raw figures, and optionally a regular expression: then only those
     * benchmarks are run and the file of results stays as it is.
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
        String markdown = markdown(new Runner(options).run(), before);
        System.out.println(markdown);
        Files.writeString(raw.resolve("jmh.md"), markdown);
        if (all) {
            new ResultsFile(results).replace("jmh", markdown);
        }
    }

    private static String markdown(Collection<RunResult> results, String loadBefore) throws IOException {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                """
                Host: %s; load average %s before, %s after.
                Each row: %d JVMs (%s), in each %d warm-up and %d measured iterations of %s; the error is the half-width of
                the %.1f %% confidence interval of the mean.

                | benchmark | addresses | median ns | mean ns | error ns | allocated B |
                |---|--:|--:|--:|--:|--:|
                """,
                Host.describe(),
                loadBefore,
                Host.load(),
                FORKS,
                String.join(" ", JVM),
                WARMUPS,
                MEASUREMENTS,
                ITERATION,
                100 * CONFIDENCE));
        results.forEach(result -> text.append(row(result)));
        return text.toString();
    }

    private static String row(RunResult result) {
        Statistics time = result.getPrimaryResult().getStatistics();
        String addresses = result.getParams().getParam("addresses");
        String method = result.getParams().getBenchmark();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.1f | %.1f | %.1f | %.0f |%n",
                method.substring(method.lastIndexOf('.', method.lastIndexOf('.') - 1) + 1),
                addresses == null ? "1" : addresses,
                time.getPercentile(MEDIAN),
                time.getMean(),
                time.getMeanErrorAt(CONFIDENCE),
                allocatedPerOperation(result.getAggregatedResult()));
    }

    private static double allocatedPerOperation(BenchmarkResult result) {
        for (String metric : result.getSecondaryResults().keySet()) {
            if (metric.endsWith(ALLOCATION)) {
                return result.getSecondaryResults().get(metric).getScore();
            }
        }
        throw new IllegalStateException("no " + ALLOCATION + " in " + result.getSecondaryResults());
    }
}
