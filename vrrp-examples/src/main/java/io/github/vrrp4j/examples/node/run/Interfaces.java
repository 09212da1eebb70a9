package io.github.vrrp4j.examples.node.run;

import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** The network interfaces of this host. */
public final class Interfaces {

    /** On Linux: every interface of the process's network namespace; two lines of headings, then {@code name: counters}. */
    private static final Path PROC_NET_DEV = Path.of("/proc/self/net/dev");

    private Interfaces() {}

    /** Their names, sorted. Reads the system's lists now; what cannot be read is left out. */
    public static Collection<String> names() {
        Set<String> names = new TreeSet<>();
        try {
            NetworkInterface.networkInterfaces().forEach(each -> names.add(each.getName()));
        } catch (SocketException e) {
            // a host without any: the other list may know better
        }
        try { // java.net leaves out interfaces without an address
            Files.readAllLines(PROC_NET_DEV).stream()
                    .filter(line -> line.indexOf(':') > 0)
                    .forEach(line ->
                            names.add(line.substring(0, line.lastIndexOf(':')).trim()));
        } catch (IOException e) {
            // not Linux
        }
        return names;
    }
}
