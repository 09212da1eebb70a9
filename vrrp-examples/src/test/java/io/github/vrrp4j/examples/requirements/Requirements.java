package io.github.vrrp4j.examples.requirements;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The ids of {@code docs/rfc-requirements.tsv}, and what is wrong with its lines.
 *
 * @param ids each id that a line of the file begins with
 * @param problems one sentence for each mistake in the file
 */
record Requirements(Set<String> ids, List<String> problems) {

    /** The file, seen from the root of the repository. */
    static final String FILE = "docs/rfc-requirements.tsv";

    private static final String HEADER = "id\tsection\tlevel\tstatement\twhere";
    private static final Pattern ID = Pattern.compile("R-\\d+(\\.\\d+)*-\\d{2}|row-\\d+");
    private static final Pattern SECTION = Pattern.compile("(RFC \\d+ )?§\\d+(\\.\\d+)*(, erratum \\d{4})?");
    private static final Set<String> LEVELS =
            Set.of("MUST", "MUST NOT", "SHOULD", "SHOULD NOT", "MAY", "NOT RECOMMENDED", "must", "should", "-");
    private static final Set<String> PLACES =
            Set.of("packet", "protocol", "spi", "router", "netlink", "Linux", "operator", "not built");

    static Requirements parse(List<String> lines) {
        Set<String> ids = new TreeSet<>();
        List<String> problems = new ArrayList<>();
        if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
            problems.add(FILE + ":1: the header is not '" + HEADER.replace("\t", "<tab>") + "'");
        }
        for (int i = 1; i < lines.size(); i++) {
            String where = FILE + ":" + (i + 1) + ": ";
            String[] columns = lines.get(i).split("\t", -1);
            if (columns.length != 5) {
                problems.add(where + columns.length + " columns instead of 5, separated by one tab each");
                continue;
            }
            check(columns, where, problems);
            if (!ids.add(columns[0])) {
                problems.add(where + columns[0] + " stands twice: remove one of the lines");
            }
        }
        return new Requirements(ids, problems);
    }

    private static void check(String[] columns, String where, List<String> problems) {
        if (!ID.matcher(columns[0]).matches()) {
            problems.add(where + "'" + columns[0] + "' is no id such as R-7.1-05 or row-12");
        }
        if (!SECTION.matcher(columns[1]).matches()) {
            problems.add(
                    where + "'" + columns[1] + "' is no section such as §7.1, RFC 3768 §7.1 or §5.2.5, erratum 8299");
        }
        if (!LEVELS.contains(columns[2])) {
            problems.add(where + "'" + columns[2] + "' is no level: one of " + new TreeSet<>(LEVELS));
        }
        if (columns[3].isBlank() || !columns[3].equals(columns[3].strip())) {
            problems.add(where + "the statement is empty or has spaces around it");
        }
        if (!PLACES.containsAll(List.of(columns[4].split(", ", -1)))) {
            problems.add(where + "'" + columns[4] + "' names a place that is not one of " + new TreeSet<>(PLACES));
        }
    }
}
