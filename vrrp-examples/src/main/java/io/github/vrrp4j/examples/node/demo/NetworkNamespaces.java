package io.github.vrrp4j.examples.node.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A LAN of network namespaces: one for each host with an interface eth0, and one with the bridge between them. In the
 * namespace of this process nothing changes but the list of names; no packet can leave.
 *
 * <p>The names carry the process id, so that those of a process that is gone can be told and removed.
 */
final class NetworkNamespaces implements AutoCloseable {

    static final String INTERFACE = "eth0";

    private static final String PREFIX = "vrrp-demo-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{1,18})-[a-z]+");
    private static final Path NAMES = Path.of("/run/netns");

    private final String lan = name("lan");
    private boolean closed;

    /** The namespace of a host, which need not exist yet. */
    static String name(String host) {
        return PREFIX + ProcessHandle.current().pid() + "-" + host;
    }

    /**
     * Makes the LAN, after it has removed what killed processes left behind.
     *
     * @param addresses of the hosts, with prefix length, by name: one to nine lower-case letters
     * @throws IOException if the system refuses any part
     * @throws StageClosedException if {@link #close} comes first
     */
    void make(Map<String, String> addresses) throws IOException {
        for (String name : leftovers()) {
            ip("netns del " + name);
        }
        ip("netns add " + lan);
        ip("-n " + lan + " link add name br0 type bridge stp_state 0");
        ip("-n " + lan + " link set dev br0 up");
        for (Map.Entry<String, String> host : addresses.entrySet()) {
            addHost(host.getKey(), host.getValue());
        }
    }

    private void addHost(String host, String address) throws IOException {
        String namespace = name(host);
        ip("netns add " + namespace);
        ip("-n " + lan + " link add name " + host + " type veth peer name " + INTERFACE + " netns " + namespace);
        ip("-n " + lan + " link set dev " + host + " master br0 up");
        ip("-n " + namespace + " link set dev lo up");
        ip("-n " + namespace + " addr add " + address + " dev " + INTERFACE);
        ip("-n " + namespace + " link set dev " + INTERFACE + " up");
        // A service may bind to the virtual address before this host holds it.
        ip("netns exec " + namespace + " sysctl -qw net.ipv4.ip_nonlocal_bind=1");
    }

    private synchronized void ip(String words) throws IOException {
        if (closed) {
            throw new StageClosedException();
        }
        IpCommand.run(words);
    }

    private static List<String> leftovers() throws IOException {
        return namespaces().stream().filter(name -> isGone(ownerPid(name))).toList();
    }

    /** Whether no other process can claim it: none has the id, or it is our own. */
    private static boolean isGone(long pid) {
        return pid == ProcessHandle.current().pid() || ProcessHandle.of(pid).isEmpty();
    }

    private static long ownerPid(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(name);
        }
        return Long.parseLong(matcher.group(1));
    }

    /** The names of every LAN of this class, made by any process. */
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
            IpCommand.run("netns del " + name);
        } catch (IOException e) {
            // The next demonstration tries again.
        }
    }
}
