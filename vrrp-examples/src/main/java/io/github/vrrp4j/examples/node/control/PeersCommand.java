package io.github.vrrp4j.examples.node.control;

import io.github.vrrp4j.examples.node.ExitCodes;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vrrp peers}. */
@Command(name = "peers", description = "Shows the other routers that the node hears.")
public final class PeersCommand extends ControlCommand {

    @Option(names = "--json", description = "print one JSON array with an object for each virtual router")
    private boolean json;

    @Parameters(paramLabel = "VR", arity = "0..*", description = NAMES + "; default all")
    private List<String> names = List.of();

    /** Creates it; picocli sets the rest. */
    public PeersCommand() {}

    @Override
    int run(ControlClient client, PrintWriter out) throws RefusedException {
        Object peers = client.ask(Request.of(NodeCommands.PEERS).with(Request.VIRTUAL_ROUTERS, names));
        if (json) {
            printArray(peers, out);
        } else {
            StatusTable.peerLines(objects(peers)).forEach(out::println);
        }
        return ExitCodes.OK;
    }
}
