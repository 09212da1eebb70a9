package io.github.vrrp4j.health;

import java.nio.file.Path;
import java.time.Duration;

/** Healthy while the number in a file is in a range. */
public record FileCheck(Path path, long min, long max) implements HealthCheck {

    @Override
    public Health check(Duration timeout) throws Exception {
        throw new UnsupportedOperationException();
    }
}
