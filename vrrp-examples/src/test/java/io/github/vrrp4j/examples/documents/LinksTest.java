package io.github.vrrp4j.examples.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A link from one document to another leads somewhere, in the repository and in what is installed. */
class LinksTest {

    @TempDir
    Path directory;

    @Test
    void noLinkOfTheRepositoryIsDangling() {
        List<Path> documents = Documents.all();
        documents.remove(Documents.OF_THE_ARCHIVE); // its place is in the archive
        documents.add(Documents.ROOT.resolve("benchmarks/RESULTS.md"));

        assertThat(documents.stream().flatMap(Link::dangling)).isEmpty();
        assertThat(documents.stream().flatMap(file -> Link.of(file).stream())).hasSizeGreaterThan(100);
    }

    @Test
    void aLinkToNothingIsSeen() throws Exception {
        Path file = Files.writeString(directory.resolve("a.md"), """
                # A heading: with `code`

                [good](a.md) [good](#a-heading-with-code) [good](https://example.org/x) [bad](b.md) [bad](a.md#b)
                [bad](#c)

                ```
                [code](c.md)
                ```
                """);

        assertThat(Link.dangling(file).map(text -> text.replaceFirst(".*: ", "")))
                .containsExactly("b.md", "a.md#b", "#c");
    }
}
