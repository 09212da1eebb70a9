package io.github.vrrp4j.limits;

import java.io.IOException;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Looks for a regular expression, but no longer than a deadline allows: some, such as {@code (.*a){25}b}, take longer than the
 * age of the universe for a text of a hundred characters.
 */
public final class BoundedMatch {

    /** So many characters are looked at between two looks at the clock. */
    private static final int INTERVAL = 1 << 10;

    private BoundedMatch() {}

    /**
     * Checks that it is one.
     *
     * @param what it is for, for the message
     * @throws IllegalArgumentException if it is not; the message says where it goes wrong
     */
    public static void requireRegex(String what, String regex) {
        try {
            Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    what + " '" + regex + "' is not a regular expression (java.util.regex.Pattern): "
                            + e.getDescription() + " at index " + e.getIndex(),
                    e);
        }
    }

    /**
     * Whether the text has a part that matches.
     *
     * @throws IOException if that could not be found out in time or with the stack of this thread, or the thread is interrupted
     */
    public static boolean find(String regex, CharSequence text, Deadline deadline) throws IOException {
        Watch watch = new Watch(deadline, "no end of the search for " + Quoted.of(regex));
        try {
            return Pattern.compile(regex).matcher(new Watched(text, watch)).find();
        } catch (ExpiredException e) {
            throw e.reason;
        } catch (StackOverflowError e) {
            throw new IOException(
                    "the search for " + Quoted.of(regex) + " in " + text.length()
                            + " characters needs too much stack; repeated groups such as (a|b)* do that",
                    e);
        }
    }

    private static final class Watch {
        private final Deadline deadline;
        private final String what;
        private int count;

        private Watch(Deadline deadline, String what) {
            this.deadline = deadline;
            this.what = what;
        }

        private void look() {
            if (++count % INTERVAL == 0) {
                try {
                    deadline.require(what);
                } catch (IOException e) {
                    throw new ExpiredException(e);
                }
            }
        }
    }

    /** The matcher looks at every character through it. */
    private record Watched(CharSequence text, Watch watch) implements CharSequence {

        @Override
        public char charAt(int index) {
            watch.look();
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Watched(text.subSequence(start, end), watch);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    private static final class ExpiredException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final IOException reason;

        private ExpiredException(IOException reason) {
            super(reason);
            this.reason = reason;
        }
    }
}
