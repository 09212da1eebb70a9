package io.github.vrrp4j.examples.node.simulate;

import io.github.vrrp4j.examples.node.Version;
import io.github.vrrp4j.examples.node.run.LogSetup;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vrrp simulate}. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Runs routers on a simulated LAN through random faults.",
            "",
            "Checks at every step that VRRP keeps its promises whatever happens: loss, delay, duplication, reordering, partitions, links of one direction, pauses, crashes,"
                    + " restarts, clocks that differ, hosts that refuse addresses. A seed decides everything, so the"
                    + " same seed is the same run on every machine.",
            "",
            "Stops at the first seed that fails, and says how to see it again. Needs no rights; nothing leaves memory."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every promise was kept",
            "1:a promise was broken, or a file could not be written",
            "2:a mistake on the command line; nothing was run"
        })
public final class SimulateCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call
    private CommandSpec spec;

    @Mixin
    private final SimulateOptions options = new SimulateOptions();

    /** Creates it; picocli sets the rest. */
    public SimulateCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        LogSetup.silence();
        CommandLine commandLine = spec.commandLine();
        try {
            return new Simulation(commandLine.getOut(), commandLine.getErr()).run(options);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine, String.valueOf(e.getMessage()), e);
        }
    }
}
