package io.github.vrrp4j.examples.node.run;

import io.github.vrrp4j.examples.node.ExitCodes;
import io.github.vrrp4j.examples.node.config.ConfigFile;
import io.github.vrrp4j.netlink.LinuxNetwork;
import io.github.vrrp4j.netlink.LinuxOptions;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.VrrpRouter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code vrrp warm-up}: does what a node does to start, and ends. The launcher has the JVM write the classes that were loaded
 * into an archive (-XX:ArchiveClassesAtExit), from which the next nodes start.
 *
 * <p>Its virtual router is on an interface that does not exist, so nothing is sent; its state directory is its own.
 */
@Command(name = "warm-up", hidden = true, description = "Loads the classes that a node of FILE needs, and ends.")
public final class WarmUpCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUpCommand.class);

    /** No interface has it; and if one had, the router would be closed long before it is MASTER there. */
    private static final String NO_INTERFACE = "vrrp4j-no-such";

    @Parameters(paramLabel = "FILE")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call
    private Path file;

    /** Creates it; picocli needs the constructor. */
    public WarmUpCommand() {}

    @Override
    public Integer call() throws Exception {
        ConfigFile.read(file);
        Path state = Files.createTempDirectory("vrrp4j-warm-up");
        try (LinuxNetwork network = LinuxNetwork.open(LinuxOptions.DEFAULTS.stateDirectory(state));
                VrrpRouter router = VrrpRouter.builder(network).start()) {
            router.add(
                    NO_INTERFACE,
                    VirtualRouterConfig.builder(1).address("192.0.2.1/32").build());
            LOG.info("if={} interfaces={}", NO_INTERFACE, Interfaces.names());
        } finally {
            delete(state);
        }
        return ExitCodes.OK;
    }

    private static void delete(Path directory) throws IOException {
        List<Path> children;
        try (Stream<Path> tree = Files.walk(directory)) {
            children = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path child : children) {
            Files.delete(child);
        }
    }
}
