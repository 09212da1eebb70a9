package io.github.vrrp4j.examples.node;

import io.github.vrrp4j.examples.node.config.NearestName;
import io.github.vrrp4j.examples.node.run.NodeProcess;
import io.github.vrrp4j.examples.node.run.RunCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The entry point of the {@code vrrp} command. */
public final class Main {

    /** Set, to anything, it adds stack traces to the messages about mistakes of the program itself. */
    private static final String DEBUG = "VRRP4J_DEBUG";

    private Main() {}

    /** Runs one command and ends the JVM with its exit status. */
    public static void main(String[] arguments) {
        NodeProcess process = new NodeProcess();
        if (arguments.length > 0 && arguments[0].equals(RunCommand.NAME)) {
            process.arm(); // before anything that takes time
        }
        int status = commandLine(process).execute(arguments);
        process.disarm();
        System.exit(status);
    }

    static CommandLine commandLine(NodeProcess process) {
        // Messages name paragraphs with a sign that the C locale, the one of many services, would turn into a question
        // mark.
        return new CommandLine(new VrrpCommand(), new Commands(process))
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler(Main::onUsageError)
                .setExecutionExceptionHandler((e, commandLine, parsed) -> onUnexpected(e, commandLine.getErr()));
    }

    /** Makes the commands; one of them runs the process. */
    private record Commands(NodeProcess process) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            return type == RunCommand.class
                    ? type.cast(new RunCommand(process))
                    : CommandLine.defaultFactory().create(type);
        }
    }

    private static int onUsageError(ParameterException e, String[] arguments) {
        CommandLine commandLine = e.getCommandLine();
        PrintWriter err = commandLine.getErr();
        boolean isRoot = commandLine.getParent() == null;
        if (arguments.length == 0) {
            commandLine.usage(err);
        } else {
            String command = commandLine.getCommandSpec().qualifiedName();
            err.println(command + ": " + message(e));
            err.println(isRoot ? "'vrrp help' lists the commands." : "'" + command + " --help' says what it takes.");
        }
        err.flush();
        return ExitCodes.USAGE;
    }

    private static String message(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return String.valueOf(e.getMessage()).replaceFirst("^Error: ", ""); // picocli's, of exclusive options alone
        }
        String written = unmatched.getUnmatched().get(0);
        CommandSpec spec = e.getCommandLine().getCommandSpec();
        if (unmatched.isUnknownOption()) {
            return "unknown option '" + written + "'"
                    + didYouMean(written, spec.optionsMap().keySet());
        }
        return spec.parent() == null
                ? "unknown command '" + written + "'" + didYouMean(written, visibleCommands(spec))
                : "unexpected argument '" + written + "'";
    }

    private static String didYouMean(String written, Collection<String> names) {
        return NearestName.of(written, names)
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("");
    }

    private static List<String> visibleCommands(CommandSpec spec) {
        return spec.subcommands().entrySet().stream()
                .filter(command ->
                        !command.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static int onUnexpected(Exception e, PrintWriter err) {
        err.println("vrrp: unexpected " + e + "; this is a mistake in the program"
                + (System.getenv(DEBUG) == null ? ", set " + DEBUG + "=1 to see where" : ""));
        if (System.getenv(DEBUG) != null) {
            e.printStackTrace(err);
        }
        err.flush();
        return ExitCodes.CANNOT_RUN;
    }
}
