package io.github.vrrp4j.health;

import java.time.Duration;

/** Healthy while a TCP connection can be made. */
public record TcpCheck(String host, int port) implements HealthCheck {

    @Override
    public Health check(Duration timeout) throws Exception {
        throw new UnsupportedOperationException();
    }
}
