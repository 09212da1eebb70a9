package io.github.vrrp4j.examples.node.config;

import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Paths, which a node that may be started anywhere takes from the root alone. */
final class Paths {
    private static final int MAX_LENGTH = 4096;

    private Paths() {}

    static boolean isAbsolute(String written) {
        return written.startsWith("/") && written.indexOf(0) < 0 && written.length() < MAX_LENGTH;
    }

    /** Reads one; another is reported. */
    static Optional<Path> absolute(String key, Node node, Problems problems) {
        return new Scalars(problems)
                .text(key, node)
                .filter(written -> {
                    boolean good = isAbsolute(written);
                    if (!good) {
                        problems.at(
                                node, key + " '" + written + "' is not an absolute path; write one that starts with /");
                    }
                    return good;
                })
                .map(Path::of);
    }
}
