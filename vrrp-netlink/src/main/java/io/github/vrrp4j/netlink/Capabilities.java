package io.github.vrrp4j.netlink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The effective capabilities of this process (capabilities(7)). */
final class Capabilities {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Pattern EFFECTIVE = Pattern.compile("(?m)^CapEff:\\s*([0-9a-fA-F]{1,16})$");

    static final int CAP_IPC_LOCK = 14;

    private static final int CAP_NET_ADMIN = 12;
    private static final int CAP_NET_RAW = 13;

    private Capabilities() {}

    /**
     * Checks that this process may open raw sockets and change addresses.
     *
     * @throws MissingCapabilitiesException if it may not
     * @throws IOException if /proc does not say
     */
    static void require() throws IOException {
        List<String> missing = missing(Files.readString(STATUS));
        if (!missing.isEmpty()) {
            throw new MissingCapabilitiesException(missing);
        }
    }

    /** Whether this process has a capability, by its number. */
    static boolean has(int capability) throws IOException {
        return has(Files.readString(STATUS), capability);
    }

    /** The needed capabilities that {@code status}, the text of /proc/PID/status, does not have in its effective set. */
    static List<String> missing(String status) throws IOException {
        List<String> missing = new ArrayList<>();
        if (!has(status, CAP_NET_RAW)) {
            missing.add("CAP_NET_RAW");
        }
        if (!has(status, CAP_NET_ADMIN)) {
            missing.add("CAP_NET_ADMIN");
        }
        return missing;
    }

    private static boolean has(String status, int capability) throws IOException {
        Matcher effective = EFFECTIVE.matcher(status);
        if (!effective.find()) {
            throw new IOException("no CapEff line in " + STATUS + ": is /proc mounted?");
        }
        return (Long.parseUnsignedLong(effective.group(1), 16) & (1L << capability)) != 0;
    }
}
