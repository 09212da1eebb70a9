package io.github.vrrp4j.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.vrrp4j.command.Command.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class CommandTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofSeconds(1);

    @TempDir
    private Path directory;

    @Test
    void argumentsArriveAsTheyWereGiven() throws Exception {
        Result result = run("printf", "<%s>", "a b", "$HOME", "`id`", ";*", "", "it's");

        assertThat(result).isEqualTo(new Result(0, "<a b><$HOME><`id`><;*><><it's>", false));
    }

    @Test
    void nothingOfOurEnvironmentReachesTheProgram() throws Exception {
        Command command = new Command(List.of("/usr/bin/env"), null, null, Map.of("VRRP_STATE", "MASTER"));

        assertThat(command.run(LONG).output().lines())
                .containsExactlyInAnyOrder(
                        "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                        "LANG=C.UTF-8",
                        "VRRP_STATE=MASTER");
    }

    @Test
    void theEnvironmentMayReplaceThePath() throws Exception {
        Processes.script(directory.resolve("hello"), "echo from $PATH");
        Command command = new Command(List.of("hello"), null, null, Map.of("PATH", "/nowhere:" + directory));

        assertThat(command.run(LONG).lastLine()).isEqualTo("from /nowhere:" + directory);
    }

    @Test
    void thereIsNothingToReadAndTheDirectoryIsTheRoot() throws Exception {
        assertThat(run("cat")).isEqualTo(new Result(0, "", false));
        assertThat(run("pwd").output()).isEqualTo("/\n");
    }

    @Test
    void theStatusIsThatOfTheProgramOrOfTheSignalThatEndedIt() throws Exception {
        assertThat(shell("exit 3").status()).isEqualTo(3);
        assertThat(shell("kill -TERM $$").status()).isEqualTo(143);
        assertThat(shell("exit 3").succeeded()).isFalse();
        assertThat(shell("exit 0").succeeded()).isTrue();
    }

    @Test
    void bothOutputsComeInOrderAndTheLastLineIsTheOneThatSaysSomething() throws Exception {
        Result result = shell("echo one; echo two >&2; printf 'thr\\033ee\\n\\n'");

        assertThat(result.output()).isEqualTo("one\ntwo\nthr\033ee\n\n");
        assertThat(result.lastLine()).isEqualTo("thr ee");
    }

    @Test
    void ofALongOutputTheEndIsKept() throws Exception {
        Result result = run("seq", "1", "1000000");

        assertThat(result.output()).hasSize(4096).endsWith("\n999999\n1000000\n");
    }

    @Test
    void anOutputThatIsCutBeginsWithAWholeCharacter() throws Exception {
        // 3 octets each: 4096 is 1365 times 3 and 1 more
        Result result = shell("i=0; while [ $i -lt 2000 ]; do printf '\\342\\202\\254'; i=$((i+1)); done");

        assertThat(result.output()).isEqualTo("€".repeat(1365));
    }

    @Test
    void whatLivesOnInTheBackgroundIsNotWaitedForEvenIfItKeepsTheOutput() throws Exception {
        Result result = shell("sleep 60 & echo $!");

        long pid = Long.parseLong(result.lastLine());
        assertThat(result.status()).isZero();
        assertThat(Processes.runs(pid)).isTrue();
        end(pid);
    }

    @Test
    void whatFloodsTheOutputFromTheBackgroundIsNotWaitedFor() throws Exception {
        Path file = directory.resolve("pid");
        Result result = shell("yes & echo $! > " + file);

        assertThat(result.timedOut()).isFalse();
        long pid = Processes.awaitPid(file);
        Processes.await("yes ends, since nobody reads it", () -> !Processes.runs(pid));
    }

    @Test
    void whenTheTimeIsOverAllThatItStartedIsKilled() throws Exception {
        Path inGroup = directory.resolve("in-group");
        Path ownSession = directory.resolve("own-session");
        Path orphan = directory.resolve("orphan");

        Result result = new Command(List.of(
                        "sh",
                        "-c",
                        "echo begun; sleep 60 & echo $! > " + inGroup + "; (sleep 60 & echo $! > " + orphan + ");"
                                + "setsid -w sh -c 'echo $$ > " + ownSession + "; sleep 60; :'; wait"))
                .run(SHORT);

        assertThat(result).isEqualTo(new Result(137, "begun\n", true));
        for (Path file : List.of(inGroup, orphan, ownSession)) {
            long pid = Processes.awaitPid(file);
            Processes.await(file.getFileName() + " is gone", () -> !Processes.runs(pid));
        }
    }

    @Test
    void aProgramThatIgnoresSignalsIsKilledToo() throws Exception {
        assertThat(new Command(List.of("sh", "-c", "trap '' TERM INT HUP; while :; do sleep 1; done"))
                        .run(SHORT)
                        .timedOut())
                .isTrue();
    }

    @Test
    void anInterruptEndsTheProgram() throws Exception {
        Path file = directory.resolve("pid");
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                shell("sleep 60 & echo $! > " + file + "; wait");
            } catch (Throwable e) {
                thrown.complete(e);
            }
        });
        thread.start();
        long pid = Processes.awaitPid(file);

        thread.interrupt();

        assertThat(thrown.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        Processes.await("sleep is gone", () -> !Processes.runs(pid));
    }

    @Test
    void noThreadAndNoChildIsLeft() throws Exception {
        run("true"); // the JDK keeps the thread that waits for processes for a while
        Set<Thread> before = threads();

        shell("sleep 0.01");
        new Command(List.of("sleep", "60")).run(Duration.ofMillis(50));

        assertThat(before).containsAll(threads());
        Processes.await(
                "no child", () -> ProcessHandle.current().children().findAny().isEmpty());
    }

    @Test
    void whatCannotBeStartedIsSaid() throws Exception {
        Path text = Files.writeString(directory.resolve("text"), "x");

        assertThatThrownBy(() -> run("/no/such/program")).hasMessage("program /no/such/program does not exist");
        assertThatThrownBy(() -> run("no-such-program"))
                .hasMessage("program 'no-such-program' is in no directory of PATH; write its path");
        assertThatThrownBy(() -> run("/usr")).hasMessage("program /usr is a directory");
        assertThatThrownBy(() -> run(text.toString()))
                .hasMessage("program " + text + " is not executable; chmod +x " + text);
    }

    @Test
    void aProgramRunsAsAnotherUser() throws Exception {
        assumeTrue(Account.isRoot());

        assertThat(as("nobody", null, "id", "-un").output()).isEqualTo("nobody\n");
        assertThat(as("daemon", null, "id", "-gn").output()).isEqualTo("daemon\n");
        assertThat(as("nobody", "daemon", "id", "-gn").output()).isEqualTo("daemon\n");
        assertThat(as("nobody", null, "grep", "CapEff", "/proc/self/status").lastLine())
                .isEqualTo("CapEff: 0000000000000000");
        assertThatThrownBy(() -> as("no-such-user", null, "id"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("user 'no-such-user' of a command is not known on this host: ");
    }

    @Test
    void onlyRootRunsAProgramAsAnotherUser() throws Exception {
        assumeFalse(Account.isRoot());

        assertThatThrownBy(() -> as("nobody", null, "id"))
                .hasMessage("program id is to run as user 'nobody', which only root can do; name no user, or run this"
                        + " process as root");
    }

    @Test
    void mistakesAreSaid() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Command(List.of()))
                .withMessage("a command without a program; write its path, such as /usr/local/bin/check");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Command(List.of("./check")))
                .withMessageStartingWith(
                        "program './check' is a relative path; write one that begins with /, or a name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Command(List.of("true", "a\0b")))
                .withMessageStartingWith("argument has a zero character");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Command(List.of("true"), "no body", null, Map.of()))
                .withMessage("user 'no body' is not the name or number of a user");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Command(List.of("true"), null, "daemon", Map.of()))
                .withMessage("group 'daemon' of the command true without a user; name one, too");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Command(List.of("true"), null, null, Map.of("A=B", "")))
                .withMessage("'A=B' is no name of an environment variable");
        assertThatIllegalArgumentException().isThrownBy(() -> new Command(List.of("true")).run(Duration.ZERO));
    }

    @Test
    void twoAreEqualIfEverythingIs() {
        Command command = new Command(List.of("a", "b"), "u", "g", Map.of("K", "v"));

        assertThat(command)
                .isEqualTo(new Command(List.of("a", "b"), "u", "g", Map.of("K", "v")))
                .isNotEqualTo(command.arguments(List.of("a")))
                .isNotEqualTo(command.environment(Map.of()));
        assertThat(command).hasToString("a b");
    }

    private static Result run(String... arguments) throws Exception {
        return new Command(List.of(arguments)).run(LONG);
    }

    private static Result shell(String script) throws Exception {
        return run("sh", "-c", script);
    }

    private static Result as(String user, @Nullable String group, String... arguments) throws Exception {
        return new Command(List.of(arguments), user, group, Map.of()).run(LONG);
    }

    private static void end(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().startsWith("process reaper"))
                .collect(Collectors.toSet());
    }
}
