package io.github.vrrp4j.command;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is started for a command: {@code setsid [setpriv ...] PROGRAM ARGUMENTS}. Both replace themselves by what follows, so
 * that the process, its group and its session have one number.
 */
final class Launch {

    private final Command command;

    Launch(Command command) {
        this.command = command;
    }

    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(Map.of("PATH", Command.PATH, "LANG", "C.UTF-8"));
        environment.putAll(command.environment());
        return environment;
    }

    List<String> commandLine() throws IOException, InterruptedException {
        Path program = program();
        if (Account.isRoot()) {
            requireNoRisk();
        }
        List<String> line = new ArrayList<>();
        line.add(setsid(program));
        line.addAll(privileges());
        line.add(program.toString());
        line.addAll(command.arguments().subList(1, command.arguments().size()));
        return line;
    }

    /** What {@link Command#obstacle} says. */
    Optional<String> obstacle() throws InterruptedException {
        try {
            List<String> unused = commandLine();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** What {@link Command#obstacleForRoot} says. */
    Optional<String> obstacleForRoot() throws InterruptedException {
        try {
            if (!Account.isRoot() && isHidden(command.arguments().get(0))) {
                return Optional.empty();
            }
            Path program = program();
            requireNoRisk();
            setsid(program);
            if (command.user() != null) {
                setpriv();
                Account.primaryGroup(command.user());
            }
            return Optional.empty();
        } catch (AccessDeniedException e) {
            return Optional.empty(); // root sees more
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Whether a path leads where this process may not look, or to a program that it may not execute and root may. */
    private static boolean isHidden(String name) throws IOException {
        if (!name.startsWith("/")) {
            return false;
        }
        Path path = Path.of(name);
        if (!Files.exists(path)) {
            return !Files.notExists(path);
        }
        return !Files.isExecutable(path)
                && Files.getPosixFilePermissions(path).stream()
                        .anyMatch(permission -> permission.name().endsWith("_EXECUTE"));
    }

    private void requireNoRisk() throws IOException {
        Optional<String> risk = command.riskForRoot();
        if (risk.isPresent()) {
            throw new IOException("not run as root: " + risk.get());
        }
    }

    private static String setsid(Path program) throws IOException {
        return tool("setsid", "util-linux", "so that all that " + program + " starts can be killed in the end");
    }

    private static String setpriv() throws IOException {
        return tool("setpriv", "util-linux", "to run a program as another user");
    }

    private Path program() throws IOException {
        String name = command.arguments().get(0);
        Path program = find(name, command.environment())
                .orElseThrow(() -> new IOException(
                        name.startsWith("/")
                                ? "program " + name + " does not exist"
                                : "program '" + name + "' is in no directory of PATH; write its path"));
        if (Files.isDirectory(program)) {
            throw new IOException("program " + program + " is a directory");
        }
        if (!Files.isExecutable(program)) {
            throw new IOException("program " + program + " is not executable; chmod +x " + program);
        }
        return program;
    }

    private List<String> privileges() throws IOException, InterruptedException {
        String user = command.user();
        if (user == null) {
            return List.of();
        }
        if (!Account.isRoot()) {
            throw new IOException("program " + command.arguments().get(0) + " is to run as user '" + user
                    + "', which only root can do; name no user, or run this process as root");
        }
        String group = command.group();
        return List.of(
                setpriv(),
                "--reuid=" + user,
                "--regid=" + (group == null ? Account.primaryGroup(user) : group),
                "--init-groups",
                "--");
    }

    /** A program by its path, or by its name in the first directory of PATH that has it and lets it be executed. */
    static Optional<Path> find(String name, Map<String, String> environment) {
        if (name.startsWith("/")) {
            Path path = Path.of(name);
            return Files.exists(path) ? Optional.of(path) : Optional.empty();
        }
        for (String directory : environment.getOrDefault("PATH", Command.PATH).split(":", 0)) {
            Path path = Path.of(directory, name);
            if (path.isAbsolute() && Files.isRegularFile(path) && Files.isExecutable(path)) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }

    static String tool(String name, String packageName, String purpose) throws IOException {
        return find(name, Map.of())
                .orElseThrow(() -> new IOException(name + " of " + packageName + " is not in " + Command.PATH
                        + ", and is needed " + purpose + "; install " + packageName))
                .toString();
    }
}
