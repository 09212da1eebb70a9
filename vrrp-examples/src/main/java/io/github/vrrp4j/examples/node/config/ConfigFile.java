package io.github.vrrp4j.examples.node.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the configuration file of a node. */
public final class ConfigFile {

    /** The longest file that is read. A node with 255 virtual routers needs less than a tenth of it. */
    static final int MAX_OCTETS = 1 << 20;

    private ConfigFile() {}

    /**
     * What a file says, and where.
     *
     * @param config what is run
     * @param commands of checks, hooks and address managers
     */
    public record Written(NodeConfig config, List<WrittenCommand> commands) {

        /** Copies the list. */
        public Written {
            commands = List.copyOf(commands);
        }
    }

    /**
     * Reads and checks the whole file. Blocks for the file alone; the host is not looked at.
     *
     * @throws InvalidConfigException with every mistake that was found
     */
    public static NodeConfig read(Path file) throws InvalidConfigException {
        return written(file).config();
    }

    /** As {@link #read}, with the places of commands. */
    public static Written written(Path file) throws InvalidConfigException {
        return NodeConfigMapper.written(tree(file));
    }

    /** What is written, whatever it means. */
    static Node tree(Path file) throws InvalidConfigException {
        return YamlText.compose(text(octets(file)));
    }

    /**
     * Reads and checks a configuration that stands in no file.
     *
     * @throws InvalidConfigException with every mistake that was found
     */
    public static Written parse(String yaml) throws InvalidConfigException {
        return NodeConfigMapper.written(YamlText.compose(yaml));
    }

    private static byte[] octets(Path file) throws InvalidConfigException {
        if (Files.isDirectory(file)) {
            throw new InvalidConfigException(Problem.ofFile("is a directory; give the YAML file itself"));
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] octets = in.readNBytes(MAX_OCTETS + 1);
            if (octets.length > MAX_OCTETS) {
                throw new InvalidConfigException(
                        Problem.ofFile("is larger than 1 MiB; a configuration file is a few lines of YAML"));
            }
            return octets;
        } catch (NoSuchFileException e) {
            throw new InvalidConfigException(
                    Problem.ofFile("there is no such file; 'vrrp help run' shows what to write in it"));
        } catch (AccessDeniedException e) {
            throw new InvalidConfigException(
                    Problem.ofFile("may not be read; give this user the right to read it, or run as another user"));
        } catch (IOException e) {
            throw new InvalidConfigException(Problem.ofFile("cannot be read: " + e.getMessage()));
        }
    }

    private static String text(byte[] octets) throws InvalidConfigException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(octets);
        CharBuffer out = CharBuffer.allocate(octets.length);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            String octet = String.format("0x%02X", octets[in.position()]);
            throw new InvalidConfigException(TextPosition.end(text)
                    .problem("octet " + octet + " is not UTF-8; save the file with the encoding UTF-8"));
        }
        return text;
    }
}
