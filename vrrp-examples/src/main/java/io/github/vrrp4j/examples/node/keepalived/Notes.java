package io.github.vrrp4j.examples.node.keepalived;

import io.github.vrrp4j.examples.node.config.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is to be told; bounded, because a file can expand to any number of lines. */
final class Notes {
    private static final int MAX_NOTES = 1000;
    private static final int MAX_TEXT = 300;

    private static final int MAX_CONDITIONS = 4;

    private final Set<String> leftOut = new LinkedHashSet<>();
    private String configId = "";
    private final List<Note> all = new ArrayList<>();
    private final List<Problem> errors = new ArrayList<>();

    /** Remembers that a line is for other hosts. */
    void leftOut(String condition, String configId) {
        this.configId = configId;
        if (leftOut.size() < MAX_CONDITIONS) {
            leftOut.add(condition);
        }
    }

    /** An error that something is not there, which a line for other hosts may have. */
    void missing(Statement statement, String text) {
        error(
                statement,
                leftOut.isEmpty()
                        ? text
                        : text + "; lines that begin with " + String.join(" or ", leftOut)
                                + " are left out, since this is '" + configId + "': choose with --config-id");
    }

    void error(Statement statement, String text) {
        error(statement.place(), statement.keyword(), text);
    }

    void error(Place place, String keyword, String text) {
        add(Note.Kind.ERROR, place, keyword, text);
        if (errors.size() < MAX_NOTES) {
            errors.add(place.problem(bounded(keyword) + ": " + text));
        }
    }

    void ignored(Statement statement, String text) {
        add(Note.Kind.IGNORED, statement.place(), statement.keyword(), text);
    }

    void warning(Statement statement, String text) {
        add(Note.Kind.WARNING, statement.place(), statement.keyword(), text);
    }

    void note(Statement statement, String text) {
        add(Note.Kind.NOTE, statement.place(), statement.keyword(), text);
    }

    private void add(Note.Kind kind, Place place, String keyword, String text) {
        if (all.size() < MAX_NOTES) {
            all.add(new Note(kind, bounded(keyword), place.toString(), bounded(text)));
        }
    }

    private static String bounded(String text) {
        String oneLine = text.replace("\n", "\\n").replace("\r", "\\r");
        return oneLine.length() <= MAX_TEXT ? oneLine : oneLine.substring(0, MAX_TEXT) + "...";
    }

    /** In the order of finding. */
    List<Note> all() {
        return List.copyOf(all);
    }

    /** The errors among them. */
    List<Problem> errors() {
        return List.copyOf(errors);
    }
}
