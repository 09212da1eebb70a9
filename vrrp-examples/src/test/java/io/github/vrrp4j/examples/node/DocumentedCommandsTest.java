package io.github.vrrp4j.examples.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.examples.documents.DocumentedCommand;
import io.github.vrrp4j.examples.documents.Documents;
import io.github.vrrp4j.examples.node.run.NodeProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** No command that is documented, or named by a message, is a mistake on the command line. */
class DocumentedCommandsTest {

    private static final Map<String, String> VALUES = Map.of(
            "FILE", "node.yaml", "VR", "web", "N", "150", "ID", "a", "STORY", "move", "COMMAND", "run", "SEED", "7");

    /** They ask a node: where there is none they end with 1, and with 2 if what they were given makes no sense. */
    private static final Set<String> ASKING =
            Set.of("status", "peers", "events", "priority", "relinquish", "maintenance", "announce", "reload");

    static Stream<Arguments> commands() throws IOException {
        List<DocumentedCommand> commands = new ArrayList<>();
        Documents.all().stream()
                .filter(file -> !file.endsWith("CHANGELOG.md")) // names what was there once
                .forEach(file -> commands.addAll(DocumentedCommand.of(file)));
        try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
            sources.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .forEach(file -> commands.addAll(DocumentedCommand.quoted(
                            String.valueOf(file.getFileName()),
                            // a string that goes on in the next line is one string
                            Documents.text(file).replaceAll("\"\\s*\\+ \"", ""))));
        }
        return commands.stream()
                .filter(command -> !command.text().contains("\"")) // the program puts something there
                .map(command -> Arguments.of(command.where() + " " + command.text(), command));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void aCommandIsNoMistake(String name, DocumentedCommand command) {
        assertThat(command.variants(VALUES))
                .allSatisfy(words -> assertThat(mistake(words)).as(name).isEmpty());
    }

    private static String mistake(List<String> words) {
        StringWriter err = new StringWriter();
        CommandLine program = Main.commandLine(new NodeProcess()).setErr(new PrintWriter(err, true));
        if (ASKING.contains(words.get(0))) {
            List<String> asking = new ArrayList<>(words);
            if (!words.contains("--control")) {
                asking.addAll(List.of("--control", "/nonexistent/control.sock"));
            }
            return program.execute(asking.toArray(String[]::new)) == ExitCodes.USAGE ? err.toString() : "";
        }
        try {
            program.parseArgs(words.toArray(String[]::new));
        } catch (ParameterException e) {
            return String.valueOf(e.getMessage());
        }
        boolean unknownStory = words.size() > 1
                && words.get(0).equals("demo")
                && !words.get(1).startsWith("-")
                && Files.notExists(Path.of("src", "main", "stories", words.get(1)));
        return unknownStory ? "there is no story " + words.get(1) : "";
    }

    @Test
    void theyAreFoundInEveryPlace() throws IOException {
        List<String> found =
                commands().map(arguments -> (String) arguments.get()[0]).toList();

        assertThat(found)
                .hasSizeGreaterThan(100)
                .anyMatch(name -> name.matches("\\S*README.md:\\d+ run node.yaml"))
                .anyMatch(name -> name.matches("\\S*control.md:\\d+ maintenance on\\|off \\[VR...]"))
                .anyMatch(name -> name.matches("\\S*from-keepalived.md:\\d+ convert /etc/keepalived/keepalived.conf"))
                .anyMatch(name -> name.matches("\\S*install.md:\\d+ simulate --seeds 10"))
                .anyMatch(name -> name.matches("\\S*distribution/README.md:\\d+ doctor /etc/vrrp4j/node.yaml"))
                .contains("RunCommand.java check FILE", "RunCommand.java explain FILE");
    }

    @Test
    void aMistakeIsSeen() {
        assertThat(mistake(List.of("relinquish"))).contains("Missing required parameter");
        assertThat(mistake(List.of("relinquish", "web", "--for", "60"))).contains("has no unit");
        assertThat(mistake(List.of("run"))).contains("Missing required parameter");
        assertThat(mistake(List.of("doctor", "--lissten", "1s"))).contains("--lissten");
        assertThat(mistake(List.of("demo", "nonsense"))).contains("nonsense");
    }
}
