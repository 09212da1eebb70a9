package io.github.vrrp4j.netlink;

import io.github.vrrp4j.netlink.libc.Native;
import io.github.vrrp4j.netlink.libc.NativeMemory;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** The clock that both {@link System#nanoTime} and the kernel's timers must go by. */
final class MonotonicClock {

    private static final int CLOCK_MONOTONIC = 1;

    private MonotonicClock() {}

    /**
     * Checks that System.nanoTime() is CLOCK_MONOTONIC, as it is in HotSpot: Java says of it only that it is some clock,
     * and a deadline of one clock means nothing to a timer of another.
     *
     * @throws IOException if it is not
     */
    static void require() throws IOException {
        NativeMemory timespec = new NativeMemory(2 * Long.BYTES); // { i64 seconds; i64 nanoseconds; }
        long beforeNs = System.nanoTime();
        Native.check(Native.libc().clock_gettime(CLOCK_MONOTONIC, timespec.address(0)), "clock_gettime");
        long afterNs = System.nanoTime();
        long kernelNs = TimeUnit.SECONDS.toNanos(timespec.bytes().getLong(0))
                + timespec.bytes().getLong(Long.BYTES);
        if (kernelNs < beforeNs || kernelNs > afterNs) {
            throw new IOException("System.nanoTime() of this JVM (" + System.getProperty("java.vm.name")
                    + ") is not CLOCK_MONOTONIC; HotSpot's is");
        }
    }
}
