package io.github.vrrp4j.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileCheckTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("ready");
    }

    @ParameterizedTest
    @CsvSource({"1,1", "254,254", "'7\n',7", "'  +7\r\n',7", "007,7"})
    void aNumberInTheRangeIsHealthy(String content, long number) throws IOException {
        assertThat(check(content)).isEqualTo(Health.healthy(number + " in " + file));
    }

    @ParameterizedTest
    @CsvSource({"0", "255", "-1", "9223372036854775807"})
    void aNumberBeyondIsUnhealthy(String content) throws IOException {
        assertThat(check(content)).isEqualTo(Health.unhealthy(content + " in " + file + ", wanted 1..254"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\"|is empty",
                "\"\n \"|is empty",
                "yes|has 'yes', not a number",
                "1 2|has '1 2', not a number",
                "1.5|has '1.5', not a number",
                "0x10|has '0x10', not a number",
                "9223372036854775808|has 9223372036854775808, beyond 64 bits"
            })
    void anythingElseIsUnhealthy(String content, String text) throws IOException {
        assertThat(check(content)).isEqualTo(Health.unhealthy(file + " " + text));
    }

    @Test
    void aLongFileIsNotReadToItsEnd() throws IOException {
        assertThat(check(" ".repeat(64) + "1")).isEqualTo(Health.unhealthy(file + " has '1', not a number"));
        assertThat(check("1".repeat(1_000_000)).text())
                .startsWith(file + " has '1111")
                .endsWith("', not a number");
    }

    @Test
    void aFileThatIsMissingOrNoFileIsUnhealthy() throws IOException {
        assertThat(new FileCheck(file, 1, 254).check(TIMEOUT)).isEqualTo(Health.unhealthy("there is no file " + file));
        Files.createDirectory(file);
        assertThat(new FileCheck(file, 1, 254).check(TIMEOUT))
                .isEqualTo(Health.unhealthy(file + " is not a regular file"));
    }

    @Test
    void nothingIsLeftBehind() throws IOException {
        Files.writeString(file, "1");
        Leaks.assertNone(() -> new FileCheck(file, 1, 254).check(TIMEOUT));
    }

    @Test
    void mistakesAreNamed() {
        assertThatThrownBy(() -> new FileCheck(Path.of("/run/app/ready"), 2, 1))
                .hasMessage("the range 2..1 of the number in /run/app/ready is empty; write the lower number first");
        assertThatThrownBy(() -> new FileCheck(Path.of(""), 1, 2)).hasMessageContaining("path of a file is empty");
    }

    private Health check(String content) throws IOException {
        Files.writeString(file, content);
        return new FileCheck(file, 1, 254).check(TIMEOUT);
    }
}
