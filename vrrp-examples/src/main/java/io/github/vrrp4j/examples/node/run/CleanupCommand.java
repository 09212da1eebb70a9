package io.github.vrrp4j.examples.node.run;

import io.github.vrrp4j.examples.node.Version;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vrrp cleanup}. */
@Command(
        name = "cleanup",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Removes what nodes that were killed have left on this host.",
            "",
            "That is addresses, routes, macvlan interfaces, changed sysctls and packet filters. Prints a line for each thing"
                    + " removed. Leaves alone what living nodes have, and says so. Needs root, or CAP_NET_RAW and"
                    + " CAP_NET_ADMIN.",
            "",
            "A node that starts does the same by itself."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:nothing is left", "1:something could not be removed, or looked at"})
public final class CleanupCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call
    private CommandSpec spec;

    @Option(
            names = "--state-directory",
            paramLabel = "DIR",
            defaultValue = "/run/vrrp4j",
            description = "that of the nodes; default ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // likewise
    private Path stateDirectory;

    /** Creates it; picocli sets the rest. */
    public CleanupCommand() {}

    @Override
    public Integer call() {
        LogSetup.silence();
        CommandLine commandLine = spec.commandLine();
        return Cleanup.run(stateDirectory, commandLine.getOut(), commandLine.getErr());
    }
}
