package io.github.vrrp4j.examples.node.config;

import io.github.vrrp4j.netlink.LinuxOptions;
import io.github.vrrp4j.router.RouterConfig;
import io.github.vrrp4j.router.VirtualRouterId;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one node runs, as its file says; free of mistakes that can be seen without starting it.
 *
 * @param options how the network is opened
 * @param router at least one virtual router, in the order of the file
 * @param names of virtual routers, for people
 * @param control the socket that takes commands; null for none
 * @param http where metrics and health are served; null for nowhere
 */
public record NodeConfig(
        LinuxOptions options,
        RouterConfig router,
        Map<String, List<VirtualRouterId>> names,
        @Nullable Path control,
        @Nullable InetSocketAddress http) {

    /** Where it writes down what it may have on the host, if nothing is said. */
    public static final Path DEFAULT_STATE_DIRECTORY = Path.of("/run/vrrp4j");

    /** Where it takes commands, if nothing is said. */
    public static final Path DEFAULT_CONTROL = Path.of("/run/vrrp4j/control.sock");

    /** Copies the map. */
    public NodeConfig {
        names = Map.copyOf(names);
    }

    /** Those of {@link #router}, in the order of the file. */
    public List<RouterConfig.Entry> virtualRouters() {
        return router.virtualRouters();
    }
}
