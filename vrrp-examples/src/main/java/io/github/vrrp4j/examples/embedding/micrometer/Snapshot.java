package io.github.vrrp4j.examples.embedding.micrometer;

import io.github.vrrp4j.router.HealthStatus;
import io.github.vrrp4j.router.VirtualRouterId;
import io.github.vrrp4j.router.VirtualRouterStatus;
import io.github.vrrp4j.router.VrrpRouter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The status of every virtual router, taken anew when it is older than allowed: a registry reads some fifty meters of each, and
 * each would otherwise ask for all. For any thread.
 */
final class Snapshot {

    private final VrrpRouter router;
    private final long maxAgeNs;
    private Map<VirtualRouterId, VirtualRouterStatus> byId = Map.of();
    private long takenNs;

    Snapshot(VrrpRouter router, Duration maxAge) {
        this.router = router;
        this.maxAgeNs = maxAge.toNanos();
        this.takenNs = System.nanoTime() - maxAgeNs;
    }

    /** NaN if there is no such virtual router any more. */
    double of(VirtualRouterId id, ToDoubleFunction<VirtualRouterStatus> value) {
        VirtualRouterStatus status = current().get(id);
        return status == null ? Double.NaN : value.applyAsDouble(status);
    }

    List<HealthStatus> health(VirtualRouterId id) {
        VirtualRouterStatus status = current().get(id);
        return status == null ? List.of() : status.health();
    }

    private synchronized Map<VirtualRouterId, VirtualRouterStatus> current() {
        if (System.nanoTime() - takenNs >= maxAgeNs) {
            Map<VirtualRouterId, VirtualRouterStatus> taken = new HashMap<>();
            router.status().forEach(status -> taken.put(status.id(), status));
            byId = taken;
            takenNs = System.nanoTime();
        }
        return byId;
    }
}
