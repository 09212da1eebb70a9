package io.github.vrrp4j.netlink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A capability of capabilities(7) that a process on the network may need. */
public enum Capability {
    /** To change addresses; {@link LinuxNetwork} needs it. */
    CAP_NET_ADMIN(12),

    /** To open raw sockets; {@link LinuxNetwork} needs it. */
    CAP_NET_RAW(13),

    /** To lock memory beyond RLIMIT_MEMLOCK; only {@link LinuxOptions#lockMemory} needs it. */
    CAP_IPC_LOCK(14),

    /** To be scheduled before others; only {@link LinuxOptions#realtimePriority} needs it. */
    CAP_SYS_NICE(23);

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Pattern EFFECTIVE = Pattern.compile("(?m)^CapEff:\\s*([0-9a-fA-F]{1,16})$");

    private final int number;

    Capability(int number) {
        this.number = number;
    }

    /**
     * Whether this process has it in its effective set now.
     *
     * @throws IOException if /proc does not say
     */
    public boolean isEffective() throws IOException {
        return isEffective(status());
    }

    /** The text of /proc/self/status. */
    static String status() throws IOException {
        return Files.readString(STATUS);
    }

    /** Whether it is in the effective set that {@code status}, the text of /proc/PID/status, tells. */
    boolean isEffective(String status) throws IOException {
        Matcher effective = EFFECTIVE.matcher(status);
        if (!effective.find()) {
            throw new IOException("no CapEff line in " + STATUS + ": is /proc mounted?");
        }
        return (Long.parseUnsignedLong(effective.group(1), 16) & (1L << number)) != 0;
    }
}
