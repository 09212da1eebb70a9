package io.github.vrrp4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFileTest {

    @TempDir
    private Path directory;

    @Test
    void onlyTheNamedPartIsReplaced() throws IOException {
        Path file = Files.writeString(
                directory.resolve("RESULTS.md"),
                "text\n<!-- begin a -->\nold\n<!-- end a -->\n<!-- begin b -->\nkept\n<!-- end b -->\n");

        new ResultsFile(file).replace("a", "new\n");

        assertThat(file)
                .hasContent("text\n<!-- begin a -->\nnew\n<!-- end a -->\n<!-- begin b -->\nkept\n<!-- end b -->\n");
    }

    @Test
    void missingPartIsAnErrorThatNamesIt() throws IOException {
        Path file = Files.writeString(directory.resolve("RESULTS.md"), "text\n");

        assertThatThrownBy(() -> new ResultsFile(file).replace("a", "new\n"))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("RESULTS.md has no part between '<!-- begin a -->' and '<!-- end a -->'");
    }
}
