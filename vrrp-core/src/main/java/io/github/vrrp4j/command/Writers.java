package io.github.vrrp4j.command;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Who may change a file, by the file itself and by every directory and symbolic link on the way to it. */
final class Writers {

    private static final int MAX_LINKS = 40; // as the kernel, path_resolution(7)
    private static final int TYPE = 0170000; // the bits of st_mode, inode(7)
    private static final int DIRECTORY = 0040000;
    private static final int LINK = 0120000;
    private static final int STICKY = 01000;
    private static final int GROUP_WRITE = 0020;
    private static final int OTHER_WRITE = 0002;

    private int links;

    private Writers() {}

    /** How somebody other than root may change it, and how to mend that; empty if nobody may. */
    static Optional<String> otherThanRoot(Path absolute) throws IOException {
        return new Writers().onTheWay(absolute);
    }

    private Optional<String> onTheWay(Path absolute) throws IOException {
        Path way = absolute.getRoot();
        Optional<String> risk = of(way);
        for (Path name : absolute) {
            if (risk.isPresent()) {
                break;
            }
            way = way.resolve(name);
            risk = of(way);
        }
        return risk;
    }

    private Optional<String> of(Path path) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(path, "unix:uid,gid,mode", LinkOption.NOFOLLOW_LINKS);
        int mode = number(attributes, "mode");
        if (number(attributes, "uid") != 0) {
            return Optional.of(path + " belongs to a user who is not root; chown root " + path);
        }
        if ((mode & TYPE) == LINK) {
            if (++links > MAX_LINKS) {
                return Optional.of(path + " leads through more than " + MAX_LINKS + " symbolic links");
            }
            return onTheWay(path.resolveSibling(Files.readSymbolicLink(path)));
        }
        // In a sticky directory, only root can replace what belongs to root.
        if ((mode & TYPE) == DIRECTORY && (mode & STICKY) != 0) {
            return Optional.empty();
        }
        if ((mode & OTHER_WRITE) != 0) {
            return Optional.of("everybody may write to " + path + "; chmod go-w " + path);
        }
        if ((mode & GROUP_WRITE) != 0 && number(attributes, "gid") != 0) {
            return Optional.of("a group may write to " + path + "; chmod go-w " + path);
        }
        return Optional.empty();
    }

    private static int number(Map<String, Object> attributes, String name) {
        return requireNonNull((Integer) attributes.get(name));
    }
}
