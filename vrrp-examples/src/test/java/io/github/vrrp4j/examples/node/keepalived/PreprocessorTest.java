package io.github.vrrp4j.examples.node.keepalived;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreprocessorTest {
    private final Notes notes = new Notes();

    @TempDir
    Path directory;

    private List<String> lines(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        return Preprocessor.read(directory.resolve("k.conf"), octets, Converted.HOST, notes).stream()
                .map(LogicalLine::text)
                .toList();
    }

    @Test
    void commentsEndAtTheLineUnlessQuoted() {
        assertThat(lines("a # b\n! c\nd \"e#f!g\" ! h\n'i#j'\n")).containsExactly("a", "d \"e#f!g\"", "'i");
    }

    @Test
    void conditionalLinesAreForTheirHost() {
        assertThat(lines("@main a\n@backup b\n@^main c\n@^backup d\n")).containsExactly("a", "d");
    }

    @Test
    void definitionsAreReplacedWhenTheyAreUsed() {
        assertThat(lines("""
                $BASE=10.2.${SUB}
                $SUB=0
                ${BASE}.100/32
                $SUB=10
                ${BASE}.100/32
                $SUB
                $SUBmarine ${UNKNOWN}
                """)).containsExactly("10.2.0.100/32", "10.2.10.100/32", "10", "$SUBmarine ${UNKNOWN}");
    }

    @Test
    void definitionsMayHaveSeveralLinesWithConditionsAndDefinitionsInThem() {
        assertThat(lines("""
                $INSTANCE= \\
                  vrrp_instance VI_${NUM} { \\
                    @main priority 130 \\
                    @backup priority 120 \\
                    $LAST=${NUM} \\
                    virtual_router_id $LAST \\
                  }
                $NUM=7
                $INSTANCE
                after
                """))
                .containsExactly("vrrp_instance VI_7 {", "priority 130", "virtual_router_id 7", "}", "after");
    }

    @Test
    void sequencesAndListsRepeatTheRestOfTheLine() {
        assertThat(lines("~SEQ(X, 10, 11) a$X b${X}c\n")).containsExactly("a10 b10c", "a11 b11c");
        assertThat(lines("~SEQ(X, 10, 12) a ${X}\n")).containsExactly("a 10", "a 11", "a 12");
        assertThat(lines("~SEQ(X, 3, -1, 2) $X")).containsExactly("3", "2");
        assertThat(lines("~SEQ(X, 2) $X")).containsExactly("1", "2");
        assertThat(lines("~SEQx(X, 0x90, 0x10, 0xb0) fe80::${X}")).containsExactly("fe80::90", "fe80::a0", "fe80::b0");
        assertThat(lines("~LST(X, 1, 5) ~LST({Y, Z}, {a,b}, {c,d}) ${X}${Y}${Z}"))
                .containsExactly("1ab", "1cd", "5ab", "5cd");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"~SEQ(X) a", "~SEQ(X, 1, 0, 5) a", "~SEQ(X, 1, 99999999) a", "~LST(X) a", "~LST({X,Y},{1}) a"})
    void aSequenceThatIsNoneIsAnError(String line) {
        assertThat(lines(line)).isEmpty();
        assertThat(notes.errors()).hasSize(1);
    }

    @Test
    void definitionsThatUseEachOtherEndWithAnError() {
        lines("$A=${B}x\n$B=${A}y\n$A\nafter\n");
        assertThat(notes.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.line()).isEqualTo(3));
    }

    @Test
    void sequencesThatMultiplyEndWithAnError() {
        lines("~SEQ(A,1,4000) ~SEQ(B,1,4000) ~SEQ(C,1,4000) x ${A}\n");
        assertThat(notes.errors()).hasSize(1);
    }

    private Path write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void includedFilesAreRelativeToTheFileThatIncludesThem() throws IOException {
        write("conf.d/b.conf", "second\n");
        write("conf.d/a.conf", "first ${_PWD}\ninclude deeper/*.conf\n");
        write("conf.d/deeper/x.conf", "inner\n");
        write("conf.d/.hidden.conf", "hidden\n");
        write("conf.d/notes.txt", "text\n");

        assertThat(lines("before\ninclude conf.d/*.conf\nafter ${_PWD}\n"))
                .containsExactly("before", "first " + directory + "/conf.d", "inner", "second", "after " + directory);
        assertThat(notes.all()).isEmpty();
    }

    @Test
    void aMistakeInAnIncludedFileIsToldWithBothPlaces() throws IOException {
        Path included = write("conf.d/a.conf", "vrrp_instance X {\n  prioritty 1\n}\n");
        Path main = write("k.conf", "# comment\n  include conf.d/a.conf\n");

        assertThat(Conversion.of(main, Converted.HOST).notes())
                .anySatisfy(note -> assertThat(note.at()).isEqualTo(included + ":2:3"));
        var errors = new Notes();
        List<LogicalLine> lines = Preprocessor.read(main, Converted.HOST, errors);
        assertThat(lines.get(1).place().problem("wrong").format(main))
                .isEqualTo(main + ":2:3: included " + included + ":2:3: wrong");
    }

    @Test
    void aFileThatIncludesItselfIsAnError() throws IOException {
        Path main = write("k.conf", "include k.conf\nafter\n");
        assertThat(Preprocessor.read(main, Converted.HOST, notes)).hasSize(1);
        assertThat(notes.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.text()).contains("includes itself"));
    }

    @Test
    void includesEndAtADepth() throws IOException {
        for (int i = 0; i < 30; i++) {
            write("f" + i + ".conf", "line\ninclude f" + (i + 1) + ".conf\n");
        }
        assertThat(Preprocessor.read(directory.resolve("f0.conf"), Converted.HOST, notes))
                .hasSize(17);
        assertThat(notes.errors()).hasSize(1);
    }

    @Test
    void aMissingFileIsAnErrorAndAPatternWithoutMatchesIsNot() {
        assertThat(lines("include missing.conf\ninclude missing.d/*.conf\na\n")).containsExactly("a");
        assertThat(notes.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.text()).contains("there is no such file: ", "missing.conf"));
        assertThat(notes.all())
                .hasSize(2)
                .last()
                .satisfies(note ->
                        assertThat(note.format()).endsWith(":2:1: NOTE include: no file matches 'missing.d/*.conf'"));
    }

    @Test
    void octetsThatAreNotUtf8AndControlCharactersAreToldWhereTheyStand() {
        byte[] octets = {'a', '\n', 'b', 'c', (byte) 0xFF, '\n'};
        Preprocessor.read(Path.of("k.conf"), octets, Converted.HOST, notes);
        assertThat(notes.all())
                .singleElement()
                .satisfies(note -> assertThat(note.format())
                        .isEqualTo("k.conf:2:3: ERROR octet: 0xFF is not UTF-8; save the file with this encoding"));
        assertThat(lines("a\u0007\n")).isEmpty();
        assertThat(notes.errors()).hasSize(2);
    }
}
