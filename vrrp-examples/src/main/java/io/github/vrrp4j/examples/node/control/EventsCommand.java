package io.github.vrrp4j.examples.node.control;

import io.github.vrrp4j.examples.node.ExitCodes;
import java.io.PrintWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vrrp events}. */
@Command(
        name = "events",
        description = {"Shows what happened on the node, the oldest first.", "", "The last 1,000 events at most."})
public final class EventsCommand extends ControlCommand {

    @Option(names = "--follow", description = "go on with what happens, until Ctrl-C")
    private boolean follow;

    @Option(names = "--json", description = "print one JSON object for each event, on a line of its own")
    private boolean json;

    /** Creates it; picocli sets the rest. */
    public EventsCommand() {}

    @Override
    int run(ControlClient client, PrintWriter out) throws RefusedException {
        Request request = Request.of(NodeCommands.EVENTS);
        if (follow) {
            Thread asking = Thread.currentThread();
            client.follow(request.with(NodeCommands.FOLLOW, true), event -> {
                print(event, out);
                if (out.checkError()) { // nobody reads it any more
                    asking.interrupt();
                }
            });
        } else {
            objects(client.ask(request)).forEach(event -> print(event, out));
        }
        return ExitCodes.OK;
    }

    private void print(@Nullable Object event, PrintWriter out) {
        if (json) {
            out.println(Json.write(event));
        } else if (event instanceof Map<?, ?> map) {
            out.println(map.get("time") + " " + map.get("text"));
        }
    }
}
