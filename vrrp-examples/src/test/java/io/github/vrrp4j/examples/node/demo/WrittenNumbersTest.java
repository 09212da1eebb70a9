package io.github.vrrp4j.examples.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrittenNumbersTest {

    @TempDir
    Path directory;

    @Test
    void aLineThatIsHalfWrittenDoesNotCount() throws IOException {
        WrittenNumbers read = read("primary 0\nboth 0\nprimary 1\nprimary 12\nboth 1");

        assertThat(read.byPrimary()).containsExactly(0L, 1L, 12L);
        assertThat(read.byBoth()).containsExactly(0L);
    }

    @Test
    void anEmptyFileHasNoNumbers() throws IOException {
        assertThat(read("")).isEqualTo(new WrittenNumbers(Set.of(), Set.of()));
    }

    @Test
    void whatIsMissingIsToldApart() {
        WrittenNumbers written = new WrittenNumbers(Set.of(1L, 2L, 3L), Set.of(1L, 2L));

        assertThat(written.missingFrom(Set.of(1L))).isEqualTo(new WrittenNumbers(Set.of(2L, 3L), Set.of(2L)));
        assertThat(written.missingFrom(Set.of(1L, 2L, 3L))).isEqualTo(new WrittenNumbers(Set.of(), Set.of()));
    }

    @Test
    void whatWasCountedBeforeIsNotCountedAgainWhenTheReplicaAcknowledgesItLater() {
        WrittenNumbers earlier = new WrittenNumbers(Set.of(1L, 2L), Set.of(1L));

        assertThat(new WrittenNumbers(Set.of(1L, 2L, 3L), Set.of(1L, 2L, 3L)).since(earlier))
                .isEqualTo(new WrittenNumbers(Set.of(3L), Set.of(3L)));
    }

    @Test
    void theKeysOfAServerAreNumbers() {
        assertThat(WrittenNumbers.ofKeys("n:10\nother\nn:2\n")).containsExactly(2L, 10L);
        assertThat(WrittenNumbers.ofKeys("")).isEmpty();
    }

    private WrittenNumbers read(String text) throws IOException {
        return WrittenNumbers.read(Files.writeString(directory.resolve("written"), text));
    }
}
