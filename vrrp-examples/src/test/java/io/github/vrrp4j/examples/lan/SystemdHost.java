package io.github.vrrp4j.examples.lan;

import static org.junit.jupiter.api.Assumptions.abort;

import io.github.vrrp4j.examples.packaging.Distribution;
import io.github.vrrp4j.examples.packaging.InstallGuide;
import io.github.vrrp4j.netlink.testing.Finished;
import io.github.vrrp4j.netlink.testing.RunningProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A {@link Host} on which systemd is process 1, as the script {@code boot-systemd} says: with files of its own, of which
 * this machine sees nothing. {@link #close} ends everything that runs there.
 */
final class SystemdHost implements AutoCloseable {

    private static final Path SCRIPT =
            Path.of("src", "test", "resources", "io", "github", "vrrp4j", "examples", "lan", "boot-systemd");

    private static final int CANNOT_BOOT = 77;

    private static final Path CONFIGURATION = Path.of("etc/vrrp4j/node.yaml");

    private final RunningProgram program;
    private long systemdPid;

    private SystemdHost(RunningProgram program) {
        this.program = program;
    }

    /**
     * Boots and returns when systemd has started what it is to start. On a machine where no control group can be made,
     * without which there is no systemd, the test is skipped with a line on standard error; nothing else skips it.
     */
    static SystemdHost boot(Host host) throws IOException {
        Path directory =
                Files.createDirectory(host.directory().resolve(host.namespace().name() + "-systemd"));
        SystemdHost systemd = new SystemdHost(host.namespace()
                .spawn(
                        "nsenter",
                        "--net=/proc/" + ProcessHandle.current().pid() + "/ns/net",
                        "unshare",
                        "--mount",
                        "bash",
                        SCRIPT.toAbsolutePath().toString(),
                        directory.toString(),
                        "/run/netns/" + host.namespace().name(),
                        System.getProperty("java.home")));
        try {
            systemd.awaitBooted();
            return systemd;
        } catch (RuntimeException | Error e) {
            systemd.close();
            throw e;
        }
    }

    private void awaitBooted() {
        Lan.await("systemd is process 1", () -> findSystemd().isPresent() || hasEnded());
        if (hasEnded()) {
            Finished finished = program.awaitEnd(Lan.SOON);
            if (finished.exitCode() == CANNOT_BOOT) {
                String reason = "systemd cannot be booted on this machine, " + finished.output();
                System.err.println("SKIPPED SystemdIT: " + reason);
                abort(reason);
            }
            throw new IllegalStateException("systemd is not booted: " + finished);
        }
        systemdPid = findSystemd().orElseThrow().pid();
        Lan.await(
                "systemd has booted",
                () -> run("systemctl", "is-system-running").output().equals("running"));
    }

    private boolean hasEnded() {
        return ProcessHandle.of(program.pid()).isEmpty();
    }

    /** Not before it is the program of that name: until then its files are those of this machine. */
    private Optional<ProcessHandle> findSystemd() {
        return ProcessHandle.of(program.pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .filter(process -> {
                    try {
                        return Files.readString(Path.of("/proc", Long.toString(process.pid()), "comm"))
                                        .equals("systemd\n")
                                && Files.readString(Path.of("/proc", Long.toString(process.pid()), "status"))
                                        .matches("(?s).*\nNSpid:\t\\d+\t1\n.*");
                    } catch (IOException e) {
                        return false; // it has just ended
                    }
                })
                .findFirst();
    }

    /** Runs a program there until it ends, with the rights of root outside any unit. */
    Finished run(String... command) {
        List<String> all = new ArrayList<>(List.of(
                "nsenter",
                "--target=" + systemdPid,
                "--all",
                "--root",
                "--wd",
                "env",
                "-i",
                "JAVA_HOME=/opt/java",
                "PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"));
        all.addAll(List.of(command));
        return Finished.of(all.toArray(String[]::new));
    }

    /** Runs commands there, as typed in the home directory of root, up to the first that fails. */
    Finished type(String commands) {
        return run("bash", "-euc", "cd /root\n" + commands);
    }

    /**
     * Installs the node as docs/install.md says, with the JDK of this test; without what takes time: it does not show its
     * version and makes no archive of classes.
     */
    void install() throws IOException {
        Path archive = Distribution.archive();
        Files.copy(archive, file("root").resolve(archive.getFileName().toString()));
        type(new InstallGuide().commands("Install").replace("vrrp --version\n", ""))
                .requireSuccess();
        dropIn("java", "Environment=JAVA_HOME=/opt/java VRRP4J_CACHE=none");
    }

    /** What {@code systemctl edit vrrp4j} leaves, for the next daemon-reload. */
    void dropIn(String name, String... lines) throws IOException {
        write("etc/systemd/system/vrrp4j.service.d/" + name + ".conf", "[Service]\n" + String.join("\n", lines) + "\n");
    }

    /** Writes the node's configuration file. */
    void configure(String config) throws IOException {
        write(CONFIGURATION.toString(), config);
    }

    /** Writes a file there, of root and with mode 0644 if it is new. */
    Path write(String path, String content) throws IOException {
        Path file = file(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    /** A file there, as it is called here. */
    Path file(String path) {
        return Path.of("/proc", Long.toString(systemdPid), "root", path);
    }

    /** A property of the node's unit, such as {@code ActiveState}. */
    String property(String name) {
        return run("systemctl", "show", "--value", "--property=" + name, "vrrp4j")
                .requireSuccess()
                .output();
    }

    /** Waits until a property of the node's unit has a value. */
    void awaitProperty(String name, String value) {
        Lan.await(name + "=" + value, () -> property(name).equals(value));
    }

    /** What the node's unit and systemd on it have said. */
    String journal() {
        return run("journalctl", "-u", "vrrp4j", "-o", "cat").requireSuccess().output();
    }

    /** Waits for a text in the journal of the node's unit. */
    void awaitJournal(String text) {
        Lan.await("in the journal: " + text, () -> journal().contains(text));
    }

    /** Sends a signal to the node. */
    void signal(String signal) {
        run("kill", "-" + signal, property("MainPID")).requireSuccess();
    }

    /** A line of proc_pid_status(5) of the node, without its name. */
    String status(String name) {
        try {
            return Files.readAllLines(file("proc/" + property("MainPID") + "/status")).stream()
                    .filter(line -> line.startsWith(name + ":"))
                    .findFirst()
                    .orElseThrow()
                    .substring(name.length() + 1)
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
