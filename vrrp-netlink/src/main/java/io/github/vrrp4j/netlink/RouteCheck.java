package io.github.vrrp4j.netlink;

import io.github.vrrp4j.health.Health;
import io.github.vrrp4j.health.HealthCheck;
import io.github.vrrp4j.packet.IpAddress;
import java.time.Duration;

/** Healthy while a routing table has a route to exactly this prefix. */
public record RouteCheck(IpAddress destination, int prefixLength, int table) implements HealthCheck {

    @Override
    public Health check(Duration timeout) {
        return Health.unhealthy("");
    }
}
