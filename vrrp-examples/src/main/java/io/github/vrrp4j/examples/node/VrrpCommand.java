package io.github.vrrp4j.examples.node;

import io.github.vrrp4j.examples.node.check.CheckCommand;
import io.github.vrrp4j.examples.node.check.ExplainCommand;
import io.github.vrrp4j.examples.node.config.DurationText;
import io.github.vrrp4j.examples.node.config.InvalidConfigException;
import io.github.vrrp4j.examples.node.config.NodeConfig;
import io.github.vrrp4j.examples.node.control.AnnounceCommand;
import io.github.vrrp4j.examples.node.control.EventsCommand;
import io.github.vrrp4j.examples.node.control.MaintenanceCommand;
import io.github.vrrp4j.examples.node.control.PeersCommand;
import io.github.vrrp4j.examples.node.control.PriorityCommand;
import io.github.vrrp4j.examples.node.control.RelinquishCommand;
import io.github.vrrp4j.examples.node.control.ReloadCommand;
import io.github.vrrp4j.examples.node.control.StatusCommand;
import io.github.vrrp4j.examples.node.demo.CloudProvider;
import io.github.vrrp4j.examples.node.demo.DemoClient;
import io.github.vrrp4j.examples.node.demo.DemoCommand;
import io.github.vrrp4j.examples.node.demo.DemoHost;
import io.github.vrrp4j.examples.node.demo.DemoServer;
import io.github.vrrp4j.examples.node.demo.RedisWriter;
import io.github.vrrp4j.examples.node.doctor.Doctor;
import io.github.vrrp4j.examples.node.keepalived.ConvertCommand;
import io.github.vrrp4j.examples.node.keepalived.NodeFile;
import io.github.vrrp4j.examples.node.manual.ManCommand;
import io.github.vrrp4j.examples.node.monitor.Monitor;
import io.github.vrrp4j.examples.node.run.Cleanup;
import io.github.vrrp4j.examples.node.run.LogSetup;
import io.github.vrrp4j.examples.node.run.NodeProcess;
import io.github.vrrp4j.examples.node.run.WarmUpCommand;
import io.github.vrrp4j.examples.node.simulate.SimulateOptions;
import io.github.vrrp4j.examples.node.simulate.Simulation;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The commands of {@code vrrp}; each is a method. */
@Command(
        name = "vrrp",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            CheckCommand.class,
            ExplainCommand.class,
            ConvertCommand.class,
            StatusCommand.class,
            PeersCommand.class,
            EventsCommand.class,
            PriorityCommand.class,
            RelinquishCommand.class,
            MaintenanceCommand.class,
            AnnounceCommand.class,
            ReloadCommand.class,
            DemoCommand.class,
            ManCommand.class,
            WarmUpCommand.class,
            RedisWriter.class,
            CloudProvider.class,
            HelpCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        description = "VRRPv3 (RFC 5798, RFC 9568) virtual routers in Java.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:ended as asked",
            "1:cannot run: missing capabilities, or the system refused",
            "2:a mistake in the configuration file or on the command line; nothing was started"
        })
final class VrrpCommand {
    static final String RUN = "run";
    private static final String SIMULATE = "simulate";
    private static final String DOCTOR = "doctor";

    private static final Duration MIN_LISTEN = Duration.ofMillis(100);
    private static final Duration MAX_LISTEN = Duration.ofMinutes(10);

    private final NodeProcess process;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls any method
    private CommandSpec spec;

    /**
     * Creates the commands.
     *
     * @param process runs a configuration
     */
    VrrpCommand(NodeProcess process) {
        this.process = process;
    }

