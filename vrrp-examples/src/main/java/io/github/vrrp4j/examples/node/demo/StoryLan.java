package io.github.vrrp4j.examples.node.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The hosts and networks of a story, in network namespaces, and the programs that run on them. Names of hosts and networks are
 * one to seven lower-case letters and digits.
 *
 * <p>For one thread, {@link #close} apart, after which everything else throws {@link StageClosedException}.
 */
final class StoryLan implements Scene, AutoCloseable {
    private static final String CLIENT = "client";
    private static final Duration START_LIMIT = Duration.ofSeconds(10);
    private static final Duration CONDITION_INTERVAL = Duration.ofMillis(100);
    private static final Duration POLL = Duration.ofMillis(10);

    private final NetworkNamespaces namespaces = new NetworkNamespaces();
    private final LiveScene scene = new LiveScene();
    private final StoryDirectory directory;

    /** By host, with those that have ended. */
    private final Map<String, List<HostProcess>> processes = new HashMap<>();

    /** By host, without lo. */
    private final Map<String, List<String>> interfaces = new HashMap<>();

    /** The file of the latest node of each host. */
    private final Map<String, String> nodeFiles = new TreeMap<>();

    /** The hosts without power. */
    private final Set<String> off = new HashSet<>();

    /** The end of a story and a signal may come at once, and both remove the same files. */
    private final Object closeLock = new Object();

    private boolean closed;

    private StoryLan(StoryDirectory directory) {
        this.directory = directory;
    }

    /** An empty one, for the story of this name. */
    static StoryLan create(String story) throws IOException {
        return new StoryLan(StoryDirectory.create(story));
    }

    /** Removes what killed processes left behind; before anything is added. */
    void begin() throws IOException {
        namespaces.begin();
    }

    /** Adds hosts without interfaces. Each has a /run of its own. */
    void addHosts(String... hosts) throws IOException {
        for (String host : hosts) {
            namespaces.addHost(host);
            directory.addHost(host);
            interfaces.put(host, new ArrayList<>());
        }
    }

    /** Adds a host without interfaces from which ip(8) reaches all others by {@link #namespace}: it has no /run of its own. */
    void addOutsider(String host) throws IOException {
        namespaces.addHost(host);
        directory.addOutsider(host);
        interfaces.put(host, new ArrayList<>());
    }

    /** What ip(8) calls a host. */
    String namespace(String host) {
        return NetworkNamespaces.name(host);
    }

    /** Where the files of a host are for everybody, unless it is one of those that it has in the system's place. */
    Path files(String host) {
        return directory.host(host);
    }

    /** Adds a network: a switch into which nothing is plugged. */
    void addNetwork(String network) throws IOException {
        namespaces.addNetwork(network);
    }

    /** Adds an interface to a host, with addresses and their prefix lengths, and plugs it into a network. */
    void attach(String host, String interfaceName, String network, String... addresses) throws IOException {
        namespaces.attach(host, interfaceName, network, List.of(addresses));
        interfaces.getOrDefault(host, List.of()).add(interfaceName);
    }

    /** From now on a network passes no multicast to these hosts. */
    void dropMulticast(String network, String... hosts) throws IOException {
        for (String host : hosts) {
            namespaces.dropMulticast(host, network);
        }
    }

    /** Calls ip(8) with these words, separated by spaces, on a host; gives its output. */
    String ip(String host, String words) throws IOException {
        scene.requireOpen();
        return SystemCommand.ip("-n " + NetworkNamespaces.name(host) + " " + words);
    }

    /** Sets what the file {@code stories/STORY/OWNER/sysctl.conf} says; the owner is the host, or stands for several. */
    void sysctl(String host, String owner) throws IOException {
        Path file = directory.copy(owner, "sysctl.conf", directory.host(host));
        run(host, "sysctl", "-q", "-p", file.toString());
    }

    /** From now on nothing passes between a host and a network, though every interface keeps its carrier. */
    void cut(String host, String network) throws IOException {
        namespaces.cut(host, network);
    }

    /** Undoes {@link #cut}. */
    void mend(String host, String network) throws IOException {
        namespaces.mend(host, network);
    }

    /** Gives a host an empty directory in the place of the system's, which must exist; gives the place for everybody else. */
    Path own(String host, String systemDirectory) throws IOException {
        return directory.own(host, systemDirectory);
    }

    /** Copies {@code stories/STORY/HOST/FILE} into a directory, and gives the copy. */
    Path copy(String host, String file, Path target) throws IOException {
        return directory.copy(host, file, target);
    }

    /** Runs a command on a host and waits for it; gives its output. */
    String run(String host, String... command) throws IOException {
        scene.requireOpen();
        return SystemCommand.run(on(host, List.of(command)));
    }

    /** Starts a program on a host that stays in the foreground; what it writes is shown only if it ends by itself. */
    HostProcess start(String host, String name, String... command) throws IOException {
        return start(host, name, List.of(command), line -> Optional.empty());
    }

    /** Starts the node on a host with its file {@code stories/STORY/HOST/FILE}; its log goes into the timeline. */
    HostProcess startNode(String host, String file) throws IOException {
        Path config = directory.host(host).resolve(file);
        if (!Files.exists(config)) {
            directory.copy(host, file, directory.host(host));
        }
        return startNodeOf(host, config.toString());
    }

    /** Starts the node on a host with the file that has this path there; its log goes into the timeline. */
    HostProcess startNodeOf(String host, String path) throws IOException {
        nodeFiles.put(host, path);
        return start(
                host,
                host,
                HostProcess.thisProgram(List.of("run", path)),
                line -> NodeLog.read(System.nanoTime(), Instant.now(), host, directory.withoutDirectory(line)));
    }

    /** Runs a command of this program on a host, as an operator does, and waits for it; gives its output. */
    String vrrp(String host, String... words) throws IOException {
        scene.requireOpen();
        return SystemCommand.run(on(host, HostProcess.thisProgram(List.of(words))));
    }

    /** Starts the service that the client asks, at these addresses ({@link DemoServer}), whether the host has them or not. */
    HostProcess startService(String host, List<String> addresses) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(DemoServer.COMMAND, host));
        arguments.addAll(addresses);
        return startHidden(host, "the service on " + host, arguments);
    }

    /** Starts the client, on the host of that name, which asks at these addresses ({@link DemoTarget}). */
    void startClient(List<String> addresses) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(DemoClient.COMMAND));
        arguments.addAll(addresses);
        startHidden(CLIENT, CLIENT, arguments);
    }

    /** Starts a hidden command of this program on a host; what it observes goes into the timeline. */
    HostProcess startHidden(String host, String name, List<String> arguments) throws IOException {
        return start(host, name, HostProcess.thisProgram(arguments), HostProcess.observations(host));
    }

    /** Starts a program on a host that stays in the foreground; {@code reader} says what a line of its output means. */
    HostProcess start(String host, String name, List<String> command, Function<String, Optional<Observation>> reader)
            throws IOException {
        HostProcess process = scene.start(name, on(host, command), reader);
        processes.computeIfAbsent(host, key -> new ArrayList<>()).add(process);
        return process;
    }

    private List<String> on(String host, List<String> command) {
        List<String> all = new ArrayList<>(directory.on(host));
        all.addAll(command);
        return all;
    }

    /** Takes a host's power: every process is killed, and no interface says a word more. */
    void powerOff(String host) throws IOException {
        off.add(host);
        processes.getOrDefault(host, List.of()).forEach(HostProcess::kill);
        for (String name : interfaces.getOrDefault(host, List.of())) {
            ip(host, "link set dev " + name + " down");
        }
    }

    /** Undoes {@link #powerOff}, but starts nothing. */
    void powerOn(String host) throws IOException {
        off.remove(host);
        for (String name : interfaces.getOrDefault(host, List.of())) {
            ip(host, "link set dev " + name + " up");
        }
    }

    /** Waits until a file is there: the sign that a program has started. */
    void awaitFile(Path file) throws IOException {
        long endNs = nowNs() + START_LIMIT.toNanos();
        while (!Files.exists(file)) {
            scene.requireOpen();
            if (nowNs() > endNs) {
                throw new IOException("waited " + START_LIMIT.toSeconds() + " s in vain for " + file);
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** Whether a host sends to this address by this interface, as its routing table is now. */
    boolean sendsBy(String host, String address, String interfaceName) {
        try {
            return (ip(host, "route get " + address) + " ").contains(" dev " + interfaceName + " ");
        } catch (IOException e) {
            return false; // no route
        }
    }

    /** A condition that starts programs, and so is asked ten times a second at most; false between. */
    BooleanSupplier polled(BooleanSupplier condition) {
        long[] nextNs = {nowNs()};
        return () -> {
            if (nowNs() < nextNs[0]) {
                return false;
            }
            boolean holds = condition.getAsBoolean();
            nextNs[0] = nowNs() + CONDITION_INTERVAL.toNanos();
            return holds;
        };
    }

    /** How to look around, and how to remove it all. */
    List<String> guide() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "Everything goes on until Ctrl-C, which removes it. To look around, in another terminal, run a command on a host:");
        lines.add("  " + on("HOST", "COMMAND..."));
        lines.add("  hosts: "
                + String.join(" ", interfaces.keySet().stream().sorted().toList()));
        lines.add("For example:");
        lines.add("  " + on(CLIENT, "ip neighbor"));
        nodeFiles.forEach((host, file) -> {
            if (off.contains(host)) {
                lines.add(host + " was switched off. To switch it on again, and start its node:");
                interfaces
                        .getOrDefault(host, List.of())
                        .forEach(name -> lines.add("  " + on(host, "ip link set dev " + name + " up")));
                lines.add("  " + on(host, "vrrp run " + file));
            } else {
                lines.add("  " + on(host, "vrrp status"));
                lines.add("  " + on(host, "vrrp events"));
            }
        });
        return lines;
    }

    private String on(String host, String words) {
        return String.join(" ", directory.on(host)) + " " + words;
    }

    @Override
    public long nowNs() {
        return scene.nowNs();
    }

    @Override
    public boolean runUntil(Consumer<Observation> audience, BooleanSupplier condition, Duration limit)
            throws IOException {
        return scene.runUntil(audience, condition, limit);
    }

    /** Lets everything go on until {@link #close}; ends with {@link StageClosedException}. */
    void runOn(Consumer<Observation> audience) {
        scene.runOn(audience);
    }

    /** Ends every process and leaves nothing behind; any thread, any time. Whoever comes second waits for the first. */
    @Override
    public void close() {
        synchronized (closeLock) {
            if (!closed) {
                closed = true;
                scene.close();
                namespaces.close();
                directory.close();
            }
        }
    }
}
