package io.github.vrrp4j.examples.requirements;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the requirements and the rows of the transition table that a text names. The forms that are understood:
 *
 * <ul>
 *   <li>{@code R-7.1-05}, and several of them in any text;
 *   <li>{@code R-8.2.2-02/03}, {@code R-8.2.2-01, 02 and 05}: more numbers of two digits for the same section;
 *   <li>{@code R-8.2.2-01 to 05}, {@code R-8.4.2-02 to R-8.4.2-04}: a range within one section;
 *   <li>{@code row 12}, {@code rows 1 and 2}, {@code rows 3, 4 and 9}, {@code rows 6 to 8}, {@code row-12}: ids {@code row-N}.
 * </ul>
 *
 * A list or a range may go on in the next line of a comment.
 */
final class References {

    private static final Pattern COMMENT_LEADER = Pattern.compile("\\R[ \\t]*(?:\\*(?!/)|//+)?[ \\t]*");

    private static final String MORE = "(?:/|, | and | or | to )";
    private static final Pattern REQUIREMENT = Pattern.compile("\\bR-(?<section>\\d+(?:\\.\\d+)*)(?:-(?<numbers>\\d+(?:"
            + MORE + "(?:R-\\k<section>-\\d{2}|\\d{2})(?!\\w|\\.\\d))*))?");
    private static final Pattern ROWS =
            Pattern.compile("\\brows?[ -](?<numbers>\\d+(?:" + MORE + "\\d+)*)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER = Pattern.compile("(?<separator>" + MORE + ")?(?:R-[\\d.]+-)?(?<number>\\d+)");

    private References() {}

    /**
     * The ids in ascending order of their text.
     *
     * @throws IllegalArgumentException if something looks like an id but is none: without a number, or a range that does
     *     not ascend
     */
    static Set<String> in(String text) {
        String line = COMMENT_LEADER.matcher(text).replaceAll(" ");
        Set<String> ids = new TreeSet<>();
        for (Matcher found = REQUIREMENT.matcher(line); found.find(); ) {
            if (found.group("numbers") == null) {
                throw new IllegalArgumentException(
                        "'" + found.group() + "' is the number of a section, not an id: add the"
                                + " number of the requirement, or write 'RFC 9568 §" + found.group("section") + "'");
            }
            addAll(ids, "R-" + found.group("section") + "-%02d", found.group("numbers"));
        }
        for (Matcher found = ROWS.matcher(line); found.find(); ) {
            addAll(ids, "row-%d", found.group("numbers"));
        }
        return ids;
    }

    private static void addAll(Set<String> ids, String form, String numbers) {
        int last = 0;
        for (Matcher found = NUMBER.matcher(numbers); found.find(); ) {
            int number = Integer.parseInt(found.group("number"));
            boolean range = " to ".equals(found.group("separator"));
            if (range && number <= last) {
                throw new IllegalArgumentException("the range '" + numbers + "' does not ascend");
            }
            for (int each = range ? last + 1 : number; each <= number; each++) {
                ids.add(String.format(Locale.ROOT, form, each));
            }
            last = number;
        }
    }
}
