package io.github.vrrp4j.netlink.state;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A file that this process alone has locked, until it closes it or ends, however it ends.
 *
 * <p>The lock is that of fcntl(2): it is lost when the process closes any descriptor of the same file. So nobody opens a lock
 * file that his own process may hold.
 */
final class LockedFile implements Closeable {

    private static final long POLL_INTERVAL_NS = 5_000_000;

    private final FileChannel channel;

    private LockedFile(FileChannel channel) {
        this.channel = channel;
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** Locks the file, making it if it is not there; null if another process has locked it. */
    static @Nullable LockedFile tryLock(Path file) throws IOException {
        FileChannel channel = open(file);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new LockedFile(channel);
            }
            channel.close();
            return null;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * The same, waiting while somebody else has it, also another thread of this process.
     *
     * @throws IOException if he still has it at the limit
     */
    static LockedFile lock(Path file, Duration limit) throws IOException {
        FileChannel channel = open(file);
        try {
            long endNs = System.nanoTime() + limit.toNanos();
            while (!holds(channel)) { // not opened anew: closing it would end the lock of that thread
                if (System.nanoTime() - endNs > 0) {
                    throw new IOException(file + " is locked by another process for more than " + limit.toMillis()
                            + " ms; fuser -v " + file + " names it");
                }
                LockSupport.parkNanos(POLL_INTERVAL_NS);
            }
            return new LockedFile(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean holds(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
