package io.github.vrrp4j.netlink.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.Leftover;
import io.github.vrrp4j.netlink.Leftover.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** Whatever stands in the file of a dead process, what can be read is removed, the rest is told and kept, and nothing throws. */
class SweepPropertiesTest {

    private static final String NAME = "999999-1-1";

    private Path directory = Path.of("missing");

    @BeforeTry
    void makeDirectory() throws IOException {
        Assume.that(System.getProperty("os.name", "").equals("Linux"));
        directory = Files.createTempDirectory("sweep");
    }

    @AfterTry
    void deleteDirectory() throws IOException {
        if (Files.exists(directory)) {
            try (var files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(directory);
        }
    }

    @Property(tries = 200)
    void everyLineIsEitherRemovedOrKeptAndTold(@ForAll("lines") List<String> lines) throws IOException {
        StateDirectory open = StateDirectory.open(directory);
        Owner self = Owner.self();
        OwnFile.write(open, NAME, new StateText(new Owner(999_999, 1, self.boot(), self.namespace()), lines));
        List<String> removed = new ArrayList<>();

        List<Leftover> report = open.sweep(Map.of("thing", holding -> removed.add(holding.toString())));

        List<String> kept = new ArrayList<>(lines);
        kept.removeAll(removed);
        assertThat(removed).allMatch(line -> line.startsWith("thing"));
        assertThat(report.stream().filter(each -> each.outcome() == Outcome.REMOVED))
                .hasSameSizeAs(removed);
        assertThat(report.stream().filter(each -> each.outcome() == Outcome.FAILED))
                .hasSameSizeAs(kept);
        if (kept.isEmpty()) {
            assertThat(Files.exists(directory.resolve(NAME + ".state"))).isFalse();
        } else {
            assertThat(Files.readAllLines(directory.resolve(NAME + ".state"), StandardCharsets.ISO_8859_1))
                    .endsWith(kept.toArray(String[]::new))
                    .hasSize(2 + kept.size());
        }
    }

    @Property(tries = 200)
    void aFileOfAnyOctetsDoesNoHarm(@ForAll byte[] octets) throws IOException {
        Files.write(directory.resolve(NAME + ".state"), octets);

        List<Leftover> report = StateDirectory.open(directory).sweep(Map.of());

        assertThat(report).singleElement().matches(each -> each.outcome() == Outcome.FAILED);
        assertThat(Files.readAllBytes(directory.resolve(NAME + ".state"))).isEqualTo(octets);
    }

    @Provide
    Arbitrary<List<String>> lines() {
        Arbitrary<String> good = Arbitraries.integers().between(0, 9).map(number -> "thing name=" + number);
        Arbitrary<String> bad = Arbitraries.strings()
                .withCharRange('\u0001', '\u00ff')
                .excludeChars('\n', '\r')
                .ofMinLength(1)
                .ofMaxLength(30)
                .filter(text -> !text.startsWith("thing"));
        return Arbitraries.oneOf(good, bad).list().uniqueElements().ofMaxSize(6);
    }
}
