package io.github.vrrp4j.benchmarks.takeover;

import io.github.vrrp4j.benchmarks.IpMonitor;
import io.github.vrrp4j.benchmarks.lan.Lan;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** For how long the host of a MASTER keeps the virtual address on an interface that is down. */
final class MasterWatch implements AutoCloseable {

    private static final Pattern DOWN = Pattern.compile("\\d+: " + Lan.INTERFACE + "@\\S+ <(?!(.*,)?UP[,>]).*");
    private static final Pattern RELEASED = Pattern.compile(
            "Deleted \\d+: " + Lan.INTERFACE + "\\s+inet " + Pattern.quote(Lan.VIRTUAL_ADDRESS) + "/.*");

    private final IpMonitor monitor;
    private @Nullable Instant down;
    private @Nullable Instant released;

    private MasterWatch(String namespace) throws IOException {
        monitor = IpMonitor.start(namespace, "link address", this::note);
    }

    static MasterWatch start(String namespace) throws IOException {
        return new MasterWatch(namespace);
    }

    private synchronized void note(Instant time, String line) {
        if (down == null && isDown(line)) {
            down = time;
        } else if (isRelease(line)) {
            released = time;
        }
        notifyAll();
    }

    /** Whether ip tells that the interface is down; without carrier it is not. */
    static boolean isDown(String line) {
        return DOWN.matcher(line).matches();
    }

    /** Whether ip tells that the virtual address is gone. */
    static boolean isRelease(String line) {
        return RELEASED.matcher(line).matches();
    }

    /** Forgets what was seen. */
    synchronized void clear() {
        down = null;
        released = null;
    }

    /**
     * From the interface down to the address gone, between the two reports of the kernel.
     *
     * @throws IOException if one of them is still missing after the limit
     */
    synchronized long awaitKeptNs(Duration limit) throws IOException, InterruptedException {
        long deadlineNs = System.nanoTime() + limit.toNanos();
        while (down == null || released == null) {
            long leftMs = Duration.ofNanos(deadlineNs - System.nanoTime()).toMillis();
            if (leftMs <= 0) {
                throw new IOException("within " + limit.toSeconds()
                        + " s the interface of the MASTER was not told down, or" + " its address not gone");
            }
            wait(leftMs);
        }
        return Duration.between(down, released).toNanos();
    }

    @Override
    public void close() {
        monitor.close();
    }
}
