package io.github.vrrp4j.health;

import java.time.Duration;

/** Finds out whether something is healthy. */
@FunctionalInterface
public interface HealthCheck {

    /**
     * Looks once. May block; a router calls it on a thread that does nothing else, and never twice at the same time. What it
     * throws counts as unhealthy, with the message as text.
     *
     * @param timeout within which it should answer. A check that takes longer counts as unhealthy, its thread is interrupted,
     *     and it is not called again before it has returned
     * @throws Exception whatever went wrong
     */
    Health check(Duration timeout) throws Exception;
}
