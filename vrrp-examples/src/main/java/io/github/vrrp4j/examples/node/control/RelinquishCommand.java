package io.github.vrrp4j.examples.node.control;

import io.github.vrrp4j.examples.node.config.DurationText;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code vrrp relinquish}. */
@Command(
        name = "relinquish",
        description = {
            "Hands virtual addresses over to another node.",
            "",
            "The other one is preferred for some time; this one takes them back meanwhile only if no other is there."
        })
public final class RelinquishCommand extends ControlCommand {

    @Parameters(arity = "1..*", paramLabel = "VR", description = NAMES)
    private List<String> names = List.of();

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            defaultValue = "60s",
            description = "how long, 1ms..24h; default ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String duration;

    /** Creates it; picocli sets the rest. */
    public RelinquishCommand() {}

    @Override
    int run(ControlClient client, PrintWriter out) throws RefusedException {
        return change(
                client,
                Request.of(NodeCommands.RELINQUISH)
                        .with(Request.VIRTUAL_ROUTERS, names)
                        .with(NodeCommands.MS, durationMs()),
                out);
    }

    private long durationMs() {
        try {
            Duration parsed = DurationText.parse(duration);
            if (parsed.toMillis() >= 1 && parsed.toMillis() <= NodeCommands.MAX_RELINQUISH_MS) {
                return parsed.toMillis();
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec().commandLine(), "--for " + e.getMessage(), e);
        }
        throw new ParameterException(spec().commandLine(), "--for " + duration + " is not in 1ms..24h");
    }
}
