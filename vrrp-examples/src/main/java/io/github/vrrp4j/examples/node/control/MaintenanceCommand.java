package io.github.vrrp4j.examples.node.control;

import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code vrrp maintenance}. */
@Command(
        name = "maintenance",
        description =
                "Takes virtual routers out of service, as if the host were not there, or puts them into service again.")
public final class MaintenanceCommand extends ControlCommand {

    @Parameters(index = "0", paramLabel = "on|off", description = "out of service, or in service again")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String wanted;

    @Parameters(index = "1", arity = "0..1", paramLabel = "VR", description = NAMES + "; default all")
    private @Nullable String name;

    /** Creates it; picocli sets the rest. */
    public MaintenanceCommand() {}

    @Override
    int run(ControlClient client, PrintWriter out) throws RefusedException {
        if (!wanted.equals("on") && !wanted.equals("off")) {
            throw new ParameterException(spec().commandLine(), "'" + wanted + "' is neither on nor off");
        }
        return change(
                client,
                Request.of(NodeCommands.MAINTENANCE)
                        .with(Request.VIRTUAL_ROUTERS, name == null ? List.of() : List.of(name))
                        .with(NodeCommands.ON, wanted.equals("on")),
                out);
    }
}
