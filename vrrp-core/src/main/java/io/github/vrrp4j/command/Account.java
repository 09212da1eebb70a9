package io.github.vrrp4j.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Users of the host, and the one that this process is. */
final class Account {

    private static final Duration LOOKUP_TIMEOUT = Duration.ofSeconds(5);
    private static final Path STATUS = Path.of("/proc/self/status");

    private Account() {}

    static boolean isRoot(String user) {
        return user.equals("root") || user.matches("0+");
    }

    /**
     * Whether this process has user id 0. Read from the kernel, since a process with file capabilities does not own its
     * own directory in /proc.
     *
     * @throws IOException if the host is not Linux
     */
    static boolean isRoot() throws IOException {
        for (String line : Files.readAllLines(STATUS)) {
            if (line.startsWith("Uid:")) {
                return line.split("\\s+", 0)[2].equals("0"); // real, effective, saved, filesystem
            }
        }
        throw new IOException(STATUS + " does not say which user runs this process");
    }

    /** The number of a user's own group, as id(1) finds it wherever the host keeps its users. */
    static String primaryGroup(String user) throws IOException, InterruptedException {
        List<String> line = List.of(Launch.tool("id", "coreutils", "to find the group of a user"), "-g", "--", user);
        Command.Result result = Run.start(line, Map.of()).finish(LOOKUP_TIMEOUT);
        if (!result.succeeded()) {
            throw new IOException("user '" + user + "' of a command is not known on this host: "
                    + (result.timedOut() ? "id took longer than 5 s" : result.lastLine()));
        }
        return result.lastLine();
    }
}
