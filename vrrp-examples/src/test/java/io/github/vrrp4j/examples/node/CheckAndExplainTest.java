package io.github.vrrp4j.examples.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vrrp4j.examples.node.run.NodeProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckAndExplainTest {
    private static final String VALID =
            "virtual-routers: [{interface: e, vrid: 1, addresses: [192.0.2.1, 'fe80::1/64']}]\n";
    private static final String UNUSED = "health-checks: {up: {link: e}}\n" + VALID;
    private static final String WRONG = "http: x\nvirtual-routers: [{interface: e, vrid: 0, addresses: [192.0.2.1]}]\n";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    @Test
    void aValidFileIsCounted() throws IOException {
        String file = file(VALID);

        assertThat(execute("check", file)).isZero();
        assertThat(out.toString()).isEqualTo(file + " is valid: 2 virtual routers\n");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void warningsLeaveItValid() throws IOException {
        String file = file(UNUSED);

        assertThat(execute("check", file)).isZero();
        assertThat(err.toString()).isEqualTo(file + ": warning: check up runs, but no virtual router tracks it\n");
        assertThat(out.toString()).endsWith(" is valid: 2 virtual routers\n");
    }

    @Test
    void allMistakesAreToldAtOnce() throws IOException {
        String file = file(WRONG);

        assertThat(execute("check", file)).isEqualTo(2);
        assertThat(err.toString().lines())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith(file + ":1:7: 'x' is not ADDRESS:PORT"),
                        second -> assertThat(second).startsWith(file + ":2:40: VRID 0 is not in 1..255"));
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void jsonSaysTheSame() throws IOException {
        String file = file(UNUSED);
        assertThat(execute("check", "--json", file)).isZero();
        assertThat(out.toString())
                .isEqualTo("{\"file\":\"" + file + "\",\"valid\":true,\"virtual-routers\":2,\"problems\":["
                        + "{\"severity\":\"warning\",\"line\":null,\"column\":null,\"text\":\"check up runs, but no virtual"
                        + " router tracks it\"}]}\n");
        out.getBuffer().setLength(0);

        assertThat(execute("check", "--json", "/nonexistent/node.yaml")).isEqualTo(2);
        assertThat(out.toString())
                .startsWith(
                        "{\"file\":\"/nonexistent/node.yaml\",\"valid\":false,\"virtual-routers\":null,\"problems\":["
                                + "{\"severity\":\"error\",\"line\":null,\"column\":null,\"text\":\"there is no such file;");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void anExplanationGoesToStandardOutput() throws IOException {
        String file = file(VALID);

        assertThat(execute("explain", file)).isZero();
        assertThat(out.toString())
                .startsWith("# " + file + ": every value in force\n")
                .contains("Skew_Time = ");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aFileWithMistakesIsNotExplained() throws IOException {
        assertThat(execute("explain", file(WRONG))).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines()).hasSize(2);
    }

    @Test
    void aKeepalivedConfIsExplainedAsTheYamlThatItBecomes() throws IOException {
        Path file = Files.writeString(directory.resolve("keepalived.conf"), """
                vrrp_instance inside {
                    interface eth0
                    virtual_router_id 51
                    version 3
                    virtual_ipaddress { 192.0.2.10/24 }
                }
                """);

        assertThat(execute("explain", file.toString())).isZero();
        assertThat(out.toString())
                .startsWith("# " + file + ": every value in force\n")
                .contains("name: inside", "Skew_Time = ");
    }

    @Test
    void aHealthCheckThatRootWouldNotRunIsWarnedOf() throws IOException {
        Path program = Files.writeString(directory.resolve("check-web"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxrwxrwx"));
        String file = file("health-checks: {web: {command: [" + program + "]}}\n"
                + "virtual-routers: [{interface: e, vrid: 1, addresses: [192.0.2.1], health-checks: [web]}]\n");

        assertThat(execute("check", file)).isZero();
        assertThat(err.toString()).startsWith(file + ": warning: ").contains("chmod go-w " + program);
    }

    private String file(String yaml) throws IOException {
        return Files.writeString(directory.resolve("node.yaml"), yaml).toString();
    }

    private int execute(String... arguments) {
        return Main.commandLine(new NodeProcess())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
