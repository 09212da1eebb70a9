package io.github.vrrp4j.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.VirtualAddress;
import io.github.vrrp4j.packet.VirtualRoute;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostConfigTest {

    private static final VirtualAddress EXCLUDED = VirtualAddress.parse("2001:db8::10/64");
    private static final VirtualRoute ROUTE = VirtualRoute.to(IpAddress.parse("203.0.113.0"), 24);

    @Test
    void eachValueIsSetByItself() {
        HostConfig host = HostConfig.DEFAULT
                .virtualMac(true)
                .acceptMode(false)
                .sourceAddress(IpAddress.parse("192.0.2.1"))
                .excludedAddresses(List.of(EXCLUDED))
                .routes(List.of(ROUTE))
                .announcements(Announcements.DEFAULT.repeat(1))
                .linkDelays(Duration.ofMillis(200), Duration.ofSeconds(30));

        assertThat(host)
                .isEqualTo(new HostConfig(
                        true,
                        false,
                        IpAddress.parse("192.0.2.1"),
                        List.of(EXCLUDED),
                        List.of(ROUTE),
                        new Announcements(1, Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ZERO),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(30)));
    }

    @Test
    void delaysHaveALimit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostConfig.DEFAULT.linkDelays(Duration.ofSeconds(61), Duration.ZERO))
                .withMessage("link down delay 1m1s is not in 0s..60s");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostConfig.DEFAULT.linkDelays(Duration.ZERO, Duration.ofSeconds(3601)))
                .withMessage("link up delay 1h1s is not in 0s..1h");
    }

    @Test
    void whatCannotBeASourceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostConfig.DEFAULT.sourceAddress(IpAddress.parse("224.0.0.18")))
                .withMessage("source address 224.0.0.18 is not a unicast address");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder()
                        .host(HostConfig.DEFAULT.sourceAddress(IpAddress.parse("192.0.2.10")))
                        .build())
                .withMessage("source address 192.0.2.10 is a virtual address, which moves");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder()
                        .host(HostConfig.DEFAULT.sourceAddress(IpAddress.parse("fe80::1")))
                        .build())
                .withMessage("source address fe80::1 is not IPV4");
    }

    @Test
    void anExcludedAddressIsNotAmongTheVirtualOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder()
                        .host(HostConfig.DEFAULT.excludedAddresses(List.of(VirtualAddress.parse("192.0.2.10/32"))))
                        .build())
                .withMessage("excluded address 192.0.2.10 stands twice");
        VirtualRouterConfig config = builder()
                .host(HostConfig.DEFAULT.excludedAddresses(List.of(EXCLUDED)))
                .build();
        assertThat(config.hostAddresses()).containsExactly(VirtualAddress.parse("192.0.2.10/24"), EXCLUDED);
        assertThat(config.contains(EXCLUDED.address())).isTrue();
    }

    @Test
    void theOwnerAcceptsWhateverIsSaid() {
        HostConfig closed = HostConfig.DEFAULT.acceptMode(false);
        assertThat(builder().host(closed).build().accepts()).isFalse();
        assertThat(builder().host(closed).priority(255).build().accepts()).isTrue();
    }

    @Test
    void announcementsHaveLimits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Announcements.DEFAULT.repeat(0))
                .withMessage("announcement repeat 0 is not in 1..100");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Announcements.DEFAULT.refreshInterval(Duration.ofMillis(999)))
                .withMessage("refresh interval 999ms is not in 1s..24h, or 0s for never");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Announcements.DEFAULT.pace(Duration.ofMillis(1001)))
                .withMessageStartingWith("pace 1.001s is not in 0s..1s");
        assertThat(Announcements.DEFAULT.refreshInterval(Duration.ZERO).refreshInterval())
                .isZero();
    }

    private static VirtualRouterConfig.Builder builder() {
        return VirtualRouterConfig.builder(51).address("192.0.2.10/24");
    }
}
