package io.github.vrrp4j.examples.node.control;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code vrrp announce}. */
@Command(
        name = "announce",
        description = {
            "Tells the neighbours again where the virtual addresses are.",
            "",
            "By gratuitous ARP and unsolicited Neighbor Advertisements. Does nothing where the node is not MASTER."
        })
public final class AnnounceCommand extends ControlCommand {

    @Parameters(paramLabel = "VR", arity = "0..*", description = NAMES + "; default all")
    private List<String> names = List.of();

    /** Creates it; picocli sets the rest. */
    public AnnounceCommand() {}

    @Override
    int run(ControlClient client, PrintWriter out) throws RefusedException {
        return change(client, Request.of(NodeCommands.ANNOUNCE).with(Request.VIRTUAL_ROUTERS, names), out);
    }
}
