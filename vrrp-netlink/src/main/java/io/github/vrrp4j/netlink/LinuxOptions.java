package io.github.vrrp4j.netlink;

/**
 * What a {@link LinuxNetwork} asks of the kernel beyond sockets, against lateness when the host is busy. Off by default.
 *
 * @param realtimePriority of the loop thread under SCHED_FIFO (sched(7)), 1..99: it runs before every ordinary thread of the
 *     host, and so does not fall silent while they compute. 0: it stays an ordinary thread. Needs CAP_SYS_NICE, or
 *     RLIMIT_RTPRIO of at least this
 * @param lockMemory whether all memory of the process, present and future, stays in RAM (mlockall(2)), so that no page has
 *     to be read back from swap or a file first. It costs the memory that the JVM has reserved and not yet used. Needs
 *     CAP_IPC_LOCK, or RLIMIT_MEMLOCK without limit: with a limit, the JVM would end when it reaches it
 */
public record LinuxOptions(int realtimePriority, boolean lockMemory) {

    /** Neither. */
    public static final LinuxOptions DEFAULTS = new LinuxOptions(0, false);

    private static final int MAX_PRIORITY = 99;

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if the priority is out of it
     */
    public LinuxOptions {
        if (realtimePriority < 0 || realtimePriority > MAX_PRIORITY) {
            throw new IllegalArgumentException(
                    "realtime priority " + realtimePriority + " is not in 1..99, nor 0 for none");
        }
    }

    /** The same with another priority. */
    public LinuxOptions realtimePriority(int priority) {
        return new LinuxOptions(priority, lockMemory);
    }

    /** The same with or without memory locking. */
    public LinuxOptions lockMemory(boolean lock) {
        return new LinuxOptions(realtimePriority, lock);
    }
}
