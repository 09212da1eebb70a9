package io.github.vrrp4j.examples.node.config;

import io.github.vrrp4j.netlink.LinuxOptions;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.nio.file.Path;
import java.util.List;

/**
 * What one node runs, as its file says; free of mistakes that can be seen without starting it.
 *
 * @param options how the network is opened
 * @param virtualRouters at least one, in the order of the file
 */
public record NodeConfig(LinuxOptions options, List<Entry> virtualRouters) {

    /** Where it writes down what it may have on the host, if nothing is said. */
    public static final Path DEFAULT_STATE_DIRECTORY = Path.of("/run/vrrp4j");

    /** Copies the list. */
    public NodeConfig {
        virtualRouters = List.copyOf(virtualRouters);
    }

    /**
     * One virtual router.
     *
     * @param interfaceName where it advertises; the interface existed when the file was read
     * @param config its parameters
     */
    public record Entry(String interfaceName, VirtualRouterConfig config) {}
}
