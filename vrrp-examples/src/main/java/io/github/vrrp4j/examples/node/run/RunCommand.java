package io.github.vrrp4j.examples.node.run;

import io.github.vrrp4j.examples.node.ExitCodes;
import io.github.vrrp4j.examples.node.Version;
import io.github.vrrp4j.examples.node.config.InvalidConfigException;
import io.github.vrrp4j.examples.node.keepalived.ConfigIdOption;
import io.github.vrrp4j.examples.node.keepalived.NodeFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vrrp run FILE}. */
@Command(
        name = RunCommand.NAME,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Runs the virtual routers of FILE in the foreground.",
            "",
            "It ends on SIGTERM or SIGINT (Ctrl-C), and reads FILE again on SIGHUP. Needs root, or CAP_NET_RAW and"
                    + " CAP_NET_ADMIN.",
            "",
            "Each transition is one line on standard output. On the signal a MASTER resigns, the virtual addresses are"
                    + " taken off the interfaces, and the process ends with status 0 within two seconds, or what"
                    + " close-timeout in FILE says; hooks that are told of it may take ten seconds more."
        },
        parameterListHeading = "%n",
        footerHeading = "%nA file:%n",
        footer = {
            "  virtual-routers:",
            "    - interface: eth0",
            "      vrid: 51                      # 1..255, the same on all its routers",
            "      priority: 100                 # default; 255 for the owner",
            "      advertisement-interval: 1s    # default; 10ms..40950ms",
            "      addresses: [192.0.2.10/24]    # IPv4, IPv6 or both",
            "",
            "'vrrp check FILE' finds mistakes, 'vrrp explain FILE' shows every value in force.",
            "docs/configuration.md has every key: health checks, groups, hooks and more."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:ended as asked",
            "1:cannot run: missing capabilities, or the system refused",
            "2:mistakes in FILE, each told with its line and column; nothing was started"
        })
public final class RunCommand implements Callable<Integer> {

    /** What it is called. */
    public static final String NAME = "run";

    private final NodeProcess process;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            description =
                    "the configuration, YAML in UTF-8; or a keepalived.conf, whose name ends in .conf, or which begins as"
                            + " one does")
    @SuppressWarnings("NullAway.Init") // likewise
    private Path file;

    @Mixin
    private final ConfigIdOption configId = new ConfigIdOption();

    /** Creates it. */
    public RunCommand(NodeProcess process) {
        this.process = process;
    }

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        try {
            NodeFile.Read read = NodeFile.read(file, configId.value());
            read.notes().forEach(note -> err.println(note.format()));
            err.flush();
            return process.run(Version.text(), file, configId.value(), read.config(), err);
        } catch (InvalidConfigException e) {
            e.print(file, err);
            return ExitCodes.USAGE;
        }
    }
}
