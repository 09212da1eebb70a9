package io.github.vrrp4j.examples.node.monitor;

import io.github.vrrp4j.examples.node.Version;
import io.github.vrrp4j.examples.node.run.LogSetup;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vrrp monitor}. */
@Command(
        name = "monitor",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Shows the VRRP packets of an interface or of a capture.",
            "",
            "Version 2 and 3: one line for each packet, with every field and what a receiver makes of it. Sends nothing.",
            "",
            "A table says who is master of what: at the end, and on an interface whenever that changes. Times are"
                    + " UTC. A dash stands for what a packet does not have.",
            "",
            "Needs libpcap; and for an interface root, or CAP_NET_RAW. An interface is set to promiscuous mode. With 'any'"
                    + " none is, so that advertisements may be missing, and VLANs are not told apart."
        },
        footerHeading = "%nThe keys of --json:%n",
        footer = {
            "  time, source, destination, version, type, vrid, priority, count,",
            "  max-advert-int-cs   in centiseconds, also for version 2",
            "  checksum            over IPv4, version 3: pseudo-header or message-only;",
            "                      where there is but one form: ok; wrong in each: bad",
            "  addresses, verdict  VALID, or the check of a receiver that failed",
            "  A field that the packet does not have is null."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:ended as asked, at the end of the capture, or when nobody read the output any more",
            "1:cannot run: no libpcap, missing capabilities, an interface that went, or a capture that is broken"
                    + " behind what was shown",
            "2:a mistake on the command line, or FILE is not a capture; nothing was shown"
        })
public final class MonitorCommand implements Callable<Integer> {

    /** Where packets come from. */
    static final class PacketSource {
        @Option(
                names = "--interface",
                paramLabel = "NAME",
                description = "watch an interface, until SIGINT (Ctrl-C) or SIGTERM; 'any' for all of them")
        private @Nullable String interfaceName;

        @Option(names = "--read", paramLabel = "FILE", description = "show what a capture holds, pcap or pcapng")
        private @Nullable Path file;
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // likewise
    private PacketSource source;

    @Option(names = "--json", description = "print one JSON object for each packet, and no tables")
    private boolean json;

    /** Creates it; picocli sets the rest. */
    public MonitorCommand() {}

    @Override
    public Integer call() {
        LogSetup.silence();
        CommandLine commandLine = spec.commandLine();
        Monitor monitor = new Monitor(commandLine.getOut(), commandLine.getErr(), json);
        String interfaceName = source.interfaceName;
        return interfaceName != null ? monitor.watch(interfaceName) : monitor.read(Objects.requireNonNull(source.file));
    }
}
