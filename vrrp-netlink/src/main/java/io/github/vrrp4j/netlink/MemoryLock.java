package io.github.vrrp4j.netlink;

import io.github.vrrp4j.netlink.libc.Errno;
import io.github.vrrp4j.netlink.libc.Native;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Memory of this process that stays in RAM (mlock(2)). It belongs to the process, not to who asked for it. */
final class MemoryLock {

    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final Pattern SOFT_LIMIT = Pattern.compile("(?m)^Max locked memory\\s+(\\S+)");
    private static final String UNLIMITED = "unlimited";

    private static final int MCL_CURRENT_AND_FUTURE = 3;

    private MemoryLock() {}

    /**
     * Locks all memory, present and future. Under a limit it would succeed now, and the JVM would end later, when it asks for
     * more than the limit.
     *
     * @throws IOException if the process may not; nothing is locked then, and the message says what is missing
     */
    static void lock() throws IOException {
        String limit = limit(Files.readString(LIMITS));
        if (!limit.equals(UNLIMITED) && !Capability.CAP_IPC_LOCK.isEffective()) {
            throw new IOException(refusal("the limit of locked memory is " + limit + " octets (RLIMIT_MEMLOCK)"));
        }
        if (Native.libc().mlockall(MCL_CURRENT_AND_FUTURE) == -1) {
            throw new IOException(refusal("mlockall: " + Errno.describe(Native.errno())));
        }
    }

    private static String refusal(String reason) {
        return "memory cannot be locked: " + reason + "; run as root, or put LimitMEMLOCK=infinity or"
                + " AmbientCapabilities=CAP_IPC_LOCK into the systemd unit, or start with ulimit -l unlimited, or do without"
                + " memory locking";
    }

    /** What the text of /proc/PID/limits says in the column "Soft Limit": octets or {@code unlimited}. */
    static String limit(String limits) throws IOException {
        Matcher soft = SOFT_LIMIT.matcher(limits);
        if (!soft.find()) {
            throw new IOException("no line 'Max locked memory' in " + LIMITS + ": is /proc mounted?");
        }
        return soft.group(1);
    }

    /** Ends {@link #lock}, whoever called it. */
    static void unlock() {
        Native.libc().munlockall(); // fails only for what never had anything locked
    }
}
