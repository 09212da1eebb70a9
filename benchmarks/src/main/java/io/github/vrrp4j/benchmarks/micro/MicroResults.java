package io.github.vrrp4j.benchmarks.micro;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/** What JMH measured, as a table, and what is to be said of it. */
final class MicroResults {

    /** One row of the table. */
    record Row(
            String benchmark,
            String family,
            String addresses,
            double medianNs,
            double meanNs,
            double errorNs,
            double allocatedB) {}

    /** Those that make objects, and are meant to: the copy for people, and what pcap4j does. */
    private static final Set<String> ALLOCATING =
            Set.of("PacketBenchmark.verifyAndCopy", "Pcap4jBenchmark.pcap4jEthernet", "Pcap4jBenchmark.pcap4jIpv4");

    /** JMH itself allocates a little between iterations; an object has 16 octets or more. */
    private static final double NOISE_B = 0.5;

    private static final double CONFIDENCE = 0.999;
    private static final double MEDIAN = 50;
    private static final String ALLOCATION = "gc.alloc.rate.norm";

    private final List<Row> rows;

    MicroResults(List<Row> rows) {
        this.rows = rows;
    }

    static MicroResults of(Collection<RunResult> results) {
        List<Row> rows = new ArrayList<>();
        for (RunResult result : results) {
            Statistics time = result.getPrimaryResult().getStatistics();
            String method = result.getParams().getBenchmark();
            rows.add(new Row(
                    method.substring(method.lastIndexOf('.', method.lastIndexOf('.') - 1) + 1),
                    Objects.requireNonNullElse(result.getParams().getParam("family"), "IPV4"),
                    Objects.requireNonNullElse(result.getParams().getParam("addresses"), "1"),
                    time.getPercentile(MEDIAN),
                    time.getMean(),
                    time.getMeanErrorAt(CONFIDENCE),
                    allocatedPerOperation(result)));
        }
        return new MicroResults(rows);
    }

    private static double allocatedPerOperation(RunResult result) {
        for (Result<?> secondary :
                result.getAggregatedResult().getSecondaryResults().values()) {
            if (secondary.getLabel().endsWith(ALLOCATION)) {
                return secondary.getScore();
            }
        }
        throw new IllegalStateException(
                "no " + ALLOCATION + " for " + result.getParams().getBenchmark());
    }

    String table() {
        StringBuilder text = new StringBuilder("""
                | benchmark | packet | addresses | median ns | mean ns | error ns | allocated B |
                |---|---|--:|--:|--:|--:|--:|
                """);
        for (Row row : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %.1f | %.1f | %.1f | %.0f |%n",
                    row.benchmark(),
                    row.family().equals("IPV4") ? "IPv4" : "IPv6",
                    row.addresses(),
                    row.medianNs(),
                    row.meanNs(),
                    row.errorNs(),
                    row.allocatedB()));
        }
        return text.toString();
    }

    /** Verification and a step of the state machine beside pcap4j's reading of the same frame; empty if not both were run. */
    String comparison() {
        Row receive = find("RouterBenchmark.receive");
        Row ethernet = find("Pcap4jBenchmark.pcap4jEthernet");
        Row ipv4 = find("Pcap4jBenchmark.pcap4jIpv4");
        if (receive == null || ethernet == null || ipv4 == null) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                """

                By the medians, `RouterBenchmark.receive` takes %.1f ns for an IPv4 packet of one address: the checks and the step of the
                state machine together. To read the same packet pcap4j takes %.1f times as long, with its Ethernet header %.1f times.
                """,
                receive.medianNs(),
                ipv4.medianNs() / receive.medianNs(),
                ethernet.medianNs() / receive.medianNs());
    }

    private @Nullable Row find(String benchmark) {
        for (Row row : rows) {
            if (row.benchmark().equals(benchmark) && row.addresses().equals("1")) {
                return row;
            }
        }
        return null;
    }

    /** One sentence for each benchmark that allocates and should not. */
    List<String> unexpectedAllocations() {
        return rows.stream()
                .filter(row -> !ALLOCATING.contains(row.benchmark()) && row.allocatedB() > NOISE_B)
                .map(row -> String.format(
                        Locale.ROOT,
                        "%s (%s, addresses: %s) allocates %.1f octets in each operation; it is to allocate none",
                        row.benchmark(),
                        row.family(),
                        row.addresses(),
                        row.allocatedB()))
                .toList();
    }
}
