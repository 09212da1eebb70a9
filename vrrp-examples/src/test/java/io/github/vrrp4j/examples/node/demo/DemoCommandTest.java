package io.github.vrrp4j.examples.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class DemoCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    @Test
    void theListHasALineForEachStory() {
        assertThat(execute("--list")).isZero();
        assertThat(out.toString().lines().map(line -> line.replaceAll(" .*", "")))
                .containsExactlyElementsOf(Stories.names());
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 120 && line.length() > 40);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "multihome | unknown story 'multihome'; did you mean 'multihomed'?",
                "xyz | unknown story 'xyz'; --list names them",
                "multihomed --simulated | --simulated is for failover alone: 'multihomed' runs real programs",
                "--keep | --keep is for the stories of --list but failover",
                "failover --keep | --keep is for the stories of --list but failover"
            })
    void mistakesAreUsageErrorsThatSayWhatIsAllowed(String arguments, String message) {
        assertThat(execute(arguments.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString()).startsWith(message);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void theTimelineIsWrittenAsJsonToo() throws Exception {
        Path file = directory.resolve("timeline.json");

        assertThat(execute("failover", "--simulated", "--json", file.toString()))
                .isZero();

        assertThat(Files.readString(file))
                .contains("\"story\" : \"failover\"", "\"kept\" : true")
                .contains("\"text\" : \"* A is killed (SIGKILL)\"")
                .contains("\"address\" : \"192.0.2.10\"")
                .contains("\"promised-ms\" : 360.9375"); // 3 x 100 ms + (256 - 100) / 256 x 100 ms
    }

    @Test
    void aMissingProgramIsNamedWithWhatInstallsIt() {
        List<RequiredProgram> programs = List.of(
                new RequiredProgram("sh", "dash"),
                new RequiredProgram("no-such-program", "frr"),
                new RequiredProgram("/usr/lib/no-such-daemon", "frr"),
                new RequiredProgram("no-such-server", "nginx"));

        assertThat(Demo.missing(programs))
                .contains("there is no no-such-program, /usr/lib/no-such-daemon, no-such-server; install it with:"
                        + " apt-get install frr nginx");
        assertThat(Demo.missing(programs.subList(0, 1))).isEmpty();
    }

    private int execute(String... arguments) {
        return new CommandLine(new DemoCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
