package io.github.vrrp4j.examples.node.check;

import io.github.vrrp4j.examples.node.ExitCodes;
import io.github.vrrp4j.examples.node.Version;
import io.github.vrrp4j.examples.node.config.InvalidConfigException;
import io.github.vrrp4j.examples.node.config.Problem;
import io.github.vrrp4j.examples.node.config.WrittenCommand;
import io.github.vrrp4j.examples.node.keepalived.ConfigIdOption;
import io.github.vrrp4j.examples.node.keepalived.NodeFile;
import io.github.vrrp4j.examples.node.keepalived.Note;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vrrp check FILE}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Checks FILE, and tells all mistakes at once.",
            "",
            "They go to standard error, each with its line and column and how to mend it; warnings, too, of what can be run"
                    + " and is probably not meant.",
            "",
            "Starts nothing, and looks at nothing of this host but the programs that FILE names, whether root would run them,"
                    + " and their users: 'vrrp doctor FILE' does that."
        },
        parameterListHeading = "%n",
        footerHeading = "%nThe keys of --json:%n",
        footer = {
            "  file, valid         whether it can be run",
            "  virtual-routers     how many; null if it is not valid",
            "  problems            severity (error or warning), line, column, text",
            "  Line and column are null where the whole file is meant."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:FILE is valid, with warnings or without", "2:mistakes in FILE"})
public final class CheckCommand implements Callable<Integer> {

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "the configuration, YAML in UTF-8 or a keepalived.conf")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(names = "--json", description = "print one JSON object on standard output, and nothing else")
    private boolean json;

    @Mixin
    private final ConfigIdOption configId = new ConfigIdOption();

    /** Creates the command; picocli needs the constructor. */
    public CheckCommand() {}

    @Override
    public Integer call() {
        try {
            NodeFile.Read read = NodeFile.read(file, configId.value());
            notes(read.notes());
            valid(read);
            return ExitCodes.OK;
        } catch (InvalidConfigException e) {
            invalid(e.problems());
            return ExitCodes.USAGE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCodes.CANNOT_RUN;
        }
    }

    /** What becomes of the statements of a keepalived.conf. */
    private void notes(List<Note> notes) {
        PrintWriter err = spec.commandLine().getErr();
        notes.forEach(note -> err.println(note.format()));
        err.flush();
    }

    private void valid(NodeFile.Read read) throws InterruptedException {
        List<Problem> warnings = new ArrayList<>();
        read.config().router().warnings().forEach(text -> warnings.add(new Problem(0, 0, text)));
        warnings.addAll(WrittenCommand.obstacles(read.commands()));
        int count = read.config().virtualRouters().size();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(CheckJson.valid(file, count, warnings));
        } else {
            PrintWriter err = spec.commandLine().getErr();
            warnings.forEach(warning -> err.println(warning.format("warning: ", file)));
            err.flush();
            out.println(file + " is valid: " + count + (count == 1 ? " virtual router" : " virtual routers"));
        }
        out.flush();
    }

    private void invalid(List<Problem> problems) {
        if (json) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(CheckJson.invalid(file, problems));
            out.flush();
        } else {
            PrintWriter err = spec.commandLine().getErr();
            problems.forEach(problem -> err.println(problem.format(file)));
            err.flush();
        }
    }
}
