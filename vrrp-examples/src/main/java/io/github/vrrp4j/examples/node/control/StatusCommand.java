package io.github.vrrp4j.examples.node.control;

import io.github.vrrp4j.examples.node.ExitCodes;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vrrp status}. */
@Command(
        name = "status",
        description = {
            "Shows the virtual routers of the node that runs here.",
            "",
            "One line for each, or everything with --json."
        },
        footerHeading = "%nThe keys of --json:%n",
        footer = {
            "  interface, family, vrid, name, state, priority, effective-priority, owner,",
            "  master-address, cause, last-event, new-master-reason, state-since, up-since,",
            "  the intervals, addresses, addresses-held, faults, health, group, statistics,",
            "  discarded, peers:",
            "  docs/control.md says what each means."
        })
public final class StatusCommand extends ControlCommand {

    private static final String CLEAR = "\u001b[H\u001b[2J";
    private static final long WATCH_INTERVAL_MS = 1_000;

    @Option(names = "--json", description = "print one JSON array with an object for each virtual router")
    private boolean json;

    @Option(names = "--watch", description = "show it anew every second, until Ctrl-C")
    private boolean watch;

    @Parameters(paramLabel = "VR", arity = "0..*", description = NAMES + "; default all")
    private List<String> names = List.of();

    /** Creates it; picocli sets the rest. */
    public StatusCommand() {}

    @Override
    int run(ControlClient client, PrintWriter out) throws RefusedException {
        Request request = Request.of(NodeCommands.STATUS).with(Request.VIRTUAL_ROUTERS, names);
        boolean terminal = watch && isTerminal();
        do {
            Object status = client.ask(request);
            print(status, terminal, out);
        } while (watch && !out.checkError() && pause());
        return ExitCodes.OK;
    }

    private void print(@Nullable Object status, boolean terminal, PrintWriter out) {
        if (json) {
            printArray(status, out);
        } else {
            out.print(terminal ? CLEAR : "");
            StatusTable.lines(objects(status), Instant.now()).forEach(out::println);
            if (watch && !terminal) {
                out.println();
            }
        }
        out.flush();
    }

    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(WATCH_INTERVAL_MS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean isTerminal() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException e) {
            return false; // whatever it is, no control characters go there
        }
    }
}
