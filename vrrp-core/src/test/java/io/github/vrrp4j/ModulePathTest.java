package io.github.vrrp4j;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.router.VrrpRouter;
import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;

/** The library as a module, used by an application that is none. */
@Timeout(60)
class ModulePathTest {

    private static Path location(Class<?> type) throws Exception {
        URI file = requireNonNull(type.getResource(type.getSimpleName() + ".class"))
                .toURI();
        if (file.getScheme().equals("jar")) {
            String text = file.getSchemeSpecificPart();
            return Path.of(URI.create(text.substring(0, text.indexOf("!/"))));
        }
        Path path = Path.of(file);
        for (int i = 0; i <= type.getPackageName().split("\\.").length; i++) {
            path = requireNonNull(path.getParent());
        }
        return path;
    }

    @Test
    void whatAnApplicationNeedsIsExported() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-p",
                        location(VrrpRouter.class) + File.pathSeparator + location(Logger.class),
                        "--add-modules",
                        "io.github.vrrp4j.core",
                        "-cp",
                        location(ModulePathProbe.class).toString(),
                        ModulePathProbe.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("module io.github.vrrp4j.core").contains("holds=true");
    }
}
