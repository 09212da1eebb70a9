package io.github.vrrp4j.netlink.state;

import io.github.vrrp4j.netlink.Leftover;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A directory with the state files of the processes of one host.
 *
 * <pre>
 * lock                  whoever comes, goes, or removes what others have left holds it for that moment
 * PID-START-N.lock      locked by a process for as long as it lives
 * PID-START-N.state     what that process may have on the host; not there if nothing
 * </pre>
 */
public final class StateDirectory {

    private static final String LOCK_SUFFIX = ".lock";
    private static final String STATE_SUFFIX = ".state";
    private static final String TEMPORARY_SUFFIX = ".tmp";

    /** Removing what a process has left takes milliseconds; a host with thousands of routes some more. */
    private static final Duration LOCK_LIMIT = Duration.ofSeconds(10);

    private final Path path;
    private final Owner self;
    private final Namespaces namespaces;

    private StateDirectory(Path path, Owner self, Namespaces namespaces) {
        this.path = path;
        this.self = self;
        this.namespaces = namespaces;
    }

    /**
     * Opens the directory, and makes it if it is not there.
     *
     * @throws IOException if that is not possible, or others may write to it; the message says how to mend it
     */
    public static StateDirectory open(Path path) throws IOException {
        return open(path, new Namespaces(Path.of("/proc")));
    }

    static StateDirectory open(Path path, Namespaces namespaces) throws IOException {
        StateDirectory directory = new StateDirectory(path, Owner.self(), namespaces);
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            }
        } catch (FileAlreadyExistsException e) {
            throw new IOException("state directory " + path + ": " + e.getMessage() + " is there and no directory", e);
        } catch (IOException e) {
            throw directory.explain("cannot be made", e);
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
        if (permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new IOException("state directory " + path + " may be written by everybody, who could so have anything"
                    + " removed from this host; chmod o-w " + path + ", or choose another");
        }
        return directory;
    }

    /**
     * Removes what processes that are gone have left in this network namespace. What living processes may have stays.
     *
     * @param removers by the kinds of things
     * @return what was found, in the order in which it was looked at
     * @throws IOException if the directory cannot be read or written
     */
    public List<Leftover> sweep(Map<String, Remover> removers) throws IOException {
        try {
            return whileHeld(LOCK_LIMIT, () -> new Sweep(this, self, removers).run());
        } catch (IOException e) {
            throw explain("cannot be used", e);
        }
    }

    /**
     * What {@link #sweep} would find, for the moment. Nothing is removed or rewritten.
     *
     * @throws IOException if the directory cannot be read, or its locks not be taken
     */
    public List<Leftover> look() throws IOException {
        try {
            return names().isEmpty() ? List.of() : whileHeld(LOCK_LIMIT, () -> new Sweep(this, self, null).run());
        } catch (IOException e) {
            throw explain("cannot be used", e);
        }
    }

    /** The ledger of this process, with a file of its own. */
    public Ledger claim() throws IOException {
        try {
            return whileHeld(LOCK_LIMIT, () -> new Ledger(ownFile()));
        } catch (IOException e) {
            throw explain("cannot be used", e);
        }
    }

    private OwnFile ownFile() throws IOException {
        Set<String> taken = names();
        int number = 1;
        while (taken.contains(self.prefix() + number)) {
            number++;
        }
        String name = self.prefix() + number;
        LockedFile lock = LockedFile.tryLock(lockFile(name));
        if (lock == null) {
            throw new IOException(lockFile(name) + " was locked by another process at once");
        }
        return new OwnFile(this, name, self, lock);
    }

    /** Something that is done in the directory. */
    interface Work<T> {
        T run() throws IOException;
    }

    /** Others neither come, go, nor remove meanwhile. */
    <T> T whileHeld(Duration limit, Work<T> work) throws IOException {
        LockedFile held = LockedFile.lock(path.resolve("lock"), limit);
        try {
            return work.run();
        } finally {
            held.close();
        }
    }

    /** The names of all processes that have a file here, without what comes behind the last dot. */
    Set<String> names() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.list(path)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d{1,18}-\\d{1,18}-\\d{1,9}\\.(lock|state|tmp)"))
                    .forEach(name -> names.add(name.substring(0, name.lastIndexOf('.'))));
        }
        return names;
    }

    Namespaces namespaces() {
        return namespaces;
    }

    Path path() {
        return path;
    }

    Path lockFile(String name) {
        return path.resolve(name + LOCK_SUFFIX);
    }

    Path stateFile(String name) {
        return path.resolve(name + STATE_SUFFIX);
    }

    Path temporaryFile(String name) {
        return path.resolve(name + TEMPORARY_SUFFIX);
    }

    /** The lock comes last: while it is there, somebody will look again. */
    void delete(String name) throws IOException {
        Files.deleteIfExists(stateFile(name));
        Files.deleteIfExists(temporaryFile(name));
        Files.deleteIfExists(lockFile(name));
    }

    /** Says more than the name of the file, which is all that some exceptions of java.nio.file say. */
    IOException explain(String what, IOException e) {
        String start = "state directory " + path + " " + what + ": ";
        if (e instanceof AccessDeniedException) {
            return new IOException(
                    start + "permission denied for " + e.getMessage()
                            + "; let this user own the directory, as with mkdir -p " + path + " and chown USER " + path
                            + ", or choose another",
                    e);
        }
        if (String.valueOf(e.getMessage()).startsWith("state directory ")) {
            return e;
        }
        return new IOException(start + e, e);
    }
}
