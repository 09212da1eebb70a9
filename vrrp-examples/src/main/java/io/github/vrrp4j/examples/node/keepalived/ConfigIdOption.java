package io.github.vrrp4j.examples.node.keepalived;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of the commands that read a keepalived.conf. */
public final class ConfigIdOption {

    @Option(
            names = {"-i", "--config-id"},
            paramLabel = "ID",
            description =
                    "of a keepalived.conf: what lines that begin with @ are compared with; default the host's name up to"
                            + " the first dot")
    private @Nullable String value;

    /** Creates it; picocli sets the rest. */
    public ConfigIdOption() {}

    /** What was given; empty for the name of the host. */
    public Optional<String> value() {
        return Optional.ofNullable(value);
    }
}
