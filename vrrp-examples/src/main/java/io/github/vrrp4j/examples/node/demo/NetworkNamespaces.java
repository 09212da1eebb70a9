package io.github.vrrp4j.examples.node.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Hosts and networks of network namespaces: a namespace for each host, and one with a bridge for each network, into which
 * the hosts are plugged. In the namespace of this process nothing changes but the list of names; no packet can leave.
 *
 * <p>The names carry the process id, so that those of a process that is gone can be told and removed.
 */
final class NetworkNamespaces implements AutoCloseable {
    private static final String PREFIX = "vrrp-demo-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{1,18})-[a-z][a-z0-9]*");
    private static final Path NAMES = Path.of("/run/netns");

    private final String switches = name("lan");
    private boolean closed;

    /** The namespace of a host, which need not exist yet; a host's name is one to seven lower-case letters and digits. */
    static String name(String host) {
        return PREFIX + ProcessHandle.current().pid() + "-" + host;
    }

    /**
     * Makes the namespace of the networks, after it has removed what killed processes left behind.
     *
     * @throws IOException if the system refuses any part, here and in what follows
     * @throws StageClosedException if {@link #close} comes first, here and in what follows
     */
    void begin() throws IOException {
        leftovers().forEach(NetworkNamespaces::removeIfPossible); // another demonstration may be removing them, too
        ip("netns add " + switches);
    }

    /** Adds a network without hosts; its name is one to seven lower-case letters and digits. */
    void addNetwork(String network) throws IOException {
        ip("-n " + switches + " link add name " + bridge(network) + " type bridge stp_state 0");
        ip("-n " + switches + " link set dev " + bridge(network) + " up");
    }

    /** Adds a host without interfaces. */
    void addHost(String host) throws IOException {
        ip("netns add " + name(host));
        ip("-n " + name(host) + " link set dev lo up");
    }

    /** Lets services on a host bind to IPv4 addresses before the host holds them. */
    void allowNonlocalBind(String host) throws IOException {
        ip("netns exec " + name(host) + " sysctl -qw net.ipv4.ip_nonlocal_bind=1");
    }

    /** Adds an interface to a host, with addresses and their prefix lengths, and plugs it into a network. */
    void attach(String host, String interfaceName, String network, List<String> addresses) throws IOException {
        String port = port(host, network);
        ip("-n " + switches + " link add name " + port + " type veth peer name " + interfaceName + " netns "
                + name(host));
        ip("-n " + switches + " link set dev " + port + " master " + bridge(network) + " up");
        for (String address : addresses) {
            ip("-n " + name(host) + " addr add " + address + " dev " + interfaceName);
        }
        ip("-n " + name(host) + " link set dev " + interfaceName + " up");
    }

    /** From now on nothing passes between a host and a network; its interface, and all others, keep their carrier. */
    void cut(String host, String network) throws IOException {
        ip("-n " + switches + " link set dev " + port(host, network) + " nomaster");
    }

    /** Undoes {@link #cut}. */
    void mend(String host, String network) throws IOException {
        ip("-n " + switches + " link set dev " + port(host, network) + " master " + bridge(network));
    }

    /** From now on no multicast passes from a network to a host. */
    void dropMulticast(String host, String network) throws IOException {
        // With snooping, groups that a host has joined would pass all the same.
        ip("-n " + switches + " link set dev " + bridge(network) + " type bridge mcast_snooping 0");
        ip("-n " + switches + " link set dev " + port(host, network) + " type bridge_slave mcast_flood off");
    }

    private static String bridge(String network) {
        return "br-" + network;
    }

    private static String port(String host, String network) {
        return host + "-" + network;
    }

    private synchronized void ip(String words) throws IOException {
        if (closed) {
            throw new StageClosedException();
        }
        SystemCommand.ip(words);
    }

    private static List<String> leftovers() throws IOException {
        return namespaces().stream().filter(name -> isGone(ownerPid(name))).toList();
    }

    /** Whether no other process can claim it: none has the id, or it is our own. */
    static boolean isGone(long pid) {
        return pid == ProcessHandle.current().pid() || ProcessHandle.of(pid).isEmpty();
    }

    private static long ownerPid(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(name);
        }
        return Long.parseLong(matcher.group(1));
    }

    /** The names of everything this class made, in any process. */
    private static List<String> namespaces() throws IOException {
        if (!Files.isDirectory(NAMES)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(NAMES)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> NAME.matcher(name).matches())
                    .toList();
        }
    }

    /** Removes a namespace; what still runs in it is killed, for it would keep the namespace alive without a name. */
    private static void remove(String name) throws IOException {
        for (String pid : SystemCommand.ip("netns pids " + name).split("\\s+", -1)) {
            if (!pid.isEmpty()) {
                ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
        SystemCommand.ip("netns del " + name);
    }

    /** Removes the namespaces of this process; what is inside vanishes with them. */
    @Override
    public synchronized void close() {
        closed = true;
        try {
            namespaces().stream()
                    .filter(name -> ownerPid(name) == ProcessHandle.current().pid())
                    .forEach(NetworkNamespaces::removeIfPossible);
        } catch (IOException e) {
            // The list of names cannot be read; the next demonstration finds them.
        }
    }

    private static void removeIfPossible(String name) {
        try {
            remove(name);
        } catch (IOException e) {
            // The next demonstration tries again.
        }
    }
}
