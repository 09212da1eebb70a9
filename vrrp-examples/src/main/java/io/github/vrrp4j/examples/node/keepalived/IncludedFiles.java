package io.github.vrrp4j.examples.node.keepalived;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** The files that an {@code include} names: wildcards and braces in any part of the path, each directory's in order. */
final class IncludedFiles {
    private static final String WILDCARDS = "*?[{";

    /** As many as a directory of snippets has. */
    private static final int MAX_MATCHES = 1000;

    private IncludedFiles() {}

    /**
     * Those that exist, sorted; without wildcards the path itself, whether it exists or not.
     *
     * @param directory what a relative path is relative to
     * @throws IOException if a directory cannot be read, the pattern is none, or there are too many
     */
    static List<Path> matching(Path directory, String pattern) throws IOException {
        List<Path> found = new ArrayList<>();
        try {
            if (!hasWildcard(pattern)) {
                return List.of(directory.resolve(pattern));
            }
            boolean absolute = pattern.startsWith("/");
            descend(absolute ? Path.of("/") : directory, List.of(pattern.split("/+")), absolute ? 1 : 0, found);
        } catch (InvalidPathException | PatternSyntaxException e) {
            throw new IOException("'" + pattern + "' is no path: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return found;
    }

    private static void descend(Path directory, List<String> parts, int index, List<Path> found) throws IOException {
        String part = parts.get(index);
        List<Path> next = hasWildcard(part) ? list(directory, part) : List.of(directory.resolve(part));
        for (Path path : next) {
            if (index + 1 < parts.size()) {
                if (Files.isDirectory(path)) {
                    descend(path, parts, index + 1, found);
                }
            } else if (Files.exists(path)) {
                found.add(path);
            }
            if (found.size() > MAX_MATCHES) {
                throw new IOException("matches more than " + MAX_MATCHES + " files");
            }
        }
    }

    private static List<Path> list(Path directory, String glob) throws IOException {
        List<Path> matches = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, glob)) {
            for (Path entry : entries) {
                boolean hidden = entry.getFileName().toString().startsWith(".");
                if (!hidden || glob.startsWith(".")) {
                    matches.add(entry);
                }
            }
        }
        matches.sort(null);
        return matches;
    }

    private static boolean hasWildcard(String text) {
        return text.chars().anyMatch(character -> WILDCARDS.indexOf(character) >= 0);
    }
}
