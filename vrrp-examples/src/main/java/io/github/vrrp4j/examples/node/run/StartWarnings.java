package io.github.vrrp4j.examples.node.run;

import io.github.vrrp4j.command.Command;
import io.github.vrrp4j.examples.node.config.NodeConfig;
import io.github.vrrp4j.netlink.Leftover;
import io.github.vrrp4j.netlink.LinuxNetwork;
import io.github.vrrp4j.router.RouterConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the log tells before virtual routers run: what is probably not meant, or will not work on this host. */
final class StartWarnings {
    private static final Logger LOG = LoggerFactory.getLogger(NodeProcess.class);

    private StartWarnings() {}

    /** Tells what a node that was killed has left here; null if a signal was faster than the network. */
    static void leftovers(@Nullable LinuxNetwork opened) {
        if (opened == null) {
            return;
        }
        for (Leftover leftover : opened.leftovers()) {
            if (leftover.outcome() == Leftover.Outcome.FAILED) {
                LOG.warn("{}", leftover);
            } else {
                LOG.info("{}", leftover);
            }
        }
    }

    /** Tells what is odd about a configuration on this host. */
    static void config(NodeConfig config) {
        Collection<String> interfaces = Interfaces.names();
        config.virtualRouters().stream()
                .map(RouterConfig.Entry::interfaceName)
                .distinct()
                .filter(name -> !interfaces.contains(name)) // it may come; or it is a slip of the pen
                .forEach(name ->
                        LOG.warn("if={} does not exist on this host, which has {}: waiting for it", name, interfaces));
        of(config).forEach(LOG::warn);
    }

    /** What is odd about a configuration; and what would keep commands from being run when it is their turn. */
    static List<String> of(NodeConfig config) {
        List<String> warnings = new ArrayList<>(config.router().warnings());
        try {
            for (Command command : config.commands()) {
                command.obstacle().ifPresent(text -> warnings.add("command " + command + ": " + text));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the node is about to end
        }
        return warnings;
    }
}
