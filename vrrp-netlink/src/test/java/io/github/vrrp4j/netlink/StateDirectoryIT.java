package io.github.vrrp4j.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.netlink.testing.NetworkNamespace;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import io.github.vrrp4j.netlink.testing.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process that is killed leaves, and the next one removes. */
@NetworkTest(programs = {"kill", "setpriv"})
class StateDirectoryIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final NetworkNamespace host = NetworkNamespace.create("state");

    @TempDir
    Path directory;

    @BeforeEach
    void giveItAnInterface() {
        host.ip("link add eth0 type veth peer name eth1");
        host.ip("link set eth0 up");
        host.ip("address add 192.0.2.1/24 dev eth0");
    }

    @AfterEach
    void delete() {
        host.close();
    }

    @Test
    void whatAKilledProcessLeftIsGoneWhenTheNextOneIsOpenThoughThatKnowsNothingOfIt() throws IOException {
        RunningProgram killed = host.spawnJava(
                HoldingsProbe.class,
                probe("add", "192.0.2.10/24,dev=lo", "add", "to=203.0.113.0/24,metric=3", "wait", "x"));
        killed.awaitLine(line -> line.equals("waiting"), LIMIT);
        host.ip("address add 192.0.2.10/32 dev lo");
        host.ip("route add 203.0.113.0/24 dev eth0 metric 4 proto 112");

        assertThat(run("remove", "192.0.2.99/32")).startsWith("IN_USE process " + killed.pid() + " lives: left alone");
        assertThat(host.ip("address show dev lo")).contains("192.0.2.10/24");
        kill(killed);

        assertThat(run("remove", "192.0.2.99/32"))
                .isEqualTo(
                        "REMOVED removed route to=203.0.113.0/24 device=eth0 metric=3 table=254 protocol=112 that process "
                                + killed.pid()
                                + " left\nREMOVED removed address ip=192.0.2.10/24 device=lo that process "
                                + killed.pid() + " left\nremove done");
        assertThat(host.ip("-o address show dev lo")).contains("192.0.2.10/32").doesNotContain("192.0.2.10/24");
        assertThat(host.ip("route show proto 112")).contains("metric 4").doesNotContain("metric 3");
        assertThat(files()).containsExactly("lock");
    }

    @Test
    void whatIsPreparedIsWrittenBeforeItIsThereAndForgottenWhenItIsRetired() throws IOException {
        assertThat(run("prepare", "192.0.2.10/24", "retire", "192.0.2.10/24")).isEqualTo("prepare done\nretire done");
        assertThat(files()).containsExactly("lock");

        RunningProgram killed = host.spawnJava(HoldingsProbe.class, probe("prepare", "192.0.2.10/24", "wait", "x"));
        killed.awaitLine(line -> line.equals("waiting"), LIMIT);
        assertThat(files()).hasSize(3);
        Path state = directory.resolve(files().stream()
                .filter(name -> name.endsWith(".state"))
                .findFirst()
                .orElseThrow());
        assertThat(Files.readAllLines(state)).endsWith("address ip=192.0.2.10/24 device=eth0");
        kill(killed);
        assertThat(run()).isEmpty(); // it was not there, so there is nothing to tell
        assertThat(files()).containsExactly("lock");
    }

    @Test
    void whatIsInAnotherNetworkNamespaceIsLeftAlone() throws IOException {
        RunningProgram killed = host.spawnJava(HoldingsProbe.class, probe("add", "192.0.2.10/24", "wait", "x"));
        killed.awaitLine(line -> line.equals("waiting"), LIMIT);
        kill(killed);
        try (NetworkNamespace other = NetworkNamespace.create("state2")) {
            assertThat(other.java(HoldingsProbe.class, probe()).output())
                    .startsWith("ELSEWHERE of process " + killed.pid() + " in network namespace ");
        }
        assertThat(host.ip("address show dev eth0")).contains("192.0.2.10/24");
        assertThat(run()).startsWith("REMOVED ");
    }

    @Test
    void aDirectoryThatMayNotBeWrittenIsNamedWithItsRemedy() {
        Path nested = directory.resolve("of-another");
        host.exec("chown", "65534", directory.toString()).requireSuccess();
        List<String> command = new ArrayList<>(List.of("setpriv", "--bounding-set", "-all,+net_raw,+net_admin"));
        command.addAll(NetworkNamespace.javaCommand(HoldingsProbe.class, nested.toString()));

        assertThat(host.exec(command.toArray(String[]::new)).output())
                .isEqualTo("state directory " + nested + " cannot be made: permission denied for " + nested
                        + "; let this user own the directory, as with mkdir -p " + nested + " and chown USER " + nested
                        + ", or choose another");
    }

    private static void kill(RunningProgram program) {
        ProcessHandle.of(program.pid()).ifPresent(ProcessHandle::destroyForcibly);
        program.awaitEnd(LIMIT);
    }

    private String[] probe(String... arguments) {
        List<String> all = new ArrayList<>(List.of(directory.toString()));
        all.addAll(List.of(arguments));
        return all.toArray(String[]::new);
    }

    private String run(String... arguments) {
        return host.java(HoldingsProbe.class, probe(arguments)).output();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
