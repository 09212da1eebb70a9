package io.github.vrrp4j.netlink;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The capabilities that a {@link LinuxNetwork} needs. */
final class Capabilities {

    private static final List<Capability> NEEDED = List.of(Capability.CAP_NET_RAW, Capability.CAP_NET_ADMIN);

    private Capabilities() {}

    /**
     * Checks that this process may open raw sockets and change addresses.
     *
     * @throws MissingCapabilitiesException if it may not
     * @throws IOException if /proc does not say
     */
    static void require() throws IOException {
        List<String> missing = missing(Capability.status());
        if (!missing.isEmpty()) {
            throw new MissingCapabilitiesException(missing);
        }
    }

    /** The needed capabilities that {@code status}, the text of /proc/PID/status, does not have in its effective set. */
    static List<String> missing(String status) throws IOException {
        List<String> missing = new ArrayList<>();
        for (Capability needed : NEEDED) {
            if (!needed.isEffective(status)) {
                missing.add(needed.name());
            }
        }
        return missing;
    }
}
