package io.github.vrrp4j.examples.lan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.examples.embedding.MinimalExample;
import io.github.vrrp4j.examples.embedding.WebServerExample;
import io.github.vrrp4j.examples.embedding.spring.VrrpApplication;
import io.github.vrrp4j.netlink.testing.Finished;
import io.github.vrrp4j.netlink.testing.NetworkNamespace;
import io.github.vrrp4j.netlink.testing.NetworkTest;
import io.github.vrrp4j.netlink.testing.RunningProgram;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The embedding examples as programs, against the real kernel. */
@NetworkTest(programs = "bash")
class EmbeddingIT {

    private final Lan lan = new Lan();

    @AfterEach
    void remove() {
        lan.close();
    }

    @Test
    void theAddressGoesToTheWebServerThatAnswers() throws IOException {
        RunningProgram first = start(lan.a);
        awaitAnswerOf(lan.a);
        RunningProgram other = start(lan.b);
        lan.awaitOnlyHolder(lan.a);

        Files.delete(page(lan.a));
        awaitAnswerOf(lan.b);
        lan.awaitOnlyHolder(lan.b);

        writePage(lan.a);
        first.awaitLine(line -> line.contains("fault ended: UNHEALTHY"), Lan.SOON);
        Files.delete(page(lan.b));
        awaitAnswerOf(lan.a);
        lan.awaitOnlyHolder(lan.a);

        writePage(lan.b);
        other.awaitLine(line -> line.contains("fault ended: UNHEALTHY"), Lan.SOON);
        first.terminate();
        assertThat(lan.a.holds(Lan.VIRTUAL)).isFalse();
        awaitAnswerOf(lan.b);
        Lan.await("it resigned both times", () -> takeovers(other, "MASTER_RESIGNED") == 2);
    }

    @Test
    void theMinimalExampleHoldsTheAddressUntilItsInputEnds() throws IOException {
        Path input = lan.a.directory().resolve("input");
        Finished.of("mkfifo", input.toString()).requireSuccess();
        String java = String.join(" ", NetworkNamespace.javaCommand(MinimalExample.class));
        RunningProgram program = lan.a.namespace().spawn("bash", "-c", "exec " + java + " < " + input);

        try (OutputStream held = Files.newOutputStream(input)) {
            held.write('x');
            program.awaitLine("vrid=51 if=eth0 is MASTER"::equals, Lan.SOON);
            lan.awaitOnlyHolder(lan.a);
        }

        program.awaitEnd(Lan.SOON).requireSuccess();
        assertThat(lan.a.holds(Lan.VIRTUAL)).isFalse();
    }

    @Test
    void theSpringApplicationHoldsTheAddressUntilItIsStopped() {
        String address = "--vrrp.address=" + Lan.VIRTUAL + "/24";
        RunningProgram program =
                lan.a.namespace().spawnJava(VrrpApplication.class, "--vrrp.interface=eth0", "--vrrp.vrid=51", address);
        program.awaitLine(line -> line.endsWith("now MASTER"), Lan.SOON);
        lan.awaitOnlyHolder(lan.a);

        program.terminate();

        assertThat(lan.a.holds(Lan.VIRTUAL)).isFalse();
    }

    private static RunningProgram start(Host host) {
        writePage(host);
        RunningProgram program =
                host.namespace().spawnJava(WebServerExample.class, page(host).toString());
        program.awaitLine(line -> line.contains("INITIALIZE->BACKUP"), Lan.SOON);
        return program;
    }

    private static Path page(Host host) {
        return host.directory().resolve("index.html");
    }

    private static void writePage(Host host) {
        host.write("index.html", "page of " + host.name());
    }

    private static long takeovers(RunningProgram program, String cause) {
        return program.output()
                .lines()
                .filter(line -> line.contains("BACKUP->MASTER cause=" + cause))
                .count();
    }

    private void awaitAnswerOf(Host host) {
        String page = "page of " + host.name();
        Lan.await(
                page + " at the virtual address",
                () -> request(lan.c, Lan.VIRTUAL).endsWith(page));
    }

    /** What a web server answers within two seconds; blank if nothing. */
    private static String request(Host from, String address) {
        String script = "exec 3<>/dev/tcp/" + address + "/8080; printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&3; cat <&3";
        Finished finished = from.namespace().exec("timeout", "2", "bash", "-c", script);
        return finished.exitCode() == 0 ? finished.output().strip() : "";
    }
}
