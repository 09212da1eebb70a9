package io.github.vrrp4j.examples.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of the stories show the files with which the stories are played, all of them and as they are. */
class StoryPagesTest {
    private static final Path PAGES = Path.of("../docs/stories");
    private static final Path FILES = Path.of("src/main/stories");

    /** A link to a file, alone in its line, and the block that shows it. */
    private static final Pattern SHOWN = Pattern.compile(
            "^\\[[^\\]]+]\\(\\.\\./\\.\\./vrrp-examples/src/main/stories/(?<file>[^)]+)\\):\\n\\n```\\w*\\n(?<text>.*?)^```$",
            Pattern.MULTILINE | Pattern.DOTALL);

    static Stream<String> stories() {
        return Stories.ALL.stream().map(Story::name);
    }

    @ParameterizedTest
    @MethodSource("stories")
    void thePageShowsEveryFileAsItIs(String story) throws IOException {
        Map<String, String> shown = new TreeMap<>();
        Matcher matcher = SHOWN.matcher(Files.readString(PAGES.resolve(story + ".md")));
        while (matcher.find()) {
            shown.put(matcher.group("file"), matcher.group("text"));
        }

        assertThat(shown).isEqualTo(files(story));
    }

    @ParameterizedTest
    @MethodSource("stories")
    void theListOfPagesHasTheStoryWithItsSummary(String story) throws IOException {
        assertThat(Files.readString(PAGES.resolve("README.md")))
                .contains(
                        "[" + story + "](" + story + ".md)",
                        Stories.named(story).orElseThrow().summary());
    }

    private static Map<String, String> files(String story) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(FILES.resolve(story))) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                files.put(FILES.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return files;
    }
}
