package io.github.vrrp4j.benchmarks.takeover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One VRRP router as a process in a namespace: VRID 51, 100 ms, one virtual address. */
final class Daemon implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final long STOP_LIMIT_S = 5;
    private static final long POLL_MS = 20;

    private final List<String> command;
    private final Path log;
    private final String readyText;

    /** Files of a process that was killed, which would keep the next one from starting. */
    private final List<Path> leftovers;

    /** Written by the thread that measures, read also by the one that cleans up. */
    private volatile @Nullable Process process;

    private Daemon(List<String> command, Path log, String readyText, List<Path> leftovers) {
        this.command = command;
        this.log = log;
        this.readyText = readyText;
        this.leftovers = leftovers;
    }

    /** The node of this project, as its launcher starts it. */
    static Daemon vrrp4j(Path launcher, String namespace, int priority, Path directory) throws IOException {
        Path config = directory.resolve(namespace + ".yaml");
        Files.writeString(config, """
                virtual-routers:
                  - interface: %s
                    vrid: 51
                    priority: %d
                    advertisement-interval: 100ms
                    addresses: [%s]
                state-directory: %s
                """.formatted(
                        Lan.INTERFACE,
                        priority,
                        Lan.VIRTUAL_ADDRESS,
                        directory.resolve("state").toAbsolutePath()));
        return new Daemon(
                inNamespace(namespace, launcher.toString(), "run", config.toString()),
                directory.resolve(namespace + ".log"),
                "INITIALIZE->BACKUP",
                List.of());
    }

    /**
     * keepalived in the foreground, with its defaults, logging to its standard output alone. Without a syslog daemon its
     * messages for syslog would be written to the console, during the takeover, which may cost milliseconds.
     */
    static Daemon keepalived(String namespace, int priority, Path directory) throws IOException {
        Path config = directory.resolve(namespace + ".conf");
        Path pidFile = directory.resolve(namespace + ".pid");
        Path vrrpPidFile = directory.resolve(namespace + ".vrrp.pid");
        Files.writeString(config, """
                global_defs {
                    vrrp_version 3
                }
                vrrp_instance takeover {
                    state BACKUP
                    interface %s
                    virtual_router_id 51
                    priority %d
                    advert_int 0.1
                    virtual_ipaddress {
                        %s
                    }
                }
                """.formatted(Lan.INTERFACE, priority, Lan.VIRTUAL_ADDRESS));
        return new Daemon(
                inNamespace(
                        namespace,
                        "keepalived",
                        "--dont-fork",
                        "--dont-respawn",
                        "--log-console",
                        "--no-syslog",
                        "-f",
                        config.toString(),
                        "-p",
                        pidFile.toString(),
                        "-r",
                        vrrpPidFile.toString()),
                directory.resolve(namespace + ".log"),
                "Entering BACKUP STATE",
                List.of(pidFile, vrrpPidFile));
    }

    private static List<String> inNamespace(String namespace, String... command) {
        return Stream.concat(Stream.of("ip", "netns", "exec", namespace), Stream.of(command))
                .toList();
    }

    /** Starts it, and waits until it says that it is a BACKUP. */
    void start() throws IOException, InterruptedException {
        for (Path leftover : leftovers) {
            Files.deleteIfExists(leftover);
        }
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        process = started;
        long deadlineNs = System.nanoTime() + START_LIMIT.toNanos();
        while (!Files.readString(log).contains(readyText)) {
            if (!started.isAlive() || System.nanoTime() > deadlineNs) {
                throw new IOException("'" + String.join(" ", command) + "' ended, or did not become BACKUP within "
                        + START_LIMIT.toSeconds() + " s; it said: " + Files.readString(log));
            }
            Thread.sleep(POLL_MS);
        }
    }

    /** SIGKILL to all of its processes, children first, so that none can say good-bye for its parent. */
    void kill() {
        Process running = process;
        if (running != null) {
            Stream.concat(running.descendants(), Stream.of(running.toHandle()))
                    .toList()
                    .forEach(ProcessHandle::destroyForcibly);
            process = null;
        }
    }

    /** SIGTERM, then {@link #kill} if it does not end. */
    void stop() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.destroy();
            running.waitFor(STOP_LIMIT_S, TimeUnit.SECONDS);
        }
        kill();
    }

    @Override
    public void close() {
        kill();
    }
}
