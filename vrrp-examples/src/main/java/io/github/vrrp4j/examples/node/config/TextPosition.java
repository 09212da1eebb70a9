package io.github.vrrp4j.examples.node.config;

/**
 * A place in a text.
 *
 * @param line from 1
 * @param column from 1, in characters
 */
record TextPosition(int line, int column) {

    /** Where the next character after {@code text} would stand. */
    static TextPosition end(String text) {
        int line = 1;
        int column = 1;
        int index = 0;
        while (index < text.length()) {
            int character = text.codePointAt(index);
            index += Character.charCount(character);
            boolean newLine =
                    character == '\n' || (character == '\r' && (index == text.length() || text.charAt(index) != '\n'));
            line += newLine ? 1 : 0;
            column = newLine ? 1 : column + 1;
        }
        return new TextPosition(line, column);
    }

    Problem problem(String text) {
        return new Problem(line, column, text);
    }
}
