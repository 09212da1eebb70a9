package io.github.vrrp4j.netlink.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Network namespaces other than our own (namespaces(7)). */
final class Namespaces {

    private final Path proc;

    /** @param proc where proc(5) is mounted */
    Namespaces(Path proc) {
        this.proc = proc;
    }

    /**
     * Whether no process that can be seen is in it and nothing that can be seen keeps it, as {@code ip netns} does. False where
     * that cannot be told: who lacks CAP_SYS_PTRACE may not see where the processes of others are.
     */
    boolean isGone(long inode) {
        String link = "net:[" + inode + "]";
        try {
            if (Files.readString(proc.resolve("self/mountinfo"), StandardCharsets.ISO_8859_1)
                    .contains(" " + link + " ")) {
                return false;
            }
            try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
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
        } catch (IOException e) {
            if (!Files.exists(process)) {
                return false;
            }
            throw e;
        }
    }
}
