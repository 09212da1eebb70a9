package io.github.vrrp4j.netlink;

import java.nio.file.Path;

/**
 * One line of the report about what processes that are gone have left on this host.
 *
 * @param outcome what was done about it
 * @param file of the state directory that speaks of it
 * @param text what it is, and for a failure why and how to mend it; one line
 */
public record Leftover(Outcome outcome, Path file, String text) {

    /** What was done. */
    public enum Outcome {
        /** It was on the host and is no more. */
        REMOVED,

        /** It may still be on the host, and stays in the file. */
        FAILED,

        /** It may still be on the host; it was only looked for. */
        FOUND,

        /** The process lives: nothing was touched. */
        IN_USE,

        /** It is in another network namespace: nothing was touched. */
        ELSEWHERE,

        /** The machine has started anew since, or the network namespace is gone: the file was deleted. */
        OBSOLETE
    }

    /** The text, with the file where that matters. */
    @Override
    public String toString() {
        return outcome == Outcome.REMOVED ? text : file + ": " + text;
    }
}
