package io.github.vrrp4j.netlink;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link LinuxNetwork} is opened: what is asked of the kernel against lateness when the host is busy, and what is
 * written down.
 *
 * @param realtimePriority of the loop thread under SCHED_FIFO (sched(7)), 1..99: it runs before every ordinary thread of the
 *     host, and so does not fall silent while they compute. 0: it stays an ordinary thread. Needs CAP_SYS_NICE, or
 *     RLIMIT_RTPRIO of at least this
 * @param lockMemory whether all memory of the process, present and future, stays in RAM (mlockall(2)), so that no page has
 *     to be read back from swap or a file first. It costs the memory that the JVM has reserved and not yet used. Needs
 *     CAP_IPC_LOCK, or RLIMIT_MEMLOCK without limit: with a limit, the JVM would end when it reaches it
 * @param stateDirectory where each process writes down what it may have on this host before it is there, so that the next
 *     one can remove what a process that was killed has left; made if it is not there, and only this user may write to it.
 *     Null for none: what a killed process leaves then stays, but for what the next one is configured with
 */
public record LinuxOptions(
        int realtimePriority, boolean lockMemory, @Nullable Path stateDirectory) {

    /** None of it. */
    public static final LinuxOptions DEFAULTS = new LinuxOptions(0, false, null);

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
        return new LinuxOptions(priority, lockMemory, stateDirectory);
    }

    /** The same with or without memory locking. */
    public LinuxOptions lockMemory(boolean lock) {
        return new LinuxOptions(realtimePriority, lock, stateDirectory);
    }

    /** The same with another state directory. */
    public LinuxOptions stateDirectory(@Nullable Path directory) {
        return new LinuxOptions(realtimePriority, lockMemory, directory);
    }
}
