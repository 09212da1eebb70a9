package io.github.vrrp4j.examples.node.keepalived;

import io.github.vrrp4j.examples.node.keepalived.Words.UnclosedQuoteException;
import io.github.vrrp4j.examples.node.keepalived.Words.Word;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Lines to statements: the end of a line, or a brace, ends a statement. A brace may stand in the next line. */
final class TreeParser {

    /** keepalived's own deepest is six: a real server's check with its addresses and their options. */
    private static final int MAX_DEPTH = 32;

    private final Notes notes;
    private final Deque<Frame> open = new ArrayDeque<>();
    private int tooDeep;

    private TreeParser(Notes notes) {
        this.notes = notes;
    }

    /** A block that has begun, and the words that head it; none for the file itself. */
    private static final class Frame {
        final List<String> head;
        final String raw;
        final Place place;
        final List<Statement> statements = new ArrayList<>();

        Frame(List<String> head, String raw, Place place) {
            this.head = head;
            this.raw = raw;
            this.place = place;
        }
    }

    /** The statements outside of every block; what is wrong with braces and quotes goes to the notes. */
    static List<Statement> parse(List<LogicalLine> lines, Place start, Notes notes) {
        return new TreeParser(notes).file(lines, start);
    }

    private List<Statement> file(List<LogicalLine> lines, Place start) {
        open.push(new Frame(List.of(), "", start));
        for (LogicalLine line : lines) {
            line(line);
        }
        while (open.size() > 1) {
            Frame frame = open.element();
            notes.error(frame.place, frame.head.get(0), "its block has no '}'");
            close();
        }
        return open.element().statements;
    }

    private void line(LogicalLine line) {
        List<Word> words;
        try {
            words = Words.plain(line.text());
        } catch (UnclosedQuoteException e) {
            notes.error(
                    line.place().column(line.place().column() + e.column() - 1),
                    "quote",
                    "it does not end in this line; add the missing one");
            return;
        }
        List<String> current = new ArrayList<>();
        Place place = line.place();
        int start = 0;
        for (Word word : words) {
            Place here = line.place().column(line.place().column() + word.column() - 1);
            if (current.isEmpty()) {
                place = here;
                start = word.column() - 1;
            }
            String raw = line.text().substring(start, word.column() - 1);
            boolean glued =
                    !word.quoted() && word.text().length() > 1 && word.text().endsWith("{");
            if (glued) {
                current.add(word.text().substring(0, word.text().length() - 1));
            }
            if (glued || word.is('{')) {
                begin(current, raw, place);
                current = new ArrayList<>();
            } else if (word.is('}')) {
                statement(current, raw, place);
                current = new ArrayList<>();
                end(here);
            } else {
                current.add(word.text());
            }
        }
        statement(current, line.text().substring(start), place);
    }

    private void statement(List<String> words, String raw, Place place) {
        if (!words.isEmpty()) {
            open.element().statements.add(new Statement(words, raw, false, List.of(), place));
        }
    }

    private void begin(List<String> words, String raw, Place place) {
        List<Statement> siblings = open.element().statements;
        if (words.isEmpty()
                && (siblings.isEmpty() || siblings.get(siblings.size() - 1).hasBlock())) {
            notes.error(place, "{", "no keyword stands before this brace");
            push(new Frame(List.of("{"), "", place));
        } else if (words.isEmpty()) {
            Statement head = siblings.remove(siblings.size() - 1);
            push(new Frame(head.words(), head.raw(), head.place()));
        } else {
            push(new Frame(words, raw, place));
        }
    }

    private void push(Frame frame) {
        if (open.size() < MAX_DEPTH) {
            open.push(frame);
        } else if (tooDeep++ == 0) {
            notes.error(frame.place, "{", "blocks stand more than " + MAX_DEPTH + " deep");
        }
    }

    private void end(Place place) {
        if (tooDeep > 0) {
            tooDeep--;
        } else if (open.size() == 1) {
            notes.error(place, "}", "no block is open here");
        } else {
            close();
        }
    }

    private void close() {
        Frame frame = open.pop();
        open.element().statements.add(new Statement(frame.head, frame.raw, true, frame.statements, frame.place));
    }
}
