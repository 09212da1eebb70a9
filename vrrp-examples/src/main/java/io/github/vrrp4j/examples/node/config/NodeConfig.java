package io.github.vrrp4j.examples.node.config;

import io.github.vrrp4j.netlink.LinuxOptions;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.util.List;

/**
 * What one node runs, as its file says; free of mistakes that can be seen without starting it.
 *
 * @param options what is asked of the kernel
 * @param virtualRouters at least one, in the order of the file
 */
public record NodeConfig(LinuxOptions options, List<Entry> virtualRouters) {

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
