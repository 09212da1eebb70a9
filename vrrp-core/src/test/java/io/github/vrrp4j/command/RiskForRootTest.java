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
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RiskForRootTest {

    @TempDir
    private Path directory;

    private Path program = Path.of("/");

    @BeforeEach
    void makeAProgram() throws IOException {
        assumeTrue(Account.isRoot());
        Path sub = Files.createDirectory(directory.resolve("sub"));
        mode(sub, "rwxr-xr-x");
        program = Processes.script(sub.resolve("program"), "echo ran");
    }

    @Test
    void thereIsNoneIfOnlyRootMayWrite() throws Exception {
        assertThat(risk(program)).isEmpty();
        assertThat(new Command(List.of("true")).riskForRoot()).isEmpty();
    }

    @Test
    void aProgramThatOthersMayWriteIsNotRun() throws Exception {
        mode(program, "rwxr-xrwx");

        String text = "everybody may write to " + program + "; chmod go-w " + program;
        assertThat(risk(program)).contains(text);
        assertThatThrownBy(() -> new Command(List.of(program.toString())).run(Duration.ofSeconds(5)))
                .isInstanceOf(IOException.class)
                .hasMessage("not run as root: " + text);
    }

    @Test
    void aGroupThatMayWriteIsARiskUnlessItIsRoots() throws Exception {
        mode(program, "rwxrwxr-x");
        assertThat(risk(program)).isEmpty();

        Files.setAttribute(program, "unix:gid", 12);
        assertThat(risk(program)).contains("a group may write to " + program + "; chmod go-w " + program);
    }

    @Test
    void anotherOwnerIsARisk() throws Exception {
        Files.setAttribute(program, "unix:uid", 1);

        assertThat(risk(program)).contains(program + " belongs to a user who is not root; chown root " + program);
    }

    @Test
    void aDirectoryThatOthersMayWriteIsARiskUnlessItIsSticky() throws Exception {
        Path sub = directory.resolve("sub");
        mode(sub, "rwxrwxrwx");
        assertThat(risk(program)).contains("everybody may write to " + sub + "; chmod go-w " + sub);

        Files.setAttribute(sub, "unix:mode", 01777);
        assertThat(risk(program)).isEmpty();
    }

    @Test
    void theWayThroughALinkIsLookedAtToo() throws Exception {
        Path open = Files.createDirectory(directory.resolve("open"));
        mode(open, "rwxrwxrwx");
        Files.createSymbolicLink(open.resolve("link"), program);
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("open/link"));

        assertThat(risk(link)).contains("everybody may write to " + open + "; chmod go-w " + open);

        mode(open, "rwxr-xr-x");
        assertThat(risk(link)).isEmpty();
        mode(program, "rwxr-xrwx");
        assertThat(risk(link)).contains("everybody may write to " + program + "; chmod go-w " + program);
    }

    @Test
    void anotherUserThanRootMayRunIt() throws Exception {
        mode(program, "rwxr-xrwx");
        mode(directory, "rwxr-xr-x");
        Command command = new Command(List.of(program.toString()), "nobody", null, Map.of());

        assertThat(command.riskForRoot()).isEmpty();
        assertThat(command.run(Duration.ofSeconds(5)).lastLine()).isEqualTo("ran");
        assertThat(new Command(List.of(program.toString()), "root", null, Map.of()).riskForRoot())
                .isPresent();
    }

    private static Optional<String> risk(Path program) throws IOException {
        return new Command(List.of(program.toString())).riskForRoot();
    }

    private static void mode(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
}
