package io.github.vrrp4j.examples.node.keepalived;

import io.github.vrrp4j.examples.node.config.Problem;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where something stands.
 *
 * @param file the file it stands in
 * @param line from 1
 * @param column from 1, in characters; where the line was substituted, that of its first word
 * @param includedAt the line that includes the file; null for the file that was asked for
 */
record Place(Path file, int line, int column, @Nullable Place includedAt) {

    /** {@code FILE:LINE:COLUMN}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }

    Place column(int column) {
        return new Place(file, line, column, includedAt);
    }

    /** A mistake here; of a file that is included, it is told where the main file includes it. */
    Problem problem(String text) {
        Place main = this;
        while (main.includedAt != null) {
            main = main.includedAt;
        }
        return new Problem(main.line, main.column, includedAt == null ? text : "included " + this + ": " + text);
    }
}