    @Command(
            name = RUN,
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description = {
                "Runs the virtual routers of a YAML file in the foreground, until SIGTERM or SIGINT (Ctrl-C). Needs root,"
                        + " or CAP_NET_RAW and CAP_NET_ADMIN.",
                "",
                "Each transition is one line on standard output. On the signal a MASTER resigns, the virtual addresses are"
                        + " taken off the interfaces, and the process ends with status 0 within two seconds; hooks that"
                        + " are told of it may take ten seconds more."
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
    int run(
            @Parameters(
                            paramLabel = "FILE",
                            description =
                                    "the configuration, YAML in UTF-8; or a keepalived.conf, whose name ends in .conf,"
                                            + " or which begins as one does")
                    Path file,
            @Option(
                            names = {"-i", "--config-id"},
                            paramLabel = "ID",
                            description =
                                    "of a keepalived.conf: what lines that begin with @ are compared with; default the"
                                            + " host's name up to the first dot")
                    @Nullable
                    String configId) {
        PrintWriter err = spec.commandLine().getErr();
        try {
            Optional<String> id = Optional.ofNullable(configId);
            NodeFile.Read read = NodeFile.read(file, id);
            read.notes().forEach(note -> err.println(note.format()));
            err.flush();
            return process.run(Version.text(), file, id, read.config(), err);
        } catch (InvalidConfigException e) {
            return mistakes(file, e);
        }
    }

    @Command(
            name = DOCTOR,
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            sortOptions = false,
            description = {
                "Checks whether this host is fit to run the virtual routers of FILE, or without FILE looks at every"
                        + " interface that is up: rights, kernel, state directory, interfaces, sysctls, firewall; then"
                        + " listens who else advertises, asks who has the virtual addresses and whether unicast peers"
                        + " answer, and tries with a neighbour whether the network carries virtual router MAC"
                        + " addresses.",
                "",
                "Each line is OK, WARN or FAIL, and says how to mend what is not OK. Sends ARP probes and Neighbor"
                        + " Solicitations, joins the VRRP groups while it listens, makes a macvlan for a moment, and"
                        + " leaves nothing changed.",
                "",
                "Needs root, or CAP_NET_RAW and CAP_NET_ADMIN, for all of it; without, it checks what it can."
            },
            parameterListHeading = "%n",
            footerHeading = "%nThe keys of --json:%n",
            footer = {
                "  check, subject      what was checked, and of what",
                "  result              OK, WARN or FAIL",
                "  text                what was found",
                "  remedy              how to mend it; null if it is OK"
            },
            exitCodeListHeading = "%nExit status:%n",
            exitCodeList = {
                "0:no check says FAIL",
                "1:a check says FAIL",
                "2:a mistake on the command line or in FILE; nothing was checked"
            })
    int doctor(
            @Parameters(
                            arity = "0..1",
                            paramLabel = "FILE",
                            description = "the configuration that is to run here, YAML or a keepalived.conf")
                    @Nullable
                    Path file,
            @Option(names = "--json", description = "print one JSON array with an object for each check") boolean json,
            @Option(
                            names = "--listen",
                            paramLabel = "DURATION",
                            defaultValue = "3s",
                            description =
                                    "how long to listen to advertisements, 100ms..600s; default" + " ${DEFAULT-VALUE}")
                    String listen) {
        LogSetup.silence();
        CommandLine commandLine = spec.commandLine();
        Duration duration = listenDuration(listen);
        try {
            NodeConfig config =
                    file == null ? null : NodeFile.read(file, Optional.empty()).config();
            return new Doctor(commandLine.getOut(), json, duration).run(config);
        } catch (InvalidConfigException e) {
            return mistakes(Objects.requireNonNull(file), e);
        }
    }

    private Duration listenDuration(String text) {
        CommandLine doctor = spec.subcommands().get(DOCTOR);
        try {
            Duration duration = DurationText.parse(text);
            if (duration.compareTo(MIN_LISTEN) < 0 || duration.compareTo(MAX_LISTEN) > 0) {
                throw new ParameterException(doctor, "--listen " + text + " is not in 100ms..600s");
            }
            return duration;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(doctor, "--listen " + e.getMessage(), e);
        }
    }

    private int mistakes(Path file, InvalidConfigException e) {
        PrintWriter err = spec.commandLine().getErr();
        e.problems().forEach(problem -> err.println(problem.format(file)));
        err.flush();
        return ExitCodes.USAGE;
    }

    @Command(
            name = "cleanup",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description = {
                "Removes what nodes that were killed have left on this host: addresses, routes, macvlan interfaces, changed"
                        + " sysctls and packet filters. Prints a line for each thing removed. Leaves alone what living nodes have, and says so. Needs root, or CAP_NET_RAW and"
                        + " CAP_NET_ADMIN.",
                "",
                "A node that starts does the same by itself."
            },
            exitCodeListHeading = "%nExit status:%n",
            exitCodeList = {"0:nothing is left", "1:something could not be removed, or looked at"})
    int cleanup(
            @Option(
                            names = "--state-directory",
                            paramLabel = "DIR",
                            defaultValue = "/run/vrrp4j",
                            description = "that of the nodes; default ${DEFAULT-VALUE}")
                    Path stateDirectory) {
        LogSetup.silence();
        CommandLine commandLine = spec.commandLine();
        return Cleanup.run(stateDirectory, commandLine.getOut(), commandLine.getErr());
    }

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

    @Command(
            name = "monitor",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            sortOptions = false,
            description = {
                "Shows the VRRP packets, version 2 and 3, of an interface or of a capture: one line for each, with every"
                        + " field and what a receiver makes of it. Sends nothing.",
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
    int monitor(
            @ArgGroup(multiplicity = "1") PacketSource source,
            @Option(names = "--json", description = "print one JSON object for each packet, and no tables")
                    boolean json) {
        LogSetup.silence();
        CommandLine commandLine = spec.commandLine();
        Monitor monitor = new Monitor(commandLine.getOut(), commandLine.getErr(), json);
        String interfaceName = source.interfaceName;
        return interfaceName != null ? monitor.watch(interfaceName) : monitor.read(Objects.requireNonNull(source.file));
    }

    @Command(
            name = SIMULATE,
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description = {
                "Runs routers on a simulated LAN through random faults, and checks at every step that VRRP keeps its promises:"
                        + " loss, delay, duplication, reordering, partitions, links of one direction, pauses, crashes,"
                        + " restarts, clocks that differ, hosts that refuse addresses. A seed decides everything, so the"
                        + " same seed is the same run on every machine.",
                "",
                "Stops at the first seed that fails, and says how to see it again. Needs no rights; nothing leaves memory."
            },
            exitCodeListHeading = "%nExit status:%n",
            exitCodeList = {
                "0:every promise was kept",
                "1:a promise was broken, or a file could not be written",
                "2:a mistake on the command line; nothing was run"
            })
    int simulate(@Mixin SimulateOptions options) throws InterruptedException {
        LogSetup.silence();
        CommandLine commandLine = spec.commandLine();
        try {
            return new Simulation(commandLine.getOut(), commandLine.getErr()).run(options);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.subcommands().get(SIMULATE), String.valueOf(e.getMessage()), e);
        }
    }

    @Command(name = DemoHost.COMMAND, hidden = true, description = "One node of the demonstration.")
    int demoHost(
            @Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "VRID") int vrid,
            @Parameters(paramLabel = "PRIORITY") int priority,
            @Parameters(paramLabel = "INTERVAL") String interval,
            @Parameters(paramLabel = "ADDRESS") String address)
            throws IOException {
        LogSetup.silence();
        VirtualRouterConfig config = VirtualRouterConfig.builder(vrid)
                .priority(priority)
                .advertisementInterval(DurationText.parse(interval))
                .address(address)
                .build();
        return new DemoHost(name, spec.commandLine().getOut()).run(config);
    }

    @Command(name = DemoServer.COMMAND, hidden = true, description = "A service of the demonstration.")
    int demoServer(
            @Parameters(paramLabel = "NAME") String name,
            @Parameters(arity = "1..*", paramLabel = "ADDRESS") List<String> addresses)
            throws IOException {
        return new DemoServer(name).run(addresses);
    }

    @Command(name = DemoClient.COMMAND, hidden = true, description = "The client of the demonstration.")
    int demoClient(@Parameters(arity = "1..*", paramLabel = "ADDRESS") List<String> addresses) throws IOException {
        return new DemoClient(addresses, spec.commandLine().getOut()).run();
    }

    @Command(
            name = "completion",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description = {
                "Prints a completion script for bash.",
                "",
                "For this shell:  source <(vrrp completion)",
                "For every shell: vrrp completion > ~/.local/share/bash-completion/completions/vrrp"
            })
    int completion() {
        CommandLine root = spec.root().commandLine();
        PrintWriter out = spec.commandLine().getOut();
        out.print(AutoComplete.bash("vrrp", root));
        out.flush();
        return ExitCodes.OK;
    }
}
