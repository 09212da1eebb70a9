package io.github.vrrp4j.examples.lan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.examples.documents.DocumentedCommand;
import io.github.vrrp4j.examples.documents.Documents;
import io.github.vrrp4j.netlink.testing.Finished;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import io.github.vrrp4j.netlink.testing.RunningProgram;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The commands of the pages for operators, each run as it stands there on the host of a node, one after the other. A host has
 * directories /run and /etc of its own, so that nothing need be added to a command: it is typed where {@code vrrp}, {@code
 * node.yaml} and {@code keepalived.conf} are.
 */
@NetworkTest(programs = {"bash", "mount"})
class DocumentedCommandsIT {

    private static final Path README = Documents.ROOT.resolve("README.md");
    private static final Path CONTROL = Documents.ROOT.resolve("docs/control.md");
    private static final Path FROM_KEEPALIVED = Documents.ROOT.resolve("docs/from-keepalived.md");

    /** As the examples of the protocol name it. */
    private static final String VIRTUAL_ROUTER = "web";

    /** Those of which others are a test: DemoIT and the tests of the stories, SimulationTest. */
    private static final Set<String> ELSEWHERE = Set.of("demo", "demo move", "simulate --seeds 100000");

    /** What SIGTERM leaves of a program that does nothing about it. */
    private static final int TERMINATED = 143;

    private final Lan lan = new Lan();
    private final Set<String> done = new LinkedHashSet<>();

    /** Listens for seconds, while what only looks goes on beside it. */
    private @Nullable RunningProgram doctor;

    private Path etc;

    /** All hosts have the same. */
    @BeforeEach
    void copyEtc() throws IOException {
        etc = lan.a.directory().resolve("etc");
        Finished.of("cp", "-a", "/etc", etc.toString()).requireSuccess();
        Files.createDirectories(etc.resolve("vrrp4j"));
        Path keepalived = Files.createDirectories(etc.resolve("keepalived"));
        Files.writeString(keepalived.resolve("keepalived.conf"), block(FROM_KEEPALIVED, "keepalived"));
    }

    @AfterEach
    void remove() {
        lan.close();
    }

    @Test
    void everyCommandOfTheirPagesWorks() throws IOException {
        String yaml = block(README, "yaml").replace("vrid: 51\n", "vrid: 51\n    name: " + VIRTUAL_ROUTER + "\n");
        prepare(lan.a, yaml);
        prepare(lan.b, yaml.replace("priority: 200", "priority: 100"));
        prepare(lan.c, yaml);
        RunningProgram master = start(lan.a, "./vrrp run node.yaml");
        lan.awaitOnlyHolder(lan.a);
        RunningProgram backup = start(lan.b, "./vrrp run node.yaml");
        shell(lan.a, "vrrp simulate --seed 7 --pcap capture.pcap").requireSuccess();

        List.of(README, CONTROL, FROM_KEEPALIVED).forEach(this::runAll);
        awaitDoctor();

        assertThat(done)
                .hasSizeGreaterThanOrEqualTo(30)
                .contains(
                        "run node.yaml",
                        "doctor node.yaml",
                        "status --watch",
                        "relinquish web",
                        "maintenance off web",
                        "convert /etc/keepalived/keepalived.conf > /etc/vrrp4j/node.yaml",
                        "run /etc/vrrp4j/node.yaml",
                        "run -i a keepalived.conf");
        protocolAnswersAsThePageSays();
        assertThat(master.terminate().exitCode()).isZero();
        assertThat(backup.terminate().exitCode()).isZero();
    }

    /** The last one of a page: that of the mixed pair, which needs nothing else on its host. */
    private static String block(Path page, String language) {
        List<Documents.Block> blocks = Documents.blocks(page).stream()
                .filter(block -> block.language().equals(language))
                .toList();
        return blocks.get(blocks.size() - 1).text();
    }

