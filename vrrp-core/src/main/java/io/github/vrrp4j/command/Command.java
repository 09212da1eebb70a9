package io.github.vrrp4j.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A program of a Linux host and its arguments, run without a shell. Two are equal if everything is.
 *
 * @param arguments the program first: its absolute path, or a name that is looked up in {@code PATH}; then what it is given,
 *     as it stands here
 * @param user whose rights it has, a name or a number that the host knows; null for those of this process
 * @param group its group; null for the user's own. The user's other groups come with it. Null if there is no user
 * @param environment what its environment has beside {@code PATH=}{@link #PATH} and {@code LANG=C.UTF-8}, or instead of them;
 *     nothing of the environment of this process reaches it
 */
public record Command(
        List<String> arguments,
        @Nullable String user,
        @Nullable String group,
        Map<String, String> environment) {

    /** Where programs are looked for unless {@link #environment} says otherwise. */
    public static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /** At most so many octets of the output are kept, the last ones. */
    public static final int MAX_OUTPUT_LENGTH = 4096;

    private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*\\$?");

    /**
     * How a run ended.
     *
     * @param status what the program returned, 0..255; 128 and the number of the signal that ended it
     * @param output its standard output and standard error as they came, the last {@value #MAX_OUTPUT_LENGTH} octets, read as
     *     UTF-8
     * @param timedOut whether it was killed because its time was over
     */
    public record Result(int status, String output, boolean timedOut) {

        /** Whether it returned 0 in time. */
        public boolean succeeded() {
            return status == 0 && !timedOut;
        }

        /** The last line of the output that is not blank, without control characters; empty if there is none. */
        public String lastLine() {
            String line = output.lines().filter(each -> !each.isBlank()).reduce("", (before, last) -> last);
            return line.replaceAll("\\p{Cntrl}", " ").strip();
        }
    }

    /**
     * Checks what can be checked without the host.
     *
     * @throws IllegalArgumentException if there is no program, its path is relative, there is a group but no user, or something
     *     could not be handed to a program; the message says how to mend it
     */
    public Command {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        requireProgram(arguments);
        requireAccount("user", user);
        requireAccount("group", group);
        if (group != null && user == null) {
            throw new IllegalArgumentException(
                    "group '" + group + "' of the command " + arguments.get(0) + " without a user; name one, too");
        }
        environment.forEach(Command::requireVariable);
    }

    /** With the rights of this process, and nothing special in its environment. */
    public Command(List<String> arguments) {
        this(arguments, null, null, Map.of());
    }

    private static void requireProgram(List<String> arguments) {
        if (arguments.isEmpty() || arguments.get(0).isEmpty()) {
            throw new IllegalArgumentException(
                    "a command without a program; write its path, such as /usr/local/bin/check");
        }
        String program = arguments.get(0);
        if (program.indexOf('/') > 0) {
            throw new IllegalArgumentException("program '" + program
                    + "' is a relative path; write one that begins with /, or" + " a name that is found in " + PATH);
        }
        if (program.startsWith("-")) {
            throw new IllegalArgumentException("program '" + program + "' begins with -; write its path");
        }
        arguments.forEach(argument -> requireText("argument", argument));
    }

    private static void requireAccount(String what, @Nullable String name) {
        if (name != null && !ACCOUNT.matcher(name).matches()) {
            throw new IllegalArgumentException(what + " '" + name + "' is not the name or number of a " + what);
        }
    }

    private static void requireVariable(String name, String value) {
        if (name.isEmpty() || name.indexOf('=') >= 0) {
            throw new IllegalArgumentException("'" + name + "' is no name of an environment variable");
        }
        requireText("environment variable", name);
        requireText("environment variable " + name, value);
    }

    private static void requireText(String what, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(what + " has a zero character, which ends every text of a program");
        }
    }

    /** The same with other arguments; the program first. */
    public Command arguments(List<String> arguments) {
        return new Command(arguments, user, group, environment);
    }

    /** The same with another environment. */
    public Command environment(Map<String, String> environment) {
        return new Command(arguments, user, group, environment);
    }

    /**
     * Runs it and waits. It works in {@code /}, reads nothing, and is the leader of a session and process group of its own,
     * for which {@code setsid} of util-linux is needed; for a user, {@code setpriv} of util-linux and {@code id}.
     *
     * <p>When its time is over or this thread is interrupted, all processes of its group are killed, and those that it started
     * otherwise, as far as they still are its descendants. What it leaves in the background when it ends by itself is left
     * alone, but is not heard any more: further output of that fails.
     *
     * <p>Needs no thread, blocks for as long as the program runs and for some seconds more at most, however much is written
     * and whoever keeps the output open. Any thread; may run several times at once.
     *
     * @param timeout longer than zero
     * @throws IOException if it could not be started: not found, not executable, unknown user, this process is not root and
     *     has to be for the user, or root would run what others may change (see {@link #riskForRoot}); the message says how to
     *     mend it. Some of what a user may not do is only found when the program is started: then the status is 126 or 127,
     *     and the output says why
     * @throws InterruptedException if this thread was interrupted; the program is gone
     */
    public Result run(Duration timeout) throws IOException, InterruptedException {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout " + timeout + " is not longer than zero");
        }
        Launch launch = new Launch(this);
        return Run.start(launch.commandLine(), launch.environment()).finish(timeout);
    }

    /**
     * Why root should not run it: somebody else may change the program, or a directory or link on the way to it; with the way
     * to mend that. Empty if nobody but root may, if the program does not exist, or if it runs as a user who is not root. What
     * the program reads or starts in its turn, such as a script that is an argument, is not looked at.
     *
     * @throws IOException if a file could not be looked at
     */
    public Optional<String> riskForRoot() throws IOException {
        if (user != null && !Account.isRoot(user)) {
            return Optional.empty();
        }
        Optional<Path> program = Launch.find(arguments.get(0), environment);
        return program.isEmpty() ? Optional.empty() : Writers.otherThanRoot(program.get());
    }

    /**
     * Why {@link #run} would not start it as things are now: the message that it would fail with. Empty if there is nothing.
     * The program itself is not started.
     *
     * <p>Blocks for files, and with a user for {@code id}: some milliseconds, and 5 s at most. Any thread.
     *
     * @throws InterruptedException if this thread was interrupted
     */
    public Optional<String> obstacle() throws InterruptedException {
        return new Launch(this).obstacle();
    }

    /**
     * What would keep root from starting it on this host as it is now: the program does not exist or is not executable,
     * {@link #riskForRoot somebody else may change it}, its user is not known, or a tool that {@link #run} needs is not there;
     * with the way to mend that. Empty if there is nothing. What this process may not look at, since it is not root itself, is
     * not told. Otherwise as {@link #obstacle}.
     *
     * @throws InterruptedException if this thread was interrupted
     */
    public Optional<String> obstacleForRoot() throws InterruptedException {
        return new Launch(this).obstacleForRoot();
    }

    /** The program and its arguments with blanks between them: for people, not for a shell. */
    @Override
    public String toString() {
        return String.join(" ", arguments);
    }
}
