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
    void theAddressGoesToTheWebServerThatIsHealthy() {
        RunningProgram preferred = start(lan.a, 200);
        RunningProgram other = start(lan.b, 100);
        awaitAnswerOf("priority 200");

        assertThat(request(lan.a, "127.0.0.1", "POST /break")).endsWith("priority 200, unhealthy");
        awaitAnswerOf("priority 100");
        lan.awaitOnlyHolder(lan.b);

        request(lan.a, "127.0.0.1", "POST /mend");
        awaitAnswerOf("priority 200");
        lan.awaitOnlyHolder(lan.a);

        preferred.terminate();
        assertThat(lan.a.holds(Lan.VIRTUAL)).isFalse();
        awaitAnswerOf("priority 100");
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

    private static RunningProgram start(Host host, int priority) {
        RunningProgram program = host.namespace()
                .spawnJava(WebServerExample.class, "eth0", Integer.toString(priority), Lan.VIRTUAL + "/24", "8080");
        program.awaitLine(line -> line.contains("INITIALIZE->BACKUP"), Lan.SOON);
        return program;
    }

    private static long takeovers(RunningProgram program, String cause) {
        return program.output()
                .lines()
                .filter(line -> line.contains("BACKUP->MASTER cause=" + cause))
                .count();
    }

    private void awaitAnswerOf(String server) {
        Lan.await(
                server + " answers at the virtual address",
                () -> request(lan.c, Lan.VIRTUAL, "GET /").endsWith(server));
    }

    /** What a web server answers within two seconds; blank if nothing. */
    private static String request(Host from, String address, String request) {
        String script =
                "exec 3<>/dev/tcp/" + address + "/8080; printf '" + request + " HTTP/1.0\\r\\n\\r\\n' >&3; cat <&3";
        Finished finished = from.namespace().exec("timeout", "2", "bash", "-c", script);
        return finished.exitCode() == 0 ? finished.output().strip() : "";
    }
}
