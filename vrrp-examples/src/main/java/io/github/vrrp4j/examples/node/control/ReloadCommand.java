package io.github.vrrp4j.examples.node.control;

import io.github.vrrp4j.examples.node.ExitCodes;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code vrrp reload}. */
@Command(
        name = "reload",
        description = {
            "Has the node read its configuration file again.",
            "",
            "Prints what it changes. What is the same in the file is not touched; a file with a mistake changes nothing. What"
                    + " this host refuses all the same is told, and what was done and put back.",
            "",
            "SIGHUP does the same, and tells the log."
        })
public final class ReloadCommand extends ControlCommand {

    /** Creates it. */
    public ReloadCommand() {}

    @Override
    int run(ControlClient client, PrintWriter out) throws RefusedException {
        if (client.ask(Request.of(NodeCommands.RELOAD)) instanceof Map<?, ?> answer) {
            lines(answer.get("notes")).forEach(out::println);
            List<Map<?, ?>> steps = objects(answer.get("steps"));
            steps.forEach(step -> out.println(
                    step.get("kind") + " " + step.get("subject") + suffix(String.valueOf(step.get("text")))));
            if (steps.isEmpty()) {
                out.println("nothing to change");
            }
            lines(answer.get("warnings")).forEach(warning -> out.println("warning: " + warning));
            lines(answer.get("restart-needed"))
                    .forEach(
                            option -> out.println("changed in the file, but in force only after a restart: " + option));
        }
        return ExitCodes.OK;
    }

    private static String suffix(String text) {
        return text.isEmpty() ? "" : ": " + text;
    }

    private static List<?> lines(@org.jspecify.annotations.Nullable Object list) {
        return list instanceof List<?> lines ? lines : List.of();
    }
}
