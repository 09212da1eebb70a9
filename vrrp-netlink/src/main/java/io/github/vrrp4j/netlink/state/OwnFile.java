package io.github.vrrp4j.netlink.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/** The state file of this process, and the lock that says that the process lives. */
final class OwnFile {

    /** A process that is asked to end has no time to wait for others. */
    private static final Duration CLOSE_LIMIT = Duration.ofMillis(300);

    private final StateDirectory directory;
    private final String name;
    private final Owner owner;
    private final LockedFile lock;
    private boolean closed;

    OwnFile(StateDirectory directory, String name, Owner owner, LockedFile lock) {
        this.directory = directory;
        this.name = name;
        this.owner = owner;
        this.lock = lock;
    }

    /** Replaces what the file says; it is on the disk when this returns. */
    void write(List<String> lines) throws IOException {
        if (closed) {
            throw new IOException("this network is closed");
        }
        write(directory, name, new StateText(owner, lines));
    }

    /** In a file of another name, then renamed: who reads finds the old text or the new one, whenever the machine stops. */
    static void write(StateDirectory directory, String name, StateText text) throws IOException {
        Path temporary = directory.temporaryFile(name);
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer octets = ByteBuffer.wrap(text.octets());
            while (octets.hasRemaining()) {
                channel.write(octets);
            }
            channel.force(true);
            Files.move(
                    temporary,
                    directory.stateFile(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel entries = FileChannel.open(directory.path(), StandardOpenOption.READ)) {
                entries.force(true);
            }
        } catch (IOException e) {
            throw directory.explain("cannot be written, and nothing is put on the host that is not written down", e);
        }
    }

    /** @param empty whether the file has nothing to tell */
    void close(boolean empty) {
        if (closed) {
            return;
        }
        closed = true;
        // Whoever looks for the files of dead processes holds the directory, and so sees them all or none.
        try {
            directory.whileHeld(CLOSE_LIMIT, () -> {
                if (empty) {
                    directory.delete(name);
                }
                return name;
            });
        } catch (IOException e) {
            // the next process that starts finds and removes the files
        } finally {
            releaseQuietly();
        }
    }

    private void releaseQuietly() {
        try {
            lock.close();
        } catch (IOException e) {
            // a descriptor is closed whatever close(2) says
        }
    }
}
