package io.github.vrrp4j.examples.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class TraceTest {

    private static final String HEADER = "id\tsection\tlevel\tstatement\twhere";

    private static Requirements requirements(String... ids) {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        for (String id : ids) {
            lines.add(id + "\t§7.1\tMUST\tAs it is\trouter");
        }
        return Requirements.parse(lines);
    }

    private static Exceptions exceptions(String... lines) {
        return Exceptions.parse(List.of(lines));
    }

    private static SourceReferences sources(String main, String test) {
        return new SourceReferences(named(main, "Main.java"), named(test, "MainTest.java"), Map.of(), List.of());
    }

    private static Map<String, Set<String>> named(String text, String file) {
        return References.in(text).stream()
                .collect(Collectors.toMap(id -> id, id -> Set.of(file), (a, b) -> a, TreeMap::new));
    }

    private static List<String> problems(Requirements requirements, Exceptions exceptions, SourceReferences sources) {
        return new Trace(requirements, exceptions, sources).problems();
    }

    @Test
    void whatHasCodeAndTestIsInOrder() {
        assertThat(problems(
                        requirements("R-7.1-05", "row-6"), exceptions(), sources("R-7.1-05 row 6", "R-7.1-05 row 6")))
                .isEmpty();
    }

    @Test
    void whatHasNoCodeOrNoTestNeedsAReason() {
        assertThat(problems(
                        requirements("R-7.1-05", "R-7.1-06", "row-6"), exceptions(), sources("R-7.1-05", "R-7.1-06")))
                .containsExactly(
                        "R-7.1-05: no test names it. Name it in a comment where it is met and where that is tested, or say in"
                                + " docs/rfc-exceptions.md why it is not",
                        "R-7.1-06: no code names it. Name it in a comment where it is met and where that is tested, or say in"
                                + " docs/rfc-exceptions.md why it is not",
                        "row-6: no code and no test names it. Name it in a comment where it is met and where that is tested,"
                                + " or say in docs/rfc-exceptions.md why it is not");
        assertThat(problems(
                        requirements("R-7.1-05", "row-6"),
                        exceptions("## Not built yet", "| R-7.1-05, row 6 | a | b |"),
                        sources("R-7.1-05", "")))
                .isEmpty();
    }

    @Test
    void aReasonForWhatHasCodeAndTestIsStale() {
        assertThat(problems(
                        requirements("R-7.1-05"),
                        exceptions("## Not built yet", "| R-7.1-05 | a | b |"),
                        sources("R-7.1-05", "R-7.1-05")))
                .containsExactly(
                        "R-7.1-05: stands in docs/rfc-exceptions.md under 'Not built yet', but has code and test:"
                                + " Main.java and MainTest.java. Remove it there, or say under 'Met in part' what is missing");
    }

    @Test
    void aDeviationHasCodeAndTest() {
        Exceptions deviations =
                exceptions("## Deviations by decision", "| id | a | b |", "|---|---|---|", "| row 6 | a | b |");

        assertThat(problems(requirements("row-6"), deviations, sources("row 6", "row 6")))
                .isEmpty();
        assertThat(problems(requirements("row-6"), deviations, sources("row 6", "")))
                .containsExactly(
                        "row-6: stands in docs/rfc-exceptions.md under 'Deviations by decision', but no test names it."
                                + " Name it where the code and the test are, or move it under 'Not built yet'");
    }

    @Test
    void anIdThatIsNoRequirementIsNamedWithItsFiles() {
        assertThat(problems(
                        requirements(),
                        exceptions("## Not built yet", "| R-7.1-97 | a | b |"),
                        sources("R-7.1-98", "row 99")))
                .containsExactly(
                        "R-7.1-98: named in Main.java, but docs/rfc-requirements.tsv does not have it. Correct the id, or add"
                                + " a line for it",
                        "row-99: named in MainTest.java, but docs/rfc-requirements.tsv does not have it. Correct the id, or"
                                + " add a line for it",
                        "R-7.1-97: named in docs/rfc-exceptions.md, but docs/rfc-requirements.tsv does not have it. Correct"
                                + " the id, or add a line for it");
    }

    @Test
    void aMistakeInTheTableOfRequirementsIsToldWithItsLine() {
        assertThat(Requirements.parse(List.of(
                                "id section",
                                "R-7.1-05\t§7.1\tMUST\tAs it is",
                                "R-7.1\t§7.1\tMUST\tAs it is\trouter",
                                "R-7.1-06\t7.1\tWILL\t \there",
                                "row-6\t§6.4\tMUST\tAs it is\trouter",
                                "row-6\t§6.4\tMUST\tAs it is\trouter"))
                        .problems())
                .extracting(problem -> problem.substring(0, Math.min(problem.length(), 66)))
                .containsExactly(
                        "docs/rfc-requirements.tsv:1: the header is not 'id<tab>section<tab",
                        "docs/rfc-requirements.tsv:2: 4 columns instead of 5, separated by ",
                        "docs/rfc-requirements.tsv:3: 'R-7.1' is no id such as R-7.1-05 or ",
                        "docs/rfc-requirements.tsv:4: '7.1' is no section such as §7.1, RFC",
                        "docs/rfc-requirements.tsv:4: 'WILL' is no level: one of [-, MAY, M",
                        "docs/rfc-requirements.tsv:4: the statement is empty or has spaces ",
                        "docs/rfc-requirements.tsv:4: 'here' names a place that is not one ",
                        "docs/rfc-requirements.tsv:6: row-6 stands twice: remove one of the");
    }

    @Test
    void aMistakeInTheExceptionsIsToldWithItsLine() {
        assertThat(exceptions(
                                "## Not built yet",
                                "| R-7.1-05 | a | b |",
                                "| nothing | a | b |",
                                "| R-7.1 | a | b |",
                                "| R-7.1-04 to 06 | a | b |",
                                "## Perhaps")
                        .problems())
                .extracting(problem -> problem.substring(0, Math.min(problem.length(), 63)))
                .containsExactly(
                        "docs/rfc-exceptions.md:3: no id in the first column 'nothing'",
                        "docs/rfc-exceptions.md:4: 'R-7.1' is the number of a section, n",
                        "docs/rfc-exceptions.md:5: R-7.1-05 stands twice: leave it in on",
                        "docs/rfc-exceptions.md:6: the section 'Perhaps' says nothing th");
    }
}
