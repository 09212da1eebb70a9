package io.github.vrrp4j.router;

import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.util.List;

/**
 * All that a {@link VrrpRouter} runs. Immutable.
 *
 * @param virtualRouters in the order in which they are started
 * @param checks that they may track
 * @param groups of them
 */
public record RouterConfig(List<Entry> virtualRouters, List<MonitoredCheck> checks, List<Group> groups) {

    /** Nothing. */
    public static final RouterConfig EMPTY = new RouterConfig(List.of(), List.of(), List.of());

    /** Copies the lists. */
    public RouterConfig {
        virtualRouters = List.copyOf(virtualRouters);
        checks = List.copyOf(checks);
        groups = List.copyOf(groups);
    }

    /**
     * One virtual router.
     *
     * @param interfaceName where it advertises
     * @param config its parameters
     * @param tracked what the checks mean for it
     */
    public record Entry(String interfaceName, VirtualRouterConfig config, List<TrackedCheck> tracked) {

        /** Copies the list. */
        public Entry {
            tracked = List.copyOf(tracked);
        }

        /** What names it. */
        public VirtualRouterId id() {
            return new VirtualRouterId(interfaceName, config.family(), config.vrid());
        }
    }

    /** What can be run, but may never lead to a failover, each with the reason. */
    public List<String> warnings() {
        return List.of();
    }
}
