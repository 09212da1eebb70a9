package io.github.vrrp4j.examples.node.config;

import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one node runs, as its file says; free of mistakes that can be seen without starting it.
 *
 * @param virtualRouters at least one, in the order of the file
 * @param stateDirectory where the node writes down what it may have on the host; null for nowhere
 */
public record NodeConfig(
        List<Entry> virtualRouters, @Nullable Path stateDirectory) {

    /** Where that is if nothing is said. */
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
