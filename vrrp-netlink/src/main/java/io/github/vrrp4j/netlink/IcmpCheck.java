package io.github.vrrp4j.netlink;

import io.github.vrrp4j.health.Health;
import io.github.vrrp4j.health.HealthCheck;
import io.github.vrrp4j.packet.IpAddress;
import java.time.Duration;

/** Healthy while a host answers ICMP echo requests. */
public record IcmpCheck(IpAddress host) implements HealthCheck {

    @Override
    public Health check(Duration timeout) {
        return Health.unhealthy("");
    }
}
