package io.github.vrrp4j.examples.packaging;

import io.github.vrrp4j.netlink.testing.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/** Where the build leaves what is installed. */
public final class Distribution {

    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private Distribution() {}

    /** The version of the program. */
    public static String version() throws IOException {
        try (JarFile jar = new JarFile(TARGET.resolve("vrrp-node.jar").toFile())) {
            return jar.getManifest().getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
        }
    }

    /** The archive. */
    public static Path archive() throws IOException {
        return TARGET.resolve("vrrp4j-" + version() + ".tar.gz");
    }

    static Path singleJar() throws IOException {
        return TARGET.resolve("vrrp4j-node-" + version() + "-all.jar");
    }

    /** Unpacks the archive below a directory; the tree. */
    static Path unpack(Path directory) throws IOException {
        Finished.of("tar", "-xzf", archive().toString(), "-C", directory.toString())
                .requireSuccess();
        return directory.resolve("vrrp4j-" + version());
    }

    /** The first line of a file that begins with a text, without it. */
    static String line(Path file, String begin) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(begin))
                .findFirst()
                .orElseThrow()
                .substring(begin.length());
    }
}
