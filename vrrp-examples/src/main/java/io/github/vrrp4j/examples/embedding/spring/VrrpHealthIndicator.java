package io.github.vrrp4j.examples.embedding.spring;

import io.github.vrrp4j.router.VirtualRouterStatus;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Up while no virtual router has a fault, be it MASTER or BACKUP. The details have the state of each, and its faults.
 *
 * <p>For people and monitoring. A check that decides whether this host may be MASTER must not ask for it: once down, it would
 * stay down for ever.
 */
final class VrrpHealthIndicator implements HealthIndicator {

    private final VrrpLifecycle lifecycle;

    VrrpHealthIndicator(VrrpLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public Health health() {
        List<VirtualRouterStatus> all = lifecycle.status();
        boolean up = lifecycle.isRunning()
                && all.stream().allMatch(status -> status.faults().isEmpty());
        Health.Builder health = up ? Health.up() : Health.down();
        for (VirtualRouterStatus status : all) {
            String faults = status.faults().isEmpty() ? "" : " " + status.faults();
            health.withDetail(status.id().toString(), status.state() + faults);
        }
        return health.build();
    }
}
