package io.github.vrrp4j.netlink.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Network namespaces other than our own (namespaces(7)). */
final class Namespaces {

    private static final Path PROC = Path.of("/proc");
    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");

    private Namespaces() {}

    /**
     * Whether no process that can be seen is in it and nothing that can be seen keeps it, as {@code ip netns} does. False where
     * that cannot be told.
     */
    static boolean isGone(long inode) {
        String link = "net:[" + inode + "]";
        try {
            if (Files.readString(MOUNTS, StandardCharsets.ISO_8859_1).contains(" " + link + " ")) {
                return false;
            }
            try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
                for (Path process : processes) {
                    if (isIn(process, link)) {
                        return false;
                    }
                }
            }
            return true;
        } catch (IOException | UncheckedIOException | DirectoryIteratorException e) {
            return false;
        }
    }

    private static boolean isIn(Path process, String link) throws IOException {
        try {
            return Files.readSymbolicLink(process.resolve("ns/net")).toString().equals(link);
        } catch (NoSuchFileException e) {
            return false; // it has ended
        } catch (AccessDeniedException e) {
            throw e;
        } catch (IOException e) {
            if (!Files.exists(process)) {
                return false;
            }
            throw e;
        }
    }
}
