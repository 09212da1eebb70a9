package io.github.vrrp4j.examples.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrittenNumbersTest {

    @TempDir
    Path directory;

    @Test
    void aLineThatIsHalfWrittenDoesNotCount() throws IOException {
        WrittenNumbers read = read("primary 0 a\nboth 0\nprimary 1 a\nprimary 12 b\nboth 1");

        assertThat(read.byPrimary()).isEqualTo(Map.of(0L, "a", 1L, "a", 12L, "b"));
        assertThat(read.byBoth()).containsExactly(0L);
    }

    @Test
    void theLinesAreReadAsTheyAreWritten() throws IOException {
        assertThat(read(WrittenNumbers.byPrimary(7, "a") + "\n" + WrittenNumbers.byBoth(7) + "\n"))
                .isEqualTo(new WrittenNumbers(Map.of(7L, "a"), Set.of(7L)));
    }

    @Test
    void anEmptyFileHasNoNumbers() throws IOException {
        assertThat(read("")).isEqualTo(WrittenNumbers.NONE);
    }

    @Test
    void aNewPrimaryOwesWhatItAcknowledgedAndWhatBothDidAndNotWhatTheOldOneDidAlone() {
        WrittenNumbers written = new WrittenNumbers(Map.of(1L, "a", 2L, "a", 3L, "b"), Set.of(1L));

        assertThat(written.owedBy("b")).containsExactly(1L, 3L);
        assertThat(written.owedBy("a")).containsExactly(1L, 2L);
        assertThat(written.by("b")).containsExactly(3L);
    }

    @Test
    void whatIsMissingIsToldApart() {
        assertThat(WrittenNumbers.without(Set.of(1L, 2L, 3L), Set.of(1L, 4L))).containsExactly(2L, 3L);
    }

    @Test
    void whatWasCountedBeforeIsNotCountedAgainWhenTheReplicaAcknowledgesItLater() {
        WrittenNumbers earlier = new WrittenNumbers(Map.of(1L, "a", 2L, "a"), Set.of(1L));

        assertThat(new WrittenNumbers(Map.of(1L, "a", 2L, "a", 3L, "b"), Set.of(1L, 2L, 3L)).since(earlier))
                .isEqualTo(new WrittenNumbers(Map.of(3L, "b"), Set.of(3L)));
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
