package io.github.vrrp4j.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.vrrp4j.benchmarks.scale.Sample.Rates;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTest {

    @Test
    void processorTimeIsUserAndSystemTicksOfAHundredthWhateverTheProgramIsCalled() {
        assertThat(Sample.cpuS("4711 (a ) b) S 1 4711 4711 0 -1 4194304 9 0 0 0 150 50 7 7 20 0 1 0 99"))
                .isEqualTo(2.0);
    }

    @Test
    void aCounterIsFoundByTheNameAboveIt() throws IOException {
        List<String> netstat = List.of(
                "TcpExt: SyncookiesSent OutMcastPkts",
                "TcpExt: 1 2",
                "IpExt: InNoRoutes InMcastPkts OutMcastPkts",
                "IpExt: 3 4 5");

        assertThat(Sample.counter(netstat, "OutMcastPkts")).isEqualTo(5);
        assertThat(Sample.counter(netstat, "InMcastPkts")).isEqualTo(4);
    }

    @Test
    void aCounterThatTheKernelDoesNotHaveIsNamed() {
        assertThatThrownBy(() -> Sample.counter(List.of("IpExt: InNoRoutes", "IpExt: 3"), "InMcastPkts"))
                .isInstanceOf(IOException.class)
                .hasMessage("the kernel does not count InMcastPkts");
    }

    @Test
    void ratesArePerSecondAndTransitionsAreCounted() {
        Sample before = new Sample(1_000_000_000L, 1, 100, 10, 250);
        Sample after = new Sample(5_000_000_000L, 3, 900, 50, 253);

        assertThat(after.since(before)).isEqualTo(new Rates(0.5, 200, 10, 3));
    }
}