    /** A directory with all that the pages name, and what is to stand in the place of directories of the machine. */
    private void prepare(Host host, String yaml) throws IOException {
        Files.createDirectory(host.directory().resolve("run"));
        host.write("node.yaml", yaml);
        host.write("keepalived.conf", block(FROM_KEEPALIVED, "keepalived"));
        List<String> program = new ArrayList<>(Node.command());
        program.replaceAll(
                word -> word.endsWith(".jar") ? Path.of(word).toAbsolutePath().toString() : word);
        host.script("vrrp", "#!/bin/sh\nexec " + String.join(" ", program) + " \"$@\"\n");
    }

    private void runAll(Path page) {
        for (DocumentedCommand command : DocumentedCommand.of(page)) {
            Map<String, String> values =
                    Map.of("FILE", file(command.typed()), "VR", VIRTUAL_ROUTER, "N", "150", "ID", "a", "STORY", "move");
            for (String line : command.lines(values)) {
                if (!ELSEWHERE.contains(line) && done.add(line)) {
                    run(command.where(), line);
                }
            }
        }
    }

    private static String file(String line) {
        if (line.contains("--read ")) {
            return "capture.pcap";
        }
        return line.startsWith("convert ") || line.contains("-i ID") ? "keepalived.conf" : "node.yaml";
    }

    private void awaitDoctor() {
        if (doctor != null) {
            Finished finished = doctor.awaitEnd(Lan.SOON);
            assertThat(finished.exitCode()).as(finished.toString()).isZero();
            doctor = null;
        }
    }

    private void run(String where, String line) {
        if (!line.matches("(help|status|peers|events|check|explain|convert|monitor|demo)\\b.*")) {
            awaitDoctor();
        }
        if (line.startsWith("doctor")) {
            doctor = spawn(lan.a, "vrrp " + line);
        } else if (line.startsWith("run ")) {
            // On a host that has none yet; a node runs until it is told to end.
            Finished node = start(lan.c, "vrrp " + line).terminate();
            assertThat(node.exitCode()).as("%s: %s", where, node).isZero();
        } else if (line.matches("status --watch|events --follow|monitor --interface .*")) {
            RunningProgram program = spawn(lan.a, "vrrp " + line);
            program.awaitLines(1, Lan.SOON);
            Finished ended = program.terminate();
            assertThat(ended.exitCode())
                    .as("%s: %s", where, ended)
                    .isEqualTo(line.startsWith("monitor ") ? 0 : TERMINATED);
        } else {
            Finished finished = shell(lan.a, "vrrp " + line);
            assertThat(finished.exitCode()).as("%s: %s", where, finished).isZero();
        }
    }

    private RunningProgram start(Host host, String line) {
        RunningProgram node = spawn(host, line);
        node.awaitLine(text -> text.contains("->BACKUP "), Lan.SOON);
        return node;
    }

    private RunningProgram spawn(Host host, String line) {
        return host.namespace().spawn(typed(host, "exec " + line));
    }

    private Finished shell(Host host, String line) {
        return host.namespace().exec(typed(host, line));
    }

    /** In mounts of its own, which ip-netns(8) gives to each program. */
    private String[] typed(Host host, String line) {
        String prepared =
                "mount --bind run /run && mount --bind \"$2\" /etc && export PATH=\"$PWD:$PATH\" && eval \"$1\"";
        return Stream.of("env", "-C", host.directory().toString(), "bash", "-c", prepared, "bash", line, etc.toString())
                .toArray(String[]::new);
    }

    private void protocolAnswersAsThePageSays() throws IOException {
        List<String> lines = Documents.blocks(CONTROL).stream()
                .flatMap(block -> block.text().lines())
                .filter(line -> line.startsWith("{\"version\""))
                .toList();
        assertThat(lines).hasSizeGreaterThanOrEqualTo(4);
        for (int i = 0; i < lines.size(); i += 2) {
            assertThat(lines.get(i)).contains("\"command\"");
            String[] parts = lines.get(i + 1).split("\\.\\.\\.", -1);
            assertThat(answer(lines.get(i)))
                    .as(lines.get(i))
                    .startsWith(parts[0])
                    .endsWith(parts[parts.length - 1]);
        }
    }

    private String answer(String request) throws IOException {
        Path socket = lan.a.directory().resolve("run/vrrp4j/control.sock");
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            Channels.newOutputStream(channel).write((request + "\n").getBytes(StandardCharsets.UTF_8));
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
