package io.github.vrrp4j.examples.node.keepalived;

import io.github.vrrp4j.examples.node.config.ConfigFile;
import io.github.vrrp4j.examples.node.config.InvalidConfigException;
import io.github.vrrp4j.examples.node.config.NodeConfig;
import io.github.vrrp4j.examples.node.config.Problem;
import io.github.vrrp4j.examples.node.config.WrittenCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A keepalived.conf in the words of this project: YAML, and notes on what did not come along or means something else.
 */
public final class Conversion {
    private final Yaml yaml;
    private final Notes notes;

    private Conversion(Yaml yaml, Notes notes) {
        this.yaml = yaml;
        this.notes = notes;
    }

    /**
     * Reads a file and those that it includes. Blocks for files alone. Never fails: what cannot be read is an error among
     * the notes.
     *
     * @param file keepalived.conf
     * @param configId what the lines that begin with {@code @} are compared with; empty for the name of the host
     */
    public static Conversion of(Path file, Optional<String> configId) {
        return of(file, Host.local(configId));
    }

    static Conversion of(Path file, Host host) {
        var notes = new Notes();
        return of(Preprocessor.read(file, host, notes), new Place(file, 1, 1, null), host, notes);
    }

    static Conversion of(Path file, byte[] octets, Host host) {
        var notes = new Notes();
        return of(Preprocessor.read(file, octets, host, notes), new Place(file, 1, 1, null), host, notes);
    }

    private static Conversion of(List<LogicalLine> lines, Place start, Host host, Notes notes) {
        List<Statement> tree = TreeParser.parse(lines, start, notes);
        return new Conversion(Converter.convert(tree, start, host, notes), notes);
    }

    /** The YAML of all that could be converted, with the notes as comments. */
    public String yaml() {
        return yaml.text();
    }

    /** In the order in which they were found. */
    public List<Note> notes() {
        return notes.all();
    }

    /**
     * What a node runs.
     *
     * @throws InvalidConfigException with every error, and with what the reader of the YAML objects to where
     *     keepalived.conf says so
     */
    public NodeConfig config() throws InvalidConfigException {
        return written().config();
    }

    /** As {@link #config}, with the places of commands in keepalived.conf. */
    ConfigFile.Written written() throws InvalidConfigException {
        if (!notes.errors().isEmpty()) {
            throw new InvalidConfigException(notes.errors());
        }
        try {
            ConfigFile.Written written = ConfigFile.parse(yaml.text());
            return new ConfigFile.Written(
                    written.config(),
                    written.commands().stream()
                            .map(each -> new WrittenCommand(each.command(), inKeepalived(each.place())))
                            .toList());
        } catch (InvalidConfigException e) {
            throw new InvalidConfigException(
                    e.problems().stream().map(this::inKeepalived).toList());
        }
    }

    private Problem inKeepalived(Problem problem) {
        Place place = yaml.placeOf(problem.line());
        return place == null ? problem : place.problem(problem.text());
    }
}
