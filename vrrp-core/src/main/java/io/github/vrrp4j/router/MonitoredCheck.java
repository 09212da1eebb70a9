package io.github.vrrp4j.router;

import static java.util.Objects.requireNonNull;

import io.github.vrrp4j.health.CheckSchedule;
import io.github.vrrp4j.health.HealthCheck;

/**
 * A check that a router runs, for any number of virtual routers that track it.
 *
 * @param name unique in the router
 * @param check what is run; two that are {@code equals} are the same to {@link VrrpRouter#apply}, which leaves it running
 * @param schedule how often, and how many results make a change
 */
public record MonitoredCheck(String name, HealthCheck check, CheckSchedule schedule) {

    /**
     * Refuses null and an empty name.
     *
     * @throws IllegalArgumentException if the name is empty
     */
    public MonitoredCheck {
        requireNonNull(check);
        requireNonNull(schedule);
        if (name.isBlank()) {
            throw new IllegalArgumentException("a health check needs a name");
        }
    }
}
