package io.github.vrrp4j.examples.node.run;

import io.github.vrrp4j.examples.node.ExitCodes;
import io.github.vrrp4j.examples.node.Version;
import io.github.vrrp4j.examples.node.config.ConfigFile;
import io.github.vrrp4j.examples.node.config.InvalidConfigException;
import io.github.vrrp4j.examples.node.keepalived.NodeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code vrrp warm-up}: does what a node does to start, and ends. The launcher has the JVM write the classes that were loaded
 * into an archive (-XX:ArchiveClassesAtExit), from which the next nodes start.
 *
 * <p>FILE is read, but what runs is a virtual router on an interface that does not exist, so nothing is sent; its state
 * directory and its control socket are its own.
 */
@Command(name = "warm-up", hidden = true, description = "Loads the classes that a node of FILE needs, and ends.")
public final class WarmUpCommand implements Callable<Integer> {

    private static final String CONFIGURATION = """
            state-directory: %1$s/state
            control: %1$s/control.sock
            virtual-routers:
              - {interface: vrrp4j-no-such, vrid: 1, addresses: [192.0.2.1/32]}
            """;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE")
    @SuppressWarnings("NullAway.Init") // likewise
    private Path file;

    /** Creates it; picocli needs the constructor. */
    public WarmUpCommand() {}

    @Override
    public Integer call() throws IOException, InvalidConfigException {
        NodeFile.read(file, Optional.empty());
        Path directory = Files.createTempDirectory("vrrp4j-warm-up");
        try {
            Path own = Files.writeString(directory.resolve("node.yaml"), CONFIGURATION.formatted(directory));
            Optional<String> reason = new NodeProcess().startAndClose(Version.text(), own, ConfigFile.read(own));
            reason.ifPresent(text -> spec.commandLine().getErr().println("vrrp: " + text));
            return reason.isEmpty() ? ExitCodes.OK : ExitCodes.CANNOT_RUN;
        } finally {
            delete(directory);
        }
    }

    private static void delete(Path directory) throws IOException {
        List<Path> tree;
        try (Stream<Path> files = Files.walk(directory)) {
            tree = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : tree) {
            Files.delete(each);
        }
    }
}
