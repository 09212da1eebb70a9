package io.github.vrrp4j.examples.node.keepalived;

import io.github.vrrp4j.examples.node.config.ConfigFile;
import io.github.vrrp4j.examples.node.config.InvalidConfigException;
import io.github.vrrp4j.examples.node.config.NodeConfig;
import io.github.vrrp4j.examples.node.config.WrittenCommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The configuration of a node in either language. The name of the file decides: {@code .conf} is keepalived's,
 * {@code .yaml} and {@code .yml} are YAML. Of another name, it is keepalived's if its first word that is no comment is one
 * that begins a keepalived.conf, such as {@code global_defs}, {@code vrrp_instance} or {@code include}, or a {@code $}
 * definition or {@code @} line; else it is YAML.
 */
public final class NodeFile {
    private static final int LOOK = 1 << 16;
    private static final Pattern FIRST_WORD = Pattern.compile("(?:\\s|[#!][^\\n\\r]*)*([^\\s{]+)");
    private static final Set<String> INCLUDES =
            Set.of("include", "includer", "includem", "includew", "includeb", "includea");

    private NodeFile() {}

    /**
     * What a file says.
     *
     * @param config what is run
     * @param commands that it may run, by where they stand
     * @param notes of a keepalived.conf; none of YAML
     */
    public record Read(NodeConfig config, List<WrittenCommand> commands, List<Note> notes) {

        /** Copies the lists. */
        public Read {
            commands = List.copyOf(commands);
            notes = List.copyOf(notes);
        }
    }

    /**
     * Reads and checks a file. Blocks for files alone; the network is not looked at.
     *
     * @param configId for the {@code @} lines of a keepalived.conf; empty for the name of the host
     * @throws InvalidConfigException with every mistake that was found
     */
    public static Read read(Path file, Optional<String> configId) throws InvalidConfigException {
        if (!isKeepalived(file)) {
            ConfigFile.Written written = ConfigFile.written(file);
            return new Read(written.config(), written.commands(), List.of());
        }
        Conversion conversion = Conversion.of(file, configId);
        ConfigFile.Written written = conversion.written();
        return new Read(written.config(), written.commands(), conversion.notes());
    }

    /** Whether the file is a keepalived.conf. A file that cannot be read is none, unless its name says so. */
    public static boolean isKeepalived(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".conf")) {
            return Files.isRegularFile(file);
        }
        if (name.endsWith(".yaml") || name.endsWith(".yml") || !Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(LOOK), StandardCharsets.ISO_8859_1);
            Matcher first = FIRST_WORD.matcher(text);
            return first.lookingAt() && begins(first.group(1));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean begins(String word) {
        return word.startsWith("$")
                || word.startsWith("@")
                || INCLUDES.contains(word)
                || Converter.topKeywords().contains(word);
    }
}
