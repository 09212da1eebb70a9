package io.github.vrrp4j.examples.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the documents say of the example; EmbeddingIT runs it. */
class WebServerExampleTest {

    private static final Pattern BODY =
            Pattern.compile("main\\(String\\[] args\\) throws IOException \\{\n([\\s\\S]*?)^    }$", Pattern.MULTILINE);

    private static List<String> body() throws IOException {
        Matcher body = BODY.matcher(
                Files.readString(Path.of("src/main/java/io/github/vrrp4j/examples/embedding/WebServerExample.java")));
        assertThat(body.find()).isTrue();
        return body.group(1).lines().map(String::strip).toList();
    }

    @Test
    void itIsTwentyLinesBetweenTheBraces() throws IOException {
        List<String> body = body();

        assertThat(body).startsWith("// docs:begin web-server").endsWith("// docs:end web-server");
        assertThat(body.subList(1, body.size() - 1)).hasSizeBetween(10, 20).noneMatch(String::isEmpty);
    }

    @Test
    void theServerAnswersBeforeTheRouterIsThere() throws IOException {
        String body = String.join("\n", body());

        assertThat(body).containsSubsequence("server.start();", "LinuxNetwork.open()", "router.apply(");
    }
}
