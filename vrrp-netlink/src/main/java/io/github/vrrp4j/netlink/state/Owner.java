package io.github.vrrp4j.netlink.state;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The process that a state file belongs to, and where what it put on the host is.
 *
 * @param pid in its own pid_namespaces(7)
 * @param startTicks when it started, in ticks of the clock since the machine did (proc(5), field starttime): with it, no two
 *     processes have one pid
 * @param boot of the machine: nothing on the host outlives it
 * @param namespace the inode of its network namespace (network_namespaces(7))
 */
record Owner(long pid, long startTicks, String boot, long namespace) {

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path STAT = Path.of("/proc/self/stat");
    private static final Path NAMESPACE = Path.of("/proc/self/ns/net");
    private static final Pattern NAMESPACE_LINK = Pattern.compile("net:\\[(\\d{1,18})\\]");

    private static final String KIND = "owner";

    /** The fields behind the name of the program, which may contain anything, start with the third. */
    private static final int START_FIELD = 22 - 3;

    /** This process. */
    static Owner self() throws IOException {
        String stat = Files.readString(STAT, StandardCharsets.ISO_8859_1);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return new Owner(
                ProcessHandle.current().pid(),
                Long.parseLong(fields[START_FIELD]),
                Files.readString(BOOT_ID, StandardCharsets.US_ASCII).trim(),
                namespace(Files.readSymbolicLink(NAMESPACE).toString()));
    }

    /** The inode in {@code net:[4026531840]}. */
    static long namespace(String link) throws IOException {
        Matcher matcher = NAMESPACE_LINK.matcher(link);
        if (!matcher.matches()) {
            throw new IOException("'" + link + "' is not a network namespace");
        }
        return Long.parseLong(matcher.group(1));
    }

    /** How the names of its files begin. */
    String prefix() {
        return pid + "-" + startTicks + "-";
    }

    static Owner parse(String line) {
        Holding values = Holding.parse(line);
        if (!values.kind().equals(KIND)) {
            throw new IllegalArgumentException("the second line does not name the owner");
        }
        return new Owner(
                Long.parseLong(values.value("pid")),
                Long.parseLong(values.value("start")),
                values.value("boot"),
                Long.parseLong(values.value("namespace")));
    }

    /** The line without its end. */
    @Override
    public String toString() {
        return Holding.of(KIND)
                .with("pid", pid)
                .with("start", startTicks)
                .with("boot", boot)
                .with("namespace", namespace)
                .toString();
    }
}
