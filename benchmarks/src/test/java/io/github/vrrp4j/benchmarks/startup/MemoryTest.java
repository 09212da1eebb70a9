package io.github.vrrp4j.benchmarks.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryTest {

    @Test
    void residentAndProportionalSetAreRead() throws IOException {
        assertThat(Memory.read(List.of(
                        "5583e7b00000-7ffd1c9f6000 ---p 00000000 00:00 0                          [rollup]",
                        "Rss:               61044 kB",
                        "Pss:               53121 kB",
                        "Pss_Anon:          40000 kB")))
                .isEqualTo(new Memory(61044, 53121));
    }

    @Test
    void aKernelWithoutThemIsToldOf() {
        assertThatThrownBy(() -> Memory.read(List.of("Rss:  1 kB")))
                .isInstanceOf(IOException.class)
                .hasMessage("the kernel does not tell Pss:");
    }
}
