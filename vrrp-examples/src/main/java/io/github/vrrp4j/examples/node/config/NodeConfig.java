package io.github.vrrp4j.examples.node.config;

import io.github.vrrp4j.addressing.CombinedAddressManager;
import io.github.vrrp4j.command.Command;
import io.github.vrrp4j.examples.node.hooks.HookCommands;
import io.github.vrrp4j.health.CommandCheck;
import io.github.vrrp4j.netlink.LinuxOptions;
import io.github.vrrp4j.router.MonitoredCheck;
import io.github.vrrp4j.router.RouterConfig;
import io.github.vrrp4j.router.VirtualRouterId;
import io.github.vrrp4j.spi.AddressManager;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one node runs, as its file says; free of mistakes that can be seen without starting it. Two of equal files are equal.
 *
 * @param options how the network is opened
 * @param router at least one virtual router, in the order of the file, with the checks and groups
 * @param names of virtual routers, for people: each of one, or of the two of an entry with addresses of both families
 * @param control the socket that takes commands; null for none
 * @param http where metrics and health are served; null for nowhere. Never a name that would have to be looked up
 * @param hooks by virtual router; those without are not in it
 * @param addressManagers what moves the addresses, in this order; at least one
 * @param closeTimeout how long the end waits until the addresses are removed
 */
public record NodeConfig(
        LinuxOptions options,
        RouterConfig router,
        Map<String, List<VirtualRouterId>> names,
        @Nullable Path control,
        @Nullable InetSocketAddress http,
        Map<VirtualRouterId, HookCommands> hooks,
        List<AddressManagerConfig> addressManagers,
        Duration closeTimeout) {

    /** Where it writes down what it may have on the host, if nothing is said. */
    public static final Path DEFAULT_STATE_DIRECTORY = Path.of("/run/vrrp4j");

    /** Where it takes commands, if nothing is said. */
    public static final Path DEFAULT_CONTROL = Path.of("/run/vrrp4j/control.sock");

    /**
     * The longest path of the control socket, in octets: unix(7) has 107, and it is made in a directory of its own, with a name
     * of 22 octets, beside its place.
     */
    public static final int MAX_CONTROL_OCTETS = 84;

    /** Copies the collections, whose order stays. */
    public NodeConfig {
        names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
        hooks = Collections.unmodifiableMap(new LinkedHashMap<>(hooks));
        addressManagers = List.copyOf(addressManagers);
    }

    /** Those of {@link #router}, in the order of the file. */
    public List<RouterConfig.Entry> virtualRouters() {
        return router.virtualRouters();
    }

    /** Every program that it may start, once: of checks, hooks and address managers. */
    public List<Command> commands() {
        Set<Command> commands = new LinkedHashSet<>();
        for (MonitoredCheck check : router.checks()) {
            if (check.check() instanceof CommandCheck runs) {
                commands.add(runs.command());
            }
        }
        hooks.values().forEach(hook -> commands.addAll(hook.all()));
        for (AddressManagerConfig manager : addressManagers) {
            if (manager instanceof AddressManagerConfig.Commands moves) {
                commands.addAll(moves.all());
            }
        }
        return List.copyOf(commands);
    }

    /**
     * What moves the addresses: one, or several as one. Each call makes new ones.
     *
     * @param kernel what puts addresses on this host's interfaces
     */
    public AddressManager addressManager(AddressManager kernel) {
        List<AddressManager> managers =
                addressManagers.stream().map(each -> each.open(kernel)).toList();
        return managers.size() == 1 ? managers.get(0) : new CombinedAddressManager(managers);
    }
}
