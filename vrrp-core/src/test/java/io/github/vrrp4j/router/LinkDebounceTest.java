package io.github.vrrp4j.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.spi.LinkFault;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LinkDebounceTest {

    private static final Duration DOWN = Duration.ofNanos(30);
    private static final Duration UP = Duration.ofNanos(500);

    private final LinkDebounce debounce = new LinkDebounce();

    @Test
    void whatIsSoAtTheStartCountsAtOnce() {
        debounce.start(LinkFault.NO_CARRIER);
        assertThat(debounce.fault()).isEqualTo(LinkFault.NO_CARRIER);
        assertThat(debounce.deadlineNs()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aFaultCountsWhenItHasLasted() {
        see(100, LinkFault.NO_CARRIER);
        assertThat(debounce.deadlineNs()).isEqualTo(130);
        assertThat(debounce.onDeadline(129)).isFalse();
        assertThat(debounce.fault()).isNull();
        assertThat(debounce.onDeadline(130)).isTrue();
        assertThat(debounce.fault()).isEqualTo(LinkFault.NO_CARRIER);
        assertThat(debounce.onDeadline(131)).isFalse();
    }

    @Test
    void aFaultThatIsOverBeforeIsNone() {
        see(100, LinkFault.NO_CARRIER);
        see(110, null);
        assertThat(debounce.deadlineNs()).isEqualTo(Long.MAX_VALUE);
        see(120, LinkFault.NO_CARRIER);
        assertThat(debounce.deadlineNs()).isEqualTo(150);
    }

    @Test
    void aFaultThatIsSeenAgainLastsFromTheFirstTime() {
        see(100, LinkFault.NO_CARRIER);
        see(120, LinkFault.INTERFACE_DOWN);
        assertThat(debounce.deadlineNs()).isEqualTo(130);
        debounce.onDeadline(130);
        assertThat(debounce.fault()).isEqualTo(LinkFault.INTERFACE_DOWN);
    }

    @Test
    void itsEndCountsWhenThatHasLasted() {
        debounce.start(LinkFault.NO_CARRIER);
        see(100, null);
        assertThat(debounce.deadlineNs()).isEqualTo(600);
        see(200, LinkFault.NO_CARRIER);
        see(300, null);
        assertThat(debounce.deadlineNs()).isEqualTo(800);
        debounce.onDeadline(800);
        assertThat(debounce.fault()).isNull();
    }

    @Test
    void anotherFaultInItsPlaceCountsAtOnce() {
        debounce.start(LinkFault.NO_CARRIER);
        see(100, LinkFault.INTERFACE_MISSING);
        assertThat(debounce.onDeadline(100)).isTrue();
        assertThat(debounce.fault()).isEqualTo(LinkFault.INTERFACE_MISSING);
    }

    private void see(long nowNs, @Nullable LinkFault fault) {
        debounce.see(nowNs, fault, DOWN, UP);
    }
}
