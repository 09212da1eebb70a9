package io.github.vrrp4j.simulation;

import java.util.Locale;

/** How virtual time is written for people. */
final class VirtualTime {

    static final long NS_PER_S = 1_000_000_000;

    private VirtualTime() {}

    /** {@code 3.218750000 s}. */
    static String text(long ns) {
        return String.format(Locale.ROOT, "%d.%09d s", ns / NS_PER_S, ns % NS_PER_S);
    }
}
