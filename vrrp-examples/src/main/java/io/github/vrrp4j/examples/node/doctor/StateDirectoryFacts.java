package io.github.vrrp4j.examples.node.doctor;

import io.github.vrrp4j.netlink.Leftover;
import io.github.vrrp4j.netlink.LinuxNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a state directory.
 *
 * @param writable whether this user may write there; of a missing one, whether he can make it
 * @param problem why it could not be looked into; null if it could, or nobody tried
 */
record StateDirectoryFacts(
        Path path,
        Kind kind,
        boolean writable,
        boolean othersWrite,
        List<Leftover> leftovers,
        @Nullable String problem) {

    /** What stands under the name. */
    enum Kind {
        MISSING,
        DIRECTORY,
        NO_DIRECTORY
    }

    /** Looks at one, and removes nothing. */
    static StateDirectoryFacts of(Path path) {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return new StateDirectoryFacts(path, Kind.MISSING, canBeMade(path), false, List.of(), null);
        }
        if (!Files.isDirectory(path)) {
            return new StateDirectoryFacts(path, Kind.NO_DIRECTORY, false, false, List.of(), null);
        }
        boolean writable = Files.isWritable(path);
        try {
            if (Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_WRITE)) {
                return new StateDirectoryFacts(path, Kind.DIRECTORY, writable, true, List.of(), null);
            }
            List<Leftover> leftovers = writable ? LinuxNetwork.findLeftovers(path) : List.of();
            return new StateDirectoryFacts(path, Kind.DIRECTORY, writable, false, leftovers, null);
        } catch (IOException e) {
            return new StateDirectoryFacts(
                    path, Kind.DIRECTORY, writable, false, List.of(), String.valueOf(e.getMessage()));
        }
    }

    /** With the directories above it that are missing too. */
    private static boolean canBeMade(Path path) {
        Path above = path.toAbsolutePath().getParent();
        while (above != null && !Files.exists(above, LinkOption.NOFOLLOW_LINKS)) {
            above = above.getParent();
        }
        return above != null && Files.isDirectory(above) && Files.isWritable(above);
    }
}
