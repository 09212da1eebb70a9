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
        assertThat(err.toString())
                .startsWith(file + ":1:32: warning: command: not run as root: ")
                .contains("chmod go-w " + program);
    }

    @Test
    void everyCommandThatCannotBeRunIsToldWithItsPlaceAndKey() throws IOException {
        Path plain = Files.writeString(directory.resolve("plain"), "#!/bin/sh\n");
        String file = file("""
                health-checks:
                  app: {command: [/no/such/check, -v]}
                  ok: {command: [/bin/true], user: nobody}
                address-managers:
                  - command: {add: no-such-program}
                hooks:
                  on-master: [[/bin/true], [%s, x]]
                  on-fault: /
                virtual-routers:
                  - interface: e
                    vrid: 1
                    addresses: [192.0.2.1]
                    health-checks: [app, ok]
                  - {interface: e, vrid: 2, addresses: [192.0.2.2], hooks: {on-event: /bin/true, user: no-such-user}}
                """.formatted(plain));

        assertThat(execute("check", file)).isZero();
        assertThat(err.toString().lines())
                .anySatisfy(line -> assertThat(line)
                        .isEqualTo(file + ":2:18: warning: command: program /no/such/check does not exist"))
                .anySatisfy(line -> assertThat(line)
                        .isEqualTo(file + ":5:20: warning: add: program 'no-such-program' is in no directory of PATH;"
                                + " write its path"))
                .anySatisfy(line -> assertThat(line)
                        .isEqualTo(file + ":7:28: warning: on-master: program " + plain
                                + " is not executable; chmod +x " + plain))
                .anySatisfy(
                        line -> assertThat(line).isEqualTo(file + ":8:13: warning: on-fault: program / is a directory"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith(file + ":14:71: warning: on-event: user 'no-such-user' of a command is not known"))
                .hasSize(5);
        out.getBuffer().setLength(0);

        assertThat(execute("check", "--json", file)).isZero();
        assertThat(out.toString())
                .contains(
                        "{\"severity\":\"warning\",\"line\":2,\"column\":18,\"text\":\"command: program /no/such/check"
                                + " does not exist\"}");
    }

    @Test
    void aScriptOfKeepalivedIsWarnedOfWhereKeepalivedConfHasIt() throws IOException {
        Path file = Files.writeString(directory.resolve("keepalived.conf"), """
                vrrp_instance inside {
                    interface eth0
                    virtual_router_id 51
                    version 3
                    virtual_ipaddress { 192.0.2.10/24 }
                    notify_master "/no/such/notify"
                }
                """);

        assertThat(execute("check", file.toString())).isZero();
        assertThat(err.toString())
                .contains(file + ":6:5: warning: on-master: program /no/such/notify does not exist\n");
    }

    @Test
    void whatOtherHostsHaveToBeChangedForIsAWarningAndLeavesTheStatusAsItIs() throws IOException {
        Path file = Files.writeString(directory.resolve("keepalived.conf"), """
                vrrp_instance inside {
                    interface eth0
                    virtual_router_id 51
                    virtual_ipaddress { 192.0.2.10/24 }
                    authentication {
                        auth_type PASS
                        auth_pass 1111
                    }
                }
                """);
        String warning = file + ":5:5: WARNING authentication: no password is sent";

        assertThat(execute("check", file.toString())).isZero();
        assertThat(err.toString()).contains(warning);
        err.getBuffer().setLength(0);

        assertThat(execute("convert", file.toString())).isZero();
        assertThat(err.toString()).contains(warning);
        assertThat(out.toString()).contains("# " + warning);
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
