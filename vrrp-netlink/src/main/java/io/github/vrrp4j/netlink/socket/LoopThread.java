package io.github.vrrp4j.netlink.socket;

import io.github.vrrp4j.netlink.libc.Errno;
import io.github.vrrp4j.netlink.libc.Native;
import io.github.vrrp4j.netlink.libc.NativeMemory;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The thread that waits for packets and deadlines, and how the kernel schedules it (sched_setscheduler(2)). */
public final class LoopThread {

    private static final int SCHED_FIFO = 1;

    /** Or the threads that this one starts, for work that may block or compute, would run before everybody else too. */
    private static final int SCHED_RESET_ON_FORK = 0x40000000;

    private static final int THIS_THREAD = 0;

    private final int realtimePriority;
    private @Nullable Thread scheduled;

    /** Of this real-time priority, 1..99; 0 leaves the thread as it is. */
    public LoopThread(int realtimePriority) {
        this.realtimePriority = realtimePriority;
    }

    /**
     * Checks that a thread of this process may have the priority, by giving it to one that ends at once. Blocks for as long.
     *
     * @throws IOException if it may not; the message says what is missing
     */
    public void require() throws IOException {
        if (realtimePriority == 0) {
            return;
        }
        int[] errno = new int[1];
        Thread attempt = new Thread(() -> errno[0] = raise(), "vrrp-realtime");
        attempt.start();
        try {
            attempt.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a thread tried its real-time priority", e);
        }
        if (errno[0] != 0) {
            throw new IOException(refusal(errno[0]));
        }
    }

    /**
     * Gives the calling thread the priority if it has not got it yet. One thread at a time; does not allocate.
     *
     * @throws IllegalStateException the first time that a thread calls, if the kernel refuses: then it stays as it is
     */
    void enter() {
        if (realtimePriority == 0 || scheduled == Thread.currentThread()) {
            return;
        }
        scheduled = Thread.currentThread();
        int errno = raise();
        if (errno != 0) {
            throw new IllegalStateException(refusal(errno));
        }
    }

    /** For the calling thread. Returns 0, or the errno. */
    private int raise() {
        NativeMemory parameter = new NativeMemory(Integer.BYTES); // struct sched_param { int priority; }
        parameter.bytes().putInt(0, realtimePriority);
        int result =
                Native.libc().sched_setscheduler(THIS_THREAD, SCHED_FIFO | SCHED_RESET_ON_FORK, parameter.address(0));
        return result == -1 ? Native.errno() : 0;
    }

    private String refusal(int errno) {
        return "real-time priority " + realtimePriority + " is not permitted: sched_setscheduler: "
                + Errno.describe(errno) + "; run as root, or put LimitRTPRIO=" + realtimePriority
                + " or AmbientCapabilities=CAP_SYS_NICE into the systemd unit, or start with ulimit -r "
                + realtimePriority + ", or do without a real-time priority";
    }
}
