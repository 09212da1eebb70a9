package io.github.vrrp4j.examples.node.run;

import io.github.vrrp4j.examples.node.config.NodeConfig;
import io.github.vrrp4j.examples.node.control.EventRing;
import io.github.vrrp4j.examples.node.control.NodeView;
import io.github.vrrp4j.examples.node.hooks.HookCommands;
import io.github.vrrp4j.examples.node.hooks.HookRunner;
import io.github.vrrp4j.examples.node.hooks.HookedVirtualRouter;
import io.github.vrrp4j.router.RouterConfig;
import io.github.vrrp4j.router.VirtualRouterId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a node's configuration says besides what its router is told: names and hooks; and what was dropped of those. */
final class ConfigInForce implements NodeView {
    private final HookRunner hooks;
    private volatile Map<VirtualRouterId, String> names = Map.of();

    /** Those of the newest configuration; reloads come one after the other. */
    private volatile Map<VirtualRouterId, HookedVirtualRouter> hooked = Map.of();

    private volatile @Nullable EventRing events;

    ConfigInForce(HookRunner hooks) {
        this.hooks = hooks;
    }

    /** From now on events that this list drops count, too. */
    void count(EventRing events) {
        this.events = events;
    }

    @Override
    public Map<VirtualRouterId, String> names() {
        return names;
    }

    @Override
    public long hookCallsDropped(VirtualRouterId id) {
        return hooks.dropped(id);
    }

    @Override
    public long eventsDropped() {
        EventRing ring = events;
        return hooks.eventsDropped() + (ring == null ? 0 : ring.dropped());
    }

    /** Takes a configuration, also one that is about to be put into force. */
    void take(NodeConfig config) {
        Map<VirtualRouterId, String> byId = new HashMap<>();
        config.names().forEach((name, ids) -> ids.forEach(id -> byId.put(id, name)));
        names = Map.copyOf(byId);
        hooks.configure(withLeaving(hooked(config, byId), config));
    }

    /** Those that are about to be removed are told their end by the hooks that they had. */
    private Map<VirtualRouterId, HookedVirtualRouter> withLeaving(
            Map<VirtualRouterId, HookedVirtualRouter> wanted, NodeConfig config) {
        Map<VirtualRouterId, HookedVirtualRouter> all = new HashMap<>(wanted);
        Set<VirtualRouterId> staying =
                config.virtualRouters().stream().map(RouterConfig.Entry::id).collect(Collectors.toSet());
        hooked.forEach((id, had) -> {
            if (!staying.contains(id)) {
                all.put(id, had);
            }
        });
        hooked = wanted;
        return all;
    }

    private static Map<VirtualRouterId, HookedVirtualRouter> hooked(
            NodeConfig config, Map<VirtualRouterId, String> names) {
        Map<VirtualRouterId, HookedVirtualRouter> hooked = new HashMap<>();
        for (RouterConfig.Entry entry : config.virtualRouters()) {
            HookCommands commands = config.hooks().get(entry.id());
            if (commands != null) {
                hooked.put(
                        entry.id(),
                        new HookedVirtualRouter(
                                names.getOrDefault(entry.id(), ""),
                                entry.config().priority(),
                                entry.config().addresses(),
                                commands));
            }
        }
        return hooked;
    }
}
