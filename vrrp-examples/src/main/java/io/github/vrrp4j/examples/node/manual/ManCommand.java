package io.github.vrrp4j.examples.node.manual;

import io.github.vrrp4j.examples.node.ExitCodes;
import io.github.vrrp4j.examples.node.Version;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vrrp man}. */
@Command(
        name = "man",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Prints the manual page, in roff.",
            "",
            "To read it:     vrrp man | man -l -",
            "To install it:  vrrp man > /usr/local/share/man/man1/vrrp.1"
        })
public final class ManCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call
    private CommandSpec spec;

    /** Creates it; picocli needs the constructor. */
    public ManCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(ManualPage.of(spec.root(), Version.text()));
        out.flush();
        return ExitCodes.OK;
    }
}
