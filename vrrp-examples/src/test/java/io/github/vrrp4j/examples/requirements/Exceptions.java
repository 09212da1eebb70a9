package io.github.vrrp4j.examples.requirements;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The tables of {@code docs/rfc-exceptions.md}: the first column of each row names ids, the section says what holds for
 * them.
 *
 * @param kinds the kind of each id that is named
 * @param problems one sentence for each mistake in the file
 */
record Exceptions(Map<String, Kind> kinds, List<String> problems) {

    /** The file, seen from the root of the repository. */
    static final String FILE = "docs/rfc-exceptions.md";

    /** What a section of the file says of the ids in it. */
    enum Kind {
        /** Built and tested, but otherwise than the RFC has it, on purpose. */
        DEVIATION("Deviations by decision", true),
        /** Built and tested as far as it goes. */
        PARTLY_MET("Met in part", true),
        /** Neither, or one without the other. */
        NOT_BUILT("Not built yet", false),
        /** Nothing that code could do here. */
        NOT_OURS("The part of the operating system and the operator", false);

        private final String heading;

        /** Whether ids of the section need both code and test; the others must not have both. */
        private final boolean shown;

        Kind(String heading, boolean shown) {
            this.heading = heading;
            this.shown = shown;
        }

        String heading() {
            return heading;
        }

        boolean isShown() {
            return shown;
        }

        private static @Nullable Kind of(String heading) {
            for (Kind kind : values()) {
                if (kind.heading.equals(heading)) {
                    return kind;
                }
            }
            return null;
        }
    }

    static Exceptions parse(List<String> lines) {
        Map<String, Kind> kinds = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        Kind kind = null;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            String where = FILE + ":" + (i + 1) + ": ";
            if (line.startsWith("## ")) {
                kind = Kind.of(line.substring(3));
                if (kind == null) {
                    problems.add(
                            where + "the section '" + line.substring(3) + "' says nothing that is known of its ids");
                }
            } else if (line.startsWith("| ") && !line.startsWith("| id |") && kind != null) {
                addAll(kinds, problems, kind, line, where);
            }
        }
        return new Exceptions(kinds, problems);
    }

    private static void addAll(Map<String, Kind> kinds, List<String> problems, Kind kind, String line, String where) {
        int end = line.indexOf(" |", 2);
        String column = end < 0 ? line : line.substring(2, end);
        try {
            for (String id : References.in(column)) {
                if (kinds.put(id, kind) != null) {
                    problems.add(where + id + " stands twice: leave it in one row");
                }
            }
            if (References.in(column).isEmpty()) {
                problems.add(where + "no id in the first column '" + column + "'");
            }
        } catch (IllegalArgumentException e) {
            problems.add(where + e.getMessage());
        }
    }
}
