package io.github.vrrp4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A VRRP router as a process in a network namespace. */
public final class Daemon implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final long STOP_LIMIT_S = 5;
    private static final long POLL_MS = 20;

    /** Seen by this process alone, and gone with it: {@code ip netns exec} gives each a mount namespace of its own. */
    private static final String MOUNT_STATE = "mount -t tmpfs -o mode=700 vrrp4j \"$0\" && exec \"$@\"";

    private final List<String> command;
    private final Path log;
    private final String backupText;
    private final String masterText;

    /** Files of a process that was killed, which would keep the next one from starting. */
    private final List<Path> leftovers;

    private final Map<String, String> environment = new HashMap<>();

    /** Written by the thread that measures, read also by the one that cleans up. */
    private volatile @Nullable Process process;

    private Daemon(List<String> command, Path log, String backupText, String masterText, List<Path> leftovers) {
        this.command = command;
        this.log = log;
        this.backupText = backupText;
        this.masterText = masterText;
        this.leftovers = leftovers;
    }

    /**
     * The node of this project, as its launcher starts it. Its state directory is in memory, as the default one is where
     * /run is: what is written there before an address is added waits for no disk.
     *
     * @param configuration the text of its configuration file
     * @param directory for that file and the log
     */
    public static Daemon vrrp4j(Path launcher, String namespace, String configuration, Path directory)
            throws IOException {
        Path state =
                Files.createDirectories(directory.resolve(namespace + ".state")).toAbsolutePath();
        Path file = Files.writeString(
                directory.resolve(namespace + ".yaml"),
                configuration + "state-directory: " + state + "\ncontrol: none\n");
        return new Daemon(
                inNamespace(
                        namespace,
                        "sh",
                        "-c",
                        MOUNT_STATE,
                        state.toString(),
                        launcher.toString(),
                        "run",
                        file.toString()),
                directory.resolve(namespace + ".log"),
                "INITIALIZE->BACKUP",
                "->MASTER ",
                List.of());
    }

    /**
     * keepalived in the foreground, with its defaults, logging to its standard output alone. Without a syslog daemon its
     * messages for syslog would be written to the console, during the takeover, which may cost milliseconds.
     *
     * @param configuration the text of its configuration file
     * @param directory for that file, the log and the files of process numbers
     */
    public static Daemon keepalived(String namespace, String configuration, Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve(namespace + ".conf"), configuration);
        Path pidFile = directory.resolve(namespace + ".pid");
        Path vrrpPidFile = directory.resolve(namespace + ".vrrp.pid");
        return new Daemon(
                inNamespace(
                        namespace,
                        "keepalived",
                        "--dont-fork",
                        "--dont-respawn",
                        "--log-console",
                        "--no-syslog",
                        "-f",
                        file.toString(),
                        "-p",
                        pidFile.toString(),
                        "-r",
                        vrrpPidFile.toString()),
                directory.resolve(namespace + ".log"),
                "Entering BACKUP STATE",
                "Entering MASTER STATE",
                List.of(pidFile, vrrpPidFile));
    }

    private static List<String> inNamespace(String namespace, String... command) {
        return Stream.concat(Stream.of("ip", "netns", "exec", namespace), Stream.of(command))
                .toList();
    }

    /** Has it started with one more variable in its environment. */
    public Daemon environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Starts it. */
    public void start() throws IOException {
        for (Path leftover : leftovers) {
            Files.deleteIfExists(leftover);
        }
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        process = builder.start();
    }

    /** Waits until it has said that often that a virtual router is BACKUP. */
    public void awaitBackup(int times) throws IOException, InterruptedException {
        long deadlineNs = System.nanoTime() + START_LIMIT.toNanos();
        while (said(backupText) < times) {
            Process running = process;
            if (running == null || !running.isAlive() || System.nanoTime() > deadlineNs) {
                throw new IOException("'" + String.join(" ", command) + "' ended, or did not become BACKUP within "
                        + START_LIMIT.toSeconds() + " s; see " + log);
            }
            Thread.sleep(POLL_MS);
        }
    }

    /** How often it has said that a virtual router became MASTER. */
    public int transitionsToMaster() throws IOException {
        return said(masterText);
    }

    private int said(String text) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return (int) lines.filter(line -> line.contains(text)).count();
        }
    }

    /** All of its processes; none when it does not run. */
    public List<ProcessHandle> processes() {
        Process running = process;
        return running == null
                ? List.of()
                : Stream.concat(running.descendants(), Stream.of(running.toHandle()))
                        .toList();
    }

    /** SIGKILL to all of its processes, children first, so that none can say good-bye for its parent. */
    public void kill() {
        processes().forEach(ProcessHandle::destroyForcibly);
        process = null;
    }

    /** SIGTERM, and does not wait for what comes of it. */
    public void terminate() {
        Process running = process;
        if (running != null) {
            running.destroy();
        }
    }

    /** {@link #terminate}, then {@link #kill} if it does not end. */
    public void stop() throws InterruptedException {
        terminate();
        Process running = process;
        if (running != null) {
            running.waitFor(STOP_LIMIT_S, TimeUnit.SECONDS);
        }
        kill();
    }

    @Override
    public void close() {
        kill();
    }
}
