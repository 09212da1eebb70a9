package io.github.vrrp4j.examples.lan;

import io.github.vrrp4j.netlink.testing.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Three hosts on a bridge: {@link #a} and {@link #b} for routers, {@link #c} for a client, each with {@code eth0} in a
 * namespace of its own. The bridge has a namespace too, so that no host sees what it does.
 *
 * <p>{@link #close} ends every program on it and removes it; so does the end of the JVM.
 */
final class Lan implements AutoCloseable {

    /** The virtual address of every test. */
    static final String VIRTUAL = "192.0.2.10";

    /** The virtual addresses of every test with IPv6. */
    static final String VIRTUAL_LINK_LOCAL = "fe80::10";

    static final String VIRTUAL_IPV6 = "2001:db8::10";

    /** The VRID of every test. */
    static final int VRID = 51;

    /** For what ought to happen soon: generous, since a machine that tests has other things to do. */
    static final Duration SOON = Duration.ofSeconds(20);

    private static final long POLL_INTERVAL_NS = 20_000_000;

    final Host a;
    final Host b;
    final Host c;

    private final boolean ipv6;
    private final Path directory;
    private final NetworkNamespace bridge;
    private final List<NetworkNamespace> namespaces = new ArrayList<>();
    private final Thread hook = new Thread(this::remove, "remove LAN");

    /** With IPv4 alone: the kernel's own traffic of IPv6 does not disturb. */
    Lan() {
        this(false);
    }

    /** With both families. */
    static Lan withIpv6() {
        return new Lan(true);
    }

    private Lan(boolean ipv6) {
        this.ipv6 = ipv6;
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            directory = Files.createTempDirectory("vrrp4j-lan");
            bridge = namespace("lan");
            bridge.ip("link add br0 type bridge forward_delay 0 mcast_snooping 0");
            bridge.ip("link set br0 up");
            a = host("a", 1);
            b = host("b", 2);
            c = host("c", 3);
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private NetworkNamespace namespace(String suffix) {
        NetworkNamespace namespace = NetworkNamespace.create(suffix);
        synchronized (namespaces) {
            namespaces.add(namespace);
        }
        // What these switches say in the first namespace is inherited: a test must not depend on it.
        namespace
                .exec(
                        "sysctl",
                        "-qw",
                        "net.ipv4.ip_forward=0",
                        "net.ipv4.conf.all.rp_filter=0",
                        "net.ipv4.conf.default.rp_filter=0",
                        "net.ipv4.conf.all.promote_secondaries=0",
                        "net.ipv4.conf.default.promote_secondaries=0",
                        "net.ipv6.conf.all.forwarding=0",
                        "net.ipv6.conf.all.disable_ipv6=" + (ipv6 ? 0 : 1),
                        "net.ipv6.conf.default.disable_ipv6=" + (ipv6 ? 0 : 1),
                        "net.ipv6.conf.default.addr_gen_mode=1") // link-local addresses are those of the test
                .requireSuccess();
        return namespace;
    }

    private Host host(String name, int number) throws IOException {
        String address = "192.0.2." + number;
        String linkLocal = "fe80::" + number;
        NetworkNamespace namespace = namespace(name);
        addInterface(name, number, namespace);
        String mac = namespace
                .exec("cat", "/sys/class/net/eth0/address")
                .requireSuccess()
                .output();
        return new Host(name, address, linkLocal, mac, namespace, Files.createDirectory(directory.resolve(name)));
    }

    private void addInterface(String name, int number, NetworkNamespace namespace) {
        namespace.connect("eth0", bridge, port(name));
        bridge.ip("link set " + port(name) + " master br0");
        namespace.ip("address add 192.0.2." + number + "/24 dev eth0");
        if (ipv6) {
            namespace.ip("address add fe80::" + number + "/64 dev eth0 nodad");
            namespace.ip("address add 2001:db8::" + number + "/64 dev eth0 nodad");
        }
    }

    /** Takes a host's interface away for good. */
    void removeInterface(Host host) {
        bridge.ip("link delete " + port(host.name()));
    }

    /** Gives a host whose interface was taken away another one, with the addresses of the first but another MAC. */
    void addInterface(Host host) {
        addInterface(host.name(), List.of(a, b, c).indexOf(host) + 1, host.namespace());
    }

    /** Pulls the cable of a host, which sees that. */
    void unplug(Host host) {
        bridge.ip("link set " + port(host.name()) + " down");
    }

    /** Ends {@link #unplug}. */
    void plug(Host host) {
        bridge.ip("link set " + port(host.name()) + " up");
    }

    private static String port(String hostName) {
        return "port-" + hostName;
    }

    /** Starts to record every frame that is flooded on this LAN. */
    Capture capture() {
        return Capture.start(bridge, "br0", directory.resolve("capture.pcap"));
    }

    /** Lets no multicast through to any host; broadcast and unicast go on. */
    void dropMulticast() {
        for (Host host : List.of(a, b, c)) {
            bridge.ip("link set " + port(host.name()) + " type bridge_slave mcast_flood off");
        }
    }

    /** Lets nothing out of a host but what has its own MAC address, as the port of a virtual machine often does. */
    void allowOneMac(Host host) {
        bridge.exec("nft", "add table netdev security").requireSuccess();
        bridge.exec(
                        "nft",
                        "add chain netdev security port { type filter hook ingress device " + port(host.name())
                                + " priority 0; policy accept; }")
                .requireSuccess();
        bridge.exec("nft", "add rule netdev security port ether saddr != " + host.mac() + " drop")
                .requireSuccess();
    }

    /** Starts to record what this host sends, and nothing that others do, as far as a filter expression wants it. */
    Capture captureFrom(Host host, String filter) {
        return Capture.start(bridge, port(host.name()), directory.resolve(host.name() + ".pcap"), "-Q", "in", filter);
    }

    /** Gives the bridge an address on the LAN, so that it is one host more. */
    void addBridgeAddress(String address) {
        bridge.ip("address add " + address + " dev br0");
    }

    /** And a route. */
    void addBridgeRoute(String route) {
        bridge.ip("route add " + route);
    }

    /** The virtual router MAC address. */
    static String virtualMac(boolean ipv6) {
        return "00:00:5e:00:0%d:%02x".formatted(ipv6 ? 2 : 1, VRID);
    }

    /** Takes a host off the bridge; it cannot see that, its link stays up. */
    void cut(Host host) {
        bridge.ip("link set " + port(host.name()) + " nomaster");
    }

    /** Ends {@link #cut}. */
    void join(Host host) {
        bridge.ip("link set " + port(host.name()) + " master br0");
    }

    /** Waits until this host and no other holds the virtual address. */
    void awaitOnlyHolder(Host host) {
        awaitOnlyHolder(host, VIRTUAL);
    }

    void awaitOnlyHolder(Host host, String virtual) {
        await(
                host.name() + " is the only host that holds " + virtual,
                () -> Stream.of(a, b, c).allMatch(each -> each.holds(virtual) == each.equals(host)));
    }

    /**
     * Waits until something is so.
     *
     * @throws AssertionError if it is not within {@link #SOON}
     */
    static void await(String what, BooleanSupplier condition) {
        long deadlineNs = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadlineNs > 0) {
                throw new AssertionError("after " + SOON + " not yet: " + what);
            }
            LockSupport.parkNanos(POLL_INTERVAL_NS);
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the hook is at work
        }
        remove();
    }

    private void remove() {
        synchronized (namespaces) {
            namespaces.forEach(Lan::killAllIn);
            namespaces.forEach(NetworkNamespace::close);
            namespaces.clear();
        }
        try (Stream<Path> files = directory == null ? Stream.empty() : Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Also what a program left behind, as a keepalived whose parent was killed. */
    private static void killAllIn(NetworkNamespace namespace) {
        for (String pid : namespace.ip("netns pids " + namespace.name()).split("\\s+", -1)) {
            if (!pid.isEmpty()) {
                ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }
}
