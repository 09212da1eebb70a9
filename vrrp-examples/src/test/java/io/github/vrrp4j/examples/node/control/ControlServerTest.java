package io.github.vrrp4j.examples.node.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.vrrp4j.protocol.VirtualRouterConfig;
import io.github.vrrp4j.router.VirtualRouterId;
import io.github.vrrp4j.router.VrrpEvent;
import io.github.vrrp4j.router.VrrpRouter;
import io.github.vrrp4j.simulation.SimulatedHost;
import io.github.vrrp4j.simulation.SimulatedLan;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The control socket with a router on a simulated LAN behind it. */
@EnabledOnOs(OS.LINUX)
class ControlServerTest {

    @TempDir
    Path directory;

    private final SimulatedLan lan = new SimulatedLan(1);
    private final AtomicInteger reloads = new AtomicInteger();
    private VirtualRouterId id;
    private EventRing events;
    private NodeCommands commands;
    private Path socket;
    private ControlServer server;

    @BeforeEach
    void start() throws Exception {
        VrrpRouter router = lan.addHost("a", "192.0.2.1/24").startRouter();
        id = router.add(
                SimulatedHost.INTERFACE,
                VirtualRouterConfig.builder(51).address("192.0.2.10/24").build());
        lan.run(Duration.ofSeconds(5));
        NodeView view = () -> Map.of(id, "web");
        events = new EventRing(view, Clock.systemUTC());
        commands = new NodeCommands(
                router,
                view,
                events,
                () -> {
                    reloads.incrementAndGet();
                    throw RefusedException.mistake("node.yaml:1:1: is wrong\nnode.yaml:2:2: is wrong too");
                },
                Clock.systemUTC());
        socket = directory.resolve("run/control.sock");
        server = ControlServer.start(socket, commands);
    }

    @AfterEach
    void end() throws IOException {
        server.close();
    }

