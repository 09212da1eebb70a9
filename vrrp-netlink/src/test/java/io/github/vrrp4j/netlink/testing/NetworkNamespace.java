package io.github.vrrp4j.netlink.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A network namespace of its own (ip-netns(8)), with everything in it, for one test. {@link #close} ends the programs
 * that were spawned in it and deletes it.
 */
public final class NetworkNamespace implements AutoCloseable {

    private static final Duration UP_LIMIT = Duration.ofSeconds(10);

    private final String name;
    private final List<RunningProgram> spawned = new ArrayList<>();

    private NetworkNamespace(String name) {
        this.name = name;
    }

    /**
     * Creates the namespace {@code v4jPID-suffix}, with its loopback interface up.
     *
     * @param suffix tells the namespaces of one test apart
     */
    public static NetworkNamespace create(String suffix) {
        String name = "v4j" + ProcessHandle.current().pid() + "-" + suffix;
        Finished.of("ip", "netns", "add", name).requireSuccess();
        NetworkNamespace namespace = new NetworkNamespace(name);
        namespace.ip("link set lo up");
        return namespace;
    }

    /** The name that ip-netns(8) shows. */
    public String name() {
        return name;
    }

    /**
     * Joins this namespace to another one with a cable: a veth pair, both ends up and ready to send.
     *
     * @param interfaceName at this end, at most 15 characters
     * @param otherInterfaceName at the other end
     */
    public void connect(String interfaceName, NetworkNamespace other, String otherInterfaceName) {
        ip("link add " + interfaceName + " type veth peer name " + otherInterfaceName + " netns " + other.name);
        ip("link set " + interfaceName + " up");
        other.ip("link set " + otherInterfaceName + " up");
        // Until then the kernel drops what is sent, and says nothing.
        awaitStateUp(interfaceName);
        other.awaitStateUp(otherInterfaceName);
    }

    private void awaitStateUp(String interfaceName) {
        long endNs = System.nanoTime() + UP_LIMIT.toNanos();
        while (!ip("link show dev " + interfaceName).contains("state UP")) {
            if (System.nanoTime() - endNs > 0) {
                throw new IllegalStateException(interfaceName + " of " + name + " is not up after " + UP_LIMIT);
            }
        }
    }

    /**
     * Runs {@code ip ARGUMENTS} here and returns what it printed.
     *
     * @param arguments separated by single spaces
     * @throws IllegalStateException if it fails
     */
    public String ip(String arguments) {
        List<String> command = new ArrayList<>(List.of("ip", "-n", name));
        command.addAll(List.of(arguments.split(" ", -1)));
        return Finished.of(command).requireSuccess().output();
    }

    /** Runs a program here until it ends, at most 60 seconds. */
    public Finished exec(String... command) {
        return Finished.of(inside(List.of(command)));
    }

    /** Runs the main method of a class of this class path here until it ends, at most 60 seconds. */
    public Finished java(Class<?> mainClass, String... arguments) {
        return Finished.of(inside(javaCommand(mainClass, arguments)));
    }

    /** Starts a program here; it ends with this namespace at the latest. */
    public RunningProgram spawn(String... command) {
        return spawn(List.of(command));
    }

    /** Starts the main method of a class of this class path here; it ends with this namespace at the latest. */
    public RunningProgram spawnJava(Class<?> mainClass, String... arguments) {
        return spawn(javaCommand(mainClass, arguments));
    }

    private RunningProgram spawn(List<String> command) {
        RunningProgram program = RunningProgram.start(inside(command));
        spawned.add(program);
        return program;
    }

    /** The command that starts a class with this JVM and class path; for {@link #exec} behind a wrapper. */
    public static List<String> javaCommand(Class<?> mainClass, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private List<String> inside(List<String> command) {
        List<String> inside = new ArrayList<>(List.of("ip", "netns", "exec", name));
        inside.addAll(command);
        return inside;
    }

    @Override
    public void close() {
        spawned.forEach(RunningProgram::close);
        Finished.of("ip", "netns", "delete", name).requireSuccess();
    }
}
