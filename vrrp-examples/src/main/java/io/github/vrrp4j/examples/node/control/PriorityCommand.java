package io.github.vrrp4j.examples.node.control;

import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code vrrp priority}. */
@Command(
        name = "priority",
        description = {
            "Sets the priority of a virtual router.",
            "",
            "It counts until it is configured anew or the node ends."
        })
public final class PriorityCommand extends ControlCommand {

    @Parameters(index = "0", paramLabel = "VR", description = NAMES)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String name;

    @Parameters(index = "1", paramLabel = "N", description = "1..254, or 255 for the owner of the addresses")
    private int priority;

    /** Creates it; picocli sets the rest. */
    public PriorityCommand() {}

    @Override
    int run(ControlClient client, PrintWriter out) throws RefusedException {
        try {
            VirtualRouterConfig.requirePriority(priority);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec().commandLine(), String.valueOf(e.getMessage()), e);
        }
        return change(
                client,
                Request.of(NodeCommands.PRIORITY)
                        .with(Request.VIRTUAL_ROUTERS, List.of(name))
                        .with(NodeCommands.PRIORITY, priority),
                out);
    }
}