    @Test
    void onlyItsOwnerMayConnectAndNothingElseIsLeftInTheDirectory() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(socket.getParent())) {
            assertThat(files).containsExactly(socket);
        }
        server.close();
        assertThat(socket).doesNotExist();
    }

    @Test
    void aSecondNodeIsRefusedAndTheFirstGoesOn() throws Exception {
        assertThatIOException()
                .isThrownBy(() -> ControlServer.start(socket, commands))
                .withMessage("control socket " + socket + ": another node listens there; stop it, or give this one a"
                        + " 'control' path of its own");
        assertThat(client().ask(Request.of("status")))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .hasSize(1);
        try (Stream<Path> files = Files.list(socket.getParent())) {
            assertThat(files).containsExactly(socket);
        }
    }

    @Test
    void theSocketOfANodeThatWasKilledIsReplaced() throws Exception {
        Path stale = directory.resolve("stale.sock");
        try (ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            killed.bind(UnixDomainSocketAddress.of(stale));
        } // the JDK leaves the file
        assertThat(stale).exists();
        try (ControlServer second = ControlServer.start(stale, commands)) {
            assertThat(second).isNotNull();
            assertThat(new ControlClient(stale).ask(Request.of("status"))).isNotNull();
        }
    }

    @Test
    void aFileThatIsNoSocketIsLeftAlone() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "important");
        assertThatIOException()
                .isThrownBy(() -> ControlServer.start(file, commands))
                .withMessageContaining("there is something else, which is left alone");
        assertThat(file).hasContent("important");
    }

    @Test
    void aSocketThatSomebodyElseMadeThereMeanwhileIsNotRemovedAtTheEnd() throws IOException {
        Files.delete(socket);
        try (ControlServer second = ControlServer.start(socket, commands)) {
            server.close();
            assertThat(second).isNotNull();
            assertThat(socket).exists();
        }
    }

    @Test
    void aDirectoryThatEverybodyMayWriteAndAPathThatIsTooLongAreRefused() throws IOException {
        Path open = Files.createDirectory(directory.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatIOException()
                .isThrownBy(() -> ControlServer.start(open.resolve("s"), commands))
                .withMessageContaining("everybody may replace what is in " + open + "; chmod o-w " + open);
        assertThatIOException()
                .isThrownBy(() -> ControlServer.start(directory.resolve("x".repeat(100)), commands))
                .withMessageContaining("the path is too long");
    }

    @Test
    void statusAndPeersAreListsOfObjects() throws RefusedException {
        List<Map<?, ?>> status = ControlCommand.objects(client().ask(Request.of("status")));
        assertThat(status).singleElement().satisfies(one -> {
            assertThat(one.get("name")).isEqualTo("web");
            assertThat(one.get("state")).isEqualTo("MASTER");
        });
        assertThat(ControlCommand.objects(client().ask(Request.of("peers"))))
                .singleElement()
                .satisfies(one -> assertThat(one.get("peers")).isEqualTo(List.of()));
    }

    @Test
    void anUnknownVirtualRouterIsRefusedWithTheListOfThoseThereAre() {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> client().ask(Request.of("status").with(Request.VIRTUAL_ROUTERS, List.of("db"))))
                .withMessage("there is no virtual router 'db'; this node runs web (" + SimulatedHost.INTERFACE
                        + "/ipv4/51)");
    }

    @Test
    void thePriorityIsSetInTheNextTurnOfTheLoop() throws RefusedException {
        Request request = Request.of("priority")
                .with(Request.VIRTUAL_ROUTERS, List.of("web"))
                .with("priority", 42);
        AtomicReference<Object> answer = new AtomicReference<>();
        Thread asking = new Thread(() -> {
            try {
                answer.set(client().ask(request));
            } catch (RefusedException e) {
                answer.set(e);
            }
        });
        asking.start();
        while (asking.isAlive()) {
            lan.run(Duration.ofMillis(10));
        }
        assertThat(ControlCommand.objects(answer.get()))
                .singleElement()
                .satisfies(one ->
                        assertThat(one.get("text")).isEqualTo(id + " has priority 42 until it is configured anew"));
        assertThat(ControlCommand.objects(client().ask(Request.of("status")))
                        .get(0)
                        .get("effective-priority"))
                .isEqualTo(42L);
    }

    @Test
    void aPriorityOutOfRangeAndOneForNobodyAreMistakes() {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> client().ask(Request.of("priority")
                        .with(Request.VIRTUAL_ROUTERS, List.of("web"))
                        .with("priority", 256)))
                .satisfies(e -> assertThat(e.exitStatus()).isEqualTo(2));
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> client().ask(Request.of("priority").with("priority", 100)))
                .withMessage("priority needs the name of a virtual router");
    }

    @Test
    void eachMistakeOfAFileComesBackOnItsLine() {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> client().ask(Request.of("reload")))
                .withMessage("node.yaml:1:1: is wrong\nnode.yaml:2:2: is wrong too")
                .satisfies(e -> assertThat(e.exitStatus()).isEqualTo(2));
        assertThat(reloads).hasValue(1);
    }

    @Test
    void anUnknownCommandIsRefused() {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> client().ask(Request.of("explode")))
                .withMessageContaining("knows no such command");
    }

    @Test
    void whoFollowsHearsWhatWasAndWhatComes() throws Exception {
        events.onEvent(new VrrpEvent.EventsDropped(1));
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap(
                    "{\"version\":1,\"command\":\"events\",\"follow\":true}\n".getBytes(StandardCharsets.UTF_8)));
            var lines = new java.io.BufferedReader(
                    new java.io.InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
            assertThat(lines.readLine()).contains("\"number\":1,", "events dropped: 1,");
            for (int i = 2; i <= 200; i++) {
                events.onEvent(new VrrpEvent.EventsDropped(i));
            }
            List<String> more = new ArrayList<>();
            for (int i = 2; i <= 200; i++) {
                more.add(lines.readLine());
            }
            assertThat(more.get(198)).contains("\"number\":200,", "events dropped: 200,");
        }
        assertThat(ControlCommand.objects(client().ask(Request.of("events")))).hasSize(200);
    }

    @Test
    void garbageIsAnsweredWithOneErrorAndTheEnd() throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap("\u0000\u0001 garbage\n".getBytes(StandardCharsets.UTF_8)));
            assertThat(new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("{\"version\":1,\"error\":{\"text\":\"the request is not JSON: ")
                    .endsWith("\"exit-status\":2}}\n");
        }
    }

    @Test
    void aWatchGoesOnWhenTheNodeEndsAndStartsAgain() throws Exception {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        AtomicInteger exitStatus = new AtomicInteger(-1);
        Thread watching = new Thread(() -> exitStatus.set(new CommandLine(new StatusCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute("--watch", "--control", socket.toString())));
        watching.start();
        try {
            await(() -> out.toString().contains("web"));
            server.close();
            await(() -> err.toString().contains("no node runs here that listens on " + socket));

            out.getBuffer().setLength(0);
            server = ControlServer.start(socket, commands);
            await(() -> out.toString().contains("web"));
            assertThat(err.toString().lines()).hasSize(1);
        } finally {
            watching.interrupt();
            watching.join(10_000);
        }
        assertThat(exitStatus).hasValue(0);
    }

    @Test
    void aWatchThatFindsNoNodeAtFirstEnds() {
        StringWriter err = new StringWriter();
        assertThat(new CommandLine(new StatusCommand())
                        .setErr(new PrintWriter(err, true))
                        .execute(
                                "--watch",
                                "--control",
                                directory.resolve("none.sock").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).startsWith("vrrp: no node runs here");
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadlineNs = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadlineNs);
            Thread.sleep(20);
        }
    }

    @Test
    void withoutANodeTheClientSaysSo() {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> new ControlClient(directory.resolve("none.sock")).ask(Request.of("status")))
                .withMessage("no node runs here that listens on " + directory.resolve("none.sock")
                        + "; start one with 'vrrp run FILE', or name its socket with --control")
                .satisfies(e -> assertThat(e.exitStatus()).isEqualTo(1));
    }

    private ControlClient client() {
        return new ControlClient(socket);
    }
}
