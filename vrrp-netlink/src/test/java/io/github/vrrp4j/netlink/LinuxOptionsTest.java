package io.github.vrrp4j.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class LinuxOptionsTest {

    @Test
    void theDefaultsAskForNothing() {
        assertThat(LinuxOptions.DEFAULTS).isEqualTo(new LinuxOptions(0, false, null));
    }

    @Test
    void eachOptionIsSetByItself() {
        assertThat(LinuxOptions.DEFAULTS.realtimePriority(99).lockMemory(true))
                .isEqualTo(new LinuxOptions(99, true, null));
    }

    @Test
    void aPriorityThatSchedFifoDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> LinuxOptions.DEFAULTS.realtimePriority(100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("realtime priority 100 is not in 1..99, nor 0 for none");
        assertThatThrownBy(() -> LinuxOptions.DEFAULTS.realtimePriority(-1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSoftLimitOfLockedMemoryIsTheFirstColumn() throws IOException {
        assertThat(MemoryLock.limit("Max processes             1024                 1024                 processes \n"
                        + "Max locked memory         65536                unlimited            bytes     \n"))
                .isEqualTo("65536");
        assertThat(MemoryLock.limit("Max locked memory         unlimited            unlimited            bytes\n"))
                .isEqualTo("unlimited");
    }
}
