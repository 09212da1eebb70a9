package io.github.vrrp4j.benchmarks.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void aRowHasTheMedians() {
        assertThat(Table.row(
                        "node", List.of(start(900_000_000, 2048), start(500_000_000, 1024), start(600_000_000, 1536))))
                .isEqualTo("| node | 3 | 500 | **600** | 900 | 1.5 | 0.8 |\n");
        assertThat(Table.row("node", List.of(start(500_000_000, 1024), start(600_000_000, 2048))))
                .isEqualTo("| node | 2 | 500 | **550** | 600 | 1.5 | 0.8 |\n");
    }

    private static Starter.Start start(long advertisementNs, long rssKb) {
        return new Starter.Start(advertisementNs, new Memory(rssKb, rssKb / 2));
    }
}
