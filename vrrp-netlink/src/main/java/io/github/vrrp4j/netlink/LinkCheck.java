package io.github.vrrp4j.netlink;

import io.github.vrrp4j.health.Health;
import io.github.vrrp4j.health.HealthCheck;
import java.time.Duration;

/** Healthy while an interface is up and has a carrier. */
public record LinkCheck(String interfaceName) implements HealthCheck {

    @Override
    public Health check(Duration timeout) {
        return Health.unhealthy("");
    }
}
