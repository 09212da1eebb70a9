package io.github.vrrp4j.examples.node.check;

import io.github.vrrp4j.examples.node.ExitCodes;
import io.github.vrrp4j.examples.node.Version;
import io.github.vrrp4j.examples.node.config.Explanation;
import io.github.vrrp4j.examples.node.config.InvalidConfigException;
import io.github.vrrp4j.examples.node.config.NodeConfig;
import io.github.vrrp4j.examples.node.keepalived.ConfigIdOption;
import io.github.vrrp4j.examples.node.keepalived.Conversion;
import io.github.vrrp4j.examples.node.keepalived.NodeFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** {@code vrrp explain FILE}. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Prints FILE with every value in force, and the timers.",
            "",
            "It is YAML that means the same. Comments mark what is a default, name the default of what is not, and show the"
                    + " timers that come of it, with their arithmetic; these hold for a MASTER that advertises at the same"
                    + " interval.",
            "",
            "Values of headers are not shown, since they may be secrets, but for Accept, Content-Type, Host and User-Agent."
                    + " Starts nothing, and does not look at this host."
        },
        parameterListHeading = "%n",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:FILE is valid, and explained", "2:mistakes in FILE, each told with its line and column"})
public final class ExplainCommand implements Callable<Integer> {

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "the configuration, YAML in UTF-8 or a keepalived.conf")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Mixin
    private final ConfigIdOption configId = new ConfigIdOption();

    /** Creates the command; picocli needs the constructor. */
    public ExplainCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            out.print(explanation(err));
            out.flush();
            return ExitCodes.OK;
        } catch (InvalidConfigException e) {
            e.print(file, err);
            return ExitCodes.USAGE;
        }
    }

    private String explanation(PrintWriter err) throws InvalidConfigException {
        if (!NodeFile.isKeepalived(file)) {
            return Explanation.of(file);
        }
        Conversion conversion = Conversion.of(file, configId.value());
        NodeConfig unused = conversion.config(); // its mistakes are told by their places in keepalived.conf
        conversion.notes().forEach(note -> err.println(note.format()));
        err.flush();
        return Explanation.of(file, conversion.yaml());
    }
}
