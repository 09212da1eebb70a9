package io.github.vrrp4j.examples.node.keepalived;

import io.github.vrrp4j.examples.node.ExitCodes;
import io.github.vrrp4j.examples.node.Version;
import io.github.vrrp4j.examples.node.config.InvalidConfigException;
import io.github.vrrp4j.examples.node.config.Problem;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vrrp convert}. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Prints a keepalived.conf as YAML that does the same.",
            "",
            "Starts nothing, changes nothing. Each thing that does not come along is a line on standard error and a comment in the YAML, with its file and"
                    + " line: NOTE for what is different, IGNORED for what is not needed, WARNING for what other hosts have to be"
                    + " changed for, too, ERROR for what would change who is MASTER or what it serves. With an ERROR, 'vrrp run keepalived.conf' starts nothing; the YAML is"
                    + " printed all the same, to be mended by hand."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:the YAML does what the file does", "2:there are errors, or the YAML has to be mended"})
public final class ConvertCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "keepalived.conf; what it includes is read, too")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private Path file;

    @Mixin
    private final ConfigIdOption configId = new ConfigIdOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Override
    public Integer call() {
        Conversion conversion = Conversion.of(file, configId.value());
        PrintWriter out = spec.commandLine().getOut();
        out.print(conversion.yaml());
        out.flush();
        PrintWriter err = spec.commandLine().getErr();
        conversion.notes().forEach(note -> err.println(note.format()));
        boolean hasErrors = conversion.notes().stream().anyMatch(note -> note.kind() == Note.Kind.ERROR);
        List<Problem> mistakes = hasErrors ? List.of() : mistakes(conversion);
        mistakes.forEach(problem -> err.println(problem.format(file)));
        err.flush();
        return hasErrors || !mistakes.isEmpty() ? ExitCodes.USAGE : ExitCodes.OK;
    }

    private static List<Problem> mistakes(Conversion conversion) {
        try {
            conversion.config();
            return List.of();
        } catch (InvalidConfigException e) {
            return e.problems();
        }
    }
}
