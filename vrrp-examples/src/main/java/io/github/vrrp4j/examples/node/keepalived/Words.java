package io.github.vrrp4j.examples.node.keepalived;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a line into words as keepalived 2.2.7 was seen to do. In most lines white space separates, double quotes keep it,
 * and a quoted part is a word of its own. In the lines of scripts quotes of either kind keep it, also in the middle of a
 * word, and a backslash makes an escape.
 */
final class Words {
    private static final String ESCAPES = "abEfnrtv";
    private static final String ESCAPED = "\u0007\b\u001B\f\n\r\t\u000B";
    private static final int MAX_OCTAL_DIGITS = 3;

    private final String line;
    private int index;

    private Words(String line) {
        this.line = line;
    }

    /**
     * A word.
     *
     * @param text without the quotes
     * @param quoted whether it had some
     * @param column of its first character, from 1
     */
    record Word(String text, boolean quoted, int column) {

        boolean is(char brace) {
            return !quoted && text.length() == 1 && text.charAt(0) == brace;
        }
    }

    /**
     * The words of a line.
     *
     * @throws UnclosedQuoteException if a quote does not end
     */
    static List<Word> plain(String line) throws UnclosedQuoteException {
        List<Word> words = new ArrayList<>();
        int i = 0;
        while (i < line.length()) {
            char character = line.charAt(i);
            int start = i;
            if (isSpace(character)) {
                i++;
            } else if (character == '"') {
                int end = line.indexOf('"', i + 1);
                if (end < 0) {
                    throw new UnclosedQuoteException(i + 1);
                }
                words.add(new Word(line.substring(i + 1, end), true, start + 1));
                i = end + 1;
            } else {
                while (i < line.length() && !isSpace(line.charAt(i)) && line.charAt(i) != '"') {
                    i++;
                }
                words.add(new Word(line.substring(start, i), false, start + 1));
            }
        }
        return words;
    }

    /**
     * The words of a script's line.
     *
     * @throws UnclosedQuoteException if a quote does not end
     */
    static List<String> escaped(String line) throws UnclosedQuoteException {
        return new Words(line).split();
    }

    /** The program and its arguments in one word of a script's line: spaces separate, single quotes keep them. */
    static List<String> ofCommand(String command) {
        List<String> words = new ArrayList<>();
        int i = 0;
        while (i < command.length()) {
            if (isSpace(command.charAt(i))) {
                i++;
                continue;
            }
            var word = new StringBuilder();
            boolean quoted = false;
            while (i < command.length() && (quoted || !isSpace(command.charAt(i)))) {
                char character = command.charAt(i++);
                if (character == '\'') {
                    quoted = !quoted;
                } else {
                    word.append(character);
                }
            }
            words.add(word.toString());
        }
        return words;
    }

    /** The line up to a comment; a {@code #} or {@code !} in double quotes begins none. */
    static String withoutComment(String line) {
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char character = line.charAt(i);
            if (character == '"') {
                quoted = !quoted;
            } else if (!quoted && (character == '#' || character == '!')) {
                return line.substring(0, i);
            }
        }
        return line;
    }

    /** A quote that does not end in its line. */
    static final class UnclosedQuoteException extends Exception {
        private static final long serialVersionUID = 1;

        private final int column;

        UnclosedQuoteException(int column) {
            super("a quote does not end in this line");
            this.column = column;
        }

        int column() {
            return column;
        }
    }

    private List<String> split() throws UnclosedQuoteException {
        List<String> words = new ArrayList<>();
        while (true) {
            while (index < line.length() && isSpace(line.charAt(index))) {
                index++;
            }
            if (index == line.length()) {
                return words;
            }
            words.add(word());
        }
    }

    private String word() throws UnclosedQuoteException {
        var text = new StringBuilder();
        char quote = 0;
        int quoteStart = 0;
        while (index < line.length()) {
            char character = line.charAt(index++);
            if (character == '\\' && index < line.length()) {
                escape(text);
            } else if (quote != 0 && character == quote) {
                quote = 0;
            } else if (quote == 0 && (character == '"' || character == '\'')) {
                quote = character;
                quoteStart = index;
            } else if (quote == 0 && isSpace(character)) {
                index--;
                break;
            } else {
                text.append(character);
            }
        }
        if (quote != 0) {
            throw new UnclosedQuoteException(quoteStart);
        }
        return text.toString();
    }

    private void escape(StringBuilder text) {
        char character = line.charAt(index++);
        int simple = ESCAPES.indexOf(character);
        if (simple >= 0) {
            text.append(ESCAPED.charAt(simple));
        } else if (character == 'x' && hex() >= 0) {
            int value = 0;
            for (int digit = hex(); digit >= 0; digit = hex()) {
                value = (value << 4 | digit) & 0xFF;
                index++;
            }
            text.append((char) value);
        } else if (character >= '0' && character <= '7') {
            int value = character - '0';
            for (int digits = 1; digits < MAX_OCTAL_DIGITS && octal() >= 0; digits++) {
                value = value << 3 | octal();
                index++;
            }
            text.append((char) (value & 0xFF));
        } else if (character == 'c' && index < line.length()) {
            text.append((char) (line.charAt(index++) & 0x1F));
        } else {
            text.append(character);
        }
    }

    private int hex() {
        return index < line.length() ? Character.digit(line.charAt(index), 16) : -1;
    }

    private int octal() {
        return index < line.length() ? Character.digit(line.charAt(index), 8) : -1;
    }

    private static boolean isSpace(char character) {
        return character == ' ' || character == '\t' || character == '\r' || character == '\n';
    }
}
