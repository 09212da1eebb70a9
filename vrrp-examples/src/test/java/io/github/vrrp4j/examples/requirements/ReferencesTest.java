package io.github.vrrp4j.examples.requirements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReferencesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    if (length < 8) { // R-7.1-04                    | R-7.1-04
                    /** R-5.1.1.1-01, R-7.2-04; RFC 5798 §5.1. */    | R-5.1.1.1-01 R-7.2-04
                    (R-8.4.2.1.1-01)                                 | R-8.4.2.1.1-01
                    R-5.1.2.3-01/02                                  | R-5.1.2.3-01 R-5.1.2.3-02
                    R-8.2.2-01 to 05, and others                     | R-8.2.2-01 R-8.2.2-02 R-8.2.2-03 R-8.2.2-04 R-8.2.2-05
                    R-8.4.2-02 to R-8.4.2-04, R-8.4.2-06.            | R-8.4.2-02 R-8.4.2-03 R-8.4.2-04 R-8.4.2-06
                    R-7.1-01, 03 and 05                              | R-7.1-01 R-7.1-03 R-7.1-05
                    R-7.1-01 to 03, 05                               | R-7.1-01 R-7.1-02 R-7.1-03 R-7.1-05
                    R-7.1-11 or R-5.2.1-01                           | R-5.2.1-01 R-7.1-11
                    R-7.1-05 to the end                              | R-7.1-05
                    R-5.2.4-01, 255 is the owner's                   | R-5.2.4-01
                    R-5.2.4-01, 10.5 s                               | R-5.2.4-01
                    // row 12                                        | row-12
                    Rows 14 and 15 as RFC 3768 has them              | row-14 row-15
                    (rows 3, 4 and 9)                                | row-3 row-4 row-9
                    rows 6 to 8 are taken                            | row-6 row-7 row-8
                    rows 6 and 5                                     | row-5 row-6
                    row-7                                            | row-7
                    row 16, R-6.4.3-13: an answer would storm        | R-6.4.3-13 row-16
                    rows 1 to 3, 5                                   | row-1 row-2 row-3 row-5
                    """)
    void ofTheseFormsTheIdsAreKnown(String text, String ids) {
        assertThat(References.in(text)).containsExactlyElementsOf(List.of(ids.split(" ", -1)));
    }

    @Test
    void aListGoesOnInTheNextLineOfAComment() {
        assertThat(References.in("     * R-8.4.2-02 to\n     * R-8.4.2-04 and rows 6\n     * to 8"))
                .containsExactly("R-8.4.2-02", "R-8.4.2-03", "R-8.4.2-04", "row-6", "row-7", "row-8");
        assertThat(References.in("// rows 14\n        // and 15")).containsExactly("row-14", "row-15");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "throws 2 exceptions",
                "the last row",
                "row by row",
                "arrows 3",
                "PR-7.1-05",
                "RFC 9568 §7.1",
                "rows.get(5)",
                "R-x"
            })
    void otherWordsAreNoIds(String text) {
        assertThat(References.in(text)).isEmpty();
    }

    @Test
    void theNumberOfASectionIsNoId() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> References.in("of one family (R-5.2.9)"))
                .withMessage(
                        "'R-5.2.9' is the number of a section, not an id: add the number of the requirement, or write"
                                + " 'RFC 9568 §5.2.9'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"R-8.2.2-05 to 01", "rows 8 to 6", "R-8.2.2-05 to 05"})
    void aRangeAscends(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> References.in(text))
                .withMessageContaining("does not ascend");
    }
}
