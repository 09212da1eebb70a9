package io.github.vrrp4j.examples.node.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.vrrp4j.command.Command;
import io.github.vrrp4j.packet.AddressFamily;
import io.github.vrrp4j.router.VirtualRouterId;
import io.github.vrrp4j.router.VrrpEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

@Timeout(60)
class HookRunnerTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final VirtualRouterId OTHER = new VirtualRouterId("eth1", AddressFamily.IPV6, 7);

    private final Events events = new Events(Events.ID);
    private final Logger logger = (Logger) LoggerFactory.getLogger(HookRunner.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @TempDir
    private Path directory;

    @BeforeEach
    void listenToTheLog() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void leaveTheLog() {
        logger.detachAppender(lines);
    }

    @Test
    void commandsRunInOrderAndNeverTwoAtATime() throws IOException {
        Command command =
                script("hook", "echo begin $VRRP_SEQUENCE >> log", "sleep 0.01", "echo end $VRRP_SEQUENCE >> log");
        List<String> expected = new ArrayList<>();
        try (HookRunner runner = runner(Events.commands(command, command, null, null, LONG, false), LONG)) {
            for (int i = 1; i <= 20; i++) {
                runner.onEvent(i % 2 == 1 ? events.master() : events.backup());
                expected.addAll(List.of("begin " + i, "end " + i));
            }
        }

        assertThat(lines("log")).isEqualTo(expected);
    }

    @Test
    void argumentsAndEnvironmentReachTheCommand() throws IOException {
        Command command = script("hook", "echo \"$@\" $VRRP_NAME $VRRP_ADDRESSES >> log");
        command = command.arguments(List.of(command.arguments().get(0), "own argument"));
        try (HookRunner runner = runner(Events.commands(command, null, null, null, LONG, false), LONG)) {
            runner.onEvent(events.master());
        }

        assertThat(lines("log")).containsExactly("own argument eth0 ipv4 51 MASTER 100 web");
    }

    @Test
    void whileOneVirtualRouterWaitsForItsCommandAnotherIsTold() throws IOException {
        Command command = script("hook", "test $1 = eth1 || while ! test -e go; do sleep 0.01; done", "echo $1 >> log");
        HookCommands commands = Events.commands(command, null, null, null, LONG, false);
        try (HookRunner runner = new HookRunner(Map.of(Events.ID, hooked(commands), OTHER, hooked(commands)), LONG)) {
            runner.onEvent(events.master());
            runner.onEvent(new Events(OTHER).master());
            await("the other is told", () -> lines("log").equals(List.of("eth1")));
            Files.createFile(directory.resolve("go"));
        }

        assertThat(lines("log")).containsExactly("eth1", "eth0");
    }

    @Test
    void ofSeveralStatesThatWaitOnlyTheNewestIsToldIfThatIsWanted() throws IOException {
        Command command = script("hook", "echo $4 >> log", "while ! test -e go; do sleep 0.01; done");
        try (HookRunner runner = runner(Events.commands(command, command, null, null, LONG, true), LONG)) {
            runner.onEvent(events.master());
            await("the first runs", () -> !lines("log").isEmpty());
            for (int i = 0; i < 5; i++) {
                runner.onEvent(events.backup());
                runner.onEvent(events.master());
            }
            runner.onEvent(events.backup());
            Files.createFile(directory.resolve("go"));
        }

        assertThat(lines("log")).containsExactly("MASTER", "BACKUP");
    }

    @Test
    void aCommandThatTakesTooLongIsKilledWithAllItStartedAndTheNextRuns() throws IOException {
        Command slow = script("slow", "sleep 60 & echo $! > pid", "echo waiting for it", "wait");
        Command next = script("next", "echo told >> log");
        try (HookRunner runner = runner(Events.commands(slow, next, null, null, SHORT, false), LONG)) {
            runner.onEvent(events.master());
            runner.onEvent(events.backup());
        }

        assertThat(lines("log")).containsExactly("told");
        long pid = Long.parseLong(lines("pid").get(0));
        await("what it started is gone", () -> !runs(pid));
        assertThat(warnings())
                .containsExactly("vrid=51 if=eth0 hook on-master " + directory.resolve("slow")
                        + ": killed after 1000 ms: waiting for it");
    }

    @Test
    void whatFailsOrCannotBeStartedIsLogged() throws IOException {
        Command failing = script("failing", "echo no such service >&2", "exit 5");
        Command missing = new Command(List.of("/no/such/hook"));
        try (HookRunner runner = runner(Events.commands(failing, missing, null, null, LONG, false), LONG)) {
            runner.onEvent(events.master());
            runner.onEvent(events.backup());
        }

        assertThat(warnings())
                .containsExactly(
                        "vrid=51 if=eth0 hook on-master " + directory.resolve("failing")
                                + ": status 5: no such service",
                        "vrid=51 if=eth0 hook on-backup /no/such/hook: program /no/such/hook does not exist");
    }

    @Test
    void rootDoesNotRunWhatOthersMayWrite() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")));
        Command command = script("hook", "echo ran >> log");
        Path program = directory.resolve("hook");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxrwxrwx"));
        HookCommands commands = Events.commands(command, null, null, command, LONG, false);
        try (HookRunner runner = runner(commands, LONG)) {
            runner.onEvent(events.master());
        }

        String risk = "everybody may write to " + program + "; chmod go-w " + program;
        assertThat(commands.all()).containsExactly(command);
        assertThat(warnings())
                .containsExactly(
                        "vrid=51 if=eth0 hook on-master " + program + ": not run as root: " + risk,
                        "vrid=51 if=eth0 hook on-event " + program + ": not run as root: " + risk);
        assertThat(lines("log")).isEmpty();
    }

    @Test
    void whatIsDroppedIsCountedAndLogged() throws IOException {
        Command command = script("hook", "touch begun", "sleep 60");
        try (HookRunner runner = runner(Events.commands(null, null, null, command, LONG, false), Duration.ZERO)) {
            runner.onEvent(events.master());
            await("the first runs", () -> Files.exists(directory.resolve("begun")));
            for (int i = 0; i < 1150; i++) {
                runner.onEvent(events.acquired());
            }

            assertThat(runner.dropped()).isEqualTo(150);
            assertThat(runner.dropped(Events.ID)).isEqualTo(150);
            assertThat(runner.eventsDropped()).isZero();
            runner.onEvent(new VrrpEvent.EventsDropped(3));
            assertThat(runner.eventsDropped()).isEqualTo(3);
        }

        assertThat(warnings())
                .containsExactly(
                        "vrid=51 if=eth0 hooks are too slow: more than 1000 calls wait, dropped so far 1",
                        "vrid=51 if=eth0 hooks are too slow: more than 1000 calls wait, dropped so far 101",
                        "vrid=51 if=eth0 hook on-event " + directory.resolve("hook")
                                + ": killed, since the node stops");
    }

    @Test
    void aVirtualRouterThatComesAgainWaitsForWhatStillRuns() throws IOException {
        Command command = script("hook", "echo begin $6 >> log", "sleep 0.05", "echo end $6 >> log");
        try (HookRunner runner = runner(Events.commands(null, null, null, command, LONG, false), LONG)) {
            runner.onEvent(events.removed());
            runner.onEvent(new Events(Events.ID).acquired());
        }

        assertThat(lines("log"))
                .containsExactly("begin removed", "end removed", "begin addresses-acquired", "end addresses-acquired");
    }

    @Test
    void otherCommandsCountForWhatFollows() throws IOException {
        Command before = script("before", "echo before >> log");
        Command after = script("after", "echo after >> log");
        try (HookRunner runner = runner(Events.commands(before, null, null, null, LONG, false), LONG)) {
            runner.onEvent(events.master());
            runner.configure(Map.of(Events.ID, hooked(Events.commands(null, after, null, null, LONG, false))));
            runner.onEvent(events.backup());
            runner.configure(Map.of());
            runner.onEvent(events.master());
        }

        assertThat(lines("log")).containsExactly("before", "after");
    }

    @Test
    void noThreadIsLeftAndNothingIsRunAfterTheEnd() throws IOException {
        Command command = script("hook", "echo told >> log");
        HookRunner runner = runner(Events.commands(command, null, null, null, LONG, false), LONG);
        runner.onEvent(events.master());
        runner.close();
        runner.onEvent(events.master());

        assertThat(lines("log")).containsExactly("told");
        await(
                "no thread of the hooks",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("vrrp-hooks")));
    }

    @Test
    void theTimeoutHasARange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Events.commands(null, null, null, null, Duration.ofHours(2), false))
                .withMessage("timeout 7200000ms is not in 10ms..1h");
    }

    private static HookRunner runner(HookCommands commands, Duration closeTimeout) {
        return new HookRunner(Map.of(Events.ID, hooked(commands)), closeTimeout);
    }

    private static HookedVirtualRouter hooked(HookCommands commands) {
        return new HookedVirtualRouter("web", 100, List.of(), commands);
    }

    /** A program that works in the directory of the test. */
    private Command script(String name, String... lines) throws IOException {
        Path file = directory.resolve(name);
        Files.writeString(file, "#!/bin/sh\ncd " + directory + "\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new Command(List.of(file.toString()));
    }

    private List<String> lines(String name) {
        try {
            return Files.readAllLines(directory.resolve(name));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> warnings() {
        return lines.list.stream()
                .filter(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static boolean runs(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z'; // one that ended and was not asked for its status yet
        } catch (IOException e) {
            return false;
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadlineNs = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadlineNs) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(condition.getAsBoolean()).as(what).isTrue();
    }
}
