package io.github.vrrp4j.examples.node.config;

import org.snakeyaml.engine.v2.exceptions.Mark;

/** Positions in the words of a message. */
final class Marks {

    private Marks() {}

    /** {@code line 3, column 5}. */
    static String text(Mark mark) {
        return "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
    }
}
