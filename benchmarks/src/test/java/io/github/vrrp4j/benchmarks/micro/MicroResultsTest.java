package io.github.vrrp4j.benchmarks.micro;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.benchmarks.micro.MicroResults.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MicroResultsTest {

    private static Row row(String benchmark, String addresses, double medianNs, double allocatedB) {
        return new Row(benchmark, "IPV4", addresses, medianNs, medianNs + 1, 0.25, allocatedB);
    }

    @Test
    void eachBenchmarkIsARow() {
        assertThat(new MicroResults(List.of(
                                new Row("PacketBenchmark.encode", "IPV6", "16", 25.64, 26, 2.25, 0.0001),
                                row("RouterBenchmark.send", "1", 20, 0)))
                        .table())
                .isEqualTo("""
                        | benchmark | packet | addresses | median ns | mean ns | error ns | allocated B |
                        |---|---|--:|--:|--:|--:|--:|
                        | PacketBenchmark.encode | IPv6 | 16 | 25.6 | 26.0 | 2.3 | 0 |
                        | RouterBenchmark.send | IPv4 | 1 | 20.0 | 21.0 | 0.3 | 0 |
                        """);
    }

    @Test
    void whatIsToAllocateNothingIsNamedWhenItDoes() {
        assertThat(new MicroResults(List.of(
                                row("PacketBenchmark.encode", "16", 25, 24),
                                row("TransitionBenchmark.adverTimerFires", "1", 2, 0.01),
                                row("PacketBenchmark.verifyAndCopy", "1", 50, 288),
                                row("Pcap4jBenchmark.pcap4jIpv4", "1", 160, 1208)))
                        .unexpectedAllocations())
                .containsExactly(
                        "PacketBenchmark.encode (IPV4, addresses: 16) allocates 24.0 octets in each operation; it is"
                                + " to allocate none");
    }

    @Test
    void receivingIsComparedWithPcap4jForTheSamePacket() {
        assertThat(new MicroResults(List.of(
                                row("RouterBenchmark.receive", "1", 20, 0),
                                row("Pcap4jBenchmark.pcap4jEthernet", "1", 500, 1976),
                                row("Pcap4jBenchmark.pcap4jEthernet", "16", 900, 1976),
                                row("Pcap4jBenchmark.pcap4jIpv4", "1", 300, 1208)))
                        .comparison())
                .contains("takes 20.0 ns", "15.0 times as long", "25.0 times");
        assertThat(new MicroResults(List.of(row("RouterBenchmark.receive", "1", 20, 0))).comparison())
                .isEmpty();
    }
}
