package io.github.vrrp4j.examples.lan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.examples.node.control.Json;
import io.github.vrrp4j.netlink.testing.Finished;
import io.github.vrrp4j.netlink.testing.RunningProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The node as its launcher starts it, with one virtual router. */
final class Node implements Router {

    private static final Path LAUNCHER = Path.of("..", "vrrp");
    private static final Path JAR = Path.of("target", "vrrp-node.jar");

    private final RunningProgram program;

    private Node(RunningProgram program) {
        this.program = program;
    }

    static Node start(Host host, Settings settings) {
        return start(host, config(settings, String.join(", ", settings.addresses())));
    }

    /** Starts it with the text of a configuration file; its state directory is one of the host's own. */
    static Node start(Host host, String config) {
        return start(host, config, Map.of());
    }

    /** The same with more in its environment. */
    static Node start(Host host, String config, Map<String, String> environment) {
        List<String> command = withEnvironment(environment, command(write(host, config)));
        return new Node(host.namespace().spawn(command.toArray(String[]::new)));
    }

    /** A command with more in its environment. */
    static List<String> withEnvironment(Map<String, String> environment, List<String> command) {
        List<String> all = new ArrayList<>(List.of("env"));
        environment.forEach((name, value) -> all.add(name + "=" + value));
        all.addAll(command);
        return all;
    }

    /** Writes the file with which {@link #start(Host, String)} starts it, for a reload. */
    static Path write(Host host, String config) {
        return host.write("node.yaml", config + stateLine(host));
    }

    /**
     * Starts it with the text of a keepalived.conf, which names neither its state directory nor its control socket: {@code
     * /run} is one of its own, since ip-netns(8) gives a program mounts of its own.
     */
    static Node startKeepalived(Host host, String config) {
        Path file = host.write("keepalived.conf", config);
        return startAfter(host, "mkdir -p /run/vrrp4j && mount -t tmpfs -o mode=755 tmpfs /run/vrrp4j", file);
    }

    /** Starts it with the text of a configuration file, on a host where a program is none. */
    static Node startWithout(String program, Host host, String config) {
        return startAfter(host, "mount --bind /dev/null \"$(command -v " + program + ")\"", write(host, config));
    }

    private static Node startAfter(Host host, String script, Path file) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", script + " && exec \"$@\"", "sh"));
        command.addAll(command(file));
        return new Node(host.namespace().spawn(command.toArray(String[]::new)));
    }

    /** The last lines of a configuration file: what a test leaves behind is to stay with the test. */
    static String stateLine(Host host) {
        return "state-directory: " + stateDirectory(host) + "\ncontrol: " + control(host) + "\n";
    }

    /** The control socket of the node on a host; those of other hosts are files of the same machine. */
    static Path control(Host host) {
        return host.directory().resolve("control.sock").toAbsolutePath();
    }

    /** Runs a command that asks the node on a host: {@code vrrp status --json}. */
    static Finished ask(Host host, String... arguments) {
        return host.namespace().exec(asking(host, arguments).toArray(String[]::new));
    }

    /** What a command printed that was done. */
    static String ok(Finished finished) {
        assertThat(finished.exitCode()).as(finished.output()).isZero();
        return finished.output();
    }

    /** Of one virtual router on a host, by its name: {@code vrrp status --json NAME}. */
    static Map<String, Object> status(Host host, String name) {
        List<Map<String, Object>> all = statuses(host, name);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    /** The same of one that stands for several, or of all without a name. */
    @SuppressWarnings("unchecked") // as docs/control.md says
    static List<Map<String, Object>> statuses(Host host, String... names) {
        List<String> arguments = new ArrayList<>(List.of("status", "--json"));
        arguments.addAll(List.of(names));
        return (List<Map<String, Object>>)
                Objects.requireNonNull(Json.read(ok(ask(host, arguments.toArray(String[]::new)))));
    }

    /** The command of {@link #ask}. */
    static List<String> asking(Host host, String... arguments) {
        List<String> command = command(arguments);
        command.addAll(List.of("--control", control(host).toString()));
        return command;
    }

    static Path stateDirectory(Host host) {
        return host.directory().resolve("state").toAbsolutePath();
    }

    /** A configuration file with one virtual router. */
    static String config(Settings settings, String addresses) {
        return """
                virtual-routers:
                  - interface: eth0
                    vrid: %d
                    version: %s
                    priority: %d
                    advertisement-interval: %dms
                    preempt-mode: %b
                    virtual-mac: %b
                    addresses: [%s]
                """.formatted(
                        Lan.VRID,
                        settings.version(),
                        settings.priority(),
                        settings.intervalMs(),
                        settings.preempts(),
                        settings.virtualMac(),
                        addresses);
    }

    /** Removes on a host what nodes that are gone have left there: {@code vrrp cleanup}. */
    static Finished cleanup(Host host) {
        List<String> command =
                command("cleanup", "--state-directory", stateDirectory(host).toString());
        return host.namespace().exec(command.toArray(String[]::new));
    }

    /** What {@code vrrp check} says of the file with which a node was started on a host. */
    static Finished check(Host host) {
        List<String> command =
                command("check", host.directory().resolve("node.yaml").toString());
        return host.namespace().exec(command.toArray(String[]::new));
    }

    long pid() {
        return program.pid();
    }

    /** The command that runs a configuration file. */
    static List<String> command(Path file) {
        return command("run", file.toString());
    }

    /** What the launcher would start, with the flags that stand there. */
    static List<String> command(String... arguments) {
        try {
            String flags = Files.readAllLines(LAUNCHER).stream()
                    .filter(line -> line.startsWith("flags=("))
                    .findFirst()
                    .orElseThrow();
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of(
                    flags.substring("flags=(".length(), flags.indexOf(')')).split(" ", -1)));
            command.addAll(List.of("-jar", JAR.toString()));
            command.addAll(List.of(arguments));
            return command;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void awaitBackup() {
        awaitLog("->BACKUP ");
    }

    /** Waits for a line with this text, also among those already written, and returns it. */
    String awaitLog(String text) {
        return program.awaitLine(line -> line.contains(text), Lan.SOON);
    }

    /** The lines with this text so far. */
    List<String> logged(String text) {
        return program.output().lines().filter(line -> line.contains(text)).toList();
    }

    /** SIGSTOP: the process is not run any more. */
    void pause() {
        Host.signal("STOP", program.pid());
    }

    /** SIGCONT: ends {@link #pause}. */
    void resume() {
        Host.signal("CONT", program.pid());
    }

    @Override
    public void kill() {
        Host.signal("KILL", program.pid());
        program.awaitEnd(Lan.SOON);
    }

    /** SIGTERM, and waits for the end. */
    Finished terminate() {
        return program.terminate();
    }
}
