package io.github.vrrp4j.examples.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Everything in the public API of the library has a comment. Whether its tags say what the sentence does not is for people to
 * judge: doclint would ask for a tag for each parameter.
 */
class PublicApiCommentsTest {

    private static final String MISSING = "no comment";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"vrrp-core", "vrrp-netlink"})
    void everyPublicTypeAndMemberHasAComment(String module) throws IOException {
        Path sources = Documents.ROOT
                .resolve(module)
                .resolve("src/main/java")
                .toAbsolutePath()
                .normalize();
        try (Stream<Path> files = Files.walk(sources)) {
            List<Path> java = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("module-info.java"))
                    .toList();
            assertThat(withoutComment(java).filter(place -> isExported(place, sources)))
                    .isEmpty();
        }
    }

    /** What the module does not export is not for others, though the compiler takes it for public. */
    private static boolean isExported(Place place, Path sources) {
        String name = sources.relativize(place.file().getParent()).toString().replace(File.separatorChar, '.');
        return Documents.text(sources.resolve("module-info.java")).contains("exports " + name + ";");
    }

    private record Place(Path file, long line) {}

    @Test
    void oneThatIsMissingIsSeen() throws IOException {
        Path file = Files.writeString(directory.resolve("Told.java"), """
                /** Told. */
                public class Told {
                    /** Told. */
                    public Told() {}

                    public void forgotten() {}

                    void notPublic() {}
                }
                """);
        Files.writeString(directory.resolve("module-info.java"), "module told { exports others; }");

        assertThat(withoutComment(List.of(file))).containsExactly(new Place(file, 6));
        assertThat(isExported(new Place(file, 6), directory)).isFalse();
    }

    /** The places where the compiler misses a comment of what others can see. */
    private Stream<Place> withoutComment(List<Path> files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<String> options = List.of(
                "-proc:none",
                "-Xdoclint:missing/protected",
                "-Xmaxwarns",
                "10000",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                directory.toString());
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(found, Locale.ROOT, StandardCharsets.UTF_8)) {
            StringWriter messages = new StringWriter();
            boolean compiled = compiler.getTask(
                            messages, manager, found, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
            assertThat(compiled)
                    .as(() -> messages.toString() + found.getDiagnostics())
                    .isTrue();
        }
        return found.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getMessage(Locale.ROOT).startsWith(MISSING))
                .map(diagnostic -> new Place(Path.of(diagnostic.getSource().toUri()), diagnostic.getLineNumber()));
    }
}
