package io.github.vrrp4j.examples.node.doctor;

import io.github.vrrp4j.examples.node.ExitCodes;
import io.github.vrrp4j.examples.node.Version;
import io.github.vrrp4j.examples.node.config.DurationText;
import io.github.vrrp4j.examples.node.config.InvalidConfigException;
import io.github.vrrp4j.examples.node.config.NodeConfig;
import io.github.vrrp4j.examples.node.keepalived.ConfigIdOption;
import io.github.vrrp4j.examples.node.keepalived.NodeFile;
import io.github.vrrp4j.examples.node.run.LogSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vrrp doctor}. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Checks whether this host is fit to run virtual routers.",
            "",
            "Looks at the interfaces of FILE, or without FILE at every interface that is up: rights, kernel, state directory, interfaces, sysctls, firewall; then"
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
public final class DoctorCommand implements Callable<Integer> {
    private static final Duration MIN_LISTEN = Duration.ofMillis(100);
    private static final Duration MAX_LISTEN = Duration.ofMinutes(10);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "the configuration that is to run here, YAML or a keepalived.conf")
    private @Nullable Path file;

    @Option(names = "--json", description = "print one JSON array with an object for each check")
    private boolean json;

    @Option(
            names = "--listen",
            paramLabel = "DURATION",
            defaultValue = "3s",
            description = "how long to listen to advertisements, 100ms..10min; default ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // likewise
    private String listen;

    @Mixin
    private final ConfigIdOption configId = new ConfigIdOption();

    /** Creates it; picocli sets the rest. */
    public DoctorCommand() {}

    @Override
    public Integer call() {
        LogSetup.silence();
        CommandLine commandLine = spec.commandLine();
        Duration duration = listenDuration();
        try {
            NodeConfig config =
                    file == null ? null : NodeFile.read(file, configId.value()).config();
            return new Doctor(commandLine.getOut(), json, duration).run(config);
        } catch (InvalidConfigException e) {
            e.print(Objects.requireNonNull(file), commandLine.getErr());
            return ExitCodes.USAGE;
        }
    }

    private Duration listenDuration() {
        try {
            Duration duration = DurationText.parse(listen);
            if (duration.compareTo(MIN_LISTEN) < 0 || duration.compareTo(MAX_LISTEN) > 0) {
                throw new ParameterException(spec.commandLine(), "--listen " + listen + " is not in 100ms..10min");
            }
            return duration;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--listen " + e.getMessage(), e);
        }
    }
}
