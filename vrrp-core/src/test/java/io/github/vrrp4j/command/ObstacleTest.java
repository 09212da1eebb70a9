package io.github.vrrp4j.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What would keep a command from being started is known before. */
final class ObstacleTest {

    @TempDir
    private Path directory;

    @Test
    void thereIsNoneForWhatCanBeStarted() throws Exception {
        Path marker = directory.resolve("started");
        Command command = new Command(List.of("touch", marker.toString()));

        assertThat(command.obstacle()).isEmpty();
        assertThat(command.obstacleForRoot()).isEmpty();
        assertThat(marker).doesNotExist();
    }

    @Test
    void aProgramThatIsNotThereIsOne() throws Exception {
        assertIsTheObstacle(command("/no/such/program", null), "program /no/such/program does not exist");
        assertIsTheObstacle(
                command("no-such-program", null),
                "program 'no-such-program' is in no directory of PATH; write its path");
        assertIsTheObstacle(command("/", null), "program / is a directory");
    }

    @Test
    void aProgramThatIsNotExecutableIsOne() throws Exception {
        Path program = Files.writeString(directory.resolve("program"), "#!/bin/sh\n");

        assertIsTheObstacle(
                command(program.toString(), null), "program " + program + " is not executable; chmod +x " + program);
    }

    @Test
    void aProgramThatOthersMayChangeIsOneForRoot() throws Exception {
        assumeTrue(Account.isRoot());
        Path program = Processes.script(directory.resolve("program"), "echo ran");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xrwx"));

        assertIsTheObstacle(
                command(program.toString(), null),
                "not run as root: everybody may write to " + program + "; chmod go-w " + program);
        assertThat(command(program.toString(), "nobody").obstacleForRoot()).isEmpty();
    }

    @Test
    void aUserThatTheHostDoesNotKnowIsOne() throws Exception {
        assumeTrue(Account.isRoot());

        assertThat(command("true", "no-such-user").obstacleForRoot())
                .get()
                .asString()
                .startsWith("user 'no-such-user' of a command is not known on this host: ");
        assertThat(command("true", "nobody").obstacleForRoot()).isEmpty();
    }

    private static Command command(String program, @Nullable String user) {
        return new Command(List.of(program), user, null, Map.of());
    }

    /** The same is told before and by the run itself. */
    private static void assertIsTheObstacle(Command command, String text) throws Exception {
        assertThat(command.obstacle()).contains(text);
        assertThat(command.obstacleForRoot()).contains(text);
        assertThatThrownBy(() -> command.run(Duration.ofSeconds(5)))
                .isInstanceOf(IOException.class)
                .hasMessage(text);
    }
}
