package io.github.vrrp4j.examples.node.control;

import io.github.vrrp4j.examples.node.config.NodeConfig;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A listening Unix domain socket that only its owner may connect to, at any moment: it is bound in a directory that nobody
 * else can enter, and moved when its permissions are right.
 */
final class ControlSocket implements AutoCloseable {

    /** What the private directory adds to the path. */
    private static final String PRIVATE_PREFIX = ".c";

    private static final int BACKLOG = 128;
    private static final int ATTEMPTS = 3;

    private final Path path;
    private final ServerSocketChannel channel;
    private final @Nullable Object fileKey;

    private ControlSocket(Path path, ServerSocketChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        fileKey = fileKey(path);
    }

    /**
     * Listens. What a node that was killed has left there is replaced.
     *
     * @throws IOException if that is not possible, or a node listens there already; the message says how to mend it
     */
    static ControlSocket bind(Path path) throws IOException {
        if (path.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8).length > NodeConfig.MAX_CONTROL_OCTETS) {
            throw new IOException("control socket " + path + ": the path is too long; choose one of at most "
                    + NodeConfig.MAX_CONTROL_OCTETS + " octets");
        }
        try {
            Path directory = directory(path);
            Path hidden = Files.createTempDirectory(directory, PRIVATE_PREFIX);
            try {
                return bind(path, hidden.resolve("s"), hidden.resolve("o"));
            } finally {
                Files.deleteIfExists(hidden.resolve("s"));
                Files.deleteIfExists(hidden.resolve("o"));
                Files.deleteIfExists(hidden);
            }
        } catch (RefusedException e) {
            throw new IOException(e.getMessage(), e);
        } catch (IOException e) {
            throw new IOException(
                    "control socket " + path + " cannot be made: " + reason(e)
                            + "; give this user a directory of its own, or write 'control: none' into the file",
                    e);
        }
    }

    private static String reason(IOException e) {
        String text = String.valueOf(e.getMessage());
        return e instanceof java.nio.file.FileSystemException ? e.getClass().getSimpleName() + " " + text : text;
    }

    private static Path directory(Path path) throws IOException {
        Path directory = path.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IOException("it is no file");
        }
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory);
        boolean sticky = ((Integer) Files.getAttribute(directory, "unix:mode") & 01000) != 0;
        if (permissions.contains(PosixFilePermission.OTHERS_WRITE) && !sticky) {
            throw new IOException("everybody may replace what is in " + directory + "; chmod o-w " + directory);
        }
        return directory;
    }

    private static ControlSocket bind(Path path, Path fresh, Path old) throws IOException, RefusedException {
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(fresh), BACKLOG);
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
            for (int i = 0; i < ATTEMPTS; i++) {
                try {
                    Files.createLink(path, fresh); // unlike a move, it never replaces what is there
                    return new ControlSocket(path, channel);
                } catch (FileAlreadyExistsException e) {
                    moveAway(path, old);
                }
            }
            throw new IOException("others make it again and again");
        } catch (IOException | RefusedException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Takes a socket away on which nobody listens. Looks again when nobody else can get at it any more. */
    private static void moveAway(Path path, Path old) throws IOException, RefusedException {
        requireSocket(path);
        requireDead(path, path);
        try {
            Files.move(path, old, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException | AtomicMoveNotSupportedException e) {
            return; // it went by itself
        }
        try {
            requireDead(path, old);
        } catch (RefusedException e) { // another node was faster: it gets its place back
            Files.createLink(path, old);
            throw e;
        } finally {
            Files.deleteIfExists(old);
        }
    }

    private static void requireSocket(Path path) throws RefusedException, IOException {
        try {
            int mode = (Integer) Files.getAttribute(path, "unix:mode", java.nio.file.LinkOption.NOFOLLOW_LINKS);
            if ((mode & 0170000) != 0140000) {
                throw RefusedException.cannot("control socket " + path
                        + ": there is something else, which is left alone; remove it, or choose another path");
            }
        } catch (NoSuchFileException e) {
            // it went a moment ago
        }
    }

    private static void requireDead(Path path, Path where) throws RefusedException {
        try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(where))) {
            throw RefusedException.cannot(
                    "control socket " + path + ": another node listens there; stop it, or give this"
                            + " one a 'control' path of its own" + (client.isConnected() ? "" : "."));
        } catch (IOException e) {
            // nobody answers
        }
    }

    private static @Nullable Object fileKey(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    ServerSocketChannel channel() {
        return channel;
    }

    /** Removes the socket, unless another one is there by now. */
    @Override
    public void close() throws IOException {
        channel.close();
        try {
            if (fileKey != null && fileKey.equals(fileKey(path))) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException e) {
            // somebody removed it
        }
    }
}
