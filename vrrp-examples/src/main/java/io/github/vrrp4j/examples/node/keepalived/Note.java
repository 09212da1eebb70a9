package io.github.vrrp4j.examples.node.keepalived;

import java.util.Locale;

/**
 * What an operator has to know of one statement.
 *
 * @param kind how bad it is
 * @param keyword keepalived's word
 * @param at {@code FILE:LINE:COLUMN}
 * @param text the reason
 */
public record Note(Kind kind, String keyword, String at, String text) {

    /** How bad it is. */
    public enum Kind {
        /** It comes along; what is different is said. */
        NOTE,
        /** It does not come along, and is not needed for the same virtual routers on the same wire. */
        IGNORED,
        /**
         * It does not come along, and only where other hosts are changed, too, are the virtual routers the same without:
         * otherwise there may be two MASTERs.
         */
        WARNING,
        /** It cannot be honoured, and leaving it out would change who is MASTER or what it serves: nothing is started. */
        ERROR
    }

    /** {@code FILE:LINE:COLUMN: IGNORED keyword: reason}. */
    public String format() {
        return at + ": " + shortText();
    }

    String shortText() {
        return kind.name().toUpperCase(Locale.ROOT) + " " + keyword + ": " + text;
    }
}
