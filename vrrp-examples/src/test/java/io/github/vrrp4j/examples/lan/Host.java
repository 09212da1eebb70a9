package io.github.vrrp4j.examples.lan;

import io.github.vrrp4j.netlink.testing.Finished;
import io.github.vrrp4j.netlink.testing.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A host of the {@link Lan}.
 *
 * @param name tells it apart
 * @param address its own IPv4 address on {@code eth0}, with prefix length 24
 * @param linkLocal its own IPv6 link-local address there, on a LAN with IPv6
 * @param mac the MAC address of {@code eth0}
 * @param namespace to run programs in
 * @param directory for their files
 */
record Host(String name, String address, String linkLocal, String mac, NetworkNamespace namespace, Path directory) {

    /** Whether the kernel has this address, on whatever interface. */
    boolean holds(String virtual) {
        return !namespace.ip("-o address show to " + virtual).isBlank();
    }

    /** The addresses on {@code eth0} with their prefix lengths, in the kernel's order. */
    List<String> addresses() {
        return namespace
                .ip("-o -4 address show dev eth0")
                .lines()
                .map(line -> line.trim().split("\\s+", -1)[3])
                .toList();
    }

    /** The MAC address to which this host would send a packet for a neighbour; blank if it would have to ask. */
    String neighborMac(String neighbor) {
        String entry = namespace.ip("neighbour show " + neighbor + " dev eth0");
        return entry.replaceAll("(?s).*lladdr (\\S+).*", "$1");
    }

    /** Whether an address answers to one ping within a second. */
    boolean reaches(String other) {
        return namespace.exec("ping", "-n", "-c", "1", "-W", "1", other).exitCode() == 0;
    }

    /** How many echo requests this host's kernel has received. */
    long echoesReceived() {
        List<String> icmp = namespace
                .exec("grep", "^Icmp:", "/proc/self/net/snmp")
                .requireSuccess()
                .output()
                .lines()
                .toList();
        int column = List.of(icmp.get(0).split(" ", -1)).indexOf("InEchos");
        return Long.parseLong(icmp.get(1).split(" ", -1)[column]);
    }

    /** Writes a file for a program that runs here. */
    Path write(String fileName, String content) {
        try {
            return Files.writeString(directory.resolve(fileName), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a script for a program that runs here. */
    Path script(String fileName, String content) {
        Path script = write(fileName, content);
        if (!script.toFile().setExecutable(true)) {
            throw new IllegalStateException(script + " cannot be made executable");
        }
        return script;
    }

    /** What a file has now, without the last line feed. */
    static String read(Path file) {
        try {
            return Files.readString(file).stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command lines of all processes that run here. */
    String commandLines() {
        StringBuilder lines = new StringBuilder();
        for (String pid : namespace.ip("netns pids " + namespace.name()).split("\\s+", -1)) {
            try {
                lines.append(Files.readString(Path.of("/proc", pid, "cmdline")).replace('\0', ' '))
                        .append('\n');
            } catch (IOException e) {
                lines.append('\n'); // it has just ended
            }
        }
        return lines.toString();
    }

    /** Sends a signal, such as {@code STOP}, to a process. */
    static void signal(String signal, long pid) {
        Finished.of("kill", "-" + signal, Long.toString(pid)).requireSuccess();
    }
}
