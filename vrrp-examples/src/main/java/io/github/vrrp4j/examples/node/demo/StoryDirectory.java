package io.github.vrrp4j.examples.node.demo;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of a story: for each host its configuration, and directories that it has in the place of the system's own, so that
 * hosts share no file although all of them are this machine.
 *
 * <pre>
 * DIRECTORY/on             on HOST COMMAND...: runs a command on a host
 * DIRECTORY/bin/vrrp       this program, which "on" finds
 * DIRECTORY/HOST/own/run   what the host has as /run
 * DIRECTORY/HOST/mounts    a line for each directory of its own
 * </pre>
 */
final class StoryDirectory implements AutoCloseable {
    private static final String PREFIX = "vrrp-demo-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{1,18})-\\d+");

    private final String story;
    private final Path directory;

    private StoryDirectory(String story, Path directory) {
        this.story = story;
        this.directory = directory;
    }

    /** Makes it below the directory for temporary files, after it has removed those that killed processes left there. */
    static StoryDirectory create(String story) throws IOException {
        removeLeftovers(Path.of(System.getProperty("java.io.tmpdir")));
        Path directory =
                Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-");
        // ip(8) gives the command a mount namespace of its own: what is mounted there is seen by nobody else.
        Files.writeString(directory.resolve("on"), """
                # on HOST COMMAND...: runs a command on a host of the demonstration.
                host=$1
                shift
                PATH=%s/bin:$PATH
                export PATH
                exec ip netns exec "%s$host" sh -c '
                  while read -r directory; do
                    mount --bind "$0/own$directory" "$directory" || exit 1
                  done <"$0/mounts"
                  exec "$@"' "%s/$host" "$@"
                """.formatted(directory, NetworkNamespaces.name(""), directory));
        Path vrrp = Files.createDirectory(directory.resolve("bin")).resolve("vrrp");
        Files.writeString(vrrp, "#!/bin/sh\nexec " + quoted(HostProcess.thisProgram(List.of())) + " \"$@\"\n");
        Files.setPosixFilePermissions(vrrp, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new StoryDirectory(story, directory);
    }

    private static String quoted(List<String> command) {
        return command.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    private static void removeLeftovers(Path temporary) throws IOException {
        try (Stream<Path> entries = Files.list(temporary)) {
            entries.filter(entry -> {
                        Matcher matcher = NAME.matcher(entry.getFileName().toString());
                        return matcher.matches() && NetworkNamespaces.isGone(Long.parseLong(matcher.group(1)));
                    })
                    .forEach(StoryDirectory::remove);
        }
    }

    /** Adds a host, with a /run of its own. */
    void addHost(String host) throws IOException {
        Files.createDirectories(directory.resolve(host));
        own(host, "/run");
    }

    /** Adds a host that has everything where the system has it. */
    void addOutsider(String host) throws IOException {
        Files.createDirectories(directory.resolve(host));
        Files.createFile(directory.resolve(host).resolve("mounts"));
    }

    /**
     * Gives a host an empty directory of its own in the place of the system's, which must exist.
     *
     * @return where it is for everybody else
     */
    Path own(String host, String systemDirectory) throws IOException {
        Path own = directory.resolve(host).resolve("own" + systemDirectory);
        if (!Files.isDirectory(own)) {
            Files.createDirectories(own);
            Files.writeString(
                    directory.resolve(host).resolve("mounts"),
                    systemDirectory + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
        return own;
    }

    /** Copies a file of the story, {@code stories/STORY/HOST/FILE}, into a directory; gives the copy. */
    Path copy(String host, String file, Path target) throws IOException {
        String resource = "/stories/" + story + "/" + host + "/" + file;
        try (InputStream from = StoryDirectory.class.getResourceAsStream(resource)) {
            if (from == null) {
                throw new FileNotFoundException("this program has no " + resource);
            }
            Path copy = target.resolve(file);
            Files.copy(from, copy);
            return copy;
        }
    }

    /** Where a host's configuration is. */
    Path host(String host) {
        return directory.resolve(host);
    }

    /** What to put before a command so that it runs on a host. */
    List<String> on(String host) {
        return List.of("sh", directory.resolve("on").toString(), host);
    }

    /** A text without the name of the directory. */
    String withoutDirectory(String text) {
        return text.replace(directory + "/", "");
    }

    @Override
    public void close() {
        remove(directory);
    }

    private static void remove(Path root) {
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            // Something is still written there; the next demonstration removes it.
        }
    }
}
