package io.github.vrrp4j.examples.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The node is started without the libraries that are here for the examples alone. */
class OptionalLibrariesTest {

    private static final Path MAIN = Path.of("src/main/java/io/github/vrrp4j/examples");
    private static final Pattern EXAMPLES_ONLY = Pattern.compile(
            "org\\.springframework|io\\.micrometer|com\\.fasterxml\\.jackson\\.annotation|examples\\.embedding");
    private static final Pattern NODE = Pattern.compile("examples\\.node");

    @Test
    void theNodeUsesNothingOfTheExamplesAndTheyNothingOfIt() throws IOException {
        assertThat(filesWith(EXAMPLES_ONLY, MAIN.resolve("node"))).isEmpty();
        assertThat(filesWith(NODE, MAIN.resolve("embedding"))).isEmpty();
        assertThat(filesWith(EXAMPLES_ONLY, MAIN.resolve("embedding"))).isNotEmpty();
    }

    private static List<Path> filesWith(Pattern pattern, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(sources).isNotEmpty();
            return sources.stream().filter(file -> contains(file, pattern)).toList();
        }
    }

    private static boolean contains(Path file, Pattern pattern) {
        try {
            return pattern.matcher(Files.readString(file)).find();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
