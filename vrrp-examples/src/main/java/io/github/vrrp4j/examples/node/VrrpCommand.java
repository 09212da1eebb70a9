package io.github.vrrp4j.examples.node;

import io.github.vrrp4j.examples.node.config.ConfigFile;
import io.github.vrrp4j.examples.node.config.DurationText;
import io.github.vrrp4j.examples.node.config.InvalidConfigException;
import io.github.vrrp4j.examples.node.config.NodeConfig;
import io.github.vrrp4j.examples.node.demo.Demo;
import io.github.vrrp4j.examples.node.demo.DemoClient;
import io.github.vrrp4j.examples.node.demo.DemoHost;
import io.github.vrrp4j.examples.node.doctor.Doctor;
import io.github.vrrp4j.examples.node.manual.ManCommand;
import io.github.vrrp4j.examples.node.monitor.Monitor;
import io.github.vrrp4j.examples.node.run.Cleanup;
import io.github.vrrp4j.examples.node.run.LogSetup;
import io.github.vrrp4j.examples.node.run.NodeProcess;
import io.github.vrrp4j.examples.node.run.WarmUpCommand;
import io.github.vrrp4j.examples.node.simulate.SimulateOptions;
import io.github.vrrp4j.examples.node.simulate.Simulation;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.protocol.VirtualRouterConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
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
        subcommands = {HelpCommand.class, ManCommand.class, WarmUpCommand.class},
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
                        + " taken off the interfaces, and the process ends with status 0 within two seconds."
            },
            parameterListHeading = "%n",
            footerHeading = "%nThe file:%n",
            footer = {
                "  realtime-priority: 50               # 1..99, SCHED_FIFO; default none",
                "  lock-memory: true                   # default false",
                "  virtual-routers:",
                "    - interface: eth0",
                "      vrid: 51                      # 1..255",
                "      version: 3                    # default; 2, or 2+3 for both",
                "      priority: 100                 # 1..254, or 255 for the owner; default 100",
                "      advertisement-interval: 1s    # 10ms..40950ms by 10ms; default 1s",
                "      preempt-mode: true            # default true",
                "      preempt-delay: 0s             # default; how long a lower MASTER stays",
                "      hold-down: 0s                 # default; how long it only listens",
                "      answers-losers: true          # default; false as in RFC 5798",
                "      owner-listens: true           # default; false as in RFC 5798",
                "      checksum: pseudo-header       # default; message-only is Cisco's",
                "      strict-checksum: false        # default; true accepts no other form",
                "      virtual-mac: false            # default; true uses 00-00-5e-00-01-VRID",
                "      accept-mode: true             # default; false drops what is sent there",
                "      link-down-delay: 0s           # a fault of the interface counts after it",
                "      link-up-delay: 0s             # and its end after this",
                "      announcements: {repeat: 5, second-burst-delay: 5s, refresh-interval: 60s}",
                "      addresses: [192.0.2.10/24]    # the virtual addresses, 1 to 255",
                "      excluded-addresses: []        # on the host too, but not advertised",
                "      routes: []                    # on the host while it is MASTER",
                "      # source-address: 192.0.2.1   # else the interface's own first one",
                "      # unicast-peers: [192.0.2.2]  # the other routers, instead of multicast",
                "      # min-hop-limit: 254          # of those; one less for a router between",
                "  state-directory: /run/vrrp4j      # default; none for no such thing",
                "  # An address may say how it stands on the host, as in ip-address(8):",
                "  #   {address: 192.0.2.10/24, device: lo, label: 'lo:1', scope: link,",
                "  #    broadcast: 192.0.2.255, noprefixroute: true, preferred-lifetime: 0s}",
                "  # A route, as in ip-route(8); without via it leaves by the interface:",
                "  #   {to: 203.0.113.0/24, via: 192.0.2.1, device: eth1, source: 192.0.2.10,",
                "  #    metric: 0, table: 254, protocol: 112, scope: global}",
                "  # The state directory is for what a node that is killed leaves on the host:",
                "  # the next one, or 'vrrp cleanup', removes it."
            },
            exitCodeListHeading = "%nExit status:%n",
            exitCodeList = {
                "0:ended as asked",
                "1:cannot run: missing capabilities, or the system refused",
                "2:mistakes in FILE, each told with its line and column; nothing was started"
            })
    int run(@Parameters(paramLabel = "FILE", description = "the configuration, YAML in UTF-8") Path file) {
        PrintWriter err = spec.commandLine().getErr();
        try {
            NodeConfig config = ConfigFile.read(file);
            return process.run(Version.text(), file, config, err);
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
                            description = "the configuration that is to run here, YAML in UTF-8")
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
            NodeConfig config = file == null ? null : ConfigFile.read(file);
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

    @Command(
            name = "demo",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description = {
                "Shows two routers and a client on a LAN of their own: the MASTER is killed, comes back, and is stopped."
                        + " Prints each transition, and how long the client got no answer, beside what the timers of"
                        + " RFC 5798 promise.",
                "",
                "As root on Linux it makes network namespaces and removes them again; nothing leaves them. Elsewhere it"
                        + " simulates the LAN, and its first line says so."
            },
            exitCodeListHeading = "%nExit status:%n",
            exitCodeList = {"0:every promise was kept", "1:a promise was broken, or the demonstration failed"})
    int demo(
            @Option(names = "--simulated", description = "simulate the LAN even where namespaces can be made")
                    boolean simulated) {
        LogSetup.silence();
        CommandLine commandLine = spec.commandLine();
        return new Demo(commandLine.getOut(), commandLine.getErr()).run(simulated);
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

    @Command(name = DemoClient.COMMAND, hidden = true, description = "The client of the demonstration.")
    int demoClient(@Parameters(paramLabel = "ADDRESS") String address) throws IOException {
        return new DemoClient(IpAddress.parse(address), spec.commandLine().getOut()).run();
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
