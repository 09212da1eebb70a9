package io.github.vrrp4j.benchmarks.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeriesTest {

    @Test
    void rowsShowBothSideBySide() {
        Series series = new Series(Mode.SIGTERM, "later");
        series.add(new Takeover(1_000_000, 3_000_000, 500_000), new Takeover(200_000, 300_000, 100_000));
        series.add(new Takeover(2_000_000, 5_000_000, 700_000), new Takeover(400_000, 900_000, 300_000));

        assertThat(series.rows()).isEqualTo("""
                | sigterm | later | first GARP late | 2 | 3.00 | **4.00** | 5.00 | 0.30 | **0.60** | 0.90 |
                | sigterm | later | first advertisement late | 2 | 1.00 | **1.50** | 2.00 | 0.20 | **0.30** | 0.40 |
                | sigterm | later | advertisement to GARP | 2 | 2.00 | **2.50** | 3.00 | 0.10 | **0.30** | 0.50 |
                | sigterm | later | MASTER: signal to priority 0 | 2 | 0.50 | **0.60** | 0.70 | 0.10 | **0.20** | 0.30 |
                """);
    }

    @Test
    void csvNamesTheProgramOfEachTakeover() {
        Series series = new Series(Mode.LINK_DOWN, "first");
        series.add(new Takeover(1_000_000, 3_000_000, 500_000), new Takeover(200_000, 300_000, 100_000));

        assertThat(series.csv()).isEqualTo("""
                link-down,first,vrrp4j,1000.0,3000.0,500.0
                link-down,first,keepalived,200.0,300.0,100.0
                """);
    }

    @Test
    void medianLiesInTheMiddle() {
        assertThat(Series.medianMs(new long[] {1_000_000, 2_000_000, 8_000_000}))
                .isEqualTo(2);
        assertThat(Series.medianMs(new long[] {1_000_000, 2_000_000, 4_000_000, 8_000_000}))
                .isEqualTo(3);
    }
}
