package io.github.vrrp4j.examples.node.control;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code vrrp maintenance}. */
@Command(
        name = "maintenance",
        description = {
            "Takes virtual routers out of service, or puts them back.",
            "",
            "Out of service, a virtual router gives its addresses up and is silent, as if the host were not there."
        })
public final class MaintenanceCommand extends ControlCommand {

    @Parameters(index = "0", paramLabel = "on|off", description = "out of service, or in service again")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String wanted;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "VR", description = NAMES + "; default all")
    private List<String> names = List.of();

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
                        .with(Request.VIRTUAL_ROUTERS, names)
                        .with(NodeCommands.ON, wanted.equals("on")),
                out);
    }
}
