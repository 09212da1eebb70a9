package io.github.vrrp4j.examples.node.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final List<Finding> FINDINGS = List.of(
            Finding.ok("ipv4", "host", "it \"is\" there"), Finding.warn("nft", "host", "missing", "install it; soon"));

    private final StringWriter out = new StringWriter();

    @Test
    void theTextSaysTheRemedyBelowAndCounts() {
        Report report = new TextReport(new PrintWriter(out));
        report.add(FINDINGS);
        report.end();

        assertThat(out.toString().lines())
                .containsExactly(
                        "OK    ipv4 host: it \"is\" there",
                        "WARN  nft host: missing",
                        "      mend: install it; soon",
                        "1 OK, 1 WARN, 0 FAIL");
    }

    @Test
    void theJsonIsOneArray() {
        Report report = new JsonReport(new PrintWriter(out));
        report.add(FINDINGS);
        report.end();

        assertThat(out.toString().lines())
                .containsExactly(
                        "[",
                        "{\"check\":\"ipv4\",\"subject\":\"host\",\"result\":\"OK\",\"text\":\"it \\\"is\\\" there\",\"remedy\":null},",
                        "{\"check\":\"nft\",\"subject\":\"host\",\"result\":\"WARN\",\"text\":\"missing\",\"remedy\":\"install it; soon\"}",
                        "]");
    }
}
