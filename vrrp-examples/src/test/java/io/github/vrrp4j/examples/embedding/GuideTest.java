package io.github.vrrp4j.examples.embedding;

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

/**
 * The code of the guide is that of the examples: what stands below {@code <!-- FILE.java#NAME -->} equals what stands in that
 * file between {@code // docs:begin NAME} and {@code // docs:end NAME}, without the indentation.
 */
class GuideTest {

    private static final Path ROOT = Path.of("..");
    private static final Path GUIDE = ROOT.resolve("docs/embedding.md");
    private static final Pattern BLOCK =
            Pattern.compile("(?m)^(?:<!-- (\\w+\\.java)#([\\w-]+) -->\n)?```java\n([\\s\\S]*?)^```$");
    private static final Pattern MARK = Pattern.compile("(?m)^ *// docs:begin ([\\w-]+)$");

    @Test
    void everyJavaBlockOfTheGuideNamesItsExample() throws IOException {
        assertThat(BLOCK.matcher(Files.readString(GUIDE)).results())
                .hasSizeGreaterThan(5)
                .allMatch(block -> block.group(1) != null, "has a line <!-- FILE.java#NAME --> above it");
    }

    @Test
    void codeInDocumentsIsThatOfTheExamples() throws IOException {
        for (Path document : List.of(GUIDE, ROOT.resolve("README.md"))) {
            Matcher block = BLOCK.matcher(Files.readString(document));
            while (block.find()) {
                if (block.group(1) != null) {
                    assertThat(block.group(3))
                            .as("%s, %s#%s", document.getFileName(), block.group(1), block.group(2))
                            .isEqualTo(region(block.group(1), block.group(2)));
                }
            }
        }
    }

    @Test
    void everyRegionOfAnExampleIsShown() throws IOException {
        String guide = Files.readString(GUIDE);
        List<String> notShown = new ArrayList<>();
        for (Path file : examples()) {
            MARK.matcher(Files.readString(file))
                    .results()
                    .map(mark -> "<!-- " + file.getFileName() + "#" + mark.group(1) + " -->")
                    .filter(reference -> !guide.contains(reference))
                    .forEach(notShown::add);
        }
        assertThat(notShown).isEmpty();
    }

    private static String region(String fileName, String name) throws IOException {
        Path file = examples().stream()
                .filter(each -> each.endsWith(fileName))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no example " + fileName));
        String source = Files.readString(file);
        Matcher region = Pattern.compile("(?m)^ *// docs:begin " + name + "\n([\\s\\S]*?)^ *// docs:end " + name + "$")
                .matcher(source);
        assertThat(region.find()).as("region %s of %s", name, fileName).isTrue();
        return region.group(1).stripTrailing().stripIndent() + "\n";
    }

    private static List<Path> examples() throws IOException {
        String folder = "java/io/github/vrrp4j/examples/embedding";
        List<Path> examples = new ArrayList<>();
        for (String sources : List.of("src/main", "src/test")) {
            try (Stream<Path> files = Files.walk(Path.of(sources, folder))) {
                examples.addAll(files.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> !file.endsWith("GuideTest.java"))
                        .toList());
            }
        }
        return examples;
    }
}
