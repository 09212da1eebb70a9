package io.github.vrrp4j.examples.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.nodes.Node;

/** What the documentation shows as YAML is YAML, and where it is a whole file, a valid one. */
class DocumentedFilesTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```ya?ml *$\\n(.*?)^ *``` *$");

    /** At the start of a line: not in a comment, and not below another key. */
    private static final Pattern WHOLE_FILE = Pattern.compile("(?m)^" + NodeConfigMapper.VIRTUAL_ROUTERS + ":");

    @TempDir
    Path directory;

    static Stream<Arguments> blocks() throws IOException {
        List<Path> files = new ArrayList<>(List.of(Path.of("..", "README.md")));
        try (Stream<Path> docs = Files.walk(Path.of("..", "docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(files::add);
        }
        List<Arguments> blocks = new ArrayList<>();
        for (Path file : files) {
            String text = Files.readString(file);
            Matcher block = BLOCK.matcher(text);
            while (block.find()) {
                long line = text.substring(0, block.start()).lines().count() + 1;
                blocks.add(Arguments.of(file + ":" + line, block.group(1).stripIndent()));
            }
        }
        return blocks.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blocks")
    void aBlockIsYamlAndAWholeFileIsValid(String where, String yaml) throws Exception {
        Node node = YamlText.compose(yaml);

        assertThat(node).isNotNull();
        if (WHOLE_FILE.matcher(yaml).find()) {
            assertThat(new ConfigFiles(directory).read(yaml).virtualRouters()).isNotEmpty();
        }
    }

    @Test
    void theReadmeAndTheReferenceHaveWholeFiles() throws IOException {
        assertThat(blocks().filter(block ->
                        WHOLE_FILE.matcher((String) block.get()[1]).find()))
                .anyMatch(block -> ((String) block.get()[0]).contains("README.md"))
                .anyMatch(block -> ((String) block.get()[0]).contains("configuration.md"));
    }
}
