package io.github.vrrp4j.examples.requirements;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Each requirement of the RFCs has code and a test that name it, or a reason why not. */
final class RequirementTraceTest {

    @Test
    void everyRequirementHasCodeAndTestOrAReason() throws IOException {
        Path root = root();
        Requirements requirements = Requirements.parse(Files.readAllLines(root.resolve(Requirements.FILE)));
        Exceptions exceptions = Exceptions.parse(Files.readAllLines(root.resolve(Exceptions.FILE)));
        SourceReferences sources = SourceReferences.read(root);

        assertThat(sources.byMain()).as("files below %s", root).hasSizeGreaterThan(50);
        assertThat(sources.byTest()).as("files below %s", root).hasSizeGreaterThan(50);
        assertThat(new Trace(requirements, exceptions, sources).problems()).isEmpty();
    }

    /** Surefire runs in the folder of the module and says so; an IDE may run in the root. */
    private static Path root() {
        Path folder = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve(Requirements.FILE))) {
            folder = folder.getParent();
        }
        return requireNonNull(folder, "no folder with " + Requirements.FILE + " from here upwards");
    }
}
