package io.github.vrrp4j.examples.node.control;

import io.github.vrrp4j.examples.node.ExitCodes;
import io.github.vrrp4j.examples.node.Version;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What the commands that ask a running node have in common. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        parameterListHeading = "%n",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:cannot: no node runs, no right to ask it, or there is no such virtual router",
            "2:a mistake on the command line, or in the file that is loaded; nothing was changed"
        })
abstract class ControlCommand implements Callable<Integer> {

    /** How virtual routers are named on the command line. */
    static final String NAMES = "name of a virtual router in the file, or INTERFACE/FAMILY/VRID such as eth0/ipv4/51";

    @Option(
            names = "--control",
            paramLabel = "PATH",
            defaultValue = "/run/vrrp4j/control.sock",
            description = "the socket of the node; default ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path control;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public final Integer call() {
        PrintWriter out = out();
        try {
            return run(new ControlClient(control), out);
        } catch (RefusedException e) {
            PrintWriter err = spec.commandLine().getErr();
            out.flush();
            e.text().lines().forEach(line -> err.println("vrrp: " + line));
            err.flush();
            return e.exitStatus();
        } finally {
            out.flush();
        }
    }

    /** Does what is asked; prints to {@code out}. */
    abstract int run(ControlClient client, PrintWriter out) throws RefusedException;

    CommandSpec spec() {
        return spec;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Has something changed, and prints what the node says of each virtual router. */
    static int change(ControlClient client, Request request, PrintWriter out) throws RefusedException {
        objects(client.ask(request)).forEach(each -> out.println(each.get("text")));
        return ExitCodes.OK;
    }

    /** The objects of an answer that is a list of them. */
    static List<Map<?, ?>> objects(@Nullable Object tree) {
        List<Map<?, ?>> objects = new ArrayList<>();
        if (tree instanceof List<?> list) {
            for (Object each : list) {
                if (each instanceof Map<?, ?> map) {
                    objects.add(map);
                }
            }
        }
        return objects;
    }

    /** A JSON array with each element on a line. */
    static void printArray(@Nullable Object tree, PrintWriter out) {
        List<String> lines = new ArrayList<>();
        if (tree instanceof List<?> list) {
            list.forEach(each -> lines.add(Json.write(each)));
        }
        out.println("[");
        if (!lines.isEmpty()) {
            out.println(String.join(",\n", lines));
        }
        out.println("]");
    }
}
