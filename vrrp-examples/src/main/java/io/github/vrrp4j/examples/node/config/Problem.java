package io.github.vrrp4j.examples.node.config;

import java.nio.file.Path;
import java.util.Comparator;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * One mistake in a configuration file. Sorted by position.
 *
 * @param line from 1; 0 when the whole file is meant
 * @param column from 1, in characters; 0 when the whole file is meant
 * @param text what is wrong, then what is allowed or how to mend it
 */
public record Problem(int line, int column, String text) implements Comparable<Problem> {

    private static final Comparator<Problem> BY_POSITION =
            Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column);

    /** Texts quote what the file says, and that may be anything. */
    private static final int MAX_LENGTH = 500;

    /** Keeps the text on one line of a bounded length. */
    public Problem {
        text = text.replace("\n", "\\n").replace("\r", "\\r");
        text = text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "...";
    }

    static Problem ofFile(String text) {
        return new Problem(0, 0, text);
    }

    static Problem at(Node node, String text) {
        return at(node.getStartMark().orElseThrow(), text);
    }

    static Problem at(Mark mark, String text) {
        return new Problem(mark.getLine() + 1, mark.getColumn() + 1, text);
    }

    /** {@code FILE:LINE:COLUMN: TEXT}, or {@code FILE: TEXT} for the whole file. */
    public String format(Path file) {
        return format("", file);
    }

    /** The same with something before the text. */
    public String format(String before, Path file) {
        return file + (line == 0 ? "" : ":" + line + ":" + column) + ": " + before + text;
    }

    @Override
    public int compareTo(Problem other) {
        return BY_POSITION.compare(this, other);
    }
}
