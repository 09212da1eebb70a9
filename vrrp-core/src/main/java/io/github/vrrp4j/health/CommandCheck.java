package io.github.vrrp4j.health;

import io.github.vrrp4j.command.Command;
import java.time.Duration;

/** Healthy while a command ends with status 0. */
public record CommandCheck(Command command) implements HealthCheck {

    @Override
    public Health check(Duration timeout) throws Exception {
        throw new UnsupportedOperationException();
    }
}
